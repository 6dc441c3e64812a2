"""Number words of Malay."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

NUMBER_WORDS = frozenset(
    """
    kosong sifar satu dua tiga empat lima enam tujuh lapan delapan sembilan sepuluh sebelas seratus seribu sejuta puluh
    belas ratus ribu juta bilion trilion setengah separuh suku pertama puluhan belasan ratusan ribuan jutaan dozen
    sedozen
    """.split()
) | {
    *inflected(["ke"], "dua tiga empat lima enam tujuh lapan sembilan sepuluh sebelas seratus seribu".split()),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, sepuluh, kesepuluh, ke-2."""
    return is_number(text, NUMBER_WORDS) or (text.lower().startswith("ke-") and text[3:].isdigit())


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
