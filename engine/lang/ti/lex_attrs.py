"""Number words of Tigrinya."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    ዜሮ ሓደ ሓንቲ ክልተ ሰለስተ ኣርባዕተ ሓሙሽተ ሽዱሽተ ሸውዓተ ሾብዓተ ሸሞንተ ሾሞንተ ትሽዓተ ትሸዓተ ዓሰርተ ዕስራ ዒስራ ሰላሳ ኣርብዓ ሓምሳ ስድሳ ስሳ ሰብዓ ሰማንያ ተስዓ ሚእቲ
    ሚኢቲ ሽሕ ሽሕን ሚልዮን ሚሊዮን ቢልዮን ቢሊዮን ትሪልዮን ፍርቂ ርብዒ ሲሶ ቀዳማይ ቀዳመይቲ ቀዳማዊ ካልኣይ ካልአይቲ ካልኣይቲ ሳልሳይ ሳልሰይቲ ራብዓይ ራብዐይቲ ሓሙሻይ ሓሙሸይቲ
    ሻድሻይ ሻድሸይቲ ሻውዓይ ሻብዓይ ሻምናይ ሻሙናይ ታሽዓይ ዓስራይ ክልቲኦም ሰለስቲኦም
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, numerals of Ethiopic and number words: 10, ፲፭, ዓሰርተ, ቀዳማይ."""
    # Numerals of Ethiopic are no decimal digits to Unicode.
    return is_number(text, NUMBER_WORDS) or (text != "" and all("\u1369" <= char <= "\u137c" for char in text))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
