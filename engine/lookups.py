"""Lookups: named tables keyed by strings."""

from engine.vocab.lookups import Lookups, Table

__all__ = ["Lookups", "Table"]
