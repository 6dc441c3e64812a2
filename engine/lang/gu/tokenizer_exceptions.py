"""Special cases of Gujarati: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "ડૉ.": "ડૉક્ટર", "ડો.": "ડોક્ટર", "પ્રો.": "પ્રોફેસર", "શ્રી.": "શ્રી", "રૂ.": "રૂપિયા", "પૃ.": "પૃષ્ઠ",
    "નં.": "નંબર", "તા.": "તારીખ", "જિ.": "જિલ્લો", "ઈ.સ.": "ઈસવીસન", "ઈ.સ.પૂ.": "ઈસવીસન પૂર્વે",
    "દા.ત.": "દાખલા તરીકે", "વિ.સં.": "વિક્રમ સંવત", "કિ.મી.": "કિલોમીટર", "કિ.ગ્રા.": "કિલોગ્રામ",
    "સે.મી.": "સેન્ટિમીટર", "લિ.": "લિમિટેડ", "એમ.એ.": "એમએ",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
