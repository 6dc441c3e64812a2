"""Annotation of an `Example` as a dict: which keys there are, what their values must be, and back.

Callers: `Example.from_dict`, `Example.to_dict`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from engine.errors import InputError, UnknownIdError
from engine.gold.errors import InputTypeError
from engine.gold.iob import offsets_to_biluo_tags, tags_to_entities
from engine.strings.symbols import IDS
from engine.tokens.doc import Doc

TOKEN_KEYS = {
    "words": "ORTH",
    "spaces": "SPACY",
    "tags": "TAG",
    "pos": "POS",
    "morphs": "MORPH",
    "lemmas": "LEMMA",
    "heads": "HEAD",
    "deps": "DEP",
    "sent_starts": "SENT_START",
}
DOC_KEYS = {"cats": "cats", "links": "links", "spans": "spans", "entities": "entities", "ner": "entities"}
IGNORED = {"ids", "brackets", "id", "ID"}

Columns = dict[str, Any]


def read_annotation(example_dict: dict[str, Any]) -> tuple[Columns, Columns]:
    """(of the tokens, of the document), under one name a field; nested or flat, lower or upper form of the names."""
    nested = "token_annotation" in example_dict or "doc_annotation" in example_dict
    tokens: Columns = {}
    of_doc: Columns = {}
    if nested:
        parts = [
            ("token_annotation", example_dict.get("token_annotation") or {}, True, False),
            ("doc_annotation", example_dict.get("doc_annotation") or {}, False, True),
            ("example", {k: v for k, v in example_dict.items() if not k.endswith("_annotation")}, True, True),
        ]
    else:
        parts = [("example", example_dict, True, True)]
    text = None
    for where, part, has_tokens, has_doc in parts:
        for key, value in part.items():
            if key in IGNORED:
                continue
            if key == "text":
                text = value
            elif has_tokens and (key in TOKEN_KEYS or key in TOKEN_KEYS.values()):
                if value is not None:
                    tokens[TOKEN_KEYS.get(key, key)] = value if key in ("words", "ORTH") else list(value)
            elif has_doc and key in DOC_KEYS:
                if value is not None:
                    of_doc[DOC_KEYS[key]] = value
            else:
                known = sorted([*TOKEN_KEYS] if has_tokens else []) + sorted([*DOC_KEYS] if has_doc else [])
                raise UnknownIdError(
                    "example.key", f"the annotation has the key {key!r} in {where}", f"Known keys: {', '.join(known)}."
                )
    if "ORTH" in tokens:
        tokens["ORTH"] = list(tokens["ORTH"])
        if "SPACY" not in tokens and text is not None:
            tokens["SPACY"] = spaces_in(text, tokens["ORTH"])
    return tokens, of_doc


def spaces_in(text: str, words: Sequence[str]) -> list[bool]:
    """Whether whitespace follows each word in the text. Raises InputError when the words do not spell it."""
    spaces = []
    position = 0
    for i, word in enumerate(words):
        while not text.startswith(word, position) and text[position : position + 1].isspace():
            position += 1
        if not text.startswith(word, position):
            raise InputError(
                "example.text",
                f"word {i} is {word!r}, the text goes on with {text[position : position + 20]!r}",
                "The words must spell the text.",
            )
        position += len(word)
        spaces.append(text[position : position + 1].isspace())
    return spaces


def annotate(reference: Doc, tokens: Columns, of_doc: Columns, write: Callable[..., None]) -> None:
    """Check the annotation and write it to a doc that has words only.

    write: called as write(doc, columns of ids, heads or None, entity columns or None).
    """
    n = len(reference)
    columns: Columns = {}
    for name in ("TAG", "LEMMA", "DEP"):
        if name in tokens:
            columns[name] = _string_ids(reference, name, _sized(tokens[name], name, n))
    if "POS" in tokens:
        columns["POS"] = [_pos_id(value, i) for i, value in enumerate(_sized(tokens["POS"], "POS", n))]
    if "MORPH" in tokens:
        add = reference.vocab.morphology.add
        columns["MORPH"] = [0 if m is None else add(m) for m in _sized(tokens["MORPH"], "MORPH", n)]
    heads = None
    if "HEAD" in tokens:
        heads = [_head(value, i, n) for i, value in enumerate(_sized(tokens["HEAD"], "HEAD", n))]
    elif "SENT_START" in tokens:
        columns["SENT_START"] = [_start(v, i) for i, v in enumerate(_sized(tokens["SENT_START"], "SENT_START", n))]
    entities = None
    if "entities" in of_doc:
        entities = _entity_columns(reference, _biluo(reference, of_doc["entities"]))
    write(reference, columns, heads, entities)
    if "cats" in of_doc:
        if not isinstance(of_doc["cats"], dict):
            raise InputError("example.cats", f"cats is {of_doc['cats']!r}", 'Expected a dict such as {"SPORT": 1.0}.')
        reference.cats = dict(of_doc["cats"])
    if "links" in of_doc:
        _set_links(reference, of_doc["links"])
    if "spans" in of_doc:
        _set_spans(reference, of_doc["spans"])


def _sized(values: list[Any], name: str, n: int) -> list[Any]:
    if len(values) != n:
        raise InputError("example.length", f"{name} has {len(values)} values for {n} tokens", "One value a token.")
    return values


def _string_ids(doc: Doc, name: str, values: Iterable[Any]) -> list[int]:
    add = doc.vocab.strings.add
    ids = {None: 0, "": 0}
    out = []
    for i, value in enumerate(values):
        if value not in ids:
            if not isinstance(value, str):
                raise InputTypeError("example.string", f"{name} of token {i} is {value!r}", "Expected a str.")
            ids[value] = add(value)
        out.append(ids[value])
    return out


def _pos_id(value: Any, i: int) -> int:
    if value is None or value == "":
        return 0
    found = IDS.get(value, 0) if isinstance(value, str) else 0
    if not IDS["ADJ"] <= found <= IDS["SPACE"]:
        raise UnknownIdError(
            "example.pos", f"POS of token {i} is {value!r}", "Expected a universal POS tag, such as NOUN."
        )
    return found


def _head(value: Any, i: int, n: int) -> int:
    if value is None:
        return i
    if not hasattr(value, "__index__") or not 0 <= value < n:
        raise InputError(
            "example.head", f"the head of token {i} is {value!r}", f"Expected the index of a token, 0 to {n - 1}."
        )
    return int(value)


def _start(value: Any, i: int) -> int:
    if value is True:
        return 1
    if value is None:
        return 0
    if value is False:
        return -1
    if value in (1, 0, -1):
        return int(value)
    raise InputError("example.sent_start", f"sent_start of token {i} is {value!r}", "Expected True, False or None.")


def _biluo(doc: Doc, entities: Any) -> list[str | None]:
    if isinstance(entities, (str, dict)) or not isinstance(entities, Iterable):
        raise InputError(
            "example.entities",
            f"entities is {entities!r}",
            "Expected BILUO tags, one a token, or a list of (start character, end character, label).",
        )
    entities = list(entities)
    if not entities:
        return ["O"] * len(doc)
    if any(entity is None or isinstance(entity, str) for entity in entities):
        return _sized(entities, "entities", len(doc))
    return offsets_to_biluo_tags(doc, entities)


def _entity_columns(doc: Doc, tags: list[str | None]) -> tuple[list[int], list[int]]:
    """(ent_iob, ent_type) a token: 0 missing, 1 inside, 2 outside, 3 first."""
    iob = [0 if tag is None or tag == "-" else 2 for tag in tags]
    types = [0] * len(tags)
    for label, start, last in tags_to_entities(tags):
        if tags[start] is None or tags[start] == "-":
            continue
        iob[start : last + 1] = [3] + [1] * (last - start)
        types[start : last + 1] = [doc.vocab.strings.add(label)] * (last + 1 - start)
    return iob, types


def _set_links(doc: Doc, links: Any) -> None:
    if not isinstance(links, dict):
        raise InputError("example.links", f"links is {links!r}", 'Expected {(start, end): {"Q1": 1.0}}.')
    for (start, end), ids in links.items():
        span = doc.char_span(start, end)
        if span is None:
            raise InputError(
                "example.link_offsets",
                f"the link ({start}, {end}) fits no tokens of {doc.text!r}",
                "Characters, end exclusive.",
            )
        for kb_id, probability in ids.items():
            if probability == 1.0:
                for token in span:
                    token.ent_kb_id_ = kb_id


def _set_spans(doc: Doc, spans: Any) -> None:
    if not isinstance(spans, dict):
        raise InputError("example.spans", f"spans is {spans!r}", 'Expected {"key": [(start, end, label)]}.')
    for key, group in spans.items():
        found = []
        for start, end, *names in group:
            names = [str(name) if name is not None else "" for name in names] + ["", ""]
            span = doc.char_span(start, end, label=names[0], kb_id=names[1])
            if span is None:
                raise InputError(
                    "example.span_offsets",
                    f"the span ({start}, {end}, {names[0]!r}) of {key!r} fits no tokens of {doc.text!r}",
                    "Characters, end exclusive, at the edges of tokens.",
                )
            found.append(span)
        doc.spans[key] = found


def to_annotation(doc: Doc, heads: list[int], deps: list[str], biluo: list[str | None]) -> dict[str, Any]:
    """The dict that describes a doc."""
    return {
        "doc_annotation": {
            "cats": dict(doc.cats),
            "entities": biluo,
            "spans": {
                key: [(s.start_char, s.end_char, s.label_, s.kb_id_) for s in group] for key, group in doc.spans.items()
            },
            "links": {(e.start_char, e.end_char): {e.kb_id_: 1.0} for e in doc.ents if e.kb_id_},
        },
        "token_annotation": {
            "ORTH": [t.text for t in doc],
            "SPACY": [bool(t.whitespace_) for t in doc],
            "TAG": [t.tag_ for t in doc],
            "LEMMA": [t.lemma_ for t in doc],
            "POS": [t.pos_ for t in doc],
            "MORPH": [str(t.morph) for t in doc],
            "HEAD": heads,
            "DEP": deps,
            "SENT_START": [int(t.is_sent_start is True) for t in doc],
        },
    }
