"""Explanations of tags and labels."""

from __future__ import annotations

from .lang.glossary import GLOSSARY, explain

__all__ = ["GLOSSARY", "explain"]
