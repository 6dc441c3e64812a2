"""PhraseMatcher: many phrases found in one pass over a document."""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint64_t
from preshed.maps cimport MapStruct

from engine.strings.store cimport StringStore
from engine.tokens.doc cimport Doc
from engine.vocab.vocab cimport Vocab


cdef extern from "engine/scratch.h":
    ctypedef struct ScratchC:
        void* data
        size_t capacity
    int eng_scratch_reserve(ScratchC* scratch, size_t n, size_t size) nogil
    void eng_scratch_free(ScratchC* scratch) nogil


cdef extern from "phrase_trie.h":
    enum: PHRASE_NO_KEY
    ctypedef struct PhraseNodeC:
        uint64_t value
        int32_t parent
        int32_t keys
    ctypedef struct PhraseMatchC:
        int32_t start
        int32_t end
        int32_t node
    ctypedef struct PhraseTrieC:
        ScratchC nodes
        int32_t n_nodes
        int is_linked
        size_t mask
    int eng_phrase_clear(PhraseTrieC* trie) nogil
    void eng_phrase_free(PhraseTrieC* trie) nogil
    int eng_phrase_insert(PhraseTrieC* trie, const uint64_t* values, size_t n, int32_t* node) nogil
    void eng_phrase_set_keys(PhraseTrieC* trie, int32_t node, int32_t keys) nogil
    void eng_phrase_prune(PhraseTrieC* trie, int32_t node) nogil
    int eng_phrase_find(
        PhraseTrieC* trie, const uint64_t* values, size_t n, ScratchC* matches, size_t* n_matches
    ) nogil


cdef class PhraseMatcher:
    cdef readonly Vocab vocab
    cdef Pool mem
    cdef int attr               # id of the attribute whose values are compared
    cdef bint validate
    cdef PhraseTrieC trie       # the `keys` of a node: >= 0, a key number; < -1, sets[-2 - keys]
    cdef MapStruct* sets        # keys of phrases that several keys share: id of the key -> number + 1
    cdef int n_sets             # in use, or in _free_sets
    cdef int sets_capacity
    cdef list _set_sizes        # (n_sets,) number of keys in a set
    cdef list _set_keys         # (n_sets,) tuple of the ids of the keys in a set; None when it was not asked for yet
    cdef list _free_sets        # numbers of sets to be used again
    cdef dict _numbers          # id of a key -> its number
    cdef list _ids              # number -> id of the key
    cdef list _ends             # number -> nodes where the phrases of the key end
    cdef list _free_numbers     # numbers of removed keys
    cdef dict _callbacks        # id of a key -> function; only keys that have one
    cdef ScratchC values        # uint64_t of the document or phrase at hand
    cdef ScratchC found         # PhraseMatchC

    cdef StringStore strings(self)
    cdef int load(self, Doc doc, int start, int end) except -1              # values of these tokens
    cdef int _insert(self, int n, int number) except -1                     # the first n loaded values as a phrase
    cdef bint _give_key(self, int32_t node, int number) except -1           # whether it is new there
    cdef int _take_key(self, int32_t node, int number) except -1
    cdef int _put(self, int keys, int number) except -1
    cdef int _new_set(self) except -1
    cdef tuple keys_of_set(self, int number)
    cdef int read_matches(self, list out, const PhraseMatchC* match, size_t n_matches, int start) except -1
    cdef list find(self, Doc doc, int start, int end)                       # (key id, start, end) in order
