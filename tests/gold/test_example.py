"""Example: recorded cases of alignment, every key of from_dict, round trips, bad input."""

import numpy
import pytest

from engine.errors import InputError, UnknownIdError
from engine.gold.errors import InputTypeError, MisalignedEntities
from engine.gold.example import Example
from engine.gold.validation import validate_examples, validate_get_examples
from engine.strings.symbols import IDS
from engine.tokens.doc import Doc
from engine.tokens.span import Span
from engine.vocab.vocab import Vocab

WORDS = ["I", "like", "New", "York", ".", "He", "ran", "."]


@pytest.fixture
def vocab():
    return Vocab(lex_attr_getters={IDS["IS_SPACE"]: str.isspace})


@pytest.fixture
def doc(vocab):
    return Doc(vocab, words=WORDS, spaces=[True] * 8)


def gold_of(case):
    gold = {key: value for key, value in case["gold"].items() if key != "links_note"}
    if isinstance(gold.get("links"), list):
        gold["links"] = {tuple(offsets): ids for offsets, ids in gold["links"]}
    if gold.get("entities") and isinstance(gold["entities"][0], list):
        gold["entities"] = [tuple(entity) for entity in gold["entities"]]
    return gold


def test_recorded_cases(golden, vocab):
    for case in golden("examples_alignment")["examples"]:
        predicted = Doc(vocab, words=case["pred_words"], spaces=case["pred_spaces"])
        if "error" in case:
            with pytest.raises(KeyError, match="foo"):
                Example.from_dict(predicted, gold_of(case))
            continue
        if case["name"] == "entity offsets inside a token become missing":
            with pytest.warns(MisalignedEntities):
                example = Example.from_dict(predicted, gold_of(case))
        else:
            example = Example.from_dict(predicted, gold_of(case))
        heads, deps = example.get_aligned_parse(projectivize=False)
        y = example.reference
        found = {
            "ner": example.get_aligned_ner(),
            "heads": heads,
            "deps": deps,
            "sent_starts": example.get_aligned_sent_starts(),
            "SENT_START_attr": example.get_aligned("SENT_START"),
            "reference_ents": [[ent.text, ent.label_] for ent in y.ents],
            "reference_ent_iob": [token.ent_iob for token in y],
            "reference_dict_entities": example.to_dict()["doc_annotation"]["entities"],
        }
        for key, expected in case["aligned"].items():
            value = found[key] if key in found else example.get_aligned(key, as_string=True)
            assert value == expected, (case["name"], key)


def test_the_guide(vocab):
    words = ["I", "like", "stuff"]
    tag_ids = [vocab.strings.add(tag) for tag in ("NOUN", "VERB", "NOUN")]
    reference = Doc(vocab, words=words).from_array("TAG", numpy.array(tag_ids, dtype="uint64"))
    example = Example(Doc(vocab, words=words), reference)
    assert example.get_aligned("TAG", as_string=True) == ["NOUN", "VERB", "NOUN"]
    doc = Doc(vocab, words=["Facebook", "released", "React", "in", "2014"])
    example = Example.from_dict(doc, {"entities": ["U-ORG", "O", "U-TECHNOLOGY", "O", "U-DATE"]})
    assert [ent.label_ for ent in example.reference.ents] == ["ORG", "TECHNOLOGY", "DATE"]


def test_tag_map_sets_the_part_of_speech():
    vocab = Vocab(tag_map={"N": {"pos": "NOUN"}})
    example = Example.from_dict(Doc(vocab, words=["a", "b"]), {"tags": ["N", "X"]})
    assert [token.pos_ for token in example.reference] == ["NOUN", ""]


