"""Special cases of Yoruba: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "Ọ̀gb.": "Ọ̀gbẹ́ni", "Arb.": "Arábìnrin", "Dr.": "Dókítà", "abbl.": "àti bẹ́ẹ̀ bẹ́ẹ̀ lọ", "Alh.": "Alhaji",
    "f.a.": "fún àpẹẹrẹ", "o.i.": "ojú-ìwé",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(BASE_EXCEPTIONS, abbreviations(_NORMS))
