"""AttributeRuler: the compiled rules against slow ones and the Matcher, order, bad input, files; and the peer."""

from __future__ import annotations

import contextlib
import pickle

import pytest
import srsly
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.errors import EngineError, FormatError, MatchPatternError, RangeError
from engine.matcher.predicates import Predicate
from engine.pipeline import AttributeRuler, attribute_rules, value_numbers
from engine.pipeline.attribute_rules import Condition, RuleSet
from engine.pipeline.value_numbers import ValueNumbers
from engine.strings.symbols import IDS
from engine.tokens import Doc, Token
from engine.vocab import Vocab
from engine.vocab.lex_attrs import NATIVE
from engine.vocab.zone import StaleError

VOCAB = Vocab(lex_attr_getters=NATIVE)
WORDS = ["a", "A", "b", "is", " "]
TAGS = ["DT", "NN", ""]
FIELDS = ("tag_", "pos_", "lemma_", "norm_", "dep_")


def make_doc(words, tags=None, vocab=VOCAB, **annotation):
    return Doc(vocab, words=words, tags=tags or ["DT"] * len(words), **annotation)


def ruler_of(rules, vocab=VOCAB, **settings):
    ruler = AttributeRuler(vocab, **settings)
    for patterns, attrs, index in rules:
        ruler.add(patterns, attrs, index=index)
    return ruler


def annotations(doc):
    return [(*(getattr(token, name) for name in FIELDS), str(token.morph)) for token in doc]


# The compiled rules and their slow twin

sets = st.dictionaries(st.sampled_from(["IN", "NOT_IN"]), st.lists(st.sampled_from(WORDS), max_size=3), min_size=1)
searches = st.sampled_from(["^[ab]$", "A|s", ".", "(?i)a"]).map(lambda each: {"REGEX": each})
searched_sets = st.tuples(sets, searches).map(lambda each: each[0] | each[1])
conditions = st.fixed_dictionaries(
    {},
    optional={
        "LOWER": st.sampled_from(WORDS) | sets | searches | searched_sets,
        "ORTH": st.sampled_from(WORDS) | sets | searched_sets,
        "TAG": st.sampled_from(TAGS) | searches,
        "MORPH": st.sampled_from([{"IS_SUPERSET": []}, {"IS_SUPERSET": ["Number=Sing"]}]),
        "POS": st.sampled_from(["NOUN", "VERB", ""]),
        "IS_SPACE": st.booleans(),
    },
)
patterns = st.lists(conditions, min_size=1, max_size=3)
attributes = st.fixed_dictionaries(
    {},
    optional={
        "TAG": st.sampled_from(TAGS),
        "POS": st.sampled_from(["NOUN", "VERB", ""]),
        "LEMMA": st.sampled_from(["x", "y", ""]),
        "NORM": st.sampled_from(["n", "m"]),
        "DEP": st.sampled_from(["obj", "ROOT"]),
        "MORPH": st.sampled_from(["Number=Sing", "_", "Case=Nom|Number=Plur"]),
    },
)
rule_lists = st.lists(
    st.tuples(st.lists(patterns, min_size=1, max_size=2), attributes, st.sampled_from([0, -1])), max_size=6
)
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS)), max_size=8)


@given(rules=rule_lists, docs=st.lists(texts, min_size=1, max_size=3))
def test_compiled_rules_are_the_slow_rules(reference, rules, docs):
    slow = reference("attribute_rules")
    ruler = ruler_of(rules)
    for rows in docs:
        words, tags = [row[0] for row in rows], [row[1] for row in rows]
        morphs = ["Case=Nom|Number=Sing" if word == "a" else "" for word in words]
        first, second, third = (make_doc(words, tags, pos=["NOUN"] * len(words), morphs=morphs) for _ in range(3))
        found = slow.matches(first, rules)
        assert [(rule, start, end) for rule, _, start, end in ruler.match(first)] == found
        slow.annotate(first, rules)
        assert annotations(ruler(second)) == annotations(first)
        ruler.set_annotations(third, ruler.match(third))
        assert annotations(third) == annotations(first)
        assert ruler._compile().matcher is None


