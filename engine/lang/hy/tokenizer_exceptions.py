"""Special cases of Armenian: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "թ.": "թվական", "թթ.": "թվականներ", "դ.": "դար", "դդ.": "դարեր", "մ.թ.ա.": "մեր թվարկությունից առաջ",
    "մ.թ.": "մեր թվարկության", "փ.": "փողոց", "պ.": "պարոն", "տ.": "տիկին", "հ.": "հատոր", "գ.": "գիրք", "գլ.": "գլուխ",
    "պրոֆ.": "պրոֆեսոր", "դոկտ.": "դոկտոր", "ակադ.": "ակադեմիկոս", "մլն.": "միլիոն", "մլրդ.": "միլիարդ",
    "օր.": "օրինակ", "խմբ.": "խմբագիր", "հեռ.": "հեռախոս", "ս.": "սուրբ", "ք.": "քաղաք", "շրջ.": "շրջան",
}  # fmt: skip
_CAPITALIZED = {text[0].upper() + text[1:]: norm for text, norm in _NORMS.items() if len(text) > 3}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    {text: [{ORTH: text, NORM: norm}] for text, norm in _CAPITALIZED.items()},
)
