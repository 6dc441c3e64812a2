"""Number words of Irish."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    náid aon amháin dó dhá trí ceathair ceithre cúig sé seacht ocht naoi deich déag fiche tríocha daichead caoga seasca
    seachtó ochtó nócha céad míle milliún billiún leath ceathrú beirt triúr ceathrar cúigear seisear seachtar ochtar
    naonúr deichniúr dáréag chéad dara tríú cúigiú séú seachtú ochtú naoú deichiú fichiú céadú míliú haon hocht
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.5, deich, deichiú, 5ú."""
    return is_number(text, NUMBER_WORDS, ("ú",))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
