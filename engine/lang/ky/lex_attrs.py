"""Number words of Kyrgyz."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    нөл ноль бир эки үч төрт беш алты жети сегиз тогуз он жыйырма отуз кырк элүү алтымыш жетимиш сексен токсон жүз миң
    миллион миллиард триллион жарым чейрек биринчи экинчи үчүнчү төртүнчү бешинчи алтынчы жетинчи сегизинчи тогузунчу
    онунчу жыйырманчы отузунчу кыркынчы элүүнчү жүзүнчү миңинчи
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, он, онунчу, 5-чи."""
    return is_number(text, NUMBER_WORDS, ("-чи", "-чы", "-чу", "-чү"))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
