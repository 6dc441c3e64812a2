"""Vectors: words to rows of a table."""

from engine.vocab.base_vectors import BaseVectors, Mode
from engine.vocab.vectors import Vectors

__all__ = ["BaseVectors", "Mode", "Vectors"]
