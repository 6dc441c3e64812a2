"""Number words of Croatian, with the genders of the small ones."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ONES = "jedan dva tri četiri pet šest sedam osam devet".split()
_TENS = "dvadeset trideset četrdeset pedeset šezdeset sedamdeset osamdeset devedeset".split()
# Ordinals are declined like adjectives.
_ORDINALS = """
prv drug četvrt pet šest sedm osm devet deset jedanaest dvanaest trinaest četrnaest petnaest šesnaest sedamnaest
osamnaest devetnaest dvadeset trideset četrdeset pedeset šezdeset sedamdeset osamdeset devedeset stot tisućit milijunt
""".split()
NUMBER_WORDS = frozenset(
    """
    nula jedna jedno jednog jednoga jedne dvije dvoje obje oba troje četvero petero deset jedanaest dvanaest trinaest četrnaest
    petnaest šesnaest sedamnaest osamnaest devetnaest sto stotina stotine dvjesto dvjesta tristo trista četiristo petsto
    šesto šeststo sedamsto osamsto devetsto tisuća tisuće tisuću hiljada hiljade milijun milijuna milijuni milijarda milijarde
    milijardi bilijun bilijuna treći treća treće trećeg trećega trećoj trećem treću
    """.split()
) | {*_ONES, *_TENS, *inflected(_ORDINALS, ("i", "a", "o", "og", "oga", "e", "oj", "om", "u", "im", "ih"))}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 3,5, deset, deseti."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
