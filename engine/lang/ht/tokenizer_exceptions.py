"""Special cases of Haitian Creole: abbreviations with their norms. Pronouns of one letter end sentences, and keep no period."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "Dr.": "Doktè", "M.": "Mesye", "Mme.": "Madan", "Mlle.": "Madmwazèl", "Pwof.": "Pwofesè", "elt.": "elatriye",
    "egz.": "egzanp", "p.egz.": "pa egzanp", "tel.": "telefòn", "nim.": "nimewo", "St.": "Sen", "jiy.": "jiyè",
    "sept.": "septanm", "okt.": "oktòb", "nov.": "novanm", "des.": "desanm",
}  # fmt: skip

_BASE = {text: parts for text, parts in BASE_EXCEPTIONS.items() if text not in ("l.", "m.", "n.", "w.", "y.")}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(_BASE, abbreviations(_NORMS))
