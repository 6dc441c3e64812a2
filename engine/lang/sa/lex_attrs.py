"""Number words of Sanskrit."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ORDINALS = "प्रथम द्वितीय तृतीय चतुर्थ पञ्चम षष्ठ सप्तम अष्टम नवम दशम एकादश द्वादश".split()
NUMBER_WORDS = frozenset(
    """
    शून्यम् शून्य एकः एका एकम् एक द्वौ द्वे द्वि त्रयः तिस्रः त्रीणि त्रि चत्वारः चतस्रः चत्वारि चतुर् पञ्च षट् सप्त
    अष्ट अष्टौ नव दश एकादश द्वादश त्रयोदश चतुर्दश पञ्चदश षोडश सप्तदश अष्टादश नवदश विंशतिः विंशति त्रिंशत् चत्वारिंशत्
    पञ्चाशत् षष्टिः सप्ततिः अशीतिः नवतिः शतम् शत द्विशतम् सहस्रम् सहस्र अयुतम् लक्षम् लक्ष कोटिः कोटि अर्धम् अर्ध
    """.split()
) | {
    *inflected(_ORDINALS, ("", "ः", "म्", "ा")),
}


def like_num(text: str) -> bool:
    """Digits, also of Devanagari, and number words: 10, १०, दश, दशम."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
