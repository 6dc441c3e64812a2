"""Special cases of Ligurian: abbreviations with their norms, prepositions with an article after a hyphen."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "sc.": "scignor", "scia.": "scignoa", "dot.": "dottô", "prof.": "professô", "ecc.": "eccetera", "pag.": "pagina",
    "pagg.": "pagine", "cap.": "capitolo", "vol.": "volumme", "a.C.": "avanti Cristo", "d.C.": "dòppo Cristo",
    "tel.": "telefono", "cfr.": "confronta", "p.e.": "pe ezempio", "N.B.": "nota ben", "n°": "numero",
}  # fmt: skip

_WITH_ARTICLE = [f"{word}-{article}" for word in ("a", "co", "da", "pe", "seu") for article in "aeio"]

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(BASE_EXCEPTIONS, abbreviations(_NORMS, _WITH_ARTICLE))
