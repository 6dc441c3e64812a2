"""Number words of Czech, with the genders of the small ones."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ONES = "jedna dva tři čtyři pět šest sedm osm devět".split()
_TENS = "dvacet třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát".split()
# Ordinals are declined like adjectives.
_ORDINALS = """
druh čtvrt pát šest sedm osm devát desát jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct osmnáct devatenáct
dvacát třicát čtyřicát padesát šedesát sedmdesát osmdesát devadesát st tisíc miliont
""".split()
NUMBER_WORDS = frozenset(
    """
    nula jeden jedno jedné jednoho dvě dvou oba obě tří čtyř pěti šesti sedmi osmi devíti deset deseti jedenáct dvanáct
    třináct čtrnáct patnáct šestnáct sedmnáct osmnáct devatenáct sto sta stě set dvěstě tisíc tisíce tisíců
    milion miliony milionů milión milióny miliónů miliarda miliardy miliard bilion biliony bilionů bilión biliarda trilion
    první prvního prvním třetí třetího třetím tisící
    """.split()
) | {
    *_ONES,
    *_TENS,
    *(f"{tens}{one}" for tens in _TENS for one in _ONES),
    # the ones first: pětadvacet
    *(f"{one}a{tens}" for one in ("jedn", "dva", "tři", "čtyři", *_ONES[4:]) for tens in _TENS),
    *inflected(_ORDINALS, ("ý", "á", "é", "ého", "ému", "ém", "ou", "ým")),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 3,5, deset, desátý."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
