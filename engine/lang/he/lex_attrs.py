"""Number words of Hebrew."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    אפס אחד אחת שניים שתיים שני שתי שלושה שלוש שלושת ארבעה ארבע ארבעת חמישה חמש חמשת שישה שש ששת שבעה שבע שבעת שמונה
    שמונת תשעה תשע תשעת עשרה עשר עשרת עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים מאה מאות מאתיים אלף אלפים
    אלפיים אלפי מיליון מיליוני מיליונים מיליארד מיליארדי מיליארדים טריליון חצי רבע ראשון ראשונה שנייה שניה שלישי שלישית
    רביעי רביעית חמישי חמישית שישי שישית שביעי שביעית שמיני שמינית תשיעי תשיעית עשירי עשירית
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words of both genders, and ordinals: 10, עשר, עשרה, השלישי."""
    # Ordinals mostly have the article.
    return is_number(text, NUMBER_WORDS) or (len(text) > 3 and text[0] == "ה" and text[1:] in NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
