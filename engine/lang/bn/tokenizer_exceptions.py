"""Special cases of Bengali: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "ড.": "ডক্টর", "ডা.": "ডাক্তার", "মো.": "মোহাম্মদ", "মোঃ": "মোহাম্মদ", "মি.": "মিস্টার", "প্রফে.": "প্রফেসর",
    "অধ্যা.": "অধ্যাপক", "খ্রি.": "খ্রিস্টাব্দ", "খ্রি.পূ.": "খ্রিস্টপূর্ব", "কি.মি.": "কিলোমিটার",
    "সে.মি.": "সেন্টিমিটার", "কে.জি.": "কিলোগ্রাম", "পৃ.": "পৃষ্ঠা", "সং.": "সংখ্যা", "নং": "নম্বর", "লি.": "লিমিটেড",
    "ইঞ্জি.": "ইঞ্জিনিয়ার", "স.": "সাল্লাল্লাহু আলাইহি ওয়াসাল্লাম", "রু.": "রুপি",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
