"""Number words of Amharic."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    ዜሮ አንድ ሁለት ሶስት ሦስት አራት አምስት ስድስት ሰባት ስምንት ዘጠኝ አስር አሥር አስራ አሥራ አስራአንድ ሃያ ሠላሳ ሰላሳ አርባ ሃምሳ ሐምሳ ስልሳ ስድሳ ሰባ ሰማንያ ሰማኒያ ዘጠና
    መቶ ሺህ ሺ ሚሊዮን ሚልዮን ቢሊዮን ቢልዮን ትሪሊዮን ግማሽ ሩብ ሲሶ አንደኛ አንደኛው ሁለተኛ ሁለተኛው ሶስተኛ ሦስተኛ አራተኛ አምስተኛ ስድስተኛ ሰባተኛ ስምንተኛ ዘጠነኛ አስረኛ
    አሥረኛ ሃያኛ መቶኛ
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, ፲፭, አስር, አስረኛ, ሚሊዮን."""
    # Numerals of Ethiopic are no decimal digits to Unicode.
    return is_number(text, NUMBER_WORDS) or (text != "" and all("\u1369" <= char <= "\u137c" for char in text))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
