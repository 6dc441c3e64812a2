"""Special cases of Afrikaans: the article 'n, abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "'n": "'n", "’n": "'n", "bv.": "byvoorbeeld", "ens.": "ensovoorts", "m.a.w.": "met ander woorde",
    "d.w.s.": "dit wil sê", "o.a.": "onder andere", "i.p.v.": "in plaas van", "n.a.v.": "na aanleiding van",
    "m.b.t.": "met betrekking tot", "t.o.v.": "ten opsigte van", "a.g.v.": "as gevolg van", "sg.": "sogenaamd",
    "nl.": "naamlik", "asb.": "asseblief", "mnr.": "meneer", "mev.": "mevrou", "mej.": "mejuffrou", "me.": "me",
    "dr.": "dokter", "prof.": "professor", "ds.": "dominee", "adv.": "advokaat", "genl.": "generaal",
    "kapt.": "kaptein", "bl.": "bladsy", "nr.": "nommer", "no.": "nommer", "art.": "artikel", "hfst.": "hoofstuk",
    "par.": "paragraaf", "afd.": "afdeling", "ca.": "circa", "ong.": "ongeveer", "vgl.": "vergelyk",
    "v.C.": "voor Christus", "n.C.": "na Christus", "vm.": "voormiddag", "nm.": "namiddag", "tel.": "telefoon",
    "Jan.": "Januarie", "Feb.": "Februarie", "Apr.": "April", "Aug.": "Augustus", "Sept.": "September",
    "Okt.": "Oktober", "Nov.": "November", "Des.": "Desember", "Eng.": "Engels", "Lat.": "Latyn", "Bpk.": "Beperk",
    "Edms.": "Eiendoms",
}  # fmt: skip
_CAPITALIZED = {text[0].upper() + text[1:]: norm for text, norm in _NORMS.items() if text[0].islower()}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    {text: [{ORTH: text, NORM: norm}] for text, norm in _CAPITALIZED.items()},
)
