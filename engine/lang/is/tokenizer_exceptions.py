"""Special cases of Icelandic: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "t.d.": "til dæmis", "o.s.frv.": "og svo framvegis", "m.a.": "meðal annars", "þ.e.": "það er",
    "þ.e.a.s.": "það er að segja", "o.fl.": "og fleira", "o.þ.h.": "og þess háttar", "u.þ.b.": "um það bil",
    "a.m.k.": "að minnsta kosti", "m.t.t.": "með tilliti til", "s.s.": "svo sem", "skv.": "samkvæmt",
    "sbr.": "samanber", "bls.": "blaðsíða", "kl.": "klukkan", "kr.": "króna", "nr.": "númer", "gr.": "grein",
    "mgr.": "málsgrein", "tölul.": "töluliður", "dr.": "doktor", "próf.": "prófessor", "hr.": "herra", "fr.": "frú",
    "sr.": "séra", "ehf.": "einkahlutafélag", "hf.": "hlutafélag", "f.Kr.": "fyrir Krist", "e.Kr.": "eftir Krist",
    "f.h.": "fyrir hádegi", "e.h.": "eftir hádegi", "þús.": "þúsund", "millj.": "milljón", "klst.": "klukkustund",
    "jan.": "janúar", "feb.": "febrúar", "apr.": "apríl", "ág.": "ágúst", "sept.": "september", "okt.": "október",
    "nóv.": "nóvember", "des.": "desember", "s.": "sími", "útg.": "útgáfa", "ritstj.": "ritstjóri", "frh.": "framhald",
    "ath.": "athugið", "þ.m.": "þessa mánaðar", "sl.": "síðastliðinn", "nk.": "næstkomandi", "d.": "dáinn",
    "f.": "fæddur", "ísl.": "íslenska", "e.": "enska",
}  # fmt: skip
_CAPITALIZED = {text[0].upper() + text[1:]: norm for text, norm in _NORMS.items() if len(text) > 3}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    {text: [{ORTH: text, NORM: norm}] for text, norm in _CAPITALIZED.items()},
)
