"""Special cases of Basque: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "adib.": "adibidez", "etab.": "eta abar", "or.": "orrialdea", "orr.": "orrialdeak", "zk.": "zenbakia",
    "k.": "kalea", "jn.": "jauna", "jaun.": "jauna", "dr.": "doktorea", "Dr.": "doktorea", "Dra.": "doktorea",
    "irak.": "irakaslea", "tel.": "telefonoa", "ik.": "ikus", "cf.": "konparatu", "K.a.": "Kristo aurretik",
    "K.o.": "Kristo ondoren", "mend.": "mendea", "min.": "minutua", "seg.": "segundoa", "urt.": "urtarrila",
    "ots.": "otsaila", "api.": "apirila", "mai.": "maiatza", "eka.": "ekaina", "uzt.": "uztaila", "abu.": "abuztua",
    "ira.": "iraila", "aza.": "azaroa", "h.d.": "hau da", "e.a.": "eta abar", "S.A.": "sozietate anonimoa",
    "S.L.": "sozietate mugatua",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
