"""Special cases of Spanish: abbreviations, colloquial contractions, times of day."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, single, update_exceptions

_CONTRACTIONS: Exceptions = {
    "pal": [{ORTH: "pa", NORM: "para"}, {ORTH: "l", NORM: "el"}],
    "Pal": [{ORTH: "Pa", NORM: "para"}, {ORTH: "l", NORM: "el"}],
}
_NORMS = {
    "aprox.": "aproximadamente", "dna.": "docena", "dpto.": "departamento", "ej.": "ejemplo", "esq.": "esquina",
    "pág.": "página", "p.ej.": "por ejemplo", "Ud.": "usted", "Vd.": "usted", "Uds.": "ustedes", "Vds.": "ustedes",
    "vol.": "volumen",
}  # fmt: skip
_WHOLE = (
    "a.C. a.J.C. d.C. d.J.C. apdo. Av. Avda. Cía. EE.UU. etc. fig. Gob. Gral. Hnos. Ing. J.C. Lic. Ltda. "
    "No. núm. Núm. págs. Prof. Profa. Dr. Dra. Sr. Sra. Sres. Sras. Srta. St. Sta. Sto. q.e.p.d. S.A. S.L. s.s.s. tel. "
    "vs. R.R.H.H. RR.HH. JJ.OO. C.P. D. Dña. Excmo. Excma. Ilmo. Ilma."
).split()
_times: Exceptions = {
    f"{hour}{period}": [{ORTH: str(hour)}, {ORTH: period}]
    for hour in range(1, 13)
    for period in ("am", "pm", "a.m.", "p.m.")
}
_phrases: Exceptions = {"EE. UU.": [{ORTH: "EE. UU.", NORM: "Estados Unidos"}]}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    single(_WHOLE),
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    _CONTRACTIONS,
    _times,
    _phrases,
)
