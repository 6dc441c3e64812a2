"""Special cases of Tamil: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "டாக்.": "டாக்டர்", "திரு.": "திரு", "திருமதி.": "திருமதி", "ரூ.": "ரூபாய்", "பக்.": "பக்கம்",
    "கி.மீ.": "கிலோமீட்டர்", "கி.கி.": "கிலோகிராம்", "செ.மீ.": "சென்டிமீட்டர்", "மி.மீ.": "மில்லிமீட்டர்",
    "கி.பி.": "கிறிஸ்துவுக்குப் பின்", "கி.மு.": "கிறிஸ்துவுக்கு முன்", "எ.கா.": "எடுத்துக்காட்டு", "பி.ஏ.": "பிஏ",
    "எம்.ஏ.": "எம்ஏ", "தி.மு.க.": "திமுக", "அ.தி.மு.க.": "அதிமுக", "பா.ஜ.க.": "பாஜக", "மு.ப.": "முற்பகல்",
    "பி.ப.": "பிற்பகல்",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
