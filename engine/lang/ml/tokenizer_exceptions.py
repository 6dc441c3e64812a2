"""Special cases of Malayalam: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "ഡോ.": "ഡോക്ടർ", "ശ്രീ.": "ശ്രീ", "രൂ.": "രൂപ", "പേ.": "പേജ്", "നം.": "നമ്പർ", "കി.മീ.": "കിലോമീറ്റർ",
    "കി.ഗ്രാം.": "കിലോഗ്രാം", "സെ.മീ.": "സെന്റിമീറ്റർ", "ക്രി.വ.": "ക്രിസ്തുവർഷം", "ബി.സി.": "ക്രിസ്തുവിന് മുൻപ്",
    "എ.ഡി.": "ക്രിസ്തുവർഷം", "ഉദാ.": "ഉദാഹരണം", "പ്രൊഫ.": "പ്രൊഫസർ", "ബി.എ.": "ബിഎ", "എം.എ.": "എംഎ",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
