"""Morphology and MorphAnalysis."""

from engine.vocab.morphology import MorphAnalysis, Morphology

__all__ = ["MorphAnalysis", "Morphology"]
