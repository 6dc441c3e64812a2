"""Entities as tags and offsets."""

import pytest

from engine.errors import InputError
from engine.gold.errors import MisalignedEntities
from engine.gold.iob import (
    biluo_tags_to_offsets,
    biluo_tags_to_spans,
    biluo_to_iob,
    doc_to_biluo_tags,
    iob_to_biluo,
    offsets_to_biluo_tags,
    remove_bilu_prefix,
    split_bilu_label,
    tags_to_entities,
)
from engine.tokens.doc import Doc
from engine.tokens.span import Span
from engine.vocab.vocab import Vocab


@pytest.fixture
def doc():
    return Doc(Vocab(), words=["I", "like", "London", "."], spaces=[True, True, False, False])


def words_and_spaces(text, words):
    position, spaces = 0, []
    for word in words:
        position = text.index(word, position) + len(word)
        spaces.append(text[position : position + 1] == " ")
    return words, spaces


def test_recorded_offsets(golden):
    for case in golden("examples_alignment")["offsets_to_biluo"]:
        words, spaces = words_and_spaces(case["text"], case["tokens"])
        doc = Doc(Vocab(), words=words, spaces=spaces)
        offsets = [tuple(o) for o in case["offsets"]]
        if "-" in case["biluo"] and case["missing"] != "-":
            with pytest.warns(MisalignedEntities, match="like London"):
                tags = offsets_to_biluo_tags(doc, offsets, missing=case["missing"])
        else:
            tags = offsets_to_biluo_tags(doc, offsets, missing=case["missing"])
        assert tags == case["biluo"]


def test_recorded_iob(golden):
    for case in golden("examples_alignment")["iob_to_biluo"]:
        assert iob_to_biluo(case["iob"]) == case["biluo"]


def test_recorded_spans(golden):
    for case in golden("examples_alignment")["biluo_to_spans"]:
        doc = Doc(Vocab(), words=["w"] * len(case["tags"]))
        spans = biluo_tags_to_spans(doc, case["tags"])
        assert [[s.start, s.end, s.label_] for s in spans] == case["spans"]


def test_overlap_names_both_entities(doc):
    with pytest.raises(InputError, match=r"\(2, 13, 'B'\) and \(7, 13, 'A'\)"):
        offsets_to_biluo_tags(doc, [(7, 13, "A"), (2, 13, "B")])


def test_offsets_beyond_the_text(doc):
    with pytest.warns(MisalignedEntities):
        assert offsets_to_biluo_tags(doc, [(7, 100, "A")]) == ["O", "O", "-", "-"]
    with pytest.warns(MisalignedEntities):
        assert offsets_to_biluo_tags(doc, [(50, 60, "A")]) == ["O"] * 4


def test_missing_and_outside(doc):
    assert offsets_to_biluo_tags(doc, [(7, 13, "A"), (0, 1, "")], missing="-") == ["O", "-", "U-A", "-"]
    assert offsets_to_biluo_tags(doc, [], missing=None) == [None] * 4


def test_malformed_offsets(doc):
    with pytest.raises(InputError, match="entity"):
        offsets_to_biluo_tags(doc, [("a", 1, "X")])


def test_offsets_round_trip(doc):
    tags = ["O", "B-X", "L-X", "U-Y"]
    assert biluo_tags_to_offsets(doc, tags) == [(2, 13, "X"), (13, 14, "Y")]
    assert offsets_to_biluo_tags(doc, biluo_tags_to_offsets(doc, tags)) == tags


def test_iob_of_biluo():
    assert biluo_to_iob(["O", "B-X", "I-X", "L-X", "U-Y", "-", None]) == ["O", "B-X", "I-X", "I-X", "B-Y", "-", None]


@pytest.mark.parametrize("tag", ["-", "", "B", "X-A", None])
def test_iob_refuses(tag):
    with pytest.raises(InputError, match="tag 1"):
        iob_to_biluo(["O", tag])


def test_iob_keeps_biluo():
    tags = ["U-A", "B-A", "L-A", "B-A-B", "I-A-B", "L-A-B", "O"]
    assert iob_to_biluo(tags) == tags


def test_tags_to_entities():
    assert tags_to_entities(["O", "B-X", "I-X", "L-X", "U-Y"]) == [("X", 1, 3), ("Y", 4, 4)]
    assert tags_to_entities(["-", "U-X", None]) == [("", 0, 0), ("X", 1, 1), ("", 2, 2)]
    assert tags_to_entities(["B-X", "I-X"]) == []
    for bad in (["L-X"], ["I-X", "L-X"], ["X-Y"], [""]):
        with pytest.raises(InputError, match="tag 0"):
            tags_to_entities(bad)


def test_labels():
    assert split_bilu_label("B-A-B") == ("B", "A-B")
    assert remove_bilu_prefix("L-PERSON") == "PERSON"
    with pytest.raises(InputError):
        split_bilu_label("O")


def test_tags_of_a_doc(doc):
    doc.set_ents([Span(doc, 1, 3, label="Q")])
    assert doc_to_biluo_tags(doc) == ["O", "B-Q", "L-Q", "O"]
    assert doc_to_biluo_tags(doc, missing="-") == ["-", "B-Q", "L-Q", "-"]
