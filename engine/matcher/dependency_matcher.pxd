"""DependencyMatcher: patterns of related tokens in dependency trees."""
from libc.stdint cimport int32_t, uint8_t

from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc
from engine.vocab.vocab cimport Vocab


cdef extern from "engine/scratch.h":
    ctypedef struct ScratchC:
        void* data
        size_t capacity
    int eng_scratch_reserve(ScratchC* scratch, size_t n, size_t size) nogil
    void eng_scratch_free(ScratchC* scratch) nogil


cdef extern from "dependency_search.h":
    ctypedef struct EngDependencyNodeC:
        int32_t left
        int32_t op
    ctypedef struct EngDependencyTreeC:
        int32_t n
    ctypedef struct EngDependencySearchC:
        ScratchC lists
    int eng_dependency_tree(EngDependencyTreeC* tree, const TokenC* tokens, const uint8_t* wanted, int32_t n) nogil
    void eng_dependency_tree_free(EngDependencyTreeC* tree) nogil
    void eng_dependency_search_free(EngDependencySearchC* search) nogil
    int eng_dependency_find(
        EngDependencySearchC* search, const EngDependencyTreeC* tree, const EngDependencyNodeC* nodes, int32_t k,
        const int32_t* tokens, const int32_t* begins, ScratchC* rows, size_t* n_rows,
    ) nogil


cdef class DependencyMatcher:
    cdef readonly Vocab vocab
    cdef readonly bint validate
    cdef dict _patterns                 # key id -> the patterns as given
    cdef dict _callbacks                # key id -> function or None
    cdef dict _trees                    # key id -> list of dependency_rules.Tree
    cdef object _matcher                # Matcher of the nodes of all trees, keys 0, 1, 2 ...; None until the next call
    cdef object _lock                   # held by the thread that uses the memory below
    cdef list _rules                    # (key id, number of nodes) of all trees, in the order of their nodes
    cdef ScratchC nodes                 # EngDependencyNodeC of all trees
    cdef ScratchC tokens                # int32_t candidates of all nodes
    cdef ScratchC wanted                # uint8_t (number of tokens,) whether a token is a candidate of any node
    cdef ScratchC begins                # int32_t (number of nodes + 1,) where they begin
    cdef ScratchC rows                  # int32_t matches of one tree
    cdef EngDependencyTreeC tree
    cdef EngDependencySearchC search

    cdef int compile(self) except -1
    cdef int load_candidates(self, Doc doc, Py_ssize_t n_nodes) except -1
    cdef list find(self, Doc doc)       # (key id, token indices)
