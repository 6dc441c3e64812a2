"""Number words of Afrikaans."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

_ONES = "een twee drie vier vyf ses sewe agt nege".split()
_TENS = "twintig dertig veertig vyftig sestig sewentig tagtig negentig".split()
NUMBER_WORDS = frozenset(
    """
    nul een twee drie vier vyf ses sewe agt nege tien elf twaalf dertien veertien vyftien sestien sewentien agtien
    negentien twintig dertig veertig vyftig sestig sewentig tagtig negentig honderd duisend miljoen miljard biljoen half
    helfte dosyn eerste tweede derde vierde vyfde sesde sewende agste negende tiende elfde twaalfde dertiende veertiende
    vyftiende twintigste dertigste honderdste duisendste honderde duisende miljoene
    """.split()
) | {
    *(f"{ones}-en-{tens}" for ones in _ONES for tens in _TENS),
    *(f"{ones}en{tens}" for ones in _ONES for tens in _TENS),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, tien, tiende, 5de."""
    return is_number(text, NUMBER_WORDS, ("ste", "de", "e"))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
