"""Infixes of English: those of all languages."""

from __future__ import annotations

from engine.lang.punctuation import TOKENIZER_INFIXES

INFIXES = TOKENIZER_INFIXES
