"""Affixes of Malay: as in Indonesian, with the ringgit."""

from __future__ import annotations

from engine.lang.id.punctuation import AFFIXES as INDONESIAN

AFFIXES = INDONESIAN._replace(prefixes=("RM(?=[0-9])", "SGD(?=[0-9])", *INDONESIAN.prefixes))
