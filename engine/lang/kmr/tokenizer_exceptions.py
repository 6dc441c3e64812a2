"""Special cases of Kurmanji: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "hwd.": "her wekî din", "bnr.": "binêre", "Dr.": "Doktor", "Prof.": "Profesor", "r.": "rûpel",
    "b.z.": "berî zayînê", "p.z.": "piştî zayînê", "tel.": "telefon", "hj.": "hejmar", "w.d.": "wekî din",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(BASE_EXCEPTIONS, abbreviations(_NORMS))
