"""Special cases of Catalan: abbreviations, times of day."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "aprox.": "aproximadament", "pàg.": "pàgina", "pàgs.": "pàgines", "p.ex.": "per exemple", "gen.": "gener",
    "febr.": "febrer", "abr.": "abril", "jul.": "juliol", "oct.": "octubre", "nov.": "novembre", "des.": "desembre",
    "Dr.": "doctor", "Dra.": "doctora", "Sr.": "senyor", "Sra.": "senyora", "Srta.": "senyoreta", "Srs.": "senyors",
    "Sres.": "senyores", "núm.": "número", "nº": "número", "n.º": "número", "St.": "Sant", "Sta.": "Santa",
    "Mn.": "mossèn", "av.": "avinguda", "Pl.": "plaça", "Pg.": "passeig", "Ctra.": "carretera", "tel.": "telèfon",
    "fig.": "figura", "ed.": "edició", "aC": "abans de Crist", "dC": "després de Crist", "a.C.": "abans de Crist",
    "d.C.": "després de Crist", "etc.": "etcètera",
}  # fmt: skip
_PLAIN = "S.A. S.L. S.C.C.L. EE.UU. U.S.A. M.H. P.S. N.B. vs. cf. Jr. Il·lm. Excm.".split()
# A preposition and the article after it, not when capitalized, as names are (Al Pacino).
_CONTRACTIONS: Exceptions = {
    first + second: [{ORTH: first, NORM: norm}, {ORTH: second, NORM: article}]
    for first, norm in (("a", "a"), ("d", "de"), ("p", "per"))
    for article in ("el", "els")
    for second in (article.removeprefix("e") if first == "a" else article,)
}
_TIMES: Exceptions = {
    f"{hour}{period}": [{ORTH: str(hour)}, {ORTH: period}]
    for hour in range(1, 13)
    for period in ("am", "pm", "a.m.", "p.m.")
}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    abbreviations(_NORMS, _PLAIN),
    _CONTRACTIONS,
    _TIMES,
)
