"""Test door to the C interface of Doc; never imported by the package."""
from libc.stdint cimport int32_t, uint64_t

from engine.tokens.doc cimport Doc, get_token_attr, get_token_attr_for_matcher
from engine.tokens.token cimport Token


def py_push_back(Doc doc, str word, bint has_space):
    doc.push_back(doc.vocab.get(word), has_space)


def py_set_parse(Doc doc, const int32_t[::1] heads, const uint64_t[::1] deps):
    doc.set_parse(&heads[0] if len(heads) else NULL, &deps[0] if len(deps) else NULL)


def py_attr(Doc doc, int i, int attr, bint for_matcher=False):
    return get_token_attr_for_matcher(&doc.c[i], attr) if for_matcher else get_token_attr(&doc.c[i], attr)


def py_padding_is_blank(Doc doc):
    cdef int i
    for i in range(1, 4):
        if doc.c[-i].lex.orth != 0 or doc.c[doc.capacity - 1 + i].lex.orth != 0:
            return False
    return True


def py_stale_pointer_orth(Token token):
    """The word behind the pointer that a Token got when it was made."""
    return token.c.lex.orth
