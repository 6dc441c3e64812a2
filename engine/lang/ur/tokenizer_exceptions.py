"""Special cases of Urdu: signs and abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "ء": "عیسوی", "ھ": "ہجری", "ق.م.": "قبل مسیح", "ص.": "صفحہ", "ج.": "جلد", "ش.": "شمارہ", "م.": "متوفی",
    "ع.": "علیہ السلام",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
