"""Rules over documents: patterns of tokens, phrases, patterns of related tokens."""

from __future__ import annotations

from engine.matcher.dependency_matcher import DependencyMatcher
from engine.matcher.levenshtein import levenshtein, levenshtein_compare
from engine.matcher.matcher import Matcher
from engine.matcher.phrase_matcher import PhraseMatcher

__all__ = ["DependencyMatcher", "Matcher", "PhraseMatcher", "levenshtein", "levenshtein_compare"]