@given(rules=rule_lists, rows=texts)
def test_the_matcher_gives_the_same(rules, rows):
    """Rules that the compiler is kept from taking go to the Matcher."""
    words, tags = [row[0] for row in rows], [row[1] for row in rows]
    fast, slow = ruler_of(rules), ruler_of(rules)
    held, attribute_rules.MAX_COMBINATIONS = attribute_rules.MAX_COMBINATIONS, 0
    try:
        slow._compile()
    finally:
        attribute_rules.MAX_COMBINATIONS = held
    assert rules == [] or slow._compile().matcher is not None
    first, second = make_doc(words, tags), make_doc(words, tags)
    assert fast.match(first) == slow.match(second)
    assert annotations(fast(first)) == annotations(slow(second))


def test_many_keys_start_over():
    orth, lemma = IDS["ORTH"], IDS["LEMMA"]
    words = [f"w{i}" for i in range(40)]
    ids = [VOCAB.strings.add(word) for word in words]
    single = [[Condition({orth: (False, frozenset([each]))})] for each in ids]
    rules = RuleSet(
        [({lemma: ids[0]}, 0, False, single), ({lemma: ids[1]}, 1, False, [single[1] + single[2]])], max_keys=10
    )
    for _ in range(3):
        for part in (words, words[:5], [*words[3:9], "other", "w1", "w2"]):
            doc = make_doc(part)
            assert rules.annotate(doc, []) == []
            pairs = list(zip(["", *part], part, strict=False))
            assert [t.lemma_ for t in doc] == [
                "" if b == "other" else "w1" if (a, b) == ("w1", "w2") else "w0" for a, b in pairs
            ]


def test_numbers_of_values(monkeypatch):
    """Ever new values, each asked once while there is room; the numbers are the same when they start over."""
    orth, lemma = IDS["ORTH"], IDS["LEMMA"]
    monkeypatch.setattr(value_numbers, "MAX_VALUES", 50)
    asked = []

    def ends_in_7(text):
        asked.append(text)
        return text.endswith("7")

    words = [f"number {i}" for i in range(120)]
    ids = [VOCAB.strings.add(word) for word in words]
    ends = Predicate("ends", "7", "text", ends_in_7)
    is_low = Predicate("low", 10, "id", lambda value: value in ids[:10])
    rules = RuleSet(
        [
            ({lemma: ids[1]}, 0, False, [[Condition({}, {orth: frozenset([ends])})]]),
            ({lemma: ids[2]}, 0, False, [[Condition({orth: (False, frozenset(ids[5:8]))}, {orth: frozenset([ends])})]]),
            ({lemma: ids[3]}, 0, False, [[Condition({orth: (True, frozenset(ids[:2]))}, {orth: frozenset([is_low])})]]),
        ]
    )
    expected = ["number 3" if 2 <= i < 10 else "number 1" if word.endswith("7") else "" for i, word in enumerate(words)]
    for part in (slice(0, 20), slice(0, 20), slice(0, 120), slice(60, 120), slice(0, 120)):
        doc = make_doc(words[part])
        rules.annotate(doc, [])
        assert [token.lemma_ for token in doc] == expected[part]
        found = [rule for rule, start, _ in rules.find(make_doc(["number 7"]))]
        assert found == [0, 1, 2]
        if part.stop == 20:
            assert len(asked) == 20
    numbers = ValueNumbers(orth, ids[:3], [ends, is_low])
    assert [numbers.number_of(each) for each in sorted(ids[:3])] == [1, 2, 3] and numbers.n_numbers == 7
    assert numbers.bit_of(is_low) == 2 and numbers.mask_of(0) == 0 and numbers.mask_of(6) == 3


def test_documents_of_a_zone_that_has_ended():
    ruler = ruler_of([([[{"LOWER": "a"}]], {"LEMMA": "x"}, 0), ([[{"LOWER": {"REGEX": "b"}}]], {"LEMMA": "y"}, 0)])
    doc = make_doc(["a", "b"])
    with VOCAB.memory_zone():
        gone = make_doc(["aunknownb"])
    with pytest.raises(StaleError):
        ruler(gone)
    with pytest.raises(StaleError):
        ruler.match(gone)
    assert [token.lemma_ for token in ruler(doc)] == ["x", "y"]


