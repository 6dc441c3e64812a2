"""Special cases of Tibetan: the signs that open a text."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, single, update_exceptions

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(BASE_EXCEPTIONS, single(("༄༅", "༄༅།", "༄༅།།", "༄༅༎")))
