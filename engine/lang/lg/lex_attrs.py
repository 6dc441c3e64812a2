"""Number words of Luganda."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    zeero emu omu bumu kimu limu gumu lumu kamu wamu bbiri babiri ebiri abiri bibiri ssatu basatu esatu asatu bisatu
    nnya bana ena ana bina ttaano bataano etaano ataano bitaano mukaaga musanvu munaana mwenda kkumi amakumi nkaaga
    nsanvu kinaana kyenda kikumi bikumi lukaaga lusanvu lunaana lwenda lukumi nkumi enkumi mutwalo mitwalo emitwalo
    kakadde bukadde akakadde obukadde kawumbi buwumbi akawumbi obuwumbi kitundu ekitundu asooka ogusooka ekisooka esooka
    okusooka owookubiri ekyokubiri ogwokubiri eyookubiri owookusatu ekyokusatu ogwokusatu eyookusatu owookuna ekyokuna
    ogwokuna owookutaano ekyokutaano ogwokutaano
    """.split()
)


def like_num(text: str) -> bool:
    """Digits and number words: 10, 1.5, kkumi, owookubiri."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
