"""Special cases of Setswana: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "Ngk.": "Ngaka", "Rre.": "Rre", "Mme.": "Mme", "Mma.": "Mma", "Rra.": "Rra", "Dr.": "Ngaka",
    "Moporof.": "Moporofesara", "j.j.": "jalo jalo", "sk.": "sekai", "ts.": "tsebe", "k.g.r.": "ke go re",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(BASE_EXCEPTIONS, abbreviations(_NORMS))
