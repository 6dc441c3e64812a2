"""What Doc(...) does with its annotation arguments: check their lengths and values, map strings to ids, write columns.

Callers: Doc.__init__.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import InputError
from engine.strings.symbols import POS_IDS

if TYPE_CHECKING:
    from engine.tokens.doc import Doc


def annotate(
    doc: Doc,
    tags: Iterable[str] | None,
    pos: Iterable[str] | None,
    morphs: Iterable[Any] | None,
    lemmas: Iterable[str] | None,
    heads: Iterable[int | None] | None,
    deps: Iterable[str | None] | None,
    sent_starts: Iterable[bool | int | None] | None,
    ents: Iterable[str | None] | None,
) -> None:
    """Write the annotation arguments of Doc(...) to its tokens."""
    columns: dict[str, list[int]] = {}
    if tags is not None:
        columns["TAG"] = to_ids(doc, "tags", tags)
    if pos is not None:
        columns["POS"] = [pos_id(value, i) for i, value in enumerate(checked(doc, "pos", pos))]
    if morphs is not None:
        columns["MORPH"] = [doc.vocab.morphology.add(value or "") for value in checked(doc, "morphs", morphs)]
    if lemmas is not None:
        columns["LEMMA"] = to_ids(doc, "lemmas", lemmas)
    if heads is not None and deps is None:
        raise InputError(
            "doc.heads_without_deps",
            "Doc got heads but no deps.",
            "Give deps as well; without labels, deps=['dep'] * len(words).",
        )
    if deps is not None:
        columns["DEP"] = to_ids(doc, "deps", deps, none="")
        columns["HEAD"] = relative_heads(doc, range(len(doc)) if heads is None else heads)
    if sent_starts is not None and heads is None:
        columns["SENT_START"] = [
            sent_start(value, i) for i, value in enumerate(checked(doc, "sent_starts", sent_starts))
        ]
    if ents is not None:
        columns["ENT_IOB"], columns["ENT_TYPE"] = entity_columns(doc, ents)
    if columns:
        rows = np.asarray([[value % 2**64 for value in column] for column in columns.values()], dtype="uint64")
        doc.from_array(list(columns), rows.reshape((len(columns), len(doc))).T)


def checked(doc: Doc, name: str, values: Iterable[Any]) -> list[Any]:
    """The values as a list, one for each token."""
    found = list(values)
    if len(found) != len(doc):
        raise InputError(
            "doc.argument_length",
            f"Doc got {len(doc)} words and {len(found)} {name}.",
            "Give one value for each word.",
        )
    return found


def to_ids(doc: Doc, name: str, values: Iterable[Any], none: str | None = None) -> list[int]:
    """Ids of strings, which are added to the vocab."""
    out = []
    for i, value in enumerate(checked(doc, name, values)):
        value = none if value is None else value
        if not isinstance(value, str):
            raise InputError("doc.argument_type", f"Doc got {value!r} in {name}, for word {i}.", "Give a str.")
        out.append(doc.vocab.strings.add(value))
    return out


def pos_id(value: str, i: int) -> int:
    try:
        return POS_IDS[value]
    except (KeyError, TypeError):
        raise InputError(
            "doc.unknown_pos",
            f"{value!r}, for word {i}, is no universal part of speech.",
            f"It is one of {', '.join(name for name in POS_IDS if name)}; other tag sets go into `tags`.",
        ) from None


def relative_heads(doc: Doc, heads: Iterable[int | None]) -> list[int]:
    """Heads relative to their tokens; a missing head is the token itself."""
    out = []
    for i, head in enumerate(checked(doc, "heads", heads)):
        head = i if head is None else head
        if not hasattr(head, "__index__") or not 0 <= head < len(doc):
            raise InputError(
                "doc.head_value",
                f"Doc got {head!r} as the head of word {i}, in a document of {len(doc)} words.",
                "Heads are indices of words, starting at 0; a root is its own head.",
            )
        out.append(int(head) - i)
    return out


def sent_start(value: Any, i: int) -> int:
    """1 for True, -1 for False, 0 for None; the integers stand for themselves."""
    if value is None:
        return 0
    if value is True or value is False:
        return 1 if value else -1
    if value in (-1, 0, 1):
        return int(value)
    raise InputError(
        "doc.sent_start_value", f"Doc got {value!r} in sent_starts, for word {i}.", "Give True, False or None."
    )


def entity_columns(doc: Doc, ents: Iterable[str | None]) -> tuple[list[int], list[int]]:
    """ENT_IOB and ENT_TYPE of entities given as IOB or BILUO tags."""
    tags = iob_tags(checked(doc, "ents", ents))
    codes = {"": 0, "I": 1, "O": 2, "B": 3}
    iob, types = [], []
    for tag in tags:
        prefix, _, label = tag.partition("-")
        iob.append(codes[prefix])
        types.append(doc.vocab.strings.add(label))
    return iob, types


def iob_tags(tags: Sequence[str | None]) -> list[str]:
    """Entity tags as IOB2, "" where they are missing. "B-" is a blocked token. InputError for an unusable tag.

    Sequences in IOB1 (an entity that begins with "I-") and BILUO are accepted.
    """
    out: list[str] = []
    previous = ""
    for i, tag in enumerate(tags):
        if tag is None or tag in ("", "-"):
            out.append("")
            previous = ""
            continue
        if tag == "O":
            out.append("O")
            previous = ""
            continue
        prefix, dash, label = tag.partition("-") if isinstance(tag, str) else ("", "", "")
        if not dash or prefix not in ("B", "I", "L", "U") or (not label and prefix != "B"):
            raise InputError(
                "doc.entity_tag",
                f"Doc got {tag!r} in ents, for word {i}.",
                'Tags are "O", "B-LABEL", "I-LABEL" (or "L-LABEL", "U-LABEL"), and "" where nothing is known.',
            )
        inside = prefix in ("I", "L") and previous == label
        out.append(f"{'I' if inside else 'B'}-{label}")
        previous = "" if prefix in ("L", "U") else label
    return out
