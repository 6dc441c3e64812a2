"""Base noun phrases of Japanese: all modifiers stand before the noun; particles stay outside."""

from __future__ import annotations

from engine.lang.noun_chunks import ModifiedPhrases

LEFT = "det nummod amod compound clf flat".split()
RIGHT = "fixed clf".split()
noun_chunks = ModifiedPhrases(LEFT, RIGHT)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
