"""Rules of affixes that all languages share, as lists to start one's own from."""

from __future__ import annotations

from engine.lang.affixes import SHARED

TOKENIZER_PREFIXES: list[str] = list(SHARED.prefixes)
TOKENIZER_SUFFIXES: list[str] = list(SHARED.suffixes)
TOKENIZER_INFIXES: list[str] = list(SHARED.infixes)
