"""Tag maps of a Vocab: part of speech and features of each tag. Caller: Vocab."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from engine.errors import InputError
from engine.strings.symbols import NAMES, POS_IDS
from engine.vocab.morphology import Morphology


def read_tag_map(tag_map: Mapping[str, Any]) -> dict[str, Any]:
    """{tag: {"pos": id, "morph": FEATS}} of a tag map; InputError names the entry that cannot be used."""
    out = {}
    for tag, entry in tag_map.items():
        if isinstance(entry, str):
            entry = {"pos": entry}
        if not isinstance(entry, dict):
            raise InputError(
                "vocab.bad_tag_map",
                f"The tag map has {entry!r} for the tag {tag!r}.",
                'An entry looks like {"pos": "NOUN", "morph": "Number=Sing"}.',
            )
        feats: dict[str, Any] = {}
        pos: int | None = 0
        for key, value in entry.items():
            name = NAMES[key] if isinstance(key, int) and 0 <= key < len(NAMES) else str(key)
            if name.lower() == "pos":
                pos = value if isinstance(value, int) else POS_IDS.get(str(value).upper())
                if pos is None or pos not in POS_IDS.values():
                    raise InputError(
                        "vocab.unknown_pos",
                        f"The tag map has the part of speech {value!r} for the tag {tag!r}.",
                        f"Parts of speech: {', '.join(filter(None, POS_IDS))}.",
                    )
            elif name.lower() == "morph":
                feats.update(Morphology.feats_to_dict(value) if isinstance(value, str) else value)
            elif re.fullmatch(r"[A-Za-z][\w\[\]]*", name) and isinstance(value, str):
                feats[name] = value
            else:
                raise InputError(
                    "vocab.bad_tag_map",
                    f"The tag map has {key!r}: {value!r} for the tag {tag!r}.",
                    "Keys of an entry are pos, morph, and features such as Number.",
                )
        out[tag] = {"pos": pos, "morph": Morphology.dict_to_feats(feats)}
    return out
