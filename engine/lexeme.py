"""Lexeme: a word form with the attributes that need no context."""

from engine.vocab.lexeme import Lexeme

__all__ = ["Lexeme"]
