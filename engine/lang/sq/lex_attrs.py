"""Number words of Albanian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    zero një dy tre tri katër pesë gjashtë shtatë tetë nëntë dhjetë njëmbëdhjetë dymbëdhjetë trembëdhjetë katërmbëdhjetë
    pesëmbëdhjetë gjashtëmbëdhjetë shtatëmbëdhjetë tetëmbëdhjetë nëntëmbëdhjetë njëzet tridhjetë dyzet katërdhjetë
    pesëdhjetë gjashtëdhjetë shtatëdhjetë tetëdhjetë nëntëdhjetë qind njëqind dyqind treqind katërqind pesëqind
    gjashtëqind shtatëqind tetëqind nëntëqind mijë mijëra milion milionë miliona miliard miliardë miliarda trilion
    gjysmë gjysma çerek parë pari para dytë dyti dyta tretë treti treta katërt katërti pestë pesti gjashti shtati teti
    nënti dhjeti
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, dhjetë, njëzet, parë."""
    return is_number(text, NUMBER_WORDS, ("-të", "-ta", "-ti", "-shi", "-sh"))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
