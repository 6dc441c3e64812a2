"""Special cases of Lower Sorbian: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "atd.": "a tak dalej", "tj.": "to jo", "tzn.": "to znamjenijo", "tzw.": "tak zwany", "n.pś.": "na pśikład",
    "resp.": "respektiwnje", "nim.": "nimski", "dsb.": "dolnoserbski", "gl.": "glědaj", "góź.": "góźina",
    "tel.": "telefon", "prof.": "profesor", "dr.": "doktor", "kn.": "kněz", "lětst.": "lětstotk", "mio.": "milion",
    "mia.": "miliarda", "str.": "strona",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(BASE_EXCEPTIONS, abbreviations(_NORMS))
