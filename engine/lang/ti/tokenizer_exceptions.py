"""Special cases of Tigrinya: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "ዓ.ም.": "ዓመተ ምሕረት", "ዓ.ም": "ዓመተ ምሕረት", "ዶ/ር": "ዶክተር", "ፕ/ር": "ፕሮፌሰር", "ወ/ሮ": "ወይዘሮ", "ወ/ሪት": "ወይዘሪት",
    "ኣ/ኣ": "ኣዲስ ኣበባ", "ቤ/ት": "ቤት ትምህርቲ", "ቤ/ክ": "ቤተ ክርስትያን", "ገ.": "ገጽ", "ቁ.": "ቁጽሪ", "ም.": "ምዕራፍ",
    "ቅ.ል.ክ.": "ቅድሚ ልደተ ክርስቶስ", "ድ.ል.ክ.": "ድሕሪ ልደተ ክርስቶስ",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(BASE_EXCEPTIONS, abbreviations(_NORMS))
