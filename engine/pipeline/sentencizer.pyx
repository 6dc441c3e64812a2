"""Sentencizer: sentence starts by punctuation, without a model.

A sentence ends at a token that is one of `punct_chars`; further punctuation belongs to it. The next token that is no
punctuation starts a sentence.
"""
from libc.stdint cimport int32_t
from preshed.maps cimport PreshMap

from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc


import numpy

from engine.errors import FormatError, InputError
from engine.formats import msgpack
from engine.formats import srsly_later as srsly
from engine.gold.component_scorers import senter_score
from engine.pipeline import serialize
from engine.pipeline.pipe import Pipe
from engine.pipeline.sentence_ends import sentence_ends
from engine.strings.store import get_string_id
from engine.strings.symbols import IDS

cdef int IS_PUNCT = IDS["IS_PUNCT"]


cdef class PunctTable:
    """Ids of the tokens that end a sentence."""
    cdef PreshMap ids
    cdef tuple texts

    def __init__(self, punct_chars):
        self.ids = PreshMap()
        self.texts = tuple(punct_chars)
        for text in punct_chars:
            if text:
                self.ids.set(get_string_id(text), <void*>1)

    def __reduce__(self):
        return PunctTable, (self.texts,)

    def starts(self, Doc doc not None):
        """int32 (n tokens,): 1 where a sentence starts, else 0."""
        out = numpy.zeros((doc.length,), dtype="int32")
        if doc.length == 0:
            return out
        cdef int32_t[::1] starts = out
        cdef int i
        cdef bint ended = False, is_end
        cdef const TokenC* token
        starts[0] = 1
        for i in range(doc.length):
            token = &doc.c[i]
            is_end = self.ids.get(token.lex.orth) is not NULL
            if is_end:
                ended = True
            elif ended and not (token.lex.flags >> IS_PUNCT) & 1:
                starts[i] = 1
                ended = False
        return out


cdef int write_starts(Doc doc, const int32_t[::1] starts, bint overwrite) except -1:
    cdef int i
    if starts.shape[0] != doc.length:
        raise InputError(
            "sentencizer.predictions", f"{starts.shape[0]} predictions for a document of {doc.length} tokens",
            "Predictions belong to the documents that they were made for.",
        )
    for i in range(doc.length):
        if overwrite or doc.c[i].sent_start == 0:
            doc.c[i].sent_start = 1 if starts[i] else -1
    return 0


class Sentencizer(Pipe):
    """Splits documents into sentences at punctuation.

    punct_chars (Iterable[str] | None): tokens that end a sentence; None for those of all scripts. overwrite: whether
    sentence starts that a document has are replaced.
    """

    default_punct_chars = sorted(sentence_ends())

    def __init__(self, name="sentencizer", *, punct_chars=None, overwrite=False, scorer=senter_score):
        self.name = name
        self.overwrite = overwrite
        self.scorer = scorer
        self.punct_chars = set(punct_chars) if punct_chars else set(self.default_punct_chars)

    @property
    def punct_chars(self):
        """The set of tokens that end a sentence."""
        return self._punct_chars

    @punct_chars.setter
    def punct_chars(self, value):
        if isinstance(value, bytes) or not all(isinstance(each, str) for each in value):
            raise InputError("sentencizer.punct_chars", f"punct_chars is {value!r:.80}", "Expected texts of tokens.")
        self._punct_chars = set(value)
        self._table = PunctTable(self._punct_chars)

    def __call__(self, doc):
        handle = self.get_error_handler()
        try:
            write_starts(doc, self._table.starts(doc), self.overwrite)
        except Exception as error:
            handle(self.name, self, [doc], error)
        return doc

    def predict(self, docs):
        """One list of bools a document: whether a sentence starts at each token."""
        return [self._table.starts(doc).astype(bool).tolist() for doc in docs]

    def set_annotations(self, docs, batch_tag_ids):
        """Write sentence starts into the documents."""
        for doc, starts in zip([docs] if isinstance(docs, Doc) else docs, batch_tag_ids):
            write_starts(doc, numpy.asarray(starts, dtype="int32").reshape((-1,)), self.overwrite)

    def _settings(self):
        return {"punct_chars": sorted(self.punct_chars), "overwrite": self.overwrite}

    def _take_settings(self, data, place):
        chars = data.get("punct_chars", sorted(self.default_punct_chars))
        if not isinstance(chars, list) or not all(isinstance(c, str) for c in chars):
            raise FormatError("sentencizer.settings", f"{place}: expected a list of texts as punct_chars")
        self.punct_chars = chars
        self.overwrite = bool(data.get("overwrite", self.overwrite))
        return self

    def to_bytes(self, *, exclude=()):
        """The settings as bytes."""
        return srsly.msgpack_dumps(self._settings())

    def from_bytes(self, bytes_data, *, exclude=()):
        """Read what `to_bytes` wrote. Raises FormatError."""
        data = msgpack.loads(bytes_data, "the bytes of a sentencizer")
        if not isinstance(data, dict):
            raise FormatError("sentencizer.bytes", f"expected a map, found a {type(data).__name__}")
        return self._take_settings(data, "the bytes of a sentencizer")

    def to_disk(self, path, *, exclude=()):
        """Write the settings to `path` with the ending .json."""
        srsly.write_json(serialize.require_path(path).with_suffix(".json"), self._settings())

    def from_disk(self, path, *, exclude=()):
        """Read what `to_disk` wrote. Raises FormatError."""
        path = serialize.require_path(path).with_suffix(".json")
        return self._take_settings(serialize.read_json_object(path.read_bytes(), str(path)), str(path))


def make_sentencizer(nlp, name: str, punct_chars: list[str] | None, overwrite: bool, scorer):
    """Factory "sentencizer"."""
    return Sentencizer(name, punct_chars=punct_chars, overwrite=overwrite, scorer=scorer)
