"""Norms that all languages share."""

from __future__ import annotations

from engine.lang.norms import BASE_NORMS

__all__ = ["BASE_NORMS"]
