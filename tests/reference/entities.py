"""Entities written to tokens, slow and obvious: one list of tags, token by token."""

from __future__ import annotations

NAMES = {"outside": "O", "missing": "", "blocked": "B"}


def set_ents(tags, entities, blocked, missing, outside, default):
    """New (IOB, label) pairs, or None where two spans overlap. Spans are (start, end, label) or (start, end)."""
    owned = {}
    for start, end, label in [span for span in entities if span[2]]:
        for i in range(start, end):
            if i in owned:
                return None
            owned[i] = ("B" if i == start else "I", label)
    for spans, iob in ((blocked, "B"), (missing, ""), (outside, "O")):
        for start, end in spans:
            for i in range(start, end):
                if i in owned:
                    return None
                owned[i] = (iob, "")
    out = []
    for i, (iob, label) in enumerate(tags):
        if i in owned:
            out.append(owned[i])
        elif default != "unmodified":
            out.append((NAMES[default], ""))
        elif iob == "I" and i > 0 and (i - 1 in owned or tags[i - 1][0] in ("O", "")):
            out.append(("B", label))  # its beginning is covered
        else:
            out.append((iob, label))
    return out
