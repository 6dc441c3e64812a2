"""Special cases of Italian: abbreviations, truncated words that end in an apostrophe, years of two digits."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, single, update_exceptions

_NORMS = {
    "po'": "poco", "mo'": "modo", "be'": "bene", "va'": "vai", "fa'": "fai", "da'": "dai", "di'": "dici", "sta'": "stai",
    "to'": "togli", "ecc.": "eccetera", "etc.": "eccetera", "pag.": "pagina", "pagg.": "pagine", "art.": "articolo",
    "artt.": "articoli", "cap.": "capitolo", "vol.": "volume", "fig.": "figura", "tab.": "tabella", "tel.": "telefono",
    "sig.": "signore", "Sig.": "Signore", "sig.ra": "signora", "Sig.ra": "Signora", "sig.na": "signorina",
    "Sig.na": "Signorina", "sigg.": "signori", "Sigg.": "Signori", "dott.": "dottore", "Dott.": "Dottore",
    "dott.ssa": "dottoressa", "Dott.ssa": "Dottoressa", "prof.": "professore", "Prof.": "Professore",
    "prof.ssa": "professoressa", "Prof.ssa": "Professoressa", "avv.": "avvocato", "Avv.": "Avvocato",
    "ing.": "ingegnere", "Ing.": "Ingegnere", "on.": "onorevole", "On.": "Onorevole", "sen.": "senatore",
    "Sen.": "Senatore", "gen.": "generale", "Gen.": "Generale", "col.": "colonnello", "Col.": "Colonnello",
    "c.so": "corso", "C.so": "Corso", "l.go": "largo", "L.go": "Largo", "p.za": "piazza", "P.za": "Piazza",
    "p.zza": "piazza", "P.zza": "Piazza", "v.le": "viale", "V.le": "Viale", "c.ca": "circa", "cfr.": "confronta",
    "Cfr.": "Confronta", "p.es.": "per esempio", "n°": "numero", "N°": "numero",
    "nn.": "numeri", "a.C.": "avanti Cristo", "d.C.": "dopo Cristo",
}  # fmt: skip
_PLAIN = """
e/o c/c c/o D.L. D.Lgs. d.lgs. D.P.R. F.lli f.lli Gent.mo gent.mo Gent.ma gent.ma Ill.mo ill.mo Egr. N.B. P.S. S.p.A. s.p.a.
S.r.l. s.r.l. S.n.c. s.n.c. S.S. SS. Spett. spett.le Spett.le St. U.S. U.S.A. Mons. Mr. Mrs. jr. Jr. ss. segg. vs. p.v. u.s.
""".split()
# '68 and '900: the century, or the thousand, is left out.
_YEARS = {f"'{year:02d}" for year in range(100)} | {f"'{century}00" for century in range(2, 10)}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    single((*_PLAIN, *_YEARS)),
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
