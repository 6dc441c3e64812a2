"""Number words of Scottish Gaelic."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    neoni aon dà trì ceithir còig sia seachd ochd naoi deich deug dheug fichead fhichead trithead ceathrad caogad
    seasgad seachdad ochdad naochad ceud cheud ceudan mìle mhìle mìltean millean mhillean billean dhà thrì cheithir
    chòig shia dheich leth cairteal dithis triùir ceathrar còignear sianar seachdnar ochdnar naoinear deichnear ciad
    chiad dara dàrna treas trìtheamh ceathramh còigeamh siathamh seachdamh ochdamh naoidheamh deicheamh ficheadamh
    ceudamh mìleamh
    """.split()
)
ORDINAL_ENDS = ("mh", "d", "na", "s")


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.5, deich, deicheamh, 10mh."""
    return is_number(text, NUMBER_WORDS, ORDINAL_ENDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
