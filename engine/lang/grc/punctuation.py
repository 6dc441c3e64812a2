"""Affixes of Ancient Greek: the raised dot ends clauses; an elided word keeps its apostrophe."""

from __future__ import annotations

from engine.lang.affixes import make_affixes

AFFIXES = make_affixes(possessive=False, kept_at_end="’'᾽", extra_suffixes=("[··]",))
