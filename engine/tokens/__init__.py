"""Documents and views on them: Doc, Token, Span, SpanGroup; DocBin, many documents in one file."""

from engine.tokens.doc import Doc
from engine.tokens.doc_bin import DocBin
from engine.tokens.span import Span
from engine.tokens.span_group import SpanGroup
from engine.tokens.token import Token
from engine.tokens.underscore import Underscore
from engine.vocab.morphology import MorphAnalysis

__all__ = ["Doc", "DocBin", "MorphAnalysis", "Span", "SpanGroup", "Token", "Underscore"]
