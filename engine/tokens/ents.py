"""Named entities that people give a document: what they may be. ent_columns writes them, doc_scan reads them.

Callers: Doc.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from engine.errors import InputError, WrongTypeError
from engine.tokens.ent_columns import write_ents
from engine.tokens.span import Span

if TYPE_CHECKING:
    from engine.tokens.doc import Doc

MISSING, OUTSIDE, BEGIN, ENTITY = 0, 2, 3, -1
DEFAULTS = {"outside": OUTSIDE, "missing": MISSING, "blocked": BEGIN, "unmodified": -1}


def assign_ents(doc: Doc, value: Iterable[Any]) -> None:
    """`doc.ents = value`: Spans, or tuples (label, start, end), (label, kb_id, start, end)."""
    spans = [as_span(doc, item) for item in checked(value, "doc.ents")]
    set_ents(doc, spans, None, None, None, "outside")


def as_span(doc: Doc, item: Any) -> Span:
    if isinstance(item, Span):
        return item
    if isinstance(item, tuple) and len(item) in (3, 4, 5):
        label, *ids, start, end = item
        kb_id, ent_id = (*ids, 0, 0)[:2]
        return Span(doc, start, end, label=label, kb_id=kb_id, span_id=ent_id)
    raise WrongTypeError(
        "ents.not_a_span",
        f"{item!r} is no entity.",
        "Give Spans, such as Span(doc, start, end, label), or tuples (label, start, end).",
    )


def checked(value: Any, name: str) -> list[Any]:
    try:
        return list(value)
    except TypeError:
        raise WrongTypeError("ents.not_a_list", f"{name} got {value!r}, expected a list of Spans.") from None


def set_ents(
    doc: Doc,
    entities: Iterable[Span],
    blocked: Iterable[Span] | None,
    missing: Iterable[Span] | None,
    outside: Iterable[Span] | None,
    default: str,
) -> None:
    """See Doc.set_ents."""
    if default not in DEFAULTS:
        raise InputError(
            "ents.unknown_default",
            f"set_ents got default={default!r}.",
            "It is 'outside', 'missing', 'blocked' or 'unmodified'.",
        )
    found: list[Span] = []
    codes: list[int] = []
    for spans, code in ((entities, ENTITY), (blocked, BEGIN), (missing, MISSING), (outside, OUTSIDE)):
        for span in checked(spans if spans is not None else (), "set_ents"):
            check_span(doc, span)
            if code != ENTITY or span.label != 0:  # without a label it is no entity
                found.append(span)
                codes.append(code)
    overlap = write_ents(doc, found, codes, DEFAULTS[default])
    if overlap is not None:
        one, other, i = overlap
        raise InputError(
            "ents.overlap",
            f"The spans {describe(found[one])} and {describe(found[other])} overlap at token {i} ({doc[i].text!r}).",
            "A token is in at most one entity; keep one of them, or put overlapping spans into doc.spans.",
        )


def check_span(doc: Doc, span: Any) -> None:
    if not isinstance(span, Span):
        raise WrongTypeError(
            "ents.not_a_span_in_set_ents", f"set_ents got {span!r}.", "Give Spans: Span(doc, start, end, label)."
        )
    if span.doc is not doc and span.doc.text != doc.text:
        raise InputError(
            "ents.other_doc", f"The span {describe(span)} belongs to another document.", "Make a span of this one."
        )
    if span.end > len(doc):
        raise InputError("ents.out_of_range", f"The span {describe(span)} ends beyond a document of {len(doc)} tokens.")


def describe(span: Span) -> str:
    label = f" {span.label_}" if span.label else ""
    return f"[{span.start}:{span.end}]{label} {span.text!r}"
