"""Named entities of a document, written to its columns; doc_scan reads them.

Callers: Doc.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import InputError, WrongTypeError
from engine.tokens.span import Span

if TYPE_CHECKING:
    from engine.tokens.doc import Doc

MISSING, INSIDE, OUTSIDE, BEGIN = 0, 1, 2, 3
COLUMNS = ["ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID"]


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
    defaults = {"outside": (OUTSIDE, 0, 0, 0), "missing": (MISSING, 0, 0, 0), "blocked": (BEGIN, 0, 0, 0)}
    if default != "unmodified" and default not in defaults:
        raise InputError(
            "ents.unknown_default",
            f"set_ents got default={default!r}.",
            "It is 'outside', 'missing', 'blocked' or 'unmodified'.",
        )
    rows = doc.to_array(COLUMNS).astype("uint64").reshape((len(doc), 4))
    owner: list[Span | None] = [None] * len(doc)
    for spans, code in ((entities, None), (blocked, BEGIN), (missing, MISSING), (outside, OUTSIDE)):
        for span in checked(spans if spans is not None else (), "set_ents"):
            check_span(doc, span)
            if code is None and span.label == 0:
                continue  # no entity
            claim(span, owner)
            for i in range(span.start, span.end):
                if code is None:
                    rows[i] = (BEGIN if i == span.start else INSIDE, span.label, span.kb_id, span.id)
                else:
                    rows[i] = (code, 0, 0, 0)
    if default != "unmodified":
        for i, span in enumerate(owner):
            if span is None:
                rows[i] = defaults[default]
    elif len(doc):
        mend_cut_entities(rows, owner)
    doc.from_array(COLUMNS, rows)


def mend_cut_entities(rows: np.ndarray, owner: list[Span | None]) -> None:
    """Where new annotation covers the start of an old entity, the rest of the old one begins anew."""
    for i in range(1, len(owner)):
        if owner[i] is None and rows[i][0] == INSIDE and (owner[i - 1] is not None or rows[i - 1][0] in (0, OUTSIDE)):
            rows[i][0] = BEGIN


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


def claim(span: Span, owner: list[Span | None]) -> None:
    """Note that a span owns its tokens; InputError, naming both, when another does already."""
    for i in range(span.start, span.end):
        other = owner[i]
        if other is not None:
            raise InputError(
                "ents.overlap",
                f"The spans {describe(other)} and {describe(span)} overlap at token {i} ({span.doc[i].text!r}).",
                "A token is in at most one entity; keep one of them, or put overlapping spans into doc.spans.",
            )
        owner[i] = span


def describe(span: Span) -> str:
    label = f" {span.label_}" if span.label else ""
    return f"[{span.start}:{span.end}]{label} {span.text!r}"
