"""Special cases of Kannada: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "ಡಾ.": "ಡಾಕ್ಟರ್", "ಶ್ರೀ.": "ಶ್ರೀ", "ರೂ.": "ರೂಪಾಯಿ", "ಪು.": "ಪುಟ", "ಸಂ.": "ಸಂಖ್ಯೆ", "ಕಿ.ಮೀ.": "ಕಿಲೋಮೀಟರ್",
    "ಕಿ.ಗ್ರಾಂ.": "ಕಿಲೋಗ್ರಾಂ", "ಸೆಂ.ಮೀ.": "ಸೆಂಟಿಮೀಟರ್", "ಕ್ರಿ.ಶ.": "ಕ್ರಿಸ್ತ ಶಕ", "ಕ್ರಿ.ಪೂ.": "ಕ್ರಿಸ್ತ ಪೂರ್ವ",
    "ಉದಾ.": "ಉದಾಹರಣೆ", "ಪ್ರೊ.": "ಪ್ರೊಫೆಸರ್", "ಬಿ.ಎ.": "ಬಿಎ", "ಎಂ.ಎ.": "ಎಂಎ",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
