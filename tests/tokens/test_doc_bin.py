"""DocBin: the bytes of the recorded example, round trips, and refusal of everything else."""

import base64
import zlib

import numpy as np
import pytest
import srsly
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import EngineError, FormatError, InputError
from engine.strings.symbols import IDS
from engine.tokens import Doc, DocBin, Span
from engine.vocab.vocab import Vocab


def example_doc(spec):
    # The norm of a word comes from the vocab; the recorded example has lower case.
    doc = Doc(
        Vocab(lex_attr_getters={IDS["NORM"]: str.lower}),
        words=spec["words"],
        spaces=[bool(space) for space in spec["spaces"]],
        **{key: spec[key] for key in ("tags", "pos", "lemmas", "heads", "deps", "ents", "morphs")},
    )
    doc.cats = spec["cats"]
    for key, spans in spec["spans"].items():
        doc.spans[key] = [Span(doc, s["start"], s["end"], s["label"], kb_id=s["kb_id"], span_id=s["id"]) for s in spans]
    doc.user_data = {"k": ("a", 1)}
    return doc


@pytest.fixture
def spec(golden):
    return golden("examples_formats")


def test_recorded_bytes(spec):
    example = spec["docbin"]
    data = DocBin(store_user_data=True, docs=[example_doc(example["input"])]).to_bytes()
    assert zlib.decompress(data).hex() == example["msgpack_hex"]
    assert data == base64.b64decode(example["file_b64"])


def test_recorded_file_is_read(spec):
    example = spec["docbin"]
    bin_ = DocBin(store_user_data=True).from_bytes(base64.b64decode(example["file_b64"]))
    (doc,) = bin_.get_docs(Vocab())
    source = example["input"]
    assert [t.text for t in doc] == source["words"]
    assert [t.tag_ for t in doc] == source["tags"]
    assert [t.pos_ for t in doc] == source["pos"]
    assert [t.lemma_ for t in doc] == source["lemmas"]
    assert [t.head.i for t in doc] == source["heads"]
    assert [t.dep_ for t in doc] == source["deps"]
    assert [str(t.morph) for t in doc] == source["morphs"]
    assert [t.norm_ for t in doc] == [word.lower() for word in source["words"]]
    assert [(e.text, e.label_) for e in doc.ents] == [("Ada", "PERSON")]
    assert [s.text for s in doc.sents] == ["I saw Ada."]
    assert doc.cats == source["cats"]
    assert doc.user_data == {"k": ("a", 1)}
    (span,) = doc.spans["sc"]
    assert (span.text, span.label_, span.kb_id_, span.id_) == ("saw Ada", "X", "Q1", "s1")
    assert (list(doc[1].lefts), doc[1].n_rights) == ([doc[0]], 2)
    assert DocBin(store_user_data=True, docs=[doc]).to_bytes() == base64.b64decode(example["file_b64"])


def test_chosen_attributes(spec):
    expected = spec["docbin_custom_attrs"]
    bin_ = DocBin(attrs=expected["requested"], docs=[Doc(Vocab(), words=["a"])])
    message = srsly.msgpack_loads(zlib.decompress(bin_.to_bytes()))
    assert bin_.attrs == message["attrs"] == expected["attrs"]
    assert message["flags"] == expected["flags"]
    assert list(message) == expected["keys"]


def test_no_documents(spec):
    assert zlib.decompress(DocBin().to_bytes()).hex() == spec["docbin_empty_msgpack_hex"]
    assert list(DocBin().from_bytes(DocBin().to_bytes()).get_docs(Vocab())) == []


def test_empty_documents_and_unknown_spaces():
    vocab = Vocab()
    bin_ = DocBin(docs=[Doc(vocab), Doc(vocab, words=["a", "b"]), Doc(vocab, words=["a"], spaces=[False])])
    docs = list(DocBin().from_bytes(bin_.to_bytes()).get_docs(Vocab()))
    assert [doc.text for doc in docs] == ["", "a b ", "a"]
    assert [doc.has_unknown_spaces for doc in docs] == [False, True, False]


