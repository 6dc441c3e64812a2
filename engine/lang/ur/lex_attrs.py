"""Number words of Urdu."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ENDS = ("واں", "ویں")
NUMBER_WORDS = frozenset(
    """
    صفر ایک دو تین چار پانچ چھ چھے سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ سترہ اٹھارہ انیس بیس اکیس بائیس تئیس
    چوبیس پچیس چھبیس ستائیس اٹھائیس انتیس تیس اکتیس بتیس چالیس پچاس ساٹھ ستر اسی نوے سو ہزار لاکھ کروڑ ارب کھرب آدھا
    ڈیڑھ ڈھائی سوا پونے ساڑھے دونوں تینوں چاروں درجن سینکڑوں ہزاروں لاکھوں کروڑوں پہلا پہلے پہلی دوسرا دوسرے دوسری تیسرا
    تیسرے تیسری چوتھا چوتھے چوتھی چھٹا چھٹے چھٹی اول دوم سوم ملین بلین
    """.split()
) | {
    *inflected("پانچ سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ بیس تیس چالیس پچاس سو".split(), _ENDS),
}


def like_num(text: str) -> bool:
    """Digits, also Urdu ones, number words and ordinals: 10, ۱۰, دس, دسواں, لاکھ."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
