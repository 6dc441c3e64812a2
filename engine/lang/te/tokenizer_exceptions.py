"""Special cases of Telugu: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "డా.": "డాక్టర్", "శ్రీ.": "శ్రీ", "రూ.": "రూపాయలు", "పే.": "పేజీ", "నెం.": "నంబర్", "కి.మీ.": "కిలోమీటర్",
    "కి.గ్రా.": "కిలోగ్రామ్", "సెం.మీ.": "సెంటీమీటర్", "క్రీ.శ.": "క్రీస్తు శకం", "క్రీ.పూ.": "క్రీస్తు పూర్వం",
    "ఉదా.": "ఉదాహరణ", "ప్రొ.": "ప్రొఫెసర్", "బి.ఏ.": "బిఏ", "ఎం.ఏ.": "ఎంఏ",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
