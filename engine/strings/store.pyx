"""StringStore: two-way map between strings and their 64-bit ids.

The id of a string is the MurmurHash64A of its UTF-8 bytes with seed 1; reserved names (engine.symbols) keep their
small ids, and "" is 0. Strings are stored once, in the order in which they came; ids are all that documents hold.

Strings that are added inside a memory zone are gone when it ends, so that a service that reads ever new words stays
as large as it is. Each zone has a table of its own, which is dropped whole. A zone belongs to the thread that opened
it: what other threads add is none of its business.

Threads may share a store: a string is looked up and added in one step, without another thread in between.
"""
from cpython.pythread cimport PyThread_get_thread_ident
from cpython.unicode cimport PyUnicode_AsUTF8AndSize
from libc.stdint cimport uint64_t
from murmurhash.mrmr cimport hash64
from cymem.cymem cimport Pool
from preshed.maps cimport PreshMap

import json
from pathlib import Path

from engine.errors import FormatError, InputError, UnknownIdError
from engine.strings.symbols import NAMES


cdef uint64_t N_RESERVED = len(NAMES)
cdef list RESERVED_NAMES = NAMES
cdef PreshMap RESERVED = PreshMap(1024)     # hash of a reserved name -> its id


cdef uint64_t hash_utf8(const char* utf8, Py_ssize_t n_bytes) noexcept nogil:
    if n_bytes == 0:
        return 0
    return hash64(<void*>utf8, <int>n_bytes, 1)


cdef const char* as_utf8(str string, Py_ssize_t* n_bytes) except NULL:
    """Borrowed UTF-8 bytes of a string; InputError for lone surrogates and absurd lengths."""
    cdef const char* utf8
    try:
        utf8 = PyUnicode_AsUTF8AndSize(string, n_bytes)
    except UnicodeEncodeError as err:
        raise InputError(
            "strings.surrogate",
            f"The string {string!r} holds a lone surrogate at position {err.start}, which UTF-8 cannot express.",
            "Decode the text with errors='replace', or remove the character.",
        ) from None
    if n_bytes[0] > 0x7fffffff:
        raise InputError(
            "strings.too_long", f"A string of {n_bytes[0]:,} bytes is too long to be hashed.", "Cut it into parts."
        )
    return utf8


cpdef uint64_t hash_string(str string) except? 0:
    """Id that a string has by its bytes alone, reserved or not: MurmurHash64A with seed 1; 0 for ""."""
    cdef Py_ssize_t n_bytes = 0
    cdef const char* utf8 = as_utf8(string, &n_bytes)
    return hash_utf8(utf8, n_bytes)


cdef void _fill_reserved():
    for i in range(1, N_RESERVED):
        RESERVED.set(hash_string(NAMES[i]), <void*><size_t>i)


_fill_reserved()


cdef class StringZone:
    """The strings of one memory zone; a context manager for the block that it lasts."""

    def __cinit__(self, StringStore store, mem):
        self.store = store
        self.mem = mem

    cdef StringZone find(self, uint64_t id):
        cdef StringZone zone = self
        while zone is not None:
            if zone.index.get(id) is not NULL:
                return zone
            zone = zone.outer
        return None

    def __enter__(self):
        if self.index is not None:
            raise InputError("strings.zone_used", "A memory zone can be entered once.", "Call memory_zone() again.")
        self.index = PreshMap()
        self.strings = []
        self.outer = self.store.zone()
        self.store._zones[PyThread_get_thread_ident()] = self
        return self.mem

    def join(self):
        """Let this thread, which has no zone of its own, work in the zone of another."""
        if self.store is not None:
            self.store._zones[PyThread_get_thread_ident()] = self

    def leave(self):
        """Undo `join`."""
        if self.store is not None:
            self.store._zones.pop(PyThread_get_thread_ident(), None)

    def __exit__(self, *error):
        if self.store is not None:
            self.store._end_zone(self)


