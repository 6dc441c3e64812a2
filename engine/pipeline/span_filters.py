"""Filters of overlapping spans, for the span ruler: functions of (entities there are, new spans)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from engine.tokens.select_spans import filter_spans
from engine.tokens.span import Span

SpanFilter = Callable[[Iterable[Span], Iterable[Span]], list[Span]]


def without_overlap(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """Those of `spans` that share no token with `taken`."""
    used = {i for span in taken for i in range(span.start, span.end)}
    return [span for span in spans if used.isdisjoint(range(span.start, span.end))]


def first_longest_spans_filter(entities: Iterable[Span], spans: Iterable[Span]) -> list[Span]:
    """The longest of all, of equally long ones the first."""
    return filter_spans(chain(entities, spans))


def prioritize_existing_ents_filter(entities: Iterable[Span], spans: Iterable[Span]) -> list[Span]:
    """All entities there are, and the longest new spans that do not overlap them."""
    entities = list(entities)
    return [*entities, *filter_spans(without_overlap(spans, entities))]


def prioritize_new_ents_filter(entities: Iterable[Span], spans: Iterable[Span]) -> list[Span]:
    """The longest new spans, and those entities there are that do not overlap them."""
    new = filter_spans(spans)
    return [*without_overlap(entities, new), *new]


def make_first_longest_spans_filter() -> SpanFilter:
    """Registered as spacy.first_longest_spans_filter.v1."""
    return first_longest_spans_filter


def make_prioritize_existing_ents_filter() -> SpanFilter:
    """Registered as spacy.prioritize_existing_ents_filter.v1."""
    return prioritize_existing_ents_filter


def make_prioritize_new_ents_filter() -> SpanFilter:
    """Registered as spacy.prioritize_new_ents_filter.v1."""
    return prioritize_new_ents_filter