def test_later_rules_win_across_patterns():
    rules = [
        ([[{"ORTH": "a"}]], {"LEMMA": "1", "POS": "NOUN"}, 0),
        ([[{"LOWER": "a"}, {}]], {"LEMMA": "2", "TAG": "T"}, 0),
        ([[{"LOWER": "a"}]], {"LEMMA": "3"}, 0),
        ([[{}, {"ORTH": "b"}]], {"LEMMA": "4"}, -1),
        ([[{"ORTH": "b", "OP": "+"}]], {"NORM": "5"}, -1),
    ]
    doc = ruler_of(rules)(make_doc(["a", "b", "b", "a"]))
    assert [(t.lemma_, t.pos_, t.tag_, t.norm_) for t in doc] == [
        ("3", "NOUN", "T", "a"), ("4", "", "DT", "5"), ("4", "", "DT", "5"), ("3", "NOUN", "DT", "a"),
    ]  # fmt: skip


def test_matches_are_found_before_anything_is_set():
    rules = [([[{"TAG": "A"}]], {"TAG": "B"}, 0), ([[{"TAG": "B"}]], {"LEMMA": "x"}, 0)]
    doc = ruler_of(rules)(make_doc(["x", "y"], ["A", "B"]))
    assert [(t.tag_, t.lemma_) for t in doc] == [("B", ""), ("B", "x")]


def test_every_field_can_be_set():
    values = {
        "TAG": "T", "POS": "VERB", "MORPH": "B=b|A=a", "LEMMA": "l", "NORM": "n", "DEP": "obj", "ENT_TYPE": "ORG",
        "ENT_IOB": "B", "ENT_KB_ID": "Q1", "ENT_ID": "e", "SENT_START": -1,
    }  # fmt: skip
    doc = make_doc(["x", "y"])
    ruler = ruler_of([([[{"ORTH": "y"}]], values, 0)])
    token = ruler(doc)[1]
    found = (token.tag_, token.pos_, str(token.morph), token.lemma_, token.norm_, token.dep_, token.ent_type_)
    assert found == ("T", "VERB", "A=a|B=b", "l", "n", "obj", "ORG")
    assert (token.ent_iob_, token.ent_kb_id_, token.ent_id_, token.is_sent_start) == ("B", "Q1", "e", False)
    assert ruler.attrs[0][IDS["POS"]] == IDS["VERB"]
    by_id = {IDS[name]: ruler.attrs[0][IDS[name]] for name in values}
    again = ruler_of([([[{"ORTH": "y"}]], by_id, 0)])
    assert annotations(again(make_doc(["x", "y"])))[1][:5] == annotations(doc)[1][:5]


def test_attributes_outside_the_token():
    vocab = Vocab(lex_attr_getters=NATIVE)
    Token.set_extension("ruler_note", default=None, force=True)
    try:
        rules = [
            ([[{"ORTH": "x"}]], {"_": {"ruler_note": "first"}, "IS_STOP": True, "SHAPE": "S"}, 0),
            ([[{"ORTH": "x"}, {"ORTH": "y"}]], {"_": {"ruler_note": "pair"}, "LEMMA": "l"}, 0),
            ([[{"LOWER": "z", "OP": "+"}]], {"_": {"ruler_note": "rest"}}, -1),
        ]
        ruler = ruler_of(rules, vocab)
        for apply in (ruler, lambda doc: ruler.set_annotations(doc, ruler.match(doc))):
            doc = make_doc(["x", "y", "x", "z"], vocab=vocab)
            apply(doc)
            assert [t._.ruler_note for t in doc] == ["pair", None, "first", "rest"]
            assert [t.lemma_ for t in doc] == ["l", "", "", ""]
        assert vocab["x"].is_stop and vocab["x"].shape_ == "S" and not vocab["y"].is_stop
        with pytest.raises(MatchPatternError, match="no extension attribute 'nothing' of Token"):
            ruler.add([[{}]], {"_": {"nothing": 1}})
    finally:
        Token.remove_extension("ruler_note")


