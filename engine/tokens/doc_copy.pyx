"""Tokens of one document appended to another of the same vocab, record by record. Callers: doc_join."""
from libc.string cimport memcpy

from engine.tokens.attr_ids cimport IS_SPACE
from engine.tokens.doc cimport Doc
from engine.tokens.tree cimport link_children


def append_tokens(Doc target, Doc source, int start, int end) -> None:
    """Append the tokens start to end of `source`. Heads that leave the range become the token itself."""
    cdef int offset = target.length, i
    cdef int n = end - start
    if n <= 0:
        return
    target.reserve(max(target.length + n, 1))
    memcpy(&target.c[offset], &source.c[start], n * sizeof(target.c[0]))
    for i in range(offset, offset + n):
        if not offset <= i + target.c[i].head < offset + n:
            target.c[i].head = 0
        target.c[i].idx = target._text_length
        target._text_length += target.c[i].lex.length + target.c[i].spacy
    target.length += n


def end_with_space(Doc doc) -> bool:
    """Let a space follow the last token, unless it is white space itself. Returns whether that is a change."""
    if doc.length == 0 or doc.c[doc.length - 1].spacy or (doc.c[doc.length - 1].lex.flags >> IS_SPACE) & 1:
        return False
    doc.c[doc.length - 1].spacy = 1
    doc._text_length += 1
    return True


def relink(Doc doc) -> None:
    """Recompute the children and edges of all tokens; sentence starts stay."""
    link_children(doc.c, doc.length)


def attach(Doc doc, int i, int head, unsigned long long dep) -> None:
    """Set the head (absolute) and the label of a token. Call `relink` when done."""
    doc.c[i].head = head - i
    doc.c[i].dep = dep


def start_sentences(Doc doc) -> None:
    """Sentence starts from the heads."""
    doc.update_tree()
