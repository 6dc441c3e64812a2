"""Number words of French."""

from __future__ import annotations

from engine.lang.lex_attrs import like_num as like_digits
from engine.lang.lex_attrs import make_getters

NUMBER_WORDS = frozenset(
    """
    zéro un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
    dix-neuf vingt vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente
    quarante cinquante soixante soixante-dix septante quatre-vingt quatre-vingts huitante octante quatre-vingt-dix nonante
    cent cents mille mil million millions milliard milliards billion billions trillion trillions premier première
    deuxième second seconde troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième
    treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième trentième quarantième
    cinquantième soixantième centième millième millionième milliardième
    """.split()
)
_ORDINAL_ENDS = ("er", "ère", "re", "e", "ème", "ième", "nd", "nde")


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 3,5, dix, dixième, 1er, 2e, 3ème."""
    word = text.lower()
    if word in NUMBER_WORDS or like_digits(text):
        return True
    return any(word.endswith(end) and word[: -len(end)].isdigit() for end in _ORDINAL_ENDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
