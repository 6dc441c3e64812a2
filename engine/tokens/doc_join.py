"""Documents made of documents: copies, spans as documents, several joined to one. Callers: Doc, Span."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import InputError
from engine.strings.symbols import IDS
from engine.tokens.array import as_columns, attribute_ids
from engine.tokens.doc_copy import append_tokens, attach, end_with_space, relink, start_sentences
from engine.tokens.doc_scan import text_length
from engine.tokens.span import Span
from engine.tokens.span_group import SpanGroup

if TYPE_CHECKING:
    from engine.tokens.doc import Doc

UNDERSCORE = "._."
DEP = IDS["dep"]
COLUMNS = [
    "NORM",
    "LEMMA",
    "POS",
    "TAG",
    "DEP",
    "ENT_IOB",
    "ENT_TYPE",
    "HEAD",
    "SENT_START",
    "ENT_KB_ID",
    "MORPH",
    "ENT_ID",
]  # all but the text
CHOSEN = {IDS[name] for name in COLUMNS} - {IDS["HEAD"], IDS["DEP"], IDS["SENT_START"]}


def new_doc(like: Doc) -> Doc:
    """An empty document of the same vocab and class."""
    from engine.tokens.doc import Doc

    return Doc(like.vocab)


def copy_doc(doc: Doc) -> Doc:
    """An independent copy that shares the vocab."""
    out = new_doc(doc)
    append_tokens(out, doc, 0, len(doc))
    relink(out)
    out.has_unknown_spaces = doc.has_unknown_spaces
    if doc.user_data:
        out.user_data = copy.deepcopy(doc.user_data)
    if doc.cats:
        out.cats = copy.deepcopy(doc.cats)
    if doc.tensor.size:
        out.tensor = doc.tensor.copy()
    out.sentiment = doc.sentiment
    copy_hooks(doc, out)
    if doc._spans:
        for key, group in doc.spans.items():
            out.spans[key] = group.copy(out)
    return out


def copy_hooks(source: Doc, target: Doc) -> None:
    """Let a document answer as another does: hooks of people, rule for noun chunks."""
    target.user_hooks = dict(source.user_hooks)
    target.user_token_hooks = dict(source.user_token_hooks)
    target.user_span_hooks = dict(source.user_span_hooks)
    target.noun_chunks_iterator = source.noun_chunks_iterator


def choose_columns(out: Doc, span: Span, array_head: Iterable[Any], array: Any) -> None:
    """Keep the attributes that `array_head` names, with the values of `array`, whose rows are the source's tokens.

    Heads and sentence starts are those of the document itself, since they had to be cut to the span.
    """
    keep_columns(out, list(array_head))
    if array is None:
        return
    ids = attribute_ids(array_head)
    rows = as_columns(array, len(ids))
    if len(rows) != len(span.doc):
        raise InputError(
            "as_doc.array_length",
            f"as_doc got an array of {len(rows)} rows for a document of {len(span.doc)} tokens.",
            "Give doc.to_array(array_head).",
        )
    own = [i for i, attr in enumerate(ids) if attr in CHOSEN]
    if own:
        out.from_array([ids[i] for i in own], rows[span.start : span.end, own])
        relink(out)


def join_docs(docs: Iterable[Doc], ensure_whitespace: bool, attrs: Iterable[Any] | None, exclude: Iterable[str]) -> Any:
    """See Doc.from_docs."""
    docs = list(docs)
    unknown = set(exclude) - {"spans", "tensor", "user_data"}
    if unknown:
        raise InputError(
            "from_docs.unknown_exclude", f"exclude names {sorted(unknown)}.", "It may name spans, tensor, user_data."
        )
    if not docs:
        return None
    for i, doc in enumerate(docs):
        if doc.vocab is not docs[0].vocab:
            raise InputError(
                "from_docs.other_vocab",
                f"Document {i} has another vocab than document 0.",
                "Make all documents with one nlp object, or move them with DocBin.",
            )
    out = new_doc(docs[0])
    token_offset = 0
    char_offset = 0
    for i, doc in enumerate(docs):
        append_tokens(out, doc, 0, len(doc))
        if "user_data" not in exclude:
            copy_extensions(doc, out, char_offset, 0, text_length(doc))
        if "spans" not in exclude:
            for key, group in doc.spans.items():
                add_group(out, key, group, token_offset)
        if ensure_whitespace and i + 1 < len(docs):
            end_with_space(out)
        token_offset += len(doc)
        char_offset = text_length(out)
    relink(out)
    if attrs is not None:
        keep_columns(out, list(attrs))
    widths = {doc.tensor.shape[1:] for doc in docs if len(doc)}
    if "tensor" not in exclude and len(widths) == 1 and widths != {()}:
        out.tensor = np.concatenate([doc.tensor for doc in docs if len(doc)])
    return out


def keep_columns(doc: Doc, attrs: list[Any]) -> None:
    """Unset all annotation but the given attributes; SENT_START goes with HEAD."""
    kept = set(attribute_ids(attrs))
    if IDS["DEP"] in kept or IDS["HEAD"] in kept:
        kept |= {IDS["DEP"], IDS["HEAD"], IDS["SENT_START"]}
    dropped = [name for name in COLUMNS if IDS[name] not in kept]
    rows = np.zeros((len(doc), len(dropped)), dtype="uint64")
    if "SENT_START" in dropped and len(doc):
        rows[0, dropped.index("SENT_START")] = 1  # as in any new document
    doc.from_array(dropped, rows)
    relink(doc)


def add_group(doc: Doc, key: str, group: SpanGroup, offset: int) -> None:
    """Append the spans of a group, moved by `offset` tokens, to the group of the same key."""
    if key not in doc.spans:
        doc.spans[key] = SpanGroup(doc, name=group.name, attrs=dict(group.attrs))
    for span in group:
        doc.spans[key].append(
            Span(
                doc,
                span.start + offset,
                span.end + offset,
                label=span.label,
                kb_id=span.kb_id,
                span_id=span.id,
            )
        )


def copy_extensions(source: Doc, target: Doc, shift: int, start: int, end: int) -> None:
    """Take over extension values of tokens and spans within the code points [start, end), moved by `shift`."""
    for key, value in source.user_data.items():
        if not is_extension(key):
            continue
        _, name, first, last = key
        if first is None or first < start or (last if last is not None else first + 1) > end:
            continue
        moved = (UNDERSCORE, name, first + shift, None if last is None else last + shift)
        target.user_data[moved] = copy.copy(value)


def reattach(out: Doc, span: Span) -> None:
    """New heads for tokens whose heads lie outside: the topmost ancestor inside, else the tree's first such token."""
    stand_ins: dict[int, int] = {}  # root outside the span -> token that takes its place
    for token in span:
        if span.start <= token.head.i < span.end:
            continue
        above = [token.i, *(ancestor.i for ancestor in token.ancestors)]
        inside = [i for i in above[1:] if span.start <= i < span.end]
        head = inside[-1] if inside else stand_ins.setdefault(above[-1], token.i)
        attach(out, token.i - span.start, head - span.start, DEP)


