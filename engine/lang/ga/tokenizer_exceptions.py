"""Special cases of Irish: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "srl.": "agus araile", "m.sh.": "mar shampla", "i.e.": "is é sin", "lch.": "leathanach", "lgh.": "leathanaigh",
    "uimh.": "uimhir", "Uas.": "Uasal", "Dr.": "Dochtúir", "Oll.": "Ollamh", "Bn.": "Bean", "r.n.": "roimh nóin",
    "i.n.": "iarnóin", "R.C.": "roimh Chríost", "A.D.": "Anno Domini", "Ean.": "Eanáir", "Feabh.": "Feabhra",
    "Márt.": "Márta", "Aib.": "Aibreán", "Meith.": "Meitheamh", "Lún.": "Lúnasa", "M.F.": "Meán Fómhair",
    "D.F.": "Deireadh Fómhair", "Samh.": "Samhain", "Noll.": "Nollaig", "teil.": "teileafón", "Co.": "Contae",
    "Teo.": "Teoranta", "ltd.": "teoranta", "vs.": "in aghaidh", "iml.": "imleabhar", "eag.": "eagarthóir",
    "cf.": "féach",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
