"""Vectors of people's own: a class that a config names."""

from __future__ import annotations

import hashlib

import numpy
import pytest

import engine
from engine.errors import InputError
from engine.tokens import Doc
from engine.vectors import BaseVectors, Mode, Vectors
from engine.vocab.vocab import Vocab


class Hashed(BaseVectors):
    """Three numbers from a digest of the word."""

    def __init__(self, *, strings=None, salt=""):
        super().__init__(strings=strings)
        self.salt = salt

    @property
    def shape(self):
        return 0, 3

    def __contains__(self, key):
        return self.text(key).isalpha()

    def __getitem__(self, key):
        digest = hashlib.sha256((self.salt + self.text(key)).encode()).digest()
        return numpy.frombuffer(digest[:3], dtype="uint8").astype("f")

    def text(self, key):
        return key if isinstance(key, str) else self.strings[key]

    def to_disk(self, path, *, exclude=()):
        (path / "vectors").write_text(self.salt)

    def from_disk(self, path, *, exclude=()):
        self.salt = (path / "vectors").read_text()
        return self

    def to_bytes(self, *, exclude=()):
        return self.salt.encode()

    def from_bytes(self, data, *, exclude=()):
        self.salt = data.decode()
        return self


@engine.registry.vectors("test_base_vectors.Hashed.v1")
def make(salt: str = ""):
    return lambda vocab: Hashed(strings=vocab.strings, salt=salt)


def test_a_config_names_them(tmp_path):
    block = {"@vectors": "test_base_vectors.Hashed.v1", "salt": "x"}
    nlp = engine.blank("en", config={"nlp": {"vectors": block}})
    assert isinstance(nlp.vocab.vectors, Hashed) and nlp.vocab.vectors_length == 3
    doc = nlp("apple and 1")
    assert [token.has_vector for token in doc] == [True, True, False] and doc.has_vector
    assert numpy.allclose(doc.vector, sum(token.vector for token in doc) / 3)
    assert not nlp.vocab["apple"].is_oov and nlp.vocab["1"].is_oov and nlp.vocab["apple"].rank == 2**64 - 1
    nlp.to_disk(tmp_path)
    for again in (
        engine.load(tmp_path),
        engine.blank("en", config={"nlp": {"vectors": block}}).from_bytes(nlp.to_bytes()),
    ):
        assert numpy.array_equal(again.vocab.get_vector("apple"), nlp.vocab.get_vector("apple"))
    assert nlp.meta["vectors"] == {"width": 3, "vectors": 0, "keys": -1, "name": None, "mode": "custom"}


def test_what_they_cannot_do():
    vocab = Vocab()
    vocab.vectors = Hashed()
    assert Doc(vocab, words=["word"])[0].vector.shape == (3,)
    for change in (vocab.deduplicate_vectors, lambda: vocab.prune_vectors(1)):
        with pytest.raises(InputError, match="Hashed"):
            change()
    with pytest.raises(NotImplementedError, match="add"):
        vocab.set_vector("word", [1, 2, 3])
    for use in (
        lambda v: v.shape,
        lambda v: v["x"],
        lambda v: "x" in v,
        lambda v: v.to_bytes(),
        lambda v: v.to_disk("x"),
    ):
        with pytest.raises(NotImplementedError):
            use(BaseVectors())


def test_static_vectors_take_them():
    from engine.ml.static_vectors import build_static_vectors_v2

    nlp = engine.blank("en", config={"nlp": {"vectors": {"@vectors": "test_base_vectors.Hashed.v1"}}})
    docs = [nlp("apple pear"), nlp("1 plum")]
    model = build_static_vectors_v2(2, 3)
    model.initialize(X=docs)
    expected = nlp.vocab.vectors.get_batch(["apple", "pear", "1", "plum"]) @ model.get_param("W").T
    assert numpy.allclose(model.predict(docs).data, expected, atol=1e-4)


def test_modes():
    assert Vectors(shape=(1, 1)).mode == Mode.default == "default" and Mode.values() == ["default", "floret"]
    assert isinstance(Vectors(), BaseVectors)
