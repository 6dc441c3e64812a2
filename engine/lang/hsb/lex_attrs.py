"""Number words of Upper Sorbian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    nul jedyn jedna jedne jednoho dwaj dwě dweju tři třo třoch štyri štyrjo štyrjoch pjeć pjećo šěsć šěsćo sydom sydmjo
    wosom wosmjo dźewjeć dźewjećo dźesać dźesaćo jědnaće dwanaće třinaće štyrnaće pjatnaće šěsnaće sydomnaće wosomnaće
    dźewjatnaće dwaceći třiceći štyrceći pjećdźesat šěsćdźesat sydomdźesat wosomdźesat dźewjećdźesat sto sta stow tysac
    tysacy milion miliony milionow miliarda miliardow poł połdra prěni prěnja prěnje druhi druha druhe třeći třeća třeće
    štwórty štwórta štwórte pjaty pjata pjate šesty šesta šeste sedmy sedma sedme wosmy wosma wosme dźewjaty dźewjata
    dźewjate dźesaty dźesata dźesate dwacety stoty tysacty
    """.split()
)


def like_num(text: str) -> bool:
    """Digits and number words: 10, 1,5, dźesać, dźesaty."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
