"""Number words of Haitian Creole."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    zewo en youn de twa kat senk sis sèt uit nèf dis onz douz trèz katòz kenz sèz disèt dizuit diznèf ven venteyen
    vennde venntwa vennkat vennsenk vennsis vennsèt ventuit ventnèf trant karant senkant swasant swasanndis katreven
    katrevendis san desan twasan mil milyon milya demi mwatye premye dezyèm twazyèm katriyèm senkyèm sizyèm setyèm
    uityèm nevyèm dizyèm onzyèm douzyèm ventyèm santyèm milyèm
    """.split()
)
ORDINAL_ENDS = ("yèm", "èm")


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.5, dis, dizyèm, 10yèm."""
    return is_number(text, NUMBER_WORDS, ORDINAL_ENDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
