"""Number words of Estonian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    null üks ühe kaks kahe kolm kolme neli nelja viis viie kuus kuue seitse seitsme kaheksa üheksa kümme kümne üksteist
    kaksteist kolmteist neliteist viisteist kuusteist seitseteist kaheksateist üheksateist kakskümmend kolmkümmend
    nelikümmend viiskümmend kuuskümmend seitsekümmend kaheksakümmend üheksakümmend sada saja sajad kakssada kolmsada
    nelisada viissada kuussada seitsesada kaheksasada üheksasada tuhat tuhande tuhanded tuhandeid miljon miljoni
    miljonit miljonid miljard miljardi miljardit triljon pool poolteist veerand tosin kümned kümneid sadu esimene
    esimese esimest teine teise kolmas kolmanda neljas neljanda viies viienda kuues kuuenda seitsmes seitsmenda kaheksas
    kaheksanda üheksas üheksanda kümnes kümnenda üheteistkümnes kaheteistkümnes kahekümnes kolmekümnes sajas tuhandes
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words in the common cases, and ordinals: 10, 1,5, kümme, kümnes."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
