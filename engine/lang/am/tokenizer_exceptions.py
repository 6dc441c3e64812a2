"""Special cases of Amharic: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "ዓ.ም.": "ዓመተ ምህረት", "ዓ.ም": "ዓመተ ምህረት", "ዓ.ዓ.": "ዓመተ ዓለም", "ዓ.ዓ": "ዓመተ ዓለም", "ም.": "ምዕራፍ", "ቁ.": "ቁጥር", "ገ.": "ገጽ",
    "ዶ.": "ዶክተር", "ዶ/ር": "ዶክተር", "ወ/ሮ": "ወይዘሮ", "ወ/ሪት": "ወይዘሪት", "አ/አ": "አዲስ አበባ", "ት/ቤት": "ትምህርት ቤት", "ፍ/ቤት": "ፍርድ ቤት",
    "ጠ/ሚ": "ጠቅላይ ሚኒስትር", "ፕ/ር": "ፕሮፌሰር", "መ/ቤት": "መስሪያ ቤት", "ሆ/ል": "ሆስፒታል", "እ.ኤ.አ.": "እንደ ኤሮፓውያን አቆጣጠር",
    "እ.ኤ.አ": "እንደ ኤሮፓውያን አቆጣጠር",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
