"""Number words of Armenian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    զրո մեկ երկու երեք չորս հինգ վեց յոթ յոթը ութ ութը ինը ինն տասը տաս տասնմեկ տասներկու տասներեք տասնչորս տասնհինգ
    տասնվեց տասնյոթ տասնութ տասնինը քսան քսանմեկ քսանհինգ երեսուն քառասուն հիսուն վաթսուն յոթանասուն ութսուն իննսուն
    հարյուր երկուհարյուր հազար միլիոն միլիարդ տրիլիոն կես քառորդ առաջին երկրորդ երրորդ չորրորդ հինգերորդ վեցերորդ
    յոթերորդ ութերորդ իններորդ տասներորդ քսաներորդ հարյուրերորդ հազարերորդ տասնյակ հարյուրավոր հազարավոր
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, տասը, տասներորդ, 5-րդ."""
    return is_number(text, NUMBER_WORDS, ("-րդ", "-ին"))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
