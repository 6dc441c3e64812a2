"""Vectors: tables of word vectors."""

from engine.vocab.vectors import Vectors

__all__ = ["Vectors"]
