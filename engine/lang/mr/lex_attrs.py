"""Number words of Marathi."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ENDS = ("वा", "वी", "वे", "व्या")
NUMBER_WORDS = frozenset(
    """
    शून्य एक दोन तीन चार पाच सहा सात आठ नऊ दहा अकरा बारा तेरा चौदा पंधरा सोळा सतरा अठरा एकोणीस वीस एकवीस बावीस तेवीस
    चोवीस पंचवीस सव्वीस सत्तावीस अठ्ठावीस एकोणतीस तीस चाळीस पन्नास साठ सत्तर ऐंशी नव्वद शंभर शे दोनशे तीनशे पाचशे हजार
    लाख कोटी अब्ज खर्व अर्धा अर्धे दीड अडीच सव्वा पाऊण साडे दोन्ही तिन्ही शेकडो हजारो लाखो पहिला पहिली पहिले दुसरा दुसरी
    दुसरे तिसरा तिसरी तिसरे चौथा चौथी चौथे प्रथम
    """.split()
) | {
    *inflected("पाच सहा सात आठ नऊ दहा अकरा बारा तेरा चौदा पंधरा सोळा विसा तिसा शंभरा".split(), _ENDS),
}


def like_num(text: str) -> bool:
    """Digits, also of Devanagari, number words and ordinals: 10, १०.५, दहा, दहावा, लाख."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
