"""Number words of Malayalam."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    പൂജ്യം ഒന്ന് രണ്ട് മൂന്ന് നാല് അഞ്ച് ആറ് ഏഴ് എട്ട് ഒമ്പത് ഒൻപത് പത്ത് പതിനൊന്ന് പന്ത്രണ്ട് പതിമൂന്ന് പതിനാല്
    പതിനഞ്ച് പതിനാറ് പതിനേഴ് പതിനെട്ട് പത്തൊമ്പത് ഇരുപത് മുപ്പത് നാല്പത് നാൽപ്പത് അമ്പത് അൻപത് അറുപത് എഴുപത് എൺപത്
    തൊണ്ണൂറ് നൂറ് ഇരുനൂറ് മുന്നൂറ് നാനൂറ് അഞ്ഞൂറ് ആയിരം പതിനായിരം ലക്ഷം കോടി മില്യൺ ബില്യൺ അര കാൽ മുക്കാൽ ഒന്നാം
    ഒന്നാമത്തെ രണ്ടാം രണ്ടാമത്തെ മൂന്നാം മൂന്നാമത്തെ നാലാം നാലാമത്തെ അഞ്ചാം അഞ്ചാമത്തെ ആറാം ഏഴാം എട്ടാം ഒമ്പതാം പത്താം
    നൂറാം
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, പത്ത്, പത്താം, ലക്ഷം."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
