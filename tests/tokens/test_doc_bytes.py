"""Doc.to_bytes, to_disk, pickle, to_json and back."""

import json
import pickle

import numpy as np
import pytest
import srsly
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import EngineError, FormatError, InputError
from engine.strings.symbols import IDS
from engine.tokens import Doc, Span, Token
from engine.vocab.vocab import Vocab

COLUMNS = ["ORTH", "NORM", "LEMMA", "POS", "TAG", "DEP", "HEAD", "SENT_START", "MORPH", "ENT_IOB", "ENT_TYPE", "SPACY"]
COLUMNS += ["ENT_ID", "ENT_KB_ID", "IDX"]


def make_doc(vocab=None):
    doc = Doc(
        vocab or Vocab(lex_attr_getters={IDS["NORM"]: str.lower}),
        words=["I", "saw", "Ada", "."],
        spaces=[True, True, False, False],
        tags=["PRP", "VBD", "NNP", "."],
        pos=["PRON", "VERB", "PROPN", "PUNCT"],
        lemmas=["I", "see", "Ada", "."],
        heads=[1, 1, 1, 1],
        deps=["nsubj", "ROOT", "dobj", "punct"],
        ents=["O", "O", "B-PERSON", "O"],
        morphs=["Case=Nom|Number=Sing", "Tense=Past", "", ""],
    )
    doc.cats = {"pos": 1.0}
    doc.spans["sc"] = [Span(doc, 1, 3, "X", kb_id="Q1", span_id="s1")]
    doc.user_data["k"] = ("a", 1)
    return doc


def same(one, two):
    assert one.text == two.text
    assert (one.to_array(COLUMNS) == two.to_array(COLUMNS)).all()
    assert one.cats == two.cats
    assert [t.left_edge.i for t in one] == [t.left_edge.i for t in two]
    assert {k: [(s.start, s.label_) for s in g] for k, g in one.spans.items()} == {
        k: [(s.start, s.label_) for s in g] for k, g in two.spans.items()
    }


def test_recorded_example(golden):
    expected = golden("examples_formats")["doc_to_bytes"]
    message = srsly.msgpack_loads(make_doc().to_bytes())
    assert list(message) == expected["keys"]
    assert message["array_head"] == expected["array_head"]
    assert message["array_body"].tolist() == expected["array_body_rows_as_unsigned"]
    assert message["array_body"].dtype.str == expected["array_dtype"]
    assert list(message["tensor"].shape) == expected["tensor_shape"]
    assert message["text"] == expected["text"]


def test_bytes_to_another_vocab():
    doc = make_doc()
    doc.tensor = np.ones((4, 3), dtype="float32")
    other = Doc(Vocab()).from_bytes(doc.to_bytes())
    same(doc, other)
    assert other.user_data == {"k": ["a", 1]}
    assert [t.tag_ for t in other] == ["PRP", "VBD", "NNP", "."]
    assert other.tensor.tolist() == doc.tensor.tolist()
    assert other.spans["sc"][0].id_ == "s1"


def test_exclude():
    doc = make_doc()
    data = doc.to_bytes(exclude=["tensor", "user_data", "cats"])
    other = Doc(doc.vocab).from_bytes(data, exclude=["spans"])
    assert (other.cats, other.user_data, dict(other.spans)) == ({}, {}, {})
    with pytest.raises(InputError, match="nonsense"):
        doc.to_bytes(exclude=["nonsense"])


def test_disk(tmp_path):
    doc = make_doc()
    doc.to_disk(tmp_path / "doc")
    same(doc, Doc(doc.vocab).from_disk(tmp_path / "doc"))
    (tmp_path / "doc").write_bytes(doc.to_bytes()[:-3])
    with pytest.raises(FormatError, match="doc"):
        Doc(doc.vocab).from_disk(tmp_path / "doc")


def test_only_empty_documents_are_filled():
    doc = make_doc()
    with pytest.raises(InputError, match="4 tokens"):
        doc.from_bytes(doc.to_bytes())


