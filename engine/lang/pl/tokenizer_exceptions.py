"""Special cases of Polish: those of all languages without the letters with a period, which are two tokens."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, LETTERS, Exceptions

TOKENIZER_EXCEPTIONS: Exceptions = {
    text: parts for text, parts in BASE_EXCEPTIONS.items() if text.removesuffix(".") not in LETTERS
}
