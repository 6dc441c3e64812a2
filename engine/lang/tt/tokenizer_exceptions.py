"""Special cases of Tatar: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "һ.б.": "һәм башкалар", "һ.б.ш.": "һәм башка шундыйлар", "б.э.к.": "безнең эрага кадәр", "б.э.": "безнең эра",
    "мәс.": "мәсәлән", "млн.": "миллион", "млрд.": "миллиард", "ур.": "урамы", "шәһ.": "шәһәр", "р-н": "район",
    "обл.": "өлкә", "проф.": "профессор", "акад.": "академик", "доц.": "доцент", "тел.": "телефон", "ред.": "редактор",
    "кыск.": "кыскартылган", "гыйн.": "гыйнвар", "фев.": "февраль", "апр.": "апрель", "авг.": "август",
    "сент.": "сентябрь", "окт.": "октябрь", "нояб.": "ноябрь", "дек.": "декабрь",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
