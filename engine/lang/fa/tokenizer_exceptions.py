"""Special cases of Persian: abbreviations, which have a period after each letter."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "ق.م.": "قبل از میلاد", "ق.م": "قبل از میلاد", "ه.ق.": "هجری قمری", "ه.ق": "هجری قمری", "ه.ش.": "هجری شمسی",
    "ه.ش": "هجری شمسی", "هـ.ش.": "هجری شمسی", "ص.": "صفحه", "صص.": "صفحات", "ج.": "جلد", "ر.ک.": "رجوع کنید",
    "ر.ک": "رجوع کنید", "رک.": "رجوع کنید", "م.": "میلادی", "ش.": "شماره", "ت.": "تلفن", "ع.": "علیه السلام",
    "س.": "سؤال", "ج.ا.": "جمهوری اسلامی", "ج.ا.ا.": "جمهوری اسلامی ایران", "د.": "دکتر", "و.": "ولادت",
    "ب.م.م.": "بزرگترین مقسوم مشترک", "ک.م.م.": "کوچکترین مضرب مشترک",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
