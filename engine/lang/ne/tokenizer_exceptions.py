"""Special cases of Nepali: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "डा.": "डाक्टर", "प्रा.": "प्राध्यापक", "इ.": "इन्जिनियर", "रु.": "रुपैयाँ", "पृ.": "पृष्ठ", "नं.": "नम्बर",
    "वि.सं.": "विक्रम संवत्", "ई.पू.": "ईसा पूर्व", "कि.मि.": "किलोमिटर", "के.जी.": "किलोग्राम", "सं.": "संख्या",
    "गा.वि.स.": "गाउँ विकास समिति", "न.पा.": "नगरपालिका", "प्र.जि.अ.": "प्रमुख जिल्ला अधिकारी", "नि.": "निर्देशक",
    "एम.ए.": "एमए",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