def test_round_trip_of_every_key(doc):
    gold = {
        "words": WORDS,
        "spaces": [True, True, True, False, True, True, False, False],
        "tags": list("abcdefgh"),
        "pos": ["PRON", "VERB", "PROPN", "PROPN", "PUNCT", "PRON", "", "PUNCT"],
        "morphs": ["Case=Nom", "", "Number=Sing", "Number=Sing", "", "", "", ""],
        "lemmas": ["i", "like", "New", "York", ".", "he", "run", "."],
        "heads": [1, 1, 3, 1, 1, 6, 6, 6],
        "deps": ["nsubj", "ROOT", "compound", "dobj", "punct", "nsubj", "ROOT", "punct"],
        "entities": [(7, 15, "GPE")],
        "links": {(7, 15): {"Q60": 1.0, "Q1": 0.0}},
        "spans": {"sc": [(0, 6, "X"), (7, 15, "Y", "Q2")]},
        "cats": {"TRAVEL": 1.0},
    }
    example = Example.from_dict(doc, gold)
    result = example.to_dict()
    assert result["doc_annotation"] == {
        "cats": {"TRAVEL": 1.0},
        "entities": ["O", "O", "B-GPE", "L-GPE", "O", "O", "O", "O"],
        "spans": {"sc": [(0, 6, "X", ""), (7, 15, "Y", "Q2")]},
        "links": {(7, 15): {"Q60": 1.0}},
    }
    assert result["token_annotation"] == {
        "ORTH": WORDS,
        "SPACY": gold["spaces"],
        "TAG": gold["tags"],
        "LEMMA": gold["lemmas"],
        "POS": gold["pos"],
        "MORPH": gold["morphs"],
        "HEAD": gold["heads"],
        "DEP": gold["deps"],
        "SENT_START": [1, 0, 0, 0, 0, 1, 0, 0],
    }
    again = Example.from_dict(doc, result)
    assert again.to_dict() == result
    assert not example.reference.has_unknown_spaces


def test_text_gives_spaces(doc):
    example = Example.from_dict(doc, {"words": WORDS, "text": "I like New York. He ran."})
    assert example.reference.text == "I like New York. He ran."
    assert not example.reference.has_unknown_spaces
    with pytest.raises(InputError, match="word 2"):
        Example.from_dict(doc, {"words": WORDS, "text": "I like Paris."})


def test_words_alone_leave_spaces_unknown(doc):
    assert Example.from_dict(doc, {"words": WORDS}).reference.has_unknown_spaces


def test_heads_that_cross(doc):
    gold = {"heads": [1, 1, 5, 1, 1, 6, 6, 6], "deps": ["a", "ROOT", "np", "d", "p", "s", "ROOT", "p"]}
    example = Example.from_dict(doc, gold)
    assert example.get_aligned_parse(projectivize=False) == (gold["heads"], gold["deps"])
    heads, labels = example.get_aligned_parse()
    assert heads == [1, 1, 2, 3, 4, 6, 6, 6]
    assert labels == ["a", "ROOT", "np||s", "d||ROOT", "p||ROOT", "s", "ROOT", "p"]


def test_a_token_without_label_is_a_root(doc):
    deps = ["a", "ROOT", None, "d", "p", "s", "ROOT", "p"]
    example = Example.from_dict(doc, {"heads": [1, 1, 3, 1, 1, 6, 6, 6], "deps": deps})
    assert example.get_aligned_parse(projectivize=False)[0] == [1, 1, 2, 1, 1, 6, 6, 6]


def test_heads_of_other_tokens(doc):
    gold = {
        "words": ["I like", "New", "Yor", "k.", "He ran", "."],
        "heads": [0, 0, 0, 0, 4, 4],
        "deps": ["ROOT", "a", "b", "c", "ROOT", "d"],
        "entities": ["O", "B-X", "I-X", "L-X", "O", "O"],
        "tags": list("abcdef"),
    }
    example = Example.from_dict(doc, gold)
    heads, deps = example.get_aligned_parse()
    assert heads == [None] * 8
    assert deps == ["ROOT", "ROOT", "a", None, "c", "ROOT", "ROOT", "d"]
    assert example.get_aligned("TAG", as_string=True) == ["a", "a", "b", None, "d", "e", "e", "f"]
    assert example.get_aligned_ner() == ["O", "O", "B-X", "I-X", "L-X", "O", "O", "O"]
    assert example.get_aligned_sent_starts() == [True, False, False, False, False, True, False, False]


def test_sent_starts(doc):
    example = Example.from_dict(doc, {"sent_starts": [True, 0, None, -1, True, True, False, 0]})
    assert example.get_aligned("SENT_START") == [1, 0, 0, -1, 1, 1, -1, 0]
    assert example.get_aligned_sent_starts() == [True, False, False, False, True, True, False, False]
    assert [(e.x.text, e.y.text) for e in example.split_sents()] == [
        ("I like New York ", "I like New York "),
        (". ", ". "),
        ("He ran . ", "He ran . "),
    ]


def test_no_sentences(doc):
    example = Example.from_dict(doc, {"tags": ["x"] * 8})
    assert example.get_aligned_sent_starts() == [None] * 8
    assert example.split_sents() == [example]


def test_entities_without_annotation_stay_open(vocab):
    reference = Doc(vocab, words=["a", "b"])
    predicted = Doc(vocab, words=["a", " ", "b"])
    assert Example(predicted, reference).get_aligned_ner() == [None, None, None]
    reference.set_ents([], outside=[reference[0:1]], default="missing")
    assert Example(predicted, reference).get_aligned_ner() == ["O", "O", None]


