"""Special cases of Latvian: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "g.": "gads", "gs.": "gadsimts", "piem.": "piemēram", "t.i.": "tas ir", "t.s.": "tā sauktais", "u.c.": "un citi",
    "utt.": "un tā tālāk", "u.tml.": "un tamlīdzīgi", "u.t.t.": "un tā tālāk", "resp.": "respektīvi",
    "sal.": "salīdzini", "sk.": "skatīt", "lpp.": "lappuse", "nod.": "nodaļa", "att.": "attēls", "tab.": "tabula",
    "nr.": "numurs", "Nr.": "numurs", "tūkst.": "tūkstotis", "milj.": "miljons", "mljrd.": "miljards",
    "plkst.": "pulksten", "min.": "minūte", "sek.": "sekunde", "st.": "stunda", "tālr.": "tālrunis", "e-p.": "e-pasts",
    "pag.": "pagasts", "raj.": "rajons", "prof.": "profesors", "doc.": "docents", "dr.": "doktors",
    "akad.": "akadēmiķis", "inž.": "inženieris", "dir.": "direktors", "ģen.": "ģenerālis", "sv.": "svētais",
    "kr.": "krājums", "red.": "redaktors", "sast.": "sastādītājs", "p.m.ē.": "pirms mūsu ēras", "m.ē.": "mūsu ēras",
    "pr.Kr.": "pirms Kristus", "janv.": "janvāris", "febr.": "februāris", "apr.": "aprīlis", "jūn.": "jūnijs",
    "jūl.": "jūlijs", "aug.": "augusts", "sept.": "septembris", "okt.": "oktobris", "nov.": "novembris",
    "dec.": "decembris", "angl.": "angļu", "vāc.": "vācu", "lat.": "latīņu", "latv.": "latviešu", "tml.": "tamlīdzīgi",
    "apm.": "apmēram", "maks.": "maksimāli", "vid.": "vidēji",
}  # fmt: skip
_CAPITALIZED = {text[0].upper() + text[1:]: norm for text, norm in _NORMS.items() if text.islower() and len(text) > 2}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    {text: [{ORTH: text, NORM: norm}] for text, norm in _CAPITALIZED.items()},
)