def test_pickle():
    doc = make_doc()
    other = pickle.loads(pickle.dumps(doc))
    same(doc, other)
    for view in (doc[0], doc[0:1]):
        with pytest.raises(InputError, match="pickle"):
            pickle.dumps(view)


def test_empty():
    assert len(Doc(Vocab()).from_bytes(Doc(Vocab()).to_bytes())) == 0
    assert Doc(Vocab()).to_json() == {"text": "", "ents": [], "sents": [], "tokens": []}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_altered_bytes_raise_format_error_or_give_a_sound_document(data):
    raw = bytearray(make_doc().to_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    raw = raw[: data.draw(st.one_of(st.just(len(raw)), st.integers(0, len(raw))))]
    try:
        doc = Doc(Vocab()).from_bytes(bytes(raw))
    except FormatError:
        return
    assert "".join(t.text_with_ws for t in doc) == doc.text
    assert all(0 <= t.head.i < len(doc) for t in doc)
    for token in doc:
        for name in ("tag_", "lemma_", "dep_", "ent_type_", "morph"):
            try:
                getattr(token, name)
            except EngineError as err:
                assert "unknown_id" in err.code


def test_json():
    doc = make_doc()
    data = json.loads(json.dumps(doc.to_json()))
    assert data["tokens"][2] == {
        "id": 2,
        "start": 6,
        "end": 9,
        "tag": "NNP",
        "pos": "PROPN",
        "morph": "",
        "lemma": "Ada",
        "dep": "dobj",
        "head": 1,
    }
    assert data["ents"] == [{"start": 6, "end": 9, "label": "PERSON"}]
    assert data["sents"] == [{"start": 0, "end": 10}]
    assert data["spans"] == {"sc": [{"start": 2, "end": 9, "label": "X", "kb_id": "Q1"}]}
    other = Doc(doc.vocab).from_json(data)
    same(doc, other)
    assert other.to_json() == data


def test_json_extensions():
    for kind in (Doc, Span, Token):
        kind.set_extension("mark", default=0, force=True)
    doc = make_doc()
    doc._.mark, doc[1]._.mark, doc[0:2]._.mark = 1, 2, 3
    data = doc.to_json(underscore=["mark"])
    assert data["_"] == {"mark": 1}
    assert data["underscore_token"] == {"mark": [{"start": 2, "value": 2}]}
    assert data["underscore_span"] == {"mark": [{"start": 0, "end": 5, "value": 3}]}
    other = Doc(doc.vocab).from_json(data)
    assert (other._.mark, other[1]._.mark, other[0:2]._.mark) == (1, 2, 3)
    with pytest.raises(InputError, match="nosuch"):
        doc.to_json(underscore=["nosuch"])
    doc._.mark = {1, 2}
    with pytest.raises(InputError, match="JSON"):
        doc.to_json(underscore=["mark"])
    for kind in (Doc, Span, Token):
        kind.remove_extension("mark")


@pytest.mark.parametrize(
    "change",
    [
        {"text": 3},
        {"tokens": None},
        {"tokens": [{"id": 0, "start": 0, "end": 3}]},
        {"tokens": [{"start": 0}]},
        {"ents": [{"start": 1, "end": 3, "label": "X"}]},
        {"spans": {"x": [{"start": 1, "end": 3, "label": "X"}]}},
        {"ents": 3},
    ],
)
def test_json_that_does_not_fit(change):
    data = make_doc().to_json() | change
    with pytest.raises(FormatError):
        Doc(Vocab()).from_json(data)
    with pytest.raises(FormatError):
        Doc(Vocab()).from_json([data])


def test_dict():
    doc = make_doc()
    same(doc, Doc(Vocab()).from_dict(doc.to_dict()))
    assert "tensor" not in doc.to_dict(exclude=["tensor"])
    with pytest.raises(TypeError):
        Doc(Vocab()).from_dict([1])
    with pytest.raises(TypeError):
        Doc(Vocab()).from_bytes("text")
    with pytest.raises(InputError, match="4 tokens"):
        doc.from_dict(doc.to_dict())


def test_json_that_is_checked_names_all_mistakes():
    data = make_doc().to_json()
    data["tokens"][1]["end"] = "3"
    del data["ents"][0]["label"]
    data["cats"] = {"pos": "high"}
    with pytest.raises(ValueError, match="cats") as raised:
        Doc(Vocab()).from_json(data, validate=True)
    assert all(place in str(raised.value) for place in ("tokens.1.end", "ents.0.label", "cats.pos"))
    data = make_doc().to_json() | {"more": 1}
    assert Doc(Vocab()).from_json(data, validate=True).to_json() == make_doc().to_json()
    with pytest.raises(FormatError):
        Doc(Vocab()).from_json([], validate=True)


@pytest.fixture
def no_extension():
    yield
    for kind in (Doc, Span, Token):
        if kind.has_extension("fresh"):
            kind.remove_extension("fresh")


def test_json_registers_unknown_extensions(no_extension):
    data = make_doc().to_json()
    data["_"] = {"fresh": 1}
    data["underscore_token"] = {"fresh": [{"start": 2, "value": 2}]}
    data["underscore_span"] = {"fresh": [{"start": 0, "end": 5, "value": 3}]}
    doc = Doc(Vocab()).from_json(data, validate=True)
    assert (doc._.fresh, doc[1]._.fresh, doc[0]._.fresh, doc[0:2]._.fresh) == (1, 2, None, 3)


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5)
labels = st.sampled_from(["", "A", "naïve", "_"])


