"""Number words of Basque."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    zero huts bat bi hiru lau bost sei zazpi zortzi bederatzi hamar hamaika hamabi hamahiru hamalau hamabost hamasei
    hamazazpi hemezortzi hamazortzi hemeretzi hogei hogeita hogeitamar hogeitabat berrogei berrogeita hirurogei
    hirurogeita laurogei laurogeita ehun berrehun hirurehun laurehun bostehun seiehun zazpiehun zortziehun bederatziehun
    mila milioi miliar erdi laurden herena bigarren hirugarren laugarren bosgarren seigarren zazpigarren zortzigarren
    bederatzigarren hamargarren hamaikagarren hogeigarren ehungarren milagarren lehen lehenengo
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, hamar, hamargarren, 5."""
    return is_number(text, NUMBER_WORDS, ("garren",))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
