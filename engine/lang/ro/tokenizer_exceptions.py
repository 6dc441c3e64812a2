"""Special cases of Romanian: abbreviations, and compounds whose first part could lean on the second."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, single, update_exceptions

_NORMS = {
    "dl.": "domnul", "dna.": "doamna", "d-l": "domnul", "d-lui": "domnului", "d-na": "doamna", "d-nei": "doamnei",
    "dvs.": "dumneavoastră", "dv.": "dumneavoastră", "d-voastră": "dumneavoastră", "dr.": "doctor", "ing.": "inginer",
    "prof.": "profesor", "conf.": "conferențiar", "univ.": "universitar", "acad.": "academician", "av.": "avocat",
    "etc.": "et cetera", "ș.a.": "și altele", "ș.a.m.d.": "și așa mai departe", "ş.a.": "și altele",
    "ş.a.m.d.": "și așa mai departe", "nr.": "număr", "str.": "strada", "bd.": "bulevardul", "bl.": "bloc", "sc.": "scara",
    "ap.": "apartament", "et.": "etaj", "jud.": "județ", "loc.": "localitate", "tel.": "telefon", "pag.": "pagina",
    "p.": "pagina", "art.": "articol", "alin.": "alineat", "cap.": "capitol", "vol.": "volum", "ed.": "ediție", "ex.": "exemplu",
    "lit.": "litera", "cca.": "circa", "sec.": "secol", "mil.": "milion", "mld.": "miliard",
    "sf.": "sfântul", "gen.": "general", "col.": "colonel", "lt.": "locotenent", "jr.": "junior", "obs.": "observație",
    "ian.": "ianuarie", "feb.": "februarie", "apr.": "aprilie", "aug.": "august", "sept.": "septembrie", "oct.": "octombrie",
    "nov.": "noiembrie", "dec.": "decembrie", "a.m.": "ante meridiem", "p.m.": "post meridiem", "i.e.": "adică",
    "î.Hr.": "înainte de Hristos", "d.Hr.": "după Hristos", "î.e.n.": "înaintea erei noastre", "e.n.": "era noastră",
    "vs.": "versus", "ș.cl.": "și celelalte",
}  # fmt: skip
_PLAIN = "S.A. S.R.L. P.S. N.B. U.S. S.U.A. U.E. O.N.U. Mr. Mrs.".split()

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    single(("într-adevăr", "Într-adevăr")),
    abbreviations(_NORMS, _PLAIN),
)
