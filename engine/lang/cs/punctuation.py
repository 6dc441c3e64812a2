"""Affixes of Czech: those that languages share."""

from __future__ import annotations

from engine.lang.affixes import SHARED

AFFIXES = SHARED
