"""Answers about trees that need more than one token: roots of spans, coordination. Callers: Token, Span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import InputError
from engine.strings.symbols import IDS

if TYPE_CHECKING:
    from engine.tokens.span import Span
    from engine.tokens.token import Token

CONJ = IDS["conj"]


def conjuncts(token: Token) -> tuple[Token, ...]:
    """Tokens joined to this one by arcs labelled conj, in order, without the token itself."""
    first = token
    for head in token.ancestors:
        if first.dep != CONJ:
            break
        first = head
    found = {first.i: first}
    waiting = [first]
    while waiting:
        for child in waiting.pop().rights:
            if child.dep == CONJ and child.i not in found:
                found[child.i] = child
                waiting.append(child)
    found.pop(token.i, None)
    return tuple(found[i] for i in sorted(found))


def root(span: Span) -> Token:
    """The token of a span that is nearest to the root of its tree; the first of several.

    Punctuation that nothing depends on is no root beside other tokens.
    """
    if len(span) == 0:
        raise InputError("span.empty_root", "An empty span has no root.")
    nearest = span[0]
    least = -1
    for token in span:
        head = token.head.i
        if head == token.i:
            return token
        if span.start <= head < span.end:
            continue  # its head is nearer
        if token.is_punct and token.n_lefts + token.n_rights == 0:
            continue
        depth = sum(1 for _ in token.ancestors)
        if least < 0 or depth < least:
            nearest, least = token, depth
    return nearest
