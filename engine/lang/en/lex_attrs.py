"""Number words of English."""

from __future__ import annotations

from engine.lang.lex_attrs import like_num as like_digits
from engine.lang.lex_attrs import make_getters

NUMBER_WORDS = frozenset(
    (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million "
        "billion trillion quadrillion gajillion bazillion"
    ).split()
)
ORDINAL_WORDS = frozenset(
    (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth "
        "seventieth eightieth ninetieth hundredth thousandth millionth billionth trillionth quadrillionth gajillionth "
        "bazillionth"
    ).split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 10.5, 1/2, ten, tenth, 10th."""
    if text.isalpha():
        word = text.lower()
        return word in NUMBER_WORDS or word in ORDINAL_WORDS
    if like_digits(text):
        return True
    if text.startswith(("+", "-", "±", "~")):
        text = text[1:]
    text = text.replace(",", "").replace(".", "").lower()
    if text in NUMBER_WORDS or text in ORDINAL_WORDS:
        return True
    return text.endswith(("st", "nd", "rd", "th")) and text[:-2].isdigit()


like_num.words_of_letters = NUMBER_WORDS | ORDINAL_WORDS  # type: ignore[attr-defined]

LEX_ATTR_GETTERS = make_getters(like_num=like_num)
