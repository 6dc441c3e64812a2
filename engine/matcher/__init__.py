"""Rules over documents: patterns of tokens."""

from engine.matcher.levenshtein import levenshtein, levenshtein_compare
from engine.matcher.matcher import Matcher

__all__ = ["Matcher", "levenshtein", "levenshtein_compare"]
