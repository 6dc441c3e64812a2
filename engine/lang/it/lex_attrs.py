"""Number words of Italian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

# Ordinals have gender and number: primo, prima, primi, prime.
_ORDINALS = """
prim second terz quart quint sest settim ottav non decim undicesim dodicesim tredicesim quattordicesim quindicesim
sedicesim diciassettesim diciottesim diciannovesim ventesim ventunesim trentesim quarantesim cinquantesim sessantesim
settantesim ottantesim novantesim centesim millesim milionesim miliardesim
""".split()
_TENS = ("venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")
_ONES = ("due", "tre", "tré", "quattro", "cinque", "sei", "sette", "nove")
NUMBER_WORDS = frozenset(
    """
    zero uno una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici
    diciassette diciotto diciannove cento duecento trecento quattrocento cinquecento seicento settecento ottocento
    novecento mille duemila tremila quattromila cinquemila seimila settemila ottomila novemila diecimila centomila
    milione milioni miliardo miliardi bilione bilioni
    """.split()
) | {
    *_TENS,
    *inflected(_TENS, _ONES),
    # ventuno, ventotto: the last vowel of the tens falls out
    *inflected((tens[:-1] for tens in _TENS), ("uno", "un", "otto")),
    # not prima, secondo and none: before and according to are far more frequent, and it is no word
    *(inflected(_ORDINALS, "oaie") - {"prima", "secondo", "none"}),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, dieci, decimo, 1°, 2ª."""
    return is_number(text, NUMBER_WORDS, ("°", "º", "ª"))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
