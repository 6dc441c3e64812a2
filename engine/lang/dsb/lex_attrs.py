"""Number words of Lower Sorbian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    nul jaden jadna jadno jadnogo dwa dwě dwója tśi tśo styri styrjo pěś pěśo šesć šesćo sedym sedymjo wósym wósymjo
    źewjeś źewjeśo źaseś źaseśo jadnassćo dwanassćo tśinassćo styrnassćo pěśnassćo šesnassćo sedymnassćo wósymnassćo
    źewjeśnassćo dwaźasća tśiźasća styrźasća pěśźaset šesćźaset sedymźaset wósymźaset źewjeśźaset sto sta stow tysac
    tysace milion miliony milionow miliarda miliardow poł połtera prědny prědna prědne drugi druga druge tśeśi tśeśa
    tśeśe stwórty stwórta stwórte pěty pěta pěte šesty šesta šeste sedymy sedyma sedyme wósymy wósyma wósyme źewjety
    źewjeta źewjete źasety źaseta źasete dwaźasty stoty
    """.split()
)


def like_num(text: str) -> bool:
    """Digits and number words: 10, 1,5, źaseś, źasety."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
