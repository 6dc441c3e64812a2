"""Number words of Faroese."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    null ein eitt eina tveir tvær tvey trý tríggir tríggjar fýra fimm seks sjey átta níggju tíggju ellivu tólv trettan
    fjúrtan fimtan sekstan seytjan átjan nítjan tjúgu tretivu tríati fjøruti fýrati hálvtrýss fimmti trýss seksti
    hálvfjerðs sjeyti fýrs hálvfems níti hundrað túsund millión milliónir milliard milliardir hálvur hálv hálvt fyrsti
    fyrsta annar triði triðja fjórði fjórða fimti fimta sætti sætta sjeyndi áttandi níggjundi tíggjundi tjúgundi
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, tíggju, tíggjundi."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
