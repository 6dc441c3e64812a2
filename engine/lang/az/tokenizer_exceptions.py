"""Special cases of Azerbaijani: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "s.": "səhifə", "səh.": "səhifə", "m.ö.": "miladdan öncə", "e.ə.": "eramızdan əvvəl", "b.e.": "bizim era",
    "məs.": "məsələn", "prof.": "professor", "dos.": "dosent", "akad.": "akademik", "dr.": "doktor", "müh.": "mühəndis",
    "polk.": "polkovnik", "küç.": "küçə", "pr.": "prospekt", "mənz.": "mənzil", "r-nu": "rayonu", "şəh.": "şəhər",
    "mln.": "milyon", "mlrd.": "milyard", "man.": "manat", "qəp.": "qəpik", "t.": "ton", "dəq.": "dəqiqə",
    "san.": "saniyə", "ing.": "ingilis", "rus.": "rus", "lat.": "latın", "fr.": "fransız", "alm.": "alman",
    "müq.": "müqayisə et", "Azərb.": "Azərbaycan", "Resp.": "Respublika",
}  # fmt: skip
_CAPITALIZED = {
    text[0].upper() + text[1:]: norm for text, norm in _NORMS.items() if text[0].islower() and len(text) > 3
}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    {text: [{ORTH: text, NORM: norm}] for text, norm in _CAPITALIZED.items()},
)
