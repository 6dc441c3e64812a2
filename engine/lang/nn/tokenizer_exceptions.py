"""Special cases of Norwegian Nynorsk: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "bl.a.": "blant anna", "bl.": "blant", "ca.": "cirka", "dvs.": "det vil seie", "d.v.s.": "det vil seie",
    "d.e.": "det er", "e.Kr.": "etter Kristus", "f.eks.": "for eksempel", "t.d.": "til dømes", "o.fl.": "og fleire",
    "o.l.": "og liknande", "osb.": "og så bortetter", "osfr.": "og så framover", "m.a.": "mellom anna",
    "m.m.": "med meir", "mfl.": "med fleire", "m.fl.": "med fleire", "pkt.": "punkt", "nr.": "nummer", "s.": "side",
    "kap.": "kapittel", "jf.": "jamfør", "jfr.": "jamfør", "kl.": "klokka", "kr.": "kroner", "mill.": "millionar",
    "mrd.": "milliardar", "st.": "større", "tlf.": "telefon", "f.Kr.": "før Kristus", "fylk.": "fylke",
    "inkl.": "inklusive", "ev.": "eventuelt", "evt.": "eventuelt", "red.": "redaktør",
    "adm.dir.": "administrerande direktør", "dr.": "doktor", "prof.": "professor", "siv.ing.": "sivilingeniør",
    "vg.": "vidaregåande", "frk.": "frøken", "jan.": "januar", "feb.": "februar", "apr.": "april", "aug.": "august",
    "sept.": "september", "okt.": "oktober", "nov.": "november", "des.": "desember", "p.g.a.": "på grunn av",
    "pga.": "på grunn av", "i.st.f.": "i staden for", "ang.": "angåande", "gl.": "gamal", "komm.": "kommune",
    "kgl.": "kongeleg",
}  # fmt: skip
_CAPITALIZED = {text[0].upper() + text[1:]: norm for text, norm in _NORMS.items() if len(text) > 3}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    {text: [{ORTH: text, NORM: norm}] for text, norm in _CAPITALIZED.items()},
)
