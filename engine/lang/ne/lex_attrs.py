"""Number words of Nepali."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    शून्य एक दुई तीन चार पाँच छ सात आठ नौ दश दस एघार बाह्र तेह्र चौध पन्ध्र सोह्र सत्र अठार उन्नाइस बीस एक्काइस बाइस
    तेइस चौबिस पच्चिस तीस तिस चालीस चालिस पचास साठी सत्तरी असी नब्बे सय हजार लाख करोड अर्ब खर्ब आधा डेढ पहिलो दोस्रो
    तेस्रो चौथो पाँचौं छैटौं सातौं आठौं नवौं दशौं दुवै दर्जन सयौं हजारौं लाखौं
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, also of Devanagari, and number words: 10, १०.५, दश, पाँचौं, लाख."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
