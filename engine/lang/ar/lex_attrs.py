"""Number words of Arabic."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    صفر واحد واحدة اثنان اثنين اثنتان اثنتين إثنان إثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني
    ثمان تسعة تسع عشرة عشر عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون
    تسعين مائة مئة مائتان مئتان مائتين مئتين ثلاثمائة ثلاثمئة أربعمائة أربعمئة خمسمائة خمسمئة ستمائة ستمئة سبعمائة
    سبعمئة ثمانمائة ثمانمئة تسعمائة تسعمئة ألف ألفان ألفين آلاف الاف مليون مليونان مليونين ملايين مليار ملياران مليارين
    مليارات تريليون تريليونات بليون مئات نصف ثلث ربع أول أولى ثاني ثان ثانية ثالث ثالثة رابع رابعة خامس خامسة سادس سادسة
    سابع سابعة ثامن ثامنة تاسع تاسعة عاشر عاشرة
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, also Arabic ones with their separators, and number words: 10, ٣٫٥, عشرة, الثالث, مليون."""
    # The decimal and the thousands separator of Arabic digits, and the article of ordinals.
    plain = text.replace("٫", ".").replace("٬", ",").removeprefix("ال")
    return bool(plain) and is_number(plain, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
