"""Number words of German."""

from __future__ import annotations

from engine.lang.lex_attrs import like_num as like_digits
from engine.lang.lex_attrs import make_getters

NUMBER_WORDS = frozenset(
    """
    null ein eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn
    achtzehn neunzehn zwanzig einundzwanzig zweiundzwanzig dreiundzwanzig vierundzwanzig fünfundzwanzig sechsundzwanzig
    siebenundzwanzig achtundzwanzig neunundzwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert
    zweihundert dreihundert tausend million millionen milliarde milliarden billion billionen erste zweite dritte vierte
    fünfte sechste siebte siebente achte neunte zehnte elfte zwölfte dreizehnte vierzehnte fünfzehnte sechzehnte
    siebzehnte achtzehnte neunzehnte zwanzigste dreißigste vierzigste fünfzigste sechzigste siebzigste achtzigste
    neunzigste hundertste tausendste
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, zehn, zehnte, zehnten, 3."""
    if text.isalpha():
        word = text.lower()
        return word in NUMBER_WORDS or (word[-1] in "nrsm" and word[:-1] in NUMBER_WORDS and word[-2] == "e")
    return like_digits(text)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
