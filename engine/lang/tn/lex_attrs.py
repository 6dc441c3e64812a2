"""Number words of Setswana."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    lefela nngwe bongwe pedi bobedi babedi mabedi dipedi tharo boraro bararo mararo nne bone banê manê tlhano botlhano
    batlhano matlhano thataro borataro barataro marataro supa bosupa robedi borobedi robabobedi robongwe borobongwe
    robabongwe lesome masome lekgolo makgolo sekete dikete milione dimilione bilione dibilione halofo ntlha
    """.split()
)


def like_num(text: str) -> bool:
    """Digits and number words: 10, 1.5, lesome, bobedi."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
