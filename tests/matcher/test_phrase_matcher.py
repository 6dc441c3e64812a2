"""PhraseMatcher: its interface, and the search held to the slow version."""

import copy
import pickle
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InputError, UnknownIdError
from engine.matcher import PhraseMatcher
from engine.tokens import Doc
from engine.vocab.vocab import Vocab


@pytest.fixture(scope="module")
def vocab():
    import engine

    return engine.blank("en").vocab


@pytest.fixture
def make(vocab):
    return lambda text, **annotation: Doc(vocab, words=text.split(), **annotation)


def named(vocab, matches):
    return [(vocab.strings[key], start, end) for key, start, end in matches]


def test_order_duplicates_overlap(vocab, make):
    matcher = PhraseMatcher(vocab)
    matcher.add("A", [make("a"), make("a"), make("a b c")])
    matcher.add("B", [make("b"), make("b c")])
    matcher.add("A", [make("c")])
    found = named(vocab, matcher(make("x a b c a")))
    assert found == [("A", 1, 2), ("A", 1, 4), ("B", 2, 3), ("B", 2, 4), ("A", 3, 4), ("A", 4, 5)]
    assert len(matcher) == 2
    assert "A" in matcher and vocab.strings["B"] in matcher and "C" not in matcher and None not in matcher


def test_phrase_of_many_keys(vocab, make):
    matcher = PhraseMatcher(vocab)
    keys = [f"K{i}" for i in range(20)]
    for key in keys:
        matcher.add(key, [make("x"), make("x")])
    assert sorted(k for k, _, _ in named(vocab, matcher(make("x")))) == sorted(keys)
    for key in keys[1:]:
        matcher.remove(key)
    assert named(vocab, matcher(make("x"))) == [("K0", 0, 1)]
    matcher.remove("K0")
    assert matcher(make("x")) == [] and len(matcher) == 0
    matcher.add("K3", [make("x")])
    assert named(vocab, matcher(make("x"))) == [("K3", 0, 1)]


def test_keys_of_one_phrase_come_and_go(vocab, make):
    matcher = PhraseMatcher(vocab)
    matcher.add("STAYS", [make("x")])
    matcher.add("TOO", [make("x")])
    for i in range(500):
        matcher.add(f"C{i}", [make("x y"), make("x")])
        found = named(vocab, matcher(make("x y")))
        assert sorted(found) == [(f"C{i}", 0, 1), (f"C{i}", 0, 2), ("STAYS", 0, 1), ("TOO", 0, 1)]
        matcher.remove(f"C{i}")
    assert sorted(named(vocab, matcher(make("x")))) == [("STAYS", 0, 1), ("TOO", 0, 1)]


def test_spans_and_parts(vocab, make):
    matcher = PhraseMatcher(vocab)
    matcher.add("A", [make("a b")])
    doc = make("a b a b a b")
    assert [m[1:] for m in matcher(doc[1:5])] == [(2, 4)]
    (span,) = matcher(doc[1:5], as_spans=True)
    assert (span.start, span.end, span.label_, span.doc is doc) == (2, 4, "A", True)
    assert matcher(make("")) == [] and matcher(doc[3:3]) == []


def test_spans_of_another_vocab(vocab, make):
    matcher = PhraseMatcher(vocab)
    matcher.add("ONLY-HERE", [make("a")])
    (span,) = matcher(Doc(Vocab(), words=["a"]), as_spans=True)
    assert span.label_ == "ONLY-HERE"


def test_subclass(vocab, make):
    class Matcher(PhraseMatcher):
        def __init__(self, nlp):
            super().__init__(nlp["vocab"])

    matcher = Matcher({"vocab": vocab})
    matcher.add("A", [make("a")])
    assert len(matcher(make("a"))) == 1
    with pytest.raises(InputError, match="no_init"):
        PhraseMatcher.__new__(PhraseMatcher).add("A", [make("a")])


def test_callbacks(vocab, make):
    seen = []

    def on_match(matcher, doc, i, matches):
        seen.append((matcher, doc, i, [m[1:] for m in matches]))

    matcher = PhraseMatcher(vocab)
    matcher.add("A", [make("a")], on_match=on_match)
    matcher.add("B", [make("b")])
    doc = make("a b a")
    matcher(doc[0:3])
    spans = [(0, 1), (1, 2), (2, 3)]
    assert seen == [(matcher, doc, 0, spans), (matcher, doc, 2, spans)]
    matcher.add("A", [make("c")])  # takes the place of the callback as well
    matcher(doc)
    assert len(seen) == 2


