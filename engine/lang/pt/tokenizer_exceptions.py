"""Special cases of Portuguese: abbreviations, with numero signs and units that have a slash."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "sr.": "senhor", "sra.": "senhora", "Srs.": "senhores", "Sras.": "senhoras", "Srta.": "senhorita",
    "dr.": "doutor", "dra.": "doutora", "Drs.": "doutores", "prof.": "professor", "Profa.": "professora",
    "Prof.ª": "professora", "Prof.a": "professora", "Eng.": "engenheiro", "Exmo.": "excelentíssimo",
    "Exma.": "excelentíssima", "Ilmo.": "ilustríssimo", "V.Exa.": "vossa Excelência", "Gen.": "general",
    "Cel.": "coronel", "Pe.": "padre", "D.": "Dom", "Sto.": "Santo", "Sta.": "Santa", "av.": "avenida", "R.": "rua",
    "Pça.": "praça", "Trav.": "travessa", "Cia.": "companhia", "Ltda.": "limitada", "Lda.": "limitada",
    "S.A.": "Sociedade Anônima", "Adm.": "administração", "Gov.": "governador", "Sen.": "senador",
    "Dep.": "deputado", "art.": "artigo", "arts.": "artigos", "ed.": "edição", "pág.": "página", "págs.": "páginas",
    "p.": "página", "pp.": "páginas", "cap.": "capítulo", "vol.": "volume", "fig.": "figura", "n.º": "número",
    "nº": "número", "n.os": "números", "séc.": "século", "tel.": "telefone", "etc.": "et cetera",
    "p.ex.": "por exemplo", "i.e.": "isto é", "e.g.": "por exemplo", "vs.": "versus", "cf.": "confira",
    "aprox.": "aproximadamente", "a.C.": "antes de Cristo", "d.C.": "depois de Cristo",
    "E.U.A.": "Estados Unidos da América",
}  # fmt: skip
_PLAIN = "a.m. p.m. jr. Mr. Mrs. P.S. N.B. U.S.A. R.N. S/A km/h".split()

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    abbreviations(_NORMS, _PLAIN),
)
