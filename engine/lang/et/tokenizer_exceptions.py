"""Special cases of Estonian: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "nt.": "näiteks", "jne.": "ja nii edasi", "jm.": "ja muud", "jmt.": "ja muud taolist", "jms.": "ja muud sellist",
    "jpt.": "ja paljud teised", "vms.": "või muu selline", "st.": "see tähendab", "s.t.": "see tähendab",
    "s.o.": "see on", "nn.": "niinimetatud", "lk.": "lehekülg", "vt.": "vaata", "vrd.": "võrdle", "u.": "umbes",
    "ca.": "umbes", "a.": "aasta", "saj.": "sajand", "e.m.a.": "enne meie aega", "m.a.j.": "meie aja järgi",
    "e.Kr.": "enne Kristust", "p.Kr.": "pärast Kristust", "kl.": "kell", "tel.": "telefon", "tn.": "tänav",
    "pst.": "puiestee", "mnt.": "maantee", "nr.": "number", "Nr.": "number", "prof.": "professor", "dr.": "doktor",
    "dots.": "dotsent", "akad.": "akadeemik", "ins.": "insener", "dir.": "direktor", "hr.": "härra", "pr.": "proua",
    "prl.": "preili", "mln.": "miljon", "mld.": "miljard", "tuh.": "tuhat", "krt.": "korter", "jaan.": "jaanuar",
    "veebr.": "veebruar", "apr.": "aprill", "aug.": "august", "sept.": "september", "okt.": "oktoober",
    "nov.": "november", "dets.": "detsember", "ingl.": "inglise", "sks.": "saksa", "lad.": "ladina", "rmt.": "raamat",
    "toim.": "toimetaja", "tlk.": "tõlkija", "k.a.": "kaasa arvatud",
}  # fmt: skip
_CAPITALIZED = {text[0].upper() + text[1:]: norm for text, norm in _NORMS.items() if text.islower() and len(text) > 2}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    {text: [{ORTH: text, NORM: norm}] for text, norm in _CAPITALIZED.items()},
)
