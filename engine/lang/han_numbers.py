"""Numbers in Chinese characters, as Chinese and Japanese write them."""

from __future__ import annotations

import re

DIGITS = "〇零一二三四五六七八九两兩壹贰貳叁參参肆伍陆陸柒捌玖壱弐"
MULTIPLIERS = "十百千拾佰仟"
LARGE = "万萬亿億兆京"
# Digits and multipliers in any order, at least one; with 第 an ordinal, with 分之 (Japanese 分の) a fraction, with 点 a
# decimal.
_NUMBER = rf"(?:[0-9０-９]+(?:[.．][0-9０-９]+)?[{MULTIPLIERS}{LARGE}]+|[{DIGITS}{MULTIPLIERS}{LARGE}]+半?)"
_HAN_NUMBER = re.compile(rf"第?{_NUMBER}(?:分[之の]{_NUMBER})?(?:[点點]{_NUMBER})?")


def is_han_number(text: str) -> bool:
    """The whole text is a number: 二十三, 第五, 百分之十, 3.5万."""
    return _HAN_NUMBER.fullmatch(text) is not None
