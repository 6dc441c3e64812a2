"""Special cases of Kyrgyz: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "ж.б.": "жана башка", "ж.": "жыл", "жж.": "жылдар", "б.з.ч.": "биздин заманга чейин", "б.з.": "биздин заман",
    "м.а.": "мисалы алганда", "мис.": "мисалы", "млн.": "миллион", "млрд.": "миллиард", "көч.": "көчөсү", "ш.": "шаар",
    "а.": "айыл", "р-н": "район", "обл.": "область", "проф.": "профессор", "акад.": "академик", "доц.": "доцент",
    "тел.": "телефон", "ред.": "редактор", "кыск.": "кыскартылган", "орус.": "орусча", "т.б.": "тагын башка",
    "ж.б.у.с.": "жана башка ушул сыяктуу",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
