"""Special cases of Luxembourgish: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "z.B.": "zum Beispill", "asw.": "a sou weider", "etc.": "et cetera", "d.h.": "dat heescht", "ca.": "circa",
    "resp.": "respektiv", "bzw.": "beziehungsweis", "evtl.": "eventuell", "usw.": "a sou weider",
    "u.a.": "ënner anerem", "m.a.w.": "mat anere Wierder", "Nr.": "Nummer", "S.": "Säit", "St.": "Sankt",
    "Dr.": "Dokter", "Prof.": "Professer", "Mme.": "Madame", "M.": "Monsieur", "Jh.": "Joerhonnert", "Mio.": "Millioun",
    "Mrd.": "Milliard", "Tel.": "Telefon", "Abb.": "Ofbildung", "Bd.": "Band", "Kap.": "Kapitel", "Jan.": "Januar",
    "Feb.": "Februar", "Abr.": "Abrëll", "Aug.": "August", "Sept.": "September", "Okt.": "Oktober", "Nov.": "November",
    "Dez.": "Dezember", "v.Chr.": "viru Christus", "n.Chr.": "no Christus", "k.o.": "knock-out", "s.u.": "kuckt ënnen",
    "s.o.": "kuckt uewen",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
