"""Special cases of Latin: praenomina and other abbreviations, pronouns that cum is written together with."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "A.": "Aulus", "App.": "Appius", "C.": "Gaius", "Cn.": "Gnaeus", "D.": "Decimus", "K.": "Kaeso", "L.": "Lucius",
    "M.": "Marcus", "M'.": "Manius", "Mam.": "Mamercus", "N.": "Numerius", "P.": "Publius", "Q.": "Quintus",
    "S.": "Spurius", "Ser.": "Servius", "Sex.": "Sextus", "T.": "Titus", "Ti.": "Tiberius", "Tib.": "Tiberius",
    "V.": "Vibius", "Vop.": "Vopiscus", "Kal.": "Kalendae", "Id.": "Idus", "Ian.": "Ianuarius", "Feb.": "Februarius",
    "Mart.": "Martius", "Apr.": "Aprilis", "Mai.": "Maius", "Iun.": "Iunius", "Iul.": "Iulius", "Aug.": "Augustus",
    "Sept.": "September", "Oct.": "October", "Nov.": "November", "Dec.": "December", "a.d.": "ante diem",
    "a.u.c.": "ab urbe condita", "A.D.": "anno Domini", "cos.": "consul", "coss.": "consules", "imp.": "imperator",
    "pont.": "pontifex", "s.p.q.r.": "senatus populusque Romanus", "i.e.": "id est", "e.g.": "exempli gratia",
    "etc.": "et cetera", "cf.": "confer", "ibid.": "ibidem", "op.cit.": "opere citato", "vs.": "versus",
    "N.B.": "nota bene", "P.S.": "post scriptum", "R.I.P.": "requiescat in pace",
}  # fmt: skip
_WITH_CUM: Exceptions = {
    pronoun + "cum": [{ORTH: pronoun}, {ORTH: "cum"}]
    for lower in ("me", "te", "se", "nobis", "vobis", "uobis", "quibus")
    for pronoun in (lower, lower.capitalize())
}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    _WITH_CUM,
)
