"""Special cases of Arabic: abbreviations, which have a period after each letter."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "د.": "دكتور", "أ.": "أستاذ", "م.": "مهندس", "أ.د.": "أستاذ دكتور", "ص.": "صفحة", "ج.": "جزء", "ط.": "طبعة",
    "ق.م.": "قبل الميلاد", "ق.م": "قبل الميلاد", "ب.م.": "بعد الميلاد", "ه.": "هجري", "هـ.": "هجري", "إلخ.": "إلى آخره",
    "الخ.": "إلى آخره", "ص.ب.": "صندوق بريد", "ص.ب": "صندوق بريد", "ر.س.": "ريال سعودي", "ر.س": "ريال سعودي",
    "د.ك.": "دينار كويتي", "د.ك": "دينار كويتي", "د.إ.": "درهم إماراتي", "د.إ": "درهم إماراتي", "ج.م.": "جنيه مصري",
    "ج.م": "جنيه مصري", "د.أ.": "دينار أردني", "ل.س.": "ليرة سورية", "ل.ل.": "ليرة لبنانية",
    "و.م.أ.": "الولايات المتحدة الأمريكية", "ش.م.م.": "شركة مساهمة محدودة", "ش.م.ع.": "شركة مساهمة عامة",
    "ذ.م.م.": "ذات مسؤولية محدودة", "ت.": "هاتف", "س.": "سؤال", "رح.": "رحمه الله",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
