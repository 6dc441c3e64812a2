"""Number words of Macedonian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ORDINALS = "прв втор трет четврт петт шест седм осм деветт десетт единаесетт дванаесетт дваесетт триесетт стот".split()
NUMBER_WORDS = frozenset(
    """
    нула еден една едно два две двајца три тројца четири четворица пет петмина шест седум осум девет десет единаесет
    дванаесет тринаесет четиринаесет петнаесет шеснаесет седумнаесет осумнаесет деветнаесет дваесет триесет четириесет
    педесет шеесет шеесетте седумдесет осумдесет деведесет сто двесте триста четиристотини петстотини шестстотини
    седумстотини осумстотини деветстотини илјада илјади милион милиони милијарда милијарди билион половина четвртина
    стотици
    """.split()
) | {
    *inflected(_ORDINALS, "и а о ите иот ата ото".split()),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, десет, десетти, 5-ти."""
    return is_number(
        text,
        NUMBER_WORDS,
        ("-ви", "-ва", "-во", "-ри", "-ра", "-ро", "-ти", "-та", "-то", "-ми", "-ма", "-мо", "-от", "-те"),
    )


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
