"""Number words of Catalan."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ONES = "un una dos dues tres quatre cinc sis set vuit nou".split()
_TENS = "trenta quaranta cinquanta seixanta setanta vuitanta noranta".split()
_ORDINAL_STEMS = (
    "cinqu sis set vuit nov des onz dotz tretz catorz quinz setz disset divuit dinov vint trent cent mil".split()
)
NUMBER_WORDS = frozenset(
    """
    zero deu onze dotze tretze catorze quinze setze disset disset divuit dinou vint cent mil milió milions bilió bilions
    miler milers centenar centenars desena dotzena
    primer primera primers primeres segon segona segons segones tercer tercera tercers terceres quart quarta quarts quartes
    """.split()
) | {
    *_ONES,
    *_TENS,
    *(f"vint-i-{one}" for one in _ONES),
    *(f"{tens}-{one}" for tens in _TENS for one in _ONES),
    *(f"{one}-cent{end}" for one in _ONES[2:] for end in ("s", "es")),
    *inflected(_ORDINAL_STEMS, ("è", "ena", "ens", "enes", "é")),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, deu, vint-i-dos, desè, 1r, 5è."""
    return is_number(text, NUMBER_WORDS, ("r", "n", "t", "è", "é", "a", "rs", "ns", "ts", "ns", "es"))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