@st.composite
def documents(draw):
    n = draw(st.integers(0, 6))

    def some(values):
        return draw(st.lists(values, min_size=n, max_size=n))

    heads = some(st.integers(0, max(n - 1, 0)))
    doc = Doc(
        Vocab(),
        words=some(words),
        spaces=some(st.booleans()),
        tags=some(labels),
        lemmas=some(labels),
        pos=some(st.sampled_from(["NOUN", "X", ""])),
        morphs=some(st.sampled_from(["", "A=1", "B=2|C=x"])),
        heads=heads,
        deps=some(labels),
        ents=some(st.sampled_from(["O", "B-X", "I-X", ""])),
    )
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, n))
        span = Span(doc, start, draw(st.integers(start, n)), draw(labels), kb_id=draw(labels), span_id=draw(labels))
        doc.spans.setdefault(draw(labels)).append(span)
    return doc


@given(documents())
def test_every_document_survives_bytes(doc):
    other = Doc(Vocab()).from_bytes(doc.to_bytes())
    assert other.to_json() == doc.to_json()
    assert (other.to_array(COLUMNS) == doc.to_array(COLUMNS)).all()
    assert [list(map(str, group)) for group in other.spans.values()] == [
        list(map(str, group)) for group in doc.spans.values()
    ]


@given(documents())
def test_every_document_survives_json(doc):
    for group in doc.spans.values():
        for i in reversed([i for i, span in enumerate(group) if len(span) == 0]):
            del group[i]  # offsets of no characters name no token
    data = json.loads(json.dumps(doc.to_json()))
    other = Doc(Vocab()).from_json(data, validate=True)
    assert other.to_json() == data
    assert [token.head.i for token in other] == [token.head.i for token in doc]
    assert [token.is_sent_start for token in other] == [token.is_sent_start for token in doc]


@settings(max_examples=200)
@given(documents(), st.data())
def test_altered_json_raises_format_error_or_gives_a_document(doc, data):
    content = doc.to_json()
    places = [(content, key) for key in content] + [(token, key) for token in content["tokens"] for key in token]
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places))
        holder[key] = data.draw(st.sampled_from([None, -1, 0, 10**9, "x", [], {}, [1], {"a": 1}, 1.5]))
    for validate in (False, True):
        try:
            other = Doc(Vocab()).from_json(content, validate=validate)
        except FormatError:
            continue
        assert "".join(token.text_with_ws for token in other) == other.text == content["text"]