def test_merge():
    vocab = Vocab()
    one = DocBin(docs=[Doc(vocab, words=["a"])])
    one.merge(DocBin(docs=[Doc(vocab, words=["b"], tags=["T"])]))
    assert len(one) == 2
    docs = list(DocBin().from_bytes(one.to_bytes()).get_docs(Vocab()))
    assert [doc[0].text + doc[0].tag_ for doc in docs] == ["a", "bT"]
    with pytest.raises(InputError):
        one.merge(DocBin(attrs=["TAG"]))
    with pytest.raises(InputError):
        one.merge(DocBin(store_user_data=True))


def test_user_data_is_kept_when_asked():
    doc = Doc(Vocab(), words=["a"], user_data={"x": 1})
    plain = DocBin(docs=[doc]).to_bytes()
    assert "user_data" not in srsly.msgpack_loads(zlib.decompress(plain))
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    assert next(DocBin().from_bytes(stored).get_docs(Vocab())).user_data == {"x": 1}


def test_files(tmp_path):
    path = tmp_path / "docs.spacy"
    DocBin(docs=[Doc(Vocab(), words=["a"])]).to_disk(path)
    assert len(DocBin().from_disk(path)) == 1
    with pytest.raises(InputError, match="docs"):
        DocBin().to_disk(tmp_path / "no folder" / "docs.spacy")
    for data, match in ((b"", "empty"), (b"not a spacy file", "no .spacy file"), (path.read_bytes()[:-9], "cut off")):
        path.write_bytes(data)
        with pytest.raises(FormatError, match=match) as error:
            DocBin().from_disk(path)
        assert str(path) in str(error.value)


def message_of(docs=None):
    vocab = Vocab()
    docs = docs or [
        Doc(vocab, words=["a", "b"], spaces=[True, False], tags=["T", "U"]),
        Doc(
            vocab,
            words=["c", "d", "e"],
            spaces=[True] * 3,
            tags=["T", "U", "T"],
            heads=[1, 1, 1],
            deps=["x", "ROOT", "y"],
            ents=["B-P", "I-P", "O"],
        ),
    ]
    return srsly.msgpack_loads(zlib.decompress(DocBin(docs=docs).to_bytes()))


def read(message):
    return list(DocBin().from_bytes(zlib.compress(srsly.msgpack_dumps(message))).get_docs(Vocab()))


def test_old_files_lack_keys():
    message = message_of()
    for key in ("flags", "span_groups"):
        del message[key]
    assert [doc.text for doc in read(message)] == ["a b", "c d e "]


@pytest.mark.parametrize("key", ["attrs", "tokens", "spaces", "lengths", "strings"])
def test_missing_keys_are_named(key):
    message = message_of()
    del message[key]
    with pytest.raises(FormatError, match=key):
        read(message)


@pytest.mark.parametrize(
    ("attr", "value", "match"),
    [
        ("ORTH", 12345, "ORTH is 12345"),
        ("ORTH", 0, "ORTH is 0"),
        ("TAG", 987654321, "TAG is 987654321"),
        ("HEAD", 2, "HEAD is 2"),
        ("HEAD", -2, "HEAD is -2"),
        ("POS", 83, "POS is 83"),
        ("ENT_IOB", 4, "ENT_IOB is 4"),
        ("SENT_START", -2, "SENT_START is -2"),
        ("MORPH", 2**64 - 1, "MORPH is 18446744073709551615"),
    ],
)
def test_values_are_checked(attr, value, match):
    message = message_of()
    rows = np.frombuffer(message["tokens"], dtype="<u8").reshape((5, len(message["attrs"]))).copy()
    rows[3, message["attrs"].index(IDS[attr])] = value % 2**64  # the second token of document 1
    message["tokens"] = rows.tobytes()
    with pytest.raises(FormatError, match=f"(?s)document 1, token 1.*{match}"):
        read(message)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("attrs", [74, 75]),
        ("attrs", [65, 65]),
        ("attrs", ["ORTH"]),
        ("attrs", [65] * 13),
        ("lengths", b"\x01\x00\x00\x00"),
        ("lengths", b"\x05\x00\x00"),
        ("lengths", np.asarray([-1, 6], dtype="<i4").tobytes()),
        ("spaces", b"\x01"),
        ("spaces", b"\x02\x00\x00\x00\x00"),
        ("strings", "abc"),
        ("strings", [1, 2]),
        ("cats", [{}]),
        ("cats", [1, 2]),
        ("flags", {}),
        ("span_groups", [b"\x81", b"\x90"]),
        ("user_data", [b"\xff\xff", b"\x80"]),
        ("tokens", "text"),
    ],
)
def test_unusable_parts(key, value):
    with pytest.raises(FormatError):
        read(message_of() | {key: value})