@pytest.mark.parametrize("index", [2, -3, 7])
def test_an_index_outside_the_match(index):
    pattern = [{"ORTH": "a"}, {"ORTH": "b"}]
    for extra in ([], [{"OP": "?"}]):
        ruler = ruler_of([([[*pattern, *extra]], {"LEMMA": "x"}, index), ([[{}]], {"LEMMA": "y"}, 0)])
        doc = make_doc(["a", "b"])
        with pytest.raises(RangeError, match=rf"index {index}, outside its match \['a', 'b'\]") as caught:
            ruler(doc)
        assert isinstance(caught.value, ValueError)
    single = ruler_of([([[{"ORTH": "a"}]], {"LEMMA": "x"}, 1)])
    with pytest.raises(RangeError):
        single(make_doc(["a"]))
    assert annotations(single(make_doc(["b"]))) == annotations(make_doc(["b"]))


def test_subclass_with_its_own_matches():
    class Last(AttributeRuler):
        def match(self, doc):
            return super().match(doc)[-1:]

    ruler = Last(VOCAB)
    ruler.add([[{}]], {"LEMMA": "x"})
    assert [t.lemma_ for t in ruler(make_doc(["a", "b"]))] == ["", "x"]


# Bad input


def test_all_mistakes_of_all_rules_are_named():
    ruler = ruler_of([([[{}]], {"LEMMA": "x"}, 0)])
    rules = [
        {"patterns": [[{"FOO": "x"}], [{"TAG": 1.5}], []], "attrs": {"LEMA": "x", "POS": "NUON"}, "index": "0"},
        {"patterns": [[{}]]},
        {"patterns": [[{}]], "attrs": {}, "idx": 1},
        "text",
        {"patterns": "text", "attrs": ["x"]},
        {"patterns": [[{}]], "attrs": {"MORPH": "Number", "HEAD": 1, "IS_STOP": "yes", "ENT_IOB": 4, 9999: 1}},
        {"patterns": [[{}]], "attrs": {"LEMMA": "fine"}},
    ]
    with pytest.raises(MatchPatternError) as caught:
        ruler.add_patterns(rules)
    text = str(caught.value)
    for part in (
        "16 mistakes", "rule 0: pattern 0, token 0: 'FOO'", "pattern 1, token 0: TAG", "pattern 2: it has no tokens",
        "'LEMA': there is no such attribute. Did you mean \"LEMMA\"?", "'NUON' is no part of speech. Did you mean",
        "index is '0'", "rule 1: 'attrs' is missing", "rule 2: 'idx' is no key", "rule 3: 'text' is no dict",
        "rule 4: patterns is 'text'", "rule 4: attrs is ['x']", "rule 5: attrs: 'MORPH'", "'HEAD': follows from",
        "'yes' is neither True nor False", "4 is none of", "9999: there is no such attribute",
    ):  # fmt: skip
        assert part in text, part
    assert len(ruler.patterns) == 1
    for wrong in (None, "text", {"patterns": []}, 5):
        with pytest.raises(MatchPatternError, match="Expected a list of dicts"):
            ruler.add_patterns(wrong)
    for method in (ruler.load_from_tag_map, ruler.load_from_morph_rules):
        with pytest.raises(MatchPatternError, match="dict of dicts"):
            method(["x"])
        with pytest.raises(MatchPatternError):
            method({"NN": {"word": "x"}} if method == ruler.load_from_morph_rules else {"NN": "x"})


def test_strict_validation():
    lax, strict = AttributeRuler(VOCAB), AttributeRuler(VOCAB, validate=True)
    lax.add([[{"IS_SPACE": 1}]], {"LEMMA": "x"})
    with pytest.raises(MatchPatternError):
        strict.add([[{"IS_SPACE": 1}]], {"LEMMA": "x"})


keys = st.sampled_from(["LEMMA", "TAG", "POS", "MORPH", "_", "FOO", 74, -1]) | st.integers() | st.text(max_size=4)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)


@given(
    patterns=anything | st.lists(st.lists(st.dictionaries(keys, anything, max_size=2))), attrs=anything, index=anything
)
def test_any_rule(patterns, attrs, index):
    ruler = AttributeRuler(VOCAB)
    with contextlib.suppress(EngineError):
        ruler.add(patterns, attrs, index)
        ruler(make_doc(["a", "b"]))


