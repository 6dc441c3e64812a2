"""Special cases of Marathi: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "डॉ.": "डॉक्टर", "प्रा.": "प्राध्यापक", "श्री.": "श्री", "श्रीमती.": "श्रीमती", "सौ.": "सौभाग्यवती",
    "कु.": "कुमारी", "पं.": "पंडित", "रु.": "रुपये", "पृ.": "पृष्ठ", "क्र.": "क्रमांक", "इ.": "इत्यादी",
    "इ.स.": "इसवी सन", "इ.स.पू.": "इसवी सन पूर्व", "उदा.": "उदाहरणार्थ", "कि.मी.": "किलोमीटर", "कि.ग्रॅ.": "किलोग्रॅम",
    "सें.मी.": "सेंटीमीटर", "ता.": "तालुका", "जि.": "जिल्हा", "दि.": "दिनांक", "वि.": "विरुद्ध", "सं.": "संपादक",
    "एम.ए.": "एमए", "बी.ए.": "बीए",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