def test_spans_of_other_tokens(vocab):
    y = Doc(vocab, words=["I", "like", "New", "York", "."], spaces=[True, True, True, False, False])
    x = Doc(vocab, words=["I", "like", "NewYork", "."], spaces=[True, True, False, False])
    example = Example(x, y)
    spans = example.get_aligned_spans_y2x([y[1:3], Span(y, 2, 4, label="GPE"), y[0:5]])
    assert [(s.start, s.end, s.label_, s.doc is x) for s in spans] == [(2, 3, "GPE", True), (0, 4, "", True)]
    assert [s.text for s in example.get_aligned_spans_x2y([x[0:1], x[2:3]])] == ["I", "New York"]


def test_matching_entities(vocab):
    words = ["New", "York", "is"]
    x, y = Doc(vocab, words=words), Doc(vocab, words=words)
    y.set_ents([Span(y, 0, 2, label="GPE")])
    x.set_ents([Span(x, 0, 2, label="LOC")])
    example = Example(x, y)
    assert example.get_matching_ents() == []
    assert [ent.text for ent in example.get_matching_ents(check_label=False)] == ["New York"]


def test_alignment_follows_a_new_prediction(vocab):
    example = Example(Doc(vocab, words=["ab", "c"]), Doc(vocab, words=["ab", "c"]))
    assert example.alignment.is_identity and example.has_same_tokens
    example.cache["key"] = 1
    example.predicted = Doc(vocab, words=["a", "bc"])
    assert not example.cache
    assert example.alignment.x2y[1].tolist() == [0, 1]
    example.predicted = Doc(vocab, words=["x"])
    with pytest.raises(InputError, match="different texts"):
        example.get_aligned("TAG")


def test_copy_and_length(doc):
    example = Example.from_dict(doc, {"tags": ["x"] * 8})
    copy = example.copy()
    assert copy.x is not example.x and copy.to_dict() == example.to_dict()
    assert len(example) == 8 and example.text == doc.text and "token_annotation" in repr(example)


@pytest.mark.parametrize(
    "gold, where",
    [
        ({"foo": []}, "foo"),
        ({"doc_annotation": {"tags": []}}, "tags"),
        ({"tags": ["a"] * 7}, "7 values for 8"),
        ({"tags": [1] * 8}, "TAG of token 0"),
        ({"pos": ["FOO"] * 8}, "FOO"),
        ({"heads": [1, 1, 30, 1, 1, 6, 6, 6]}, "head of token 2 is 30"),
        ({"heads": [-1] * 8}, "head of token 0"),
        ({"sent_starts": [5] * 8}, "token 0 is 5"),
        ({"entities": ["O"] * 7}, "7 values"),
        ({"entities": ["X-A"] + ["O"] * 7}, "X-A"),
        ({"entities": ["I-A", "L-A"] + ["O"] * 6}, "I-A"),
        ({"entities": [(0, 6, "A"), (2, 8, "B")]}, "overlap"),
        ({"entities": {(0, 1): "A"}}, "BILUO"),
        ({"entities": "O"}, "BILUO"),
        ({"links": {(0, 3): {"Q": 1.0}}}, r"\(0, 3\)"),
        ({"links": []}, "links"),
        ({"spans": {"sc": [(0, 3, "X")]}}, "sc"),
        ({"spans": [(0, 1, "X")]}, "spans"),
        ({"cats": ["A"]}, "cats"),
    ],
)
def test_bad_annotation(doc, gold, where):
    with pytest.raises(InputError, match=where):
        Example.from_dict(doc, gold)


def test_bad_arguments(doc):
    for args in ((None, doc), (doc, None), ("a", "b")):
        with pytest.raises(TypeError):
            Example(*args)
    with pytest.raises(ValueError, match="Doc"):
        Example.from_dict(None, {})
    with pytest.raises(ValueError, match="dict"):
        Example.from_dict(doc, None)
    with pytest.raises(UnknownIdError, match="FOO"):
        Example.from_dict(doc, {}).get_aligned("FOO")


def test_validation(doc):
    example = Example.from_dict(doc, {})
    validate_examples([example], "update")
    validate_get_examples(lambda: [example], "initialize")
    for bad in (1, [1], example, "abc"):
        with pytest.raises(InputTypeError, match="update"):
            validate_examples(bad, "update")
    for bad in (1, list, lambda: [1]):
        with pytest.raises(InputTypeError, match="initialize"):
            validate_get_examples(bad, "initialize")