def test_callback_changes_the_matches_and_the_matcher(vocab, make):
    def on_match(matcher, doc, i, matches):
        matches.clear()
        matcher.remove("A")

    matcher = PhraseMatcher(vocab)
    matcher.add("A", [make("a")], on_match=on_match)
    assert matcher(make("a a a")) == []
    assert "A" not in matcher


def test_former_signature(vocab, make):
    seen = []
    matcher = PhraseMatcher(vocab)
    matcher.add("A", None, make("a"), make("b"))
    matcher.add("B", lambda *args: seen.append(args[2]), make("c"))
    assert named(vocab, matcher(make("a b c"))) == [("A", 0, 1), ("A", 1, 2), ("B", 2, 3)]
    assert seen == [2]


@pytest.mark.parametrize(
    ("attr", "phrase", "text"),
    [("LOWER", "a BIG dog", "A big DOG"), ("SHAPE", "Xyz 34", "Abc 12"), ("LENGTH", "a bb", "c dd"), (65, "a", "a")],
)
def test_lexical_attributes(vocab, make, attr, phrase, text):
    matcher = PhraseMatcher(vocab, attr=attr)
    matcher.add("A", [make(phrase)])
    n = len(text.split())
    assert [m[1:] for m in matcher(make(text))] == [(0, n)]


@pytest.mark.parametrize(
    ("attr", "annotation"),
    [
        ("POS", {"pos": ["NOUN", "VERB"]}),
        ("TAG", {"tags": ["NN", "VB"]}),
        ("LEMMA", {"lemmas": ["x", "y"]}),
        ("MORPH", {"morphs": ["A=b", "C=d"]}),
        ("DEP", {"heads": [0, 0], "deps": ["ROOT", "obj"]}),
        ("ENT_TYPE", {"ents": ["B-X", "B-Y"]}),
    ],
)
def test_annotated_attributes(vocab, make, attr, annotation):
    matcher = PhraseMatcher(vocab, attr=attr)
    matcher.add("A", [make("a b", **annotation)])
    assert [m[1:] for m in matcher(make("c d", **annotation))] == [(0, 2)]
    assert matcher(make("a b")) == []
    if attr != "ENT_TYPE":
        with pytest.raises(ValueError, match=f"phrase_matcher.missing_annotation.*{attr}"):
            matcher.add("B", [make("a b")])


def test_needless_annotation_warns(vocab, make):
    matcher = PhraseMatcher(vocab, validate=True)
    with pytest.warns(UserWarning, match="needless_annotation.*'A'"):
        matcher.add("A", [make("a", tags=["NN"])])
    matcher.add("A", [make("a", ents=["B-X"])])
    PhraseMatcher(vocab, attr="TAG", validate=True).add("A", [make("a", tags=["NN"])])
    PhraseMatcher(vocab).add("A", [make("a", tags=["NN"])])


def test_bad_arguments(vocab, make):
    matcher = PhraseMatcher(vocab)
    for attr in ("HEAD", "PREFIX", "", "NOUN", 9999, -1):
        with pytest.raises(InputError, match="attr"):
            PhraseMatcher(vocab, attr=attr)
    with pytest.raises(TypeError):
        PhraseMatcher(None)
    for docs, message in (
        (make("a"), "are a Doc, expected a list"),
        ("a", "are a str, expected a list"),
        (3, "are a int, expected a list"),
        ([make("a"), "b"], "Phrase 1 of 'K' is a str"),
        ([make("a b")[0:1]], "Phrase 0 of 'K' is a Span"),
    ):
        with pytest.raises(ValueError, match=message):
            matcher.add("K", docs)
    with pytest.raises(InputError, match="on_match is 5"):
        matcher.add("K", [make("a")], on_match=5)
    with pytest.raises(InputError, match="extra_arguments"):
        matcher.add("K", [make("a")], make("b"))
    for key in (None, 1.5, True):
        with pytest.raises(InputError, match="key_type"):
            matcher.add(key, [make("a")])
    with pytest.raises(KeyError):
        matcher.add(12345, [make("a")])
    assert len(matcher) == 0 and matcher(make("a b")) == []
    for key in ("K", 3, None):
        with pytest.raises(KeyError, match="unknown_key"):
            matcher.remove(key)
    with pytest.raises(UnknownIdError):
        matcher.remove("K")
    for doclike in ("a", None, [make("a")]):
        with pytest.raises(ValueError, match="not_a_doc_or_span"):
            matcher(doclike)


def test_empty_phrases(vocab, make):
    matcher = PhraseMatcher(vocab)
    matcher.add("A", [])
    matcher.add("B", [make("")])
    assert "A" in matcher and len(matcher) == 2 and matcher(make("a")) == []
    matcher.remove("B")
    assert len(matcher) == 1


