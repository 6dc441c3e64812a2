"""SpanGroup and doc.spans: lists of spans, copies, bytes, dead documents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import FormatError, InputError
from engine.tokens import Doc, Span, SpanGroup
from engine.vocab.vocab import Vocab

VOCAB = Vocab()


@pytest.fixture
def doc():
    doc = Doc(VOCAB, words=["a", "bb", "c", "d"], spaces=[True, False, True, False])
    doc.spans["x"] = [Span(doc, 0, 2, "L", kb_id="K", span_id="S"), doc[1:3]]
    return doc


def test_list(doc):
    group = doc.spans["x"]
    assert [s.text for s in group] == ["a bb", "bbc"]
    assert (len(group), group.name, group.attrs, group.doc is doc) == (2, "x", {}, True)
    assert group.has_overlap
    group[1] = doc[3:4]
    assert not group.has_overlap
    group.append(doc[2:3])
    group.extend(doc.spans["x"])
    assert [s.start for s in group] == [0, 3, 2, 0, 3, 2]
    del group[0]
    del group[-1]
    assert [s.start for s in group] == [3, 2, 0, 3]
    both = group + group
    assert (len(both), len(group)) == (8, 4)
    group += [doc[0:1]]
    assert len(group) == 5
    assert list(group) == list(group.copy())
    assert {group: 1}[group] == 1
    assert group[0].label_ == ""


def test_refusals(doc):
    other = Doc(VOCAB, words=["z"])
    group = doc.spans["x"]
    for bad in ([other[0:1]], [3], 3, ["a"]):
        with pytest.raises(InputError):
            doc.spans["y"] = bad
    assert "y" not in doc.spans
    with pytest.raises(InputError):
        doc.spans["y"] = SpanGroup(other)
    with pytest.raises(IndexError):
        group[2]
    with pytest.raises(InputError):
        group.extend([doc[0:1], other[0:1]])
    assert len(group) == 2
    with pytest.raises(KeyError):
        doc.spans["none"]


def test_dead_document():
    doc = Doc(VOCAB, words=["a"])
    group = SpanGroup(doc, name="g", spans=[doc[0:1]])
    spans = doc.spans
    del doc
    with pytest.raises(RuntimeError):
        list(group)
    with pytest.raises(RuntimeError):
        spans["x"] = []


def test_bytes(doc, golden):
    expected = golden("examples_formats")
    group = doc.spans["x"]
    group.attrs["k"] = [1, 2]
    other = SpanGroup(doc).from_bytes(group.to_bytes())
    assert list(other) == list(group)
    assert (other.name, other.attrs) == ("x", {"k": [1, 2]})
    assert other[0].kb_id_ == "K"
    assert Doc(VOCAB).spans.to_bytes().hex() == expected["span_groups_empty_hex"]
    example = expected["span_group"]
    words = Doc(VOCAB, words=["I", "saw", "Ada", "."], spaces=[True, True, False, False])
    group = SpanGroup(words, name="sc", spans=[Span(words, 1, 3, "X", kb_id="Q1", span_id="s1")])
    assert bytes.fromhex(example["span_hex"][0]) in group.to_bytes()
    words.spans["sc"] = group
    assert words.spans.to_bytes().hex() == expected["docbin"]["span_groups_hex"][0]


def test_one_group_under_two_names(doc):
    doc.spans["y"] = doc.spans["x"]
    other = doc.copy()
    other.spans.from_bytes(doc.spans.to_bytes())
    assert sorted(other.spans) == ["x", "y"]
    assert [s.text for s in other.spans["y"]] == ["a bb", "bbc"]


def test_spans_of_a_longer_document_are_refused(doc):
    short = Doc(VOCAB, words=["a"])
    with pytest.raises(FormatError, match="tokens 0 to 2"):
        SpanGroup(short).from_bytes(doc.spans["x"].to_bytes())
    with pytest.raises(InputError):
        doc.spans["x"].copy(short)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_altered_bytes_raise_format_error(data):
    doc = Doc(VOCAB, words=["a", "bb", "c", "d"])
    doc.spans["x"] = [doc[0:2], doc[1:3]]
    raw = bytearray(doc.spans.to_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    raw = raw[: data.draw(st.integers(0, len(raw)))]
    try:
        doc.spans.from_bytes(bytes(raw))
    except FormatError:
        assert [s.start for s in doc.spans["x"]] == [0, 1]
    else:
        assert all(0 <= s.start <= s.end <= 4 for group in doc.spans.values() for s in group)


def test_copies_go_by_characters(doc):
    group = SpanGroup(doc, name="x", attrs={"k": [1]}, spans=[doc[1:3], doc[2:2]])
    other = Doc(VOCAB, words=["a", "bb", "c", "d"], spaces=[True, False, True, True])
    copied = group.copy(other)
    assert [(s.start, s.end) for s in copied] == [(1, 3), (2, 2)]
    copied.attrs["k"].append(2)
    assert group.attrs == {"k": [1]}
    other = Doc(VOCAB, words=["a", " ", "bb", "c", "d"], spaces=[False, False, False, True, False])
    group = SpanGroup(doc, spans=[doc[1:3]])
    assert [(s.start, s.end, s.text) for s in group.copy(other)] == [(2, 4, "bbc")]
    with pytest.raises(InputError, match="does not fit"):
        group.copy(Doc(VOCAB, words=["a", "bbcd"]))


def test_extending_by_a_group_takes_new_attrs(doc):
    group = SpanGroup(doc, attrs={"a": 1}, spans=[doc[0:1]])
    group.extend(SpanGroup(doc, attrs={"a": 2, "b": 3}, spans=[doc[1:2]]))
    assert (len(group), group.attrs) == (2, {"a": 1, "b": 3})
    with pytest.raises(TypeError):
        group.extend(3)
    with pytest.raises(TypeError):
        group["a"]
