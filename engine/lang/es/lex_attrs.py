"""Number words of Spanish."""

from __future__ import annotations

from engine.lang.lex_attrs import like_num as like_digits
from engine.lang.lex_attrs import make_getters

NUMBER_WORDS = frozenset(
    """
    cero un uno una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete
    dieciocho diecinueve veinte veintiuno veintiún veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis
    veintisiete veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento doscientos
    doscientas trescientos trescientas cuatrocientos cuatrocientas quinientos quinientas seiscientos seiscientas
    setecientos setecientas ochocientos ochocientas novecientos novecientas mil millar millón millones billón billones
    trillón trillones primero primera primer segundo segunda tercero tercera tercer cuarto cuarta quinto quinta sexto
    sexta séptimo séptima octavo octava noveno novena décimo décima undécimo undécima duodécimo duodécima vigésimo
    vigésima trigésimo trigésima centésimo centésima milésimo milésima
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, diez, décimo, 3º, 2ª."""
    if text.isalpha():
        return text.lower() in NUMBER_WORDS
    return like_digits(text) or (text[-1:] in "ºª" and text[:-1].isdigit())


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
