"""Special cases of Faroese: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "t.d.": "til dømis", "o.s.fr.": "og so framvegis", "o.a.": "og annað", "o.fl.": "og fleiri", "m.a.": "millum annað",
    "m.m.": "við meira", "v.m.": "við meira", "t.e.": "tað er", "t.v.s.": "tað vil siga", "u.l.": "um leið",
    "uml.": "umleið", "ca.": "umleið", "kl.": "klokkan", "kr.": "krónur", "nr.": "nummar", "bls.": "blaðsíða",
    "s.": "síða", "tlf.": "telefon", "tlf.nr.": "telefonnummar", "dr.": "doktari", "prof.": "professari",
    "hr.": "harra", "kap.": "kapittul", "stk.": "stykki", "sbr.": "samanber", "f.Kr.": "fyri Krist",
    "e.Kr.": "eftir Krist", "f.kr.": "fyri Krist", "mió.": "millión", "mia.": "milliard", "jan.": "januar",
    "feb.": "februar", "apr.": "apríl", "aug.": "august", "sept.": "september", "okt.": "oktober", "nov.": "november",
    "des.": "desember", "ph.d.": "doktari", "adv.": "advokatur", "cand.": "kandidat",
}  # fmt: skip
_CAPITALIZED = {text[0].upper() + text[1:]: norm for text, norm in _NORMS.items() if len(text) > 3}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    {text: [{ORTH: text, NORM: norm}] for text, norm in _CAPITALIZED.items()},
)
