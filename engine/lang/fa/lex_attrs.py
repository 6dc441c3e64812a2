"""Number words of Persian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

NUMBER_WORDS = frozenset(
    """
    صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده هیجده نوزده بیست سی چهل
    پنجاه شصت هفتاد هشتاد نود صد یکصد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد هزار میلیون میلیارد بیلیون بیلیارد
    تریلیون نیم اول اولین نخست نخستین دوم سوم سی‌ام دومین سومین
    """.split()
) | {
    *inflected(
        "یک چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده بیست چهل پنجاه شصت هفتاد "
        "هشتاد نود صد دویست سیصد چهارصد پانصد هزار میلیون میلیارد".split(),
        ("م", "مین"),
    ),
}


def like_num(text: str) -> bool:
    """Digits, also Persian ones with their separators, number words and ordinals: 10, ۱۲٫۵, ده, دهم, دهمین, میلیون."""
    # The decimal and the thousands separator of Persian digits.
    return is_number(text.replace("٫", ".").replace("٬", ",").replace("،", ","), NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
