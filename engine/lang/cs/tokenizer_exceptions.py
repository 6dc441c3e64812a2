"""Special cases of Czech: those that languages share. The period of an abbreviation is a token of its own, as in the
Prague Dependency Treebank."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, with_apostrophes

TOKENIZER_EXCEPTIONS: Exceptions = with_apostrophes(BASE_EXCEPTIONS)
