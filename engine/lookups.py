"""Lookups: named tables keyed by strings."""

from engine.vocab.lookups import Lookups, Table
from engine.vocab.lookups_data import load_lookups

__all__ = ["Lookups", "Table", "load_lookups"]
