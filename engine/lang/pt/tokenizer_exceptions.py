"""Special cases of Portuguese: abbreviations, with numero signs and units that have a slash."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, single, update_exceptions

_NORMS = {
    "Sr.": "Senhor", "sr.": "senhor", "Sra.": "Senhora", "sra.": "senhora", "Srs.": "Senhores", "Sras.": "Senhoras",
    "Srta.": "Senhorita", "Dr.": "Doutor", "dr.": "doutor", "Dra.": "Doutora", "dra.": "doutora", "Drs.": "Doutores",
    "Prof.": "Professor", "prof.": "professor", "Profa.": "Professora", "Prof.ª": "Professora", "Prof.a": "Professora",
    "Eng.": "Engenheiro", "Exmo.": "Excelentíssimo", "Exma.": "Excelentíssima", "Ilmo.": "Ilustríssimo",
    "V.Exa.": "Vossa Excelência", "Gen.": "General", "Cel.": "Coronel", "Pe.": "Padre", "D.": "Dom", "Sto.": "Santo",
    "Sta.": "Santa", "Av.": "Avenida", "av.": "avenida", "R.": "Rua", "Pça.": "Praça", "Trav.": "Travessa",
    "Cia.": "Companhia", "Ltda.": "Limitada", "Lda.": "Limitada", "S.A.": "Sociedade Anônima", "Adm.": "Administração",
    "Gov.": "Governador", "Sen.": "Senador", "Dep.": "Deputado", "art.": "artigo", "Art.": "Artigo", "arts.": "artigos",
    "ed.": "edição", "pág.": "página", "págs.": "páginas", "p.": "página", "pp.": "páginas", "cap.": "capítulo",
    "vol.": "volume", "fig.": "figura", "n.º": "número", "nº": "número", "Nº": "Número", "n.os": "números",
    "séc.": "século", "tel.": "telefone", "Tel.": "Telefone", "etc.": "et cetera", "p.ex.": "por exemplo",
    "i.e.": "isto é", "e.g.": "por exemplo", "vs.": "versus", "cf.": "confira", "aprox.": "aproximadamente",
    "a.C.": "antes de Cristo", "d.C.": "depois de Cristo", "E.U.A.": "Estados Unidos da América",
}  # fmt: skip
_PLAIN = "a.m. p.m. Jr. jr. Mr. Mrs. P.S. N.B. U.S.A. R.N. S/A km/h".split()

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    single(_PLAIN),
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
