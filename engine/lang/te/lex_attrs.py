"""Number words of Telugu."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    సున్నా ఒకటి ఒక్కటి రెండు మూడు నాలుగు ఐదు ఆరు ఏడు ఎనిమిది తొమ్మిది పది పదకొండు పన్నెండు పదమూడు పద్నాలుగు పదిహేను
    పదహారు పదిహేడు పద్దెనిమిది పందొమ్మిది ఇరవై ముప్పై నలభై యాభై అరవై డెబ్బై ఎనభై తొంభై వంద నూరు రెండువందలు వందలు వెయ్యి
    వేయి వేలు వేల లక్ష లక్షలు లక్షల కోటి కోట్లు కోట్ల మిలియన్ బిలియన్ అర సగం పావు ముప్పావు ఇద్దరు ముగ్గురు నలుగురు
    ఐదుగురు మొదటి రెండవ రెండో మూడవ మూడో నాలుగవ నాలుగో ఐదవ ఐదో ఆరవ ఆరో ఏడవ ఏడో ఎనిమిదవ ఎనిమిదో తొమ్మిదవ తొమ్మిదో పదవ పదో
    వందవ
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, పది, పదవ, లక్ష."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
