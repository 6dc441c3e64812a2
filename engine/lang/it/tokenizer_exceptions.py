"""Special cases of Italian: abbreviations, truncated words that end in an apostrophe, years of two digits."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, single, update_exceptions

_NORMS = {
    "po'": "poco", "mo'": "modo", "be'": "bene", "va'": "vai", "fa'": "fai", "da'": "dai", "di'": "dici",
    "sta'": "stai", "to'": "togli", "ecc.": "eccetera", "etc.": "eccetera", "pag.": "pagina", "pagg.": "pagine",
    "art.": "articolo", "artt.": "articoli", "cap.": "capitolo", "vol.": "volume", "fig.": "figura",
    "tab.": "tabella", "tel.": "telefono", "sig.": "signore", "sig.ra": "signora", "sig.na": "signorina",
    "sigg.": "signori", "dott.": "dottore", "dott.ssa": "dottoressa", "prof.": "professore",
    "prof.ssa": "professoressa", "avv.": "avvocato", "ing.": "ingegnere", "on.": "onorevole", "sen.": "senatore",
    "gen.": "generale", "col.": "colonnello", "c.so": "corso", "l.go": "largo", "p.za": "piazza", "p.zza": "piazza",
    "v.le": "viale", "c.ca": "circa", "cfr.": "confronta", "p.es.": "per esempio", "n°": "numero", "nn.": "numeri",
    "a.C.": "avanti Cristo", "d.C.": "dopo Cristo",
}  # fmt: skip
_PLAIN = """
e-mail e/o c/c c/o D.L. D.Lgs. d.lgs. D.P.R. f.lli gent.mo gent.ma ill.mo Egr. N.B. P.S. S.p.A. s.p.a. s.r.l. s.n.c. S.S.
SS. Spett. spett.le St. U.S. U.S.A. Mons. Mr. Mrs. jr. ss. segg. vs. p.v. u.s.
""".split()
# '68 and '900: the century, or the thousand, is left out.
_YEARS = {f"'{year:02d}" for year in range(100)} | {f"'{century}00" for century in range(2, 10)}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    single(_YEARS),
    abbreviations(_NORMS, _PLAIN),
)
