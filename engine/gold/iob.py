"""Entities as tags and as offsets: BILUO, IOB and character offsets, in every direction.

BILUO tags: `B-X` first, `I-X` inside, `L-X` last token of an entity, `U-X` an entity of one token, `O` outside,
`-` (or None) not annotated. Callers: `Example`, converters, users.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from engine.errors import InputError
from engine.gold.errors import MisalignedEntities
from engine.strings.symbols import IDS
from engine.tokens.doc import Doc
from engine.tokens.span import Span

Offsets = tuple[int, int, str]


def iob_to_biluo(tags: Iterable[str]) -> list[str]:
    """BILUO tags of IOB tags. A BILUO tag among them stays as it is; an `I-X` that continues nothing begins an entity.

    Raises InputError for anything that is no tag.

    >>> iob_to_biluo(["O", "B-X", "I-X", "O", "B-Y"])
    ['O', 'B-X', 'L-X', 'O', 'U-Y']
    """
    tags = list(tags)
    out: list[str] = []
    open_label: str | None = None  # of the entity that the token before belongs to and may be continued
    for i, tag in enumerate(tags):
        if tag == "O":
            out.append(tag)
            open_label = None
            continue
        if not isinstance(tag, str) or len(tag) < 2 or tag[1] != "-" or tag[0] not in "BILU":
            raise InputError(
                "iob.tag",
                f"tag {i} is {tag!r}",
                'Expected "O", or B-, I-, L- or U- followed by a label, such as "B-ORG".',
            )
        prefix, label = tag[0], tag[2:]
        continues = prefix in "IL" and open_label == label
        following = tags[i + 1] if i + 1 < len(tags) else "O"
        goes_on = prefix in "BI" and following in (f"I-{label}", f"L-{label}")
        if prefix == "U":
            out.append(tag)
        elif continues:
            out.append(f"{'I' if goes_on else 'L'}-{label}")
        else:
            out.append(f"{'B' if goes_on else 'U'}-{label}")
        open_label = label if goes_on else None
    return out


def biluo_to_iob(tags: Iterable[str | None]) -> list[str | None]:
    """IOB tags of BILUO tags: L becomes I, U becomes B, the rest stays."""
    swap = {"U-": "B-", "L-": "I-"}
    return [tag if tag is None else swap.get(tag[:2], tag[:2]) + tag[2:] for tag in tags]


def split_bilu_label(label: str) -> tuple[str, str]:
    """("B", "PERSON") of "B-PERSON". Raises InputError when there is no prefix."""
    prefix, dash, rest = label.partition("-")
    if not dash:
        raise InputError("iob.no_prefix", f"the tag {label!r} has no prefix", 'Expected a tag such as "B-PERSON".')
    return prefix, rest


def remove_bilu_prefix(label: str) -> str:
    """ "PERSON" of "B-PERSON". Raises InputError when there is no prefix."""
    return split_bilu_label(label)[1]


def tags_to_entities(tags: Iterable[str | None]) -> list[tuple[str, int, int]]:
    """(label, first token, last token) of each entity; a token not annotated counts as an entity with the label "".

    An entity that is never closed, or broken off by a token not annotated, is left out.
    Raises InputError for an I or L without a B before it, and for anything that is no tag.
    """
    entities = []
    start: int | None = None
    for i, tag in enumerate(tags):
        if tag is None or tag.startswith("-"):
            if start is None:
                entities.append(("", i, i))
            start = None  # what was open stays unfinished
        elif tag.startswith("O"):
            continue
        elif tag.startswith("U-"):
            entities.append((tag[2:], i, i))
        elif tag.startswith("B-"):
            start = i
        elif tag[:2] in ("I-", "L-"):
            if start is None:
                raise InputError(
                    "biluo.sequence",
                    f"tag {i} is {tag!r} but no entity is open there",
                    f"An entity begins with B-{tag[2:]}, or is a single U-{tag[2:]}.",
                )
            if tag[0] == "L":
                entities.append((tag[2:], start, i))
                start = None
        else:
            raise InputError(
                "biluo.tag", f"tag {i} is {tag!r}", 'Expected "O", "-", or B-, I-, L- or U- followed by a label.'
            )
    return entities


def biluo_tags_to_spans(doc: Doc, tags: Iterable[str | None]) -> list[Span]:
    """Spans over `doc` of the entities that the tags (one a token) describe."""
    return [Span(doc, start, end + 1, label=label) for label, start, end in tags_to_entities(tags)]


def biluo_tags_to_offsets(doc: Doc, tags: Iterable[str | None]) -> list[Offsets]:
    """(start, end, label) in characters of the entities that the tags (one a token) describe."""
    return [(span.start_char, span.end_char, span.label_) for span in biluo_tags_to_spans(doc, tags)]


def _overlapping(entities: Sequence[Sequence[Any]]) -> tuple[Any, Any] | None:
    ordered = sorted(entities, key=lambda e: (e[0], e[1]))
    for before, entity in pairwise(ordered):
        if entity[0] < before[1]:
            return before, entity
    return None


def offsets_to_biluo_tags(doc: Doc, entities: Iterable[Sequence[Any]], missing: str | None = "O") -> list[str | None]:
    """BILUO tags of entities given as (start, end, label) in characters of `doc.text`.

    missing: the tag of tokens outside all entities. An entity without a label ("") marks its tokens as `O`.
    Returns one tag a token. Tokens of an entity whose offsets fit no token boundaries get "-", with a warning.
    Raises InputError when two entities overlap.
    """
    entities = [tuple(e) for e in entities]
    for entity in entities:
        if len(entity) < 3 or not all(hasattr(offset, "__index__") for offset in entity[:2]):
            raise InputError(
                "offsets.entity", f"entity {entity!r}", "Expected (start character, end character, label)."
            )
    clash = _overlapping(entities)
    if clash:
        raise InputError(
            "offsets.overlap",
            f"the entities {clash[0]!r} and {clash[1]!r} overlap in the text {_shortened(doc.text)!r}",
            "A token belongs to one entity at most. Overlapping annotation goes into doc.spans.",
        )
    columns = doc.to_array([IDS["IDX"], IDS["LENGTH"]]).astype("int64")
    starts = columns[:, 0].tolist()
    ends = (columns[:, 0] + columns[:, 1]).tolist()
    first_at = {start: i for i, start in enumerate(starts)}
    last_at = {end: i for i, end in enumerate(ends)}
    tags: list[str | None] = [missing] * len(starts)
    misaligned = False
    for start, end, label, *_ in entities:
        first, last = first_at.get(start), last_at.get(end)
        if first is None or last is None or last < first:
            misaligned = True
            for i in range(len(starts)):
                if starts[i] < end and start < ends[i]:
                    tags[i] = "-"
        elif not label:
            tags[first : last + 1] = ["O"] * (last + 1 - first)
        else:
            tags[first : last + 1] = _biluo_of(label, last + 1 - first)
    if misaligned and missing != "-":
        warnings.warn(
            f"the offsets of some entities {_shortened(repr(entities))} fit no tokens of the text "
            f"{_shortened(doc.text)!r}; these tokens count as unannotated ('-'). "
            "offsets_to_biluo_tags(nlp.make_doc(text), entities) shows which.",
            MisalignedEntities,
            stacklevel=2,
        )
    return tags


def doc_to_biluo_tags(doc: Doc, missing: str | None = "O") -> list[str | None]:
    """BILUO tags of `doc.ents`; `missing` for every token outside them."""
    tags: list[str | None] = [missing] * len(doc)
    for ent in doc.ents:
        tags[ent.start : ent.end] = _biluo_of(ent.label_, ent.end - ent.start)
    return tags


def _biluo_of(label: str, n_tokens: int) -> Iterator[str]:
    if n_tokens == 1:
        return iter([f"U-{label}"])
    return iter([f"B-{label}", *[f"I-{label}"] * (n_tokens - 2), f"L-{label}"])


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