# Loading rules


def test_tag_maps_and_morph_rules():
    ruler = AttributeRuler(VOCAB)
    ruler.load_from_tag_map(
        {"NN": {"POS": "NOUN"}, "PRP": {IDS["POS"]: "PRON", "PronType": "Prs", "Case": "Nom"}, "X": {"MORPH": "A=b"}}
    )
    ruler.load_from_morph_rules(
        {
            "PRP": {"I": {"LEMMA": "-", "Number": "Sing"}, "it": {"POS": "PRON"}},
            "NN": {"b": {"MORPH": "", "LEMMA": "c"}},
        }
    )
    assert [rule["attrs"] for rule in ruler.patterns] == [
        {"POS": "NOUN", "MORPH": "_"},
        {"POS": "PRON", "MORPH": "Case=Nom|PronType=Prs"},
        {"MORPH": "A=b"},
        {"LEMMA": "-", "MORPH": "Number=Sing"},
        {"POS": "PRON"},
        {"MORPH": "_", "LEMMA": "c"},
    ]
    doc = ruler(make_doc(["I", "it", "b", "b"], ["PRP", "PRP", "NN", "X"]))
    assert [(t.pos_, str(t.morph), t.lemma_) for t in doc] == [
        ("PRON", "Number=Sing", "-"), ("PRON", "Case=Nom|PronType=Prs", ""), ("NOUN", "", "c"), ("", "A=b", ""),
    ]  # fmt: skip


def test_initialize_replaces_the_rules():
    nlp = engine.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert type(ruler) is AttributeRuler and nlp.get_pipe_meta("attribute_ruler").assigns == []
    ruler.add([[{}]], {"LEMMA": "old"})
    ruler.initialize(
        list,
        nlp=nlp,
        patterns=[{"patterns": [[{"ORTH": "a"}]], "attrs": {"LEMMA": "1"}}],
        tag_map={"NN": {"POS": "NOUN"}},
        morph_rules={"NN": {"a": {"LEMMA": "2"}}},
    )
    assert [sorted(rule["attrs"]) for rule in ruler.patterns] == [["LEMMA"], ["MORPH", "POS"], ["LEMMA"]]
    ruler.initialize()
    assert ruler.patterns == [] and ruler.indices == []


def test_files(tmp_path):
    ruler = ruler_of([([[{"LOWER": "a"}, {"OP": "+"}]], {"LEMMA": "x"}, -1), ([[{"TAG": "NN"}]], {"POS": "NOUN"}, 0)])
    ruler.to_disk(tmp_path / "ruler", exclude=["vocab"])
    assert [path.name for path in (tmp_path / "ruler").iterdir()] == ["patterns"]
    assert srsly.msgpack_loads((tmp_path / "ruler" / "patterns").read_bytes()) == ruler.patterns
    data = ruler.to_bytes(exclude=["vocab"])
    assert set(srsly.msgpack_loads(ruler.to_bytes())) == {"vocab", "patterns"}
    expected = annotations(ruler(make_doc(["A", "b", "b"], ["NN", "NN", "DT"])))
    for other in (
        AttributeRuler(VOCAB).from_disk(tmp_path / "ruler", exclude=["vocab"]),
        AttributeRuler(VOCAB).from_bytes(data),
        ruler_of([([[{}]], {"LEMMA": "old"}, 0)]).from_bytes(data),
        pickle.loads(pickle.dumps(ruler)),
    ):
        assert other.patterns == ruler.patterns
        assert annotations(other(make_doc(["A", "b", "b"], ["NN", "NN", "DT"], vocab=other.vocab))) == expected
    with pytest.raises(FileNotFoundError):
        AttributeRuler(VOCAB).from_disk(tmp_path / "nowhere")
    for content in (b"", b"\xc1", b"\x80", srsly.msgpack_dumps([{"patterns": [[{"FOO": 1}]], "attrs": {}}])):
        (tmp_path / "ruler" / "patterns").write_bytes(content)
        with pytest.raises(FormatError, match=r"ruler.patterns"):
            ruler.from_disk(tmp_path / "ruler", exclude=["vocab"])
    assert len(ruler.patterns) == 2