def drop_cut_entities(out: Doc, span: Span) -> None:
    """Nothing is known of the tokens of entities that lie in the span in part only."""
    source = span.doc
    if not any(i < len(source) and source[i].ent_iob_ == "I" for i in (span.start, span.end)):
        return  # no entity goes on at either end
    columns = ["ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID"]
    rows = None
    for ent in span.doc.ents:
        if span.start <= ent.start and ent.end <= span.end:
            continue
        first, last = max(ent.start, span.start) - span.start, min(ent.end, span.end) - span.start
        if first < last:
            rows = out.to_array(columns) if rows is None else rows
            rows[first:last] = 0
    if rows is not None:
        out.from_array(columns, rows)


def is_extension(key: Any) -> bool:
    """Whether a key of user data holds the value of an extension attribute."""
    return isinstance(key, tuple) and len(key) == 4 and key[0] == UNDERSCORE


def span_as_doc(span: Span, copy_user_data: bool, array_head: Any, array: Any) -> Doc:
    """See Span.as_doc."""
    source = span.doc
    out = new_doc(source)
    append_tokens(out, source, span.start, span.end)
    if source.has_annotation("DEP"):
        reattach(out, span)
        start_sentences(out)
    else:
        relink(out)
    drop_cut_entities(out, span)
    copy_hooks(source, out)
    if array_head is not None:
        choose_columns(out, span, array_head, array)
    if source.tensor.size:
        out.tensor = source.tensor[span.start : span.end].copy()
    if copy_user_data:
        out.user_data.update({key: value for key, value in source.user_data.items() if not is_extension(key)})
        copy_extensions(source, out, -span.start_char, span.start_char, span.end_char)
    return out
