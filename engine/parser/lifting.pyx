"""Lifting of non-projective arcs and its inverse, over lists: Python's door to engine/parser/c/projectivize.c."""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint8_t, uint64_t

from engine.errors import DataError


cdef extern from "engine/parser/c/transition.h":
    void eng_tree_deprojectivize(int32_t* heads, uint64_t* labels, const uint8_t* decorated, const uint64_t* base,
                                 const uint64_t* wanted, const uint8_t* is_space, int32_t n,
                                 int32_t* scratch__3n) noexcept nogil
    void eng_tree_projectivize(int32_t* heads, uint8_t* lifted, int32_t n) noexcept nogil


def lift_arcs(heads):
    """Projective heads and which tokens were lifted. heads (list of int): absolute; a root points to itself.

    Raises DataError where the heads form a cycle.
    """
    cdef Pool mem = Pool()
    cdef int i, up, steps
    cdef int n = len(heads)
    cdef int32_t* heads_c = <int32_t*>mem.alloc(n + 1, sizeof(int32_t))
    cdef uint8_t* lifted = <uint8_t*>mem.alloc(n + 1, sizeof(uint8_t))
    cdef uint8_t* is_done = <uint8_t*>mem.alloc(n + 1, sizeof(uint8_t))
    for i in range(n):
        heads_c[i] = heads[i]
        if not 0 <= heads_c[i] < n:
            raise DataError("parser.lifted_head", f"head {heads[i]} of token {i}: {n} tokens")
    for i in range(n):
        up = i
        steps = 0
        while heads_c[up] != up and not is_done[up]:
            up = heads_c[up]
            steps += 1
            if steps > n:
                raise DataError("parser.cycle", f"the heads from token {i} upwards form a cycle")
        up = i
        while heads_c[up] != up and not is_done[up]:
            is_done[up] = 1
            up = heads_c[up]
    with nogil:
        eng_tree_projectivize(heads_c, lifted, n)
    return [heads_c[i] for i in range(n)], [bool(lifted[i]) for i in range(n)]


def lower_arcs(heads, labels, decorations, is_space):
    """Undo `lift_arcs`. decorations (list of None or (base label, label of the head looked for)) with integer ids."""
    cdef Pool mem = Pool()
    cdef int i
    cdef int n = len(heads)
    cdef int32_t* heads_c = <int32_t*>mem.alloc(n + 1, sizeof(int32_t))
    cdef uint64_t* labels_c = <uint64_t*>mem.alloc(n + 1, sizeof(uint64_t))
    cdef uint64_t* base = <uint64_t*>mem.alloc(n + 1, sizeof(uint64_t))
    cdef uint64_t* wanted = <uint64_t*>mem.alloc(n + 1, sizeof(uint64_t))
    cdef uint8_t* decorated = <uint8_t*>mem.alloc(n + 1, sizeof(uint8_t))
    cdef uint8_t* space = <uint8_t*>mem.alloc(n + 1, sizeof(uint8_t))
    cdef int32_t* scratch = <int32_t*>mem.alloc(3 * n + 1, sizeof(int32_t))
    for i in range(n):
        heads_c[i] = heads[i]
        if not 0 <= heads_c[i] < n:
            raise DataError("parser.lowered_head", f"head {heads[i]} of token {i}: {n} tokens")
        labels_c[i] = labels[i]
        space[i] = bool(is_space[i])
        if decorations[i] is not None:
            decorated[i] = 1
            base[i], wanted[i] = decorations[i]
    with nogil:
        eng_tree_deprojectivize(heads_c, labels_c, decorated, base, wanted, space, n, scratch)
    return [heads_c[i] for i in range(n)], [labels_c[i] for i in range(n)]
