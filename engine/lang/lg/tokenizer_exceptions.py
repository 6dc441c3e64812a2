"""Special cases of Luganda: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "Mw.": "Mwami", "Muky.": "Mukyala", "Dr.": "Dokita", "Om.": "Omwami", "Owek.": "Owekitiibwa",
    "Prof.": "Polofeesa", "shs.": "ssiringi",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(BASE_EXCEPTIONS, abbreviations(_NORMS))
