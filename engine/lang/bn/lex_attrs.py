"""Number words of Bengali."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    শূন্য এক একটা একটি দুই দু দুটি তিন তিনটি চার পাঁচ ছয় সাত আট নয় দশ এগারো বারো তেরো চৌদ্দ চোদ্দ পনেরো ষোলো ষোল সতেরো
    আঠারো উনিশ বিশ কুড়ি একুশ বাইশ তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আটাশ ঊনত্রিশ ত্রিশ একত্রিশ বত্রিশ চল্লিশ পঞ্চাশ ষাট
    সত্তর আশি নব্বই শত শ একশ একশো দুইশ পাঁচশ হাজার লাখ লক্ষ কোটি মিলিয়ন বিলিয়ন আধা অর্ধেক দেড় আড়াই প্রথম দ্বিতীয়
    তৃতীয় চতুর্থ পঞ্চম ষষ্ঠ সপ্তম অষ্টম নবম দশম একাদশ দ্বাদশ শতাধিক পয়লা
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, also Bengali ones, number words and ordinals: 10, ১০.৫, দশ, দশম, লাখ."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