cdef class StringStore:
    """Strings by id and ids by string.

    strings (Iterable[str] | None): added at once.

    >>> store = StringStore(["apple"])
    >>> store["apple"], store[8566208034543834098]
    (8566208034543834098, 'apple')
    """

    def __init__(self, strings=None, freeze=False):
        self._index = PreshMap()
        self._strings = []
        self._zones = {}
        if strings is not None:
            for string in strings:
                self.add(string)

    cdef uint64_t id_of(self, str string) except? 0:
        cdef uint64_t key = hash_string(string)
        cdef size_t reserved = <size_t>RESERVED.get(key)
        if reserved != 0 and <str>RESERVED_NAMES[reserved] == string:
            return reserved
        return key

    cdef str text_of(self, uint64_t id):
        cdef size_t position
        cdef StringZone zone = None
        if id < N_RESERVED:
            return <str>RESERVED_NAMES[id]
        position = <size_t>self._index.get(id)
        if position == 0:
            # A document may be read in another thread than that of its zone.
            for inner in (self._zones.values() if self._zones else ()):
                zone = (<StringZone>inner).find(id)
                if zone is not None:
                    break
            else:
                raise UnknownIdError(
                    "strings.unknown_id",
                    f"There is no string with the id {id} in this StringStore.",
                    "The id comes from another Vocab, or the string was added in a memory zone that has ended: add the "
                    "string to this store, or load the vocab it was saved with.",
                )
            return <str>zone.strings[<size_t>zone.index.get(id) - 1]
        return <str>self._strings[position - 1]

    cdef bint holds(self, uint64_t id) noexcept:
        if keeps(self, id):
            return True
        cdef StringZone zone = self.zone()
        return zone is not None and zone.find(id) is not None

    cdef StringZone zone(self):
        if not self._zones:
            return None
        return <StringZone>self._zones.get(PyThread_get_thread_ident())

    cpdef uint64_t add(self, object string, object allow_transient=None) except? 0:
        """Store a string and return its id. An integer must be an id that is known already.

        allow_transient (bool | None): inside a memory zone, whether the string may be gone when the zone ends; it may
            by default. Labels and other names that outlive documents are added with False.
        """
        cdef uint64_t key
        if isinstance(string, str):
            key = self.id_of(<str>string)
            put(self, key, <str>string, allow_transient is None or allow_transient)
            return key
        if isinstance(string, bytes):
            return self.add(string.decode("utf8"), allow_transient)
        if isinstance(string, int):
            key = as_id(string)
            self.text_of(key)
            return key
        raise wrong_type(string)

    def memory_zone(self, mem=None):
        """A block at whose end the strings added inside it are forgotten: `with store.memory_zone():`.

        mem (Pool | None): what the block yields; a new one by default. Zones may lie in each other. A string added with
        allow_transient=False stays.
        """
        return StringZone(self, Pool() if mem is None else mem)

    @property
    def in_memory_zone(self) -> bool:
        """Whether a memory zone is open in this thread."""
        return self.zone() is not None

    cdef int _end_zone(self, StringZone zone) except -1:
        """Forget the strings of a zone and of those inside it, which a generator may have left open."""
        cdef StringZone each
        for thread, inner in list(self._zones.items()):
            each = inner
            while each is not None and each is not zone:
                each = each.outer
            if each is None:
                continue    # a zone of another thread, or one that ended with a zone around it
            each = inner
            while each is not zone.outer:
                each.index, each.strings, each.store = PreshMap(), [], None
                each = each.outer
            if zone.outer is None:
                del self._zones[thread]
            else:
                self._zones[thread] = zone.outer
        return 0

    def _all(self):
        """The stored strings, those of the memory zones of this thread last."""
        cdef list zones = []
        cdef StringZone zone = self.zone()
        while zone is not None:
            zones.append(zone.strings)
            zone = zone.outer
        if not zones:
            return self._strings
        out = list(self._strings)
        for strings in reversed(zones):
            # One of them may have been added again, to stay.
            out += [string for string in strings if self._index.get(self.id_of(string)) is NULL]
        return out

    def __getitem__(self, string_or_id):
        """Id of a string (stored or not), or the string of an id. Raises UnknownIdError for an id that is unknown."""
        if isinstance(string_or_id, str):
            return self.id_of(string_or_id)
        if isinstance(string_or_id, bytes):
            return self.id_of(string_or_id.decode("utf8"))
        if isinstance(string_or_id, int) or hasattr(string_or_id, "__index__"):
            return self.text_of(as_id(string_or_id))
        raise wrong_type(string_or_id)

    def as_int(self, key) -> int:
        """The id of a string, or the integer itself."""
        if isinstance(key, str):
            return self.id_of(key)
        return as_id(key)

    def as_string(self, key) -> str:
        """The string of an id, or the string itself."""
        if isinstance(key, str):
            return key
        return self.text_of(as_id(key))

    def __contains__(self, string_or_id):
        cdef uint64_t key
        if isinstance(string_or_id, str):
            key = self.id_of(string_or_id)
        elif isinstance(string_or_id, bytes):
            key = self.id_of(string_or_id.decode("utf8"))
        elif isinstance(string_or_id, int) or hasattr(string_or_id, "__index__"):
            key = as_id(string_or_id)
        else:
            raise wrong_type(string_or_id)
        return self.holds(key)

    def __len__(self):
        return len(self._all())

    def __iter__(self):
        return iter(list(self._all()))

    def keys(self):
        """Ids of the stored strings, in the order in which they were added."""
        return [self.id_of(string) for string in self._all()]

    def values(self):
        """Ids of the stored strings, as `keys`; the name that people know."""
        return self.keys()

    def items(self):
        """(string, id) of each stored string."""
        return [(string, self.id_of(string)) for string in self._all()]

    def __reduce__(self):
        return StringStore, (list(self._all()),)

    def to_bytes(self, **kwargs) -> bytes:
        """The JSON of `to_disk`."""
        return json.dumps(sorted(self._all()), indent=2).encode("ascii")

    def from_bytes(self, bytes_data, **kwargs):
        """Replace the content by that of `to_bytes`, then add again what was there. Returns self."""
        self._reset_and_load(read_strings(bytes_data, "the given bytes"))
        return self

    def to_disk(self, path) -> None:
        """Write a JSON array of the strings, sorted by code point, ASCII only."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path):
        """Replace the content by that of a file written by `to_disk`, then add again what was there. Returns self."""
        self._reset_and_load(read_strings(Path(path).read_bytes(), str(path)))
        return self

    def _reset_and_load(self, strings):
        cdef list before = self._strings
        cdef Py_ssize_t size = 1024
        while size < 2 * (len(strings) + len(before)):
            size *= 2
        self._strings = []
        self._index = PreshMap(size)    # room for all: it need not grow on the way
        add_all(self, list(strings))
        add_all(self, before)


cdef bint keeps(StringStore store, uint64_t id) noexcept:
    return id < N_RESERVED or store._index.get(id) is not NULL


cdef int put(StringStore store, uint64_t key, str string, bint transient) except -1:
    cdef StringZone zone
    if key < N_RESERVED or store._index.get(key) is not NULL:
        return 0
    zone = store.zone()
    if zone is None or not transient:
        store._strings.append(string)
        store._index.set(key, <void*><size_t>len(store._strings))
    elif zone.find(key) is None:
        zone.strings.append(string)
        zone.index.set(key, <void*><size_t>len(zone.strings))
    return 0


cdef uint64_t add_ascii(StringStore store, const char* chars, Py_ssize_t n, bint transient) except? 0:
    cdef uint64_t key = hash_utf8(chars, n)
    if key < N_RESERVED or RESERVED.get(key) is not NULL:
        return store.add(chars[:n].decode("ascii"), transient)
    if store._index.get(key) is NULL:
        put(store, key, chars[:n].decode("ascii"), transient)
    return key


cdef int add_all(StringStore store, list strings) except -1:
    """Store strings that stay."""
    cdef uint64_t key
    cdef str string
    for string in strings:
        key = store.id_of(string)
        if key >= N_RESERVED and store._index.get(key) is NULL:
            store._strings.append(string)
            store._index.set(key, <void*><size_t>len(store._strings))
    return 0


def read_strings(data, where: str) -> list:
    """The strings of a strings.json; FormatError names `where`, and the offset or the item."""
    hint = "strings.json holds a JSON array of strings; save the pipeline again, or restore the file."
    try:
        strings = json.loads(data if isinstance(data, str) else bytes(data))
    except (ValueError, RecursionError) as err:
        raise FormatError("strings.bad_json", f"{where}: not a JSON array of strings: {err}.", hint) from None
    if not isinstance(strings, list):
        raise FormatError("strings.not_a_list", f"{where}: holds a {type(strings).__name__}, not a list.", hint)
    for i, string in enumerate(strings):
        if not isinstance(string, str):
            raise FormatError("strings.not_a_string", f"{where}: item {i} is {string!r}, not a string.", hint)
        if not string.isascii() and any(u"\ud800" <= char <= u"\udfff" for char in string):
            raise FormatError("strings.not_unicode", f"{where}: item {i}, {string!r}, holds half a character.", hint)
    return strings


cdef uint64_t as_id(object key) except? 0:
    key = key.__index__()
    if not 0 <= key < 2**64:
        raise UnknownIdError(
            "strings.id_out_of_range", f"{key} is no id of a string: ids are unsigned 64-bit integers."
        )
    return key


cdef object wrong_type(object key):
    return InputError(
        "strings.wrong_type", f"{key!r} is a {type(key).__name__}; a StringStore maps strings and integer ids."
    )


def get_string_id(key) -> int:
    """Id of a string as any StringStore gives it, or the integer itself."""
    if isinstance(key, str):
        return _no_strings.id_of(key)
    return as_id(key)


def get_string_ids(keys) -> list:
    """`get_string_id` of each."""
    cdef list out = []
    for key in keys:
        if type(key) is str:
            out.append(_no_strings.id_of(<str>key))
        elif isinstance(key, str):
            out.append(_no_strings.id_of(str(key)))
        else:
            out.append(as_id(key))
    return out


cdef StringStore _no_strings = StringStore()