@given(data=st.binary(max_size=60))
def test_any_bytes(data):
    with contextlib.suppress(EngineError):
        AttributeRuler(VOCAB).from_bytes(data)
    with contextlib.suppress(EngineError):
        AttributeRuler(VOCAB).from_bytes(srsly.msgpack_dumps({"patterns": data}))


def test_scores():
    nlp = engine.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"ORTH": "a"}]], {"TAG": "DT", "POS": "DET", "MORPH": "A=b", "LEMMA": "a"})
    gold = Doc(
        nlp.vocab, words=["a", "b"], tags=["DT", "NN"], pos=["DET", "NOUN"], morphs=["A=b", ""], lemmas=["a", "b"]
    )
    scores = ruler.score([engine.training.Example(nlp("a b"), gold)])
    assert [scores[key] for key in ("tag_acc", "pos_acc", "lemma_acc")] == [0.5] * 3
    assert {"morph_acc", "morph_per_feat"} <= set(scores)


def test_rule_sets_by_hand():
    orth, tag = IDS["ORTH"], IDS["TAG"]
    doc = make_doc(["a", "b"])
    a, b = doc[0].orth, doc[1].orth
    is_a, not_b = (
        Condition({orth: (False, frozenset([a]))}),
        Condition({orth: (True, frozenset([b])), tag: (True, frozenset())}),
    )
    rules = RuleSet([({tag: 5}, 0, False, [[is_a]]), ({tag: 6}, 0, False, [[not_b, Condition({})], [Condition({})]])])
    assert rules.find(doc) == [(0, 0, 1), (1, 0, 1), (1, 0, 2), (1, 1, 2)]
    assert rules.find(make_doc([])) == [] and RuleSet([]).annotate(doc, []) == []
    assert rules.annotate(doc, [(0, 1)]) == [] and [t.tag for t in doc] == [6, 6]


# The peer


@pytest.mark.peer
def test_peer_agrees():
    spacy = pytest.importorskip("spacy", reason="the peer is not installed")
    rules = [
        {"patterns": [[{"TAG": "DT"}]], "attrs": {"POS": "DET", "MORPH": "_"}},
        {"patterns": [[{"LOWER": "a"}, {"LOWER": {"IN": ["b", "is"]}}]], "attrs": {"LEMMA": "ab"}, "index": 1},
        {"patterns": [[{"LENGTH": {">=": 2}}], [{"TEXT": {"REGEX": "^A"}}]], "attrs": {"NORM": "n", "lemma": "m"}},
        {
            "patterns": [[{"LOWER": "b", "OP": "+"}, {"TAG": "NN"}]],
            "attrs": {"TAG": "X", "MORPH": "B=b|A=a"},
            "index": -1,
        },
        {"patterns": [[{"TAG": {"NOT_IN": ["DT", ""]}}], [{}, {}, {}]], "attrs": {"DEP": "obj", "ENT_TYPE": "ORG"}},
        {"patterns": [[{"POS": "DET"}]], "attrs": {"LEMMA": "never"}},
    ]
    tag_map = {"NN": {"POS": "NOUN", "Number": "Sing"}}
    morph_rules = {"DT": {"a": {"LEMMA": "one"}, "b": {"Case": "Nom"}}}
    found = []
    for package in (engine, spacy):
        nlp = package.blank("en")
        ruler = nlp.add_pipe("attribute_ruler")
        ruler.initialize(None, nlp=nlp, patterns=rules, tag_map=tag_map, morph_rules=morph_rules)
        rows = [ruler.patterns]
        for words in ("a b b is", "A a b", "is is a", "b", "b A b b"):
            for tags in (["DT"], ["NN", "DT"], ["", "NN"]):
                words_ = words.split()
                doc = type(nlp("x"))(nlp.vocab, words=words_, tags=(tags * 4)[: len(words_)])
                rows += [ruler.match(doc), annotations(ruler(doc))]
        found.append(rows)
    assert found[0] == found[1]
