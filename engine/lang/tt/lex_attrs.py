"""Number words of Tatar."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    нуль бер ике өч дүрт биш алты җиде сигез тугыз ун унбер егерме утыз кырык илле алтмыш җитмеш сиксән туксан йөз мең
    миллион миллиард триллион ярты чирек беренче икенче өченче дүртенче бишенче алтынчы җиденче сигезенче тугызынчы
    унынчы егерменче утызынчы кырыгынчы илленче йөзенче меңенче
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, ун, унынчы, 5-нче."""
    return is_number(text, NUMBER_WORDS, ("-нче", "-нчы", "-енче", "-ынчы"))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