def test_pipe(vocab, make):
    matcher = PhraseMatcher(vocab)
    matcher.add("A", [make("a")])
    docs = [make("a"), make("b")]
    with pytest.warns(DeprecationWarning):
        assert list(matcher.pipe(docs)) == docs
    with pytest.warns(DeprecationWarning):
        found = list(matcher.pipe([(doc, i) for i, doc in enumerate(docs)], as_tuples=True, return_matches=True))
    assert found == [((docs[0], matcher(docs[0])), 0), ((docs[1], []), 1)]


def test_pickle(vocab, make):
    matcher = PhraseMatcher(vocab, attr="LOWER")
    matcher.add("A", [make("a B"), make("c")], on_match=print)
    matcher.add("B", [make("a b")])
    for other in (pickle.loads(pickle.dumps(matcher)), copy.deepcopy(matcher)):
        assert len(other) == 2
        other.add("A", [])  # without the callback
        assert [m[1:] for m in other(make("A b C"))] == [(0, 2), (0, 2), (2, 3)]
        other.remove("A")
        assert [m[1:] for m in other(make("A b C"))] == [(0, 2)]


# Runs of the same word make the search leave its first strategy for the automaton.
runs_of_words = st.lists(st.tuples(st.sampled_from("aab"), st.integers(1, 12)), max_size=6).map(
    lambda runs: [word for word, n in runs for _ in range(n)]
)
keys = st.sampled_from("KLM")
operations = st.lists(
    st.one_of(
        st.tuples(st.just("add"), keys, st.lists(runs_of_words, max_size=4)),
        st.tuples(st.just("remove"), keys, st.none()),
        st.tuples(st.just("find"), keys, runs_of_words),
        st.tuples(st.just("find"), keys, runs_of_words.map(lambda words: words * 8)),
    ),
    max_size=16,
)


@given(operations)
def test_like_the_slow_version(reference, operations):
    vocab = Vocab()
    matcher = PhraseMatcher(vocab)
    slow = reference("phrase_matcher").PhraseMatcher()
    for what, key, words in operations:
        if what == "add":
            matcher.add(key, [Doc(vocab, words=phrase) for phrase in words])
            slow.add(key, words)
        elif what == "remove":
            if key in matcher:
                matcher.remove(key)
                slow.remove(key)
            assert key not in matcher
        else:
            found = named(vocab, matcher(Doc(vocab, words=words)))
            assert sorted(found, key=lambda m: m[1:]) == found
            assert sorted(found, key=lambda m: (*m[1:], m[0])) == slow(words)


def test_many_phrases_come_and_go(vocab):
    """The table of edges grows, loses edges and takes them again."""
    matcher = PhraseMatcher(vocab)
    words = [f"w{i}" for i in range(300)]
    for round in range(6):
        for i in range(60):
            phrases = [Doc(vocab, words=[words[(i * 7 + j * round) % 300], words[j]]) for j in range(40)]
            matcher.add(f"K{i}", phrases)
        doc = Doc(vocab, words=[words[7 * 7], words[0], words[7 * 7], words[round]])
        assert ("K7", 0, 2) in named(vocab, matcher(doc))
        for i in range(60):
            if i % 6 != round:
                matcher.remove(f"K{i}")
        kept = {key for key, _, _ in named(vocab, matcher(Doc(vocab, words=words)))}
        assert all(int(key[1:]) % 6 <= round for key in kept)
        for i in range(round, 60, 6):
            matcher.remove(f"K{i}")
        assert len(matcher) == 0 and matcher(doc) == []


def test_time_is_linear():
    """Restarting at each token would take 10^9 steps here, some seconds."""
    vocab = Vocab()
    matcher = PhraseMatcher(vocab)
    n = 30_000
    matcher.add("A", [Doc(vocab, words=["a"] * n + ["b"])])
    doc = Doc(vocab, words=["a"] * (2 * n) + ["b"])
    start = time.process_time()
    for _ in range(5):
        assert [m[1:] for m in matcher(doc)] == [(n, 2 * n + 1)]
    assert time.process_time() - start < 1.0


def test_adding_is_fast(vocab):
    """20,000 phrases in well below 0.2 seconds: 100,000 in a second."""
    docs = [Doc(vocab, words=[f"x{i % 1000}", f"y{i // 1000}"]) for i in range(20_000)]
    matcher = PhraseMatcher(vocab)
    start = time.process_time()
    matcher.add("A", docs)
    assert time.process_time() - start < 0.2
    assert len(matcher(Doc(vocab, words=["x7", "y7", "x7", "x8", "y19"]))) == 2
