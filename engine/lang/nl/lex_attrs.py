"""Number words of Dutch."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

_ONES = "een twee drie vier vijf zes zeven acht negen".split()
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_TEENS = "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split()
# Ones stand before tens: eenentwintig, and with a diaeresis after an e: tweeëntwintig.
_COMPOUND = [f"{one}{'ën' if one.endswith('e') else 'en'}{tens}" for one in _ONES for tens in _TENS]
_HUNDREDS = ["honderd", *(f"{one}honderd" for one in _ONES[1:])]
NUMBER_WORDS = frozenset(
    """
    nul één duizend tweeduizend drieduizend vierduizend vijfduizend zesduizend tienduizend miljoen miljoenen miljard
    miljarden biljoen biljoenen biljard triljoen
    eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde miljoenste miljardste
    """.split()
) | {
    *_ONES,
    *_TENS,
    *_TEENS,
    *_COMPOUND,
    *_HUNDREDS,
    *(f"{word}de" for word in _TEENS[3:]),
    *(f"{word}ste" for word in (*_TENS, *_COMPOUND, *_HUNDREDS, "duizend")),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, tien, tiende, 3e, 1ste, 2de."""
    return is_number(text, NUMBER_WORDS, ("e", "de", "ste"))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
