"""Infixes of English: a hyphen also cuts after a digit, as in 1990s-era and 5-year."""

from __future__ import annotations

from engine.lang.char_classes import ALPHA
from engine.lang.punctuation import HYPHENS, TOKENIZER_INFIXES

INFIXES: tuple[str, ...] = (*TOKENIZER_INFIXES, rf"(?<=[0-9]){HYPHENS}(?=[{ALPHA}])")
