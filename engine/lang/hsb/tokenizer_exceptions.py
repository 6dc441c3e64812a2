"""Special cases of Upper Sorbian: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "atd.": "a tak dale", "tj.": "to je", "tzn.": "to znamjeni", "tzw.": "tak zwany", "n.př.": "na přikład",
    "resp.": "respektiwnje", "něm.": "němski", "hl.": "hladaj", "hodź.": "hodźina", "tel.": "telefon",
    "prof.": "profesor", "dr.": "doktor", "knj.": "knjez", "lětst.": "lětstotk", "mio.": "milion", "mia.": "miliarda",
    "str.": "strona", "m.dr.": "mjez druhim",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(BASE_EXCEPTIONS, abbreviations(_NORMS))