def test_foreign_content():
    for content in ([1, 2], "text", None, {"version": "0.1"}):
        with pytest.raises(FormatError):
            DocBin().from_bytes(zlib.compress(srsly.msgpack_dumps(content)))
    with pytest.raises(FormatError):
        DocBin().from_bytes(zlib.compress(b"\xc1\xc1"))
    with pytest.raises(FormatError, match="goes on"):
        DocBin().from_bytes(DocBin().to_bytes() + b"more")


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_altered_content_raises_format_error_or_gives_sound_documents(data):
    raw = bytearray(srsly.msgpack_dumps(message_of()))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    raw = raw[: data.draw(st.one_of(st.just(len(raw)), st.integers(0, len(raw))))]
    try:
        docs = list(DocBin().from_bytes(zlib.compress(bytes(raw))).get_docs(Vocab()))
    except FormatError:
        return
    for doc in docs:
        assert len(doc.text) == sum(len(t.text_with_ws) for t in doc)
        assert all(0 <= t.head.i < len(doc) for t in doc)
        assert all(0 <= t.left_edge.i <= t.i <= t.right_edge.i < len(doc) for t in doc)
        try:
            assert all(isinstance(t.tag_ + t.lemma_ + t.dep_ + str(t.morph), str) for t in doc)
            assert all(e.label_ and 0 <= e.start < e.end <= len(doc) for e in doc.ents)
        except EngineError as err:  # "I" without "B" is refused when entities are asked for
            assert err.code == "ents.inside_without_begin"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text(min_size=1, max_size=5), max_size=6), max_size=4), st.randoms())
def test_any_words_come_back(texts, rng):
    texts = [[w for w in words if w.isprintable()] for words in texts]
    vocab = Vocab()
    docs = [Doc(vocab, words=words, spaces=[rng.random() < 0.5 for _ in words]) for words in texts]
    loaded = list(DocBin().from_bytes(DocBin(docs=docs).to_bytes()).get_docs(Vocab()))
    assert [doc.text for doc in loaded] == [doc.text for doc in docs]
    assert [[t.text for t in doc] for doc in loaded] == texts


def test_many_tokens_are_compressed_less():
    vocab = Vocab()
    docs = [Doc(vocab, words=["a", "b", "c"] * 1000, tags=["X", "Y", "Z"] * 1000) for _ in range(3)]
    data = DocBin(docs=docs).to_bytes()
    assert data[:2] == zlib.compress(b"", 2)[:2]
    assert len(data) < 2 * len(zlib.compress(zlib.decompress(data), 1))
    assert DocBin(docs=[Doc(vocab, words=["a"])]).to_bytes()[:2] == zlib.compress(b"")[:2]
    again = list(DocBin().from_bytes(data).get_docs(Vocab()))
    assert [doc.text for doc in again] == [doc.text for doc in docs]
    assert zlib.decompress(DocBin(docs=again).to_bytes()) == zlib.decompress(data)


def test_documents_may_be_added_to_a_file_that_was_read():
    vocab = Vocab()
    read = DocBin(attrs=["TAG"]).from_bytes(DocBin(attrs=["LEMMA"], docs=[Doc(vocab, words=["a"])]).to_bytes())
    read.add(Doc(vocab, words=["b"], lemmas=["c"], tags=["T"]))
    read.strings = set(read.strings)
    read.add(Doc(vocab, words=["d"], lemmas=["e"]))
    docs = list(read.get_docs(Vocab()))
    assert [(doc.text, doc[0].lemma_, doc[0].tag_) for doc in docs] == [
        ("a ", "", ""),
        ("b ", "c", ""),
        ("d ", "e", ""),
    ]


def test_more_than_msgpack_holds(monkeypatch):
    monkeypatch.setattr("engine.tokens.doc_bin.MAX_BYTES", 10)
    with pytest.raises(InputError, match="several files"):
        DocBin(docs=[Doc(Vocab(), words=["a"])]).to_bytes()
