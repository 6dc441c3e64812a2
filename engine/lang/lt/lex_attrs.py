"""Number words of Lithuanian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ORDINALS = "pirm antr treči ketvirt penkt šešt septint aštunt devint dešimt vienuolikt dvylikt dvidešimt trisdešimt šimt".split()
NUMBER_WORDS = frozenset(
    """
    nulis nulio vienas viena vieno vienos vieną du dvi dviejų dviem tris trys trijų trims keturi keturios keturių penki
    penkios penkių penkis šeši šešios šešių septyni septynios septynių aštuoni aštuonios aštuonių devyni devynios
    devynių dešimt dešimtis dešimties vienuolika dvylika trylika keturiolika penkiolika šešiolika septyniolika
    aštuoniolika devyniolika dvidešimt trisdešimt keturiasdešimt penkiasdešimt šešiasdešimt septyniasdešimt
    aštuoniasdešimt devyniasdešimt šimtas šimtai šimto šimtų šimtus tūkstantis tūkstančiai tūkstančio tūkstančių
    milijonas milijonai milijono milijonų milijardas milijardai milijardo milijardų trilijonas pusė pusantro ketvirtis
    tuzinas
    """.split()
) | {
    *inflected(_ORDINALS, "as a o os am ai ą uoju oji ojo ieji ųjų aisiais uosius asis".split()),
}


def like_num(text: str) -> bool:
    """Digits, number words in the common cases, and ordinals: 10, 1,5, dešimt, dešimtas."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
