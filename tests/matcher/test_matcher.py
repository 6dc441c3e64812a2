"""Matcher: attributes, operators, keys, callbacks, errors."""

from __future__ import annotations

import pickle
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

import engine
from engine.errors import InputError, MatchPatternError
from engine.matcher import Matcher
from engine.tokens import Doc, Token
from engine.vocab import Vocab


@pytest.fixture(scope="module")
def nlp():
    return engine.blank("en")


@pytest.fixture(scope="module")
def doc(nlp):
    doc = Doc(
        nlp.vocab,
        words=["The", "cats", "ate", "12", "Apples", "today", "."],
        spaces=[True, True, True, True, True, False, False],
        tags=["DT", "NNS", "VBD", "CD", "NNS", "NN", "."],
        pos=["DET", "NOUN", "VERB", "NUM", "NOUN", "NOUN", "PUNCT"],
        morphs=["Definite=Def", "Number=Plur", "Tense=Past|VerbForm=Fin", "", "Case=Acc,Nom|Number=Plur", "", ""],
        lemmas=["the", "cat", "eat", "12", "apple", "today", "."],
        heads=[1, 2, 2, 4, 2, 2, 2],
        deps=["det", "nsubj", "ROOT", "nummod", "dobj", "npadvmod", "punct"],
        ents=["O", "O", "O", "B-CARDINAL", "I-CARDINAL", "B-DATE", "O"],
    )
    doc[1].norm_ = "kitties"
    return doc


def ends(vocab, doc, pattern, **options):
    """Indices of the tokens that a pattern of one token matches."""
    matcher = Matcher(vocab, **options)
    matcher.add("K", [[pattern]])
    return [start for _, start, _ in matcher(doc)]


ALL = [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "pattern, expected",
    [
        ({}, ALL),
        ({"ORTH": "cats"}, [1]),
        ({"TEXT": "cats", "ORTH": "12"}, []),
        ({"LOWER": "apples"}, [4]),
        ({"lower": "apples"}, [4]),
        ({66: "apples"}, [4]),
        ({"NORM": "kitties"}, [1]),
        ({"NORM": "cats"}, []),
        ({"SHAPE": "Xxxxx"}, [4]),
        ({"LENGTH": 4}, [1]),
        ({"IS_ALPHA": False}, [3, 6]),
        ({"LIKE_NUM": True}, [3]),
        ({"IS_PUNCT": True}, [6]),
        ({"SPACY": False}, [5, 6]),
        ({"SENT_START": True}, [0]),
        ({"IS_SENT_START": False}, [1, 2, 3, 4, 5, 6]),
        ({"POS": "NOUN"}, [1, 4, 5]),
        ({"POS": "NOUN", "TAG": "NNS"}, [1, 4]),
        ({"DEP": "punct"}, [6]),
        ({"LEMMA": "eat"}, [2]),
        ({"MORPH": "Number=Plur"}, [1]),
        ({"ENT_TYPE": "DATE"}, [5]),
        ({"ENT_TYPE": ""}, [0, 1, 2, 6]),
        ({"ENT_IOB": "B"}, [3, 5]),
        ({"ENT_IOB": 1}, [4]),
        ({"ENT_ID": ""}, ALL),
        ({"ENT_KB_ID": "Q1"}, []),
        ({"TEXT": {}}, ALL),
        ({"TEXT": {"IN": ["cats", "12"]}}, [1, 3]),
        ({"TEXT": {"NOT_IN": ["cats", "12"]}}, [0, 2, 4, 5, 6]),
        ({"text": {"not_in": ["cats", "12"], "regex": "a"}}, [2, 5]),
        ({"text": {"fuzzy": {"in": ["cat"]}}}, [1, 2]),
        ({"TEXT": {"IN": []}}, []),
        ({"TEXT": {"NOT_IN": []}}, ALL),
        ({"TEXT": {"IS_SUBSET": ["cats"]}}, [1]),
        ({"TEXT": {"IS_SUPERSET": ["cats", "12"]}}, []),
        ({"TEXT": {"IS_SUPERSET": []}}, ALL),
        ({"TEXT": {"INTERSECTS": ["cats", "12"]}}, [1, 3]),
        ({"TEXT": {"REGEX": "^[ac]"}}, [1, 2]),
        ({"TAG": {"REGEX": "^N"}}, [1, 4, 5]),
        ({"TEXT": {"REGEX": {"IN": ["^c", "^A"]}}}, [1, 4]),
        ({"TEXT": {"REGEX": {"NOT_IN": ["^c", "^A"]}}}, [0, 2, 3, 5, 6]),
        ({"TEXT": {"REGEX": "a", "NOT_IN": ["cats"]}}, [2, 5]),
        ({"TEXT": {"FUZZY": "cuts"}}, [1]),
        ({"TEXT": {"FUZZY1": "Applez"}}, [4]),
        ({"TEXT": {"FUZZY1": "Aplz"}}, []),
        ({"TEXT": {"FUZZY": {"IN": ["Apple", "todat"]}}}, [4, 5]),
        ({"TEXT": {"FUZZY": {"NOT_IN": ["Apple", "todat"]}}}, [0, 1, 2, 3, 6]),
        ({"LENGTH": {">=": 3, "<": 5}}, [0, 1, 2]),
        ({"LENGTH": {"==": 4.0}}, [1]),
        ({"LENGTH": {"IN": [3, 4], "!=": 3}}, [1]),
        ({"MORPH": {"IN": ["Number=Plur|Case=Nom,Acc"]}}, [4]),
        ({"MORPH": {"IS_SUPERSET": ["Number=Plur"]}}, [1, 4]),
        ({"MORPH": {"IS_SUPERSET": ["Case=Nom", "Case=Acc"]}}, [4]),
        ({"MORPH": {"IS_SUBSET": ["Number=Plur", "Definite=Def"]}}, [0, 1, 3, 5, 6]),
        ({"MORPH": {"INTERSECTS": ["Case=Nom", "Tense=Past"]}}, [2, 4]),
        ({"MORPH": {"REGEX": "Plur$"}}, [1, 4]),
        ({"MORPH": {"FUZZY": {"IN": ["Number=Plur|Case=Nom,Acx"]}}}, [4]),
    ],
)
def test_attributes(nlp, doc, pattern, expected):
    assert ends(nlp.vocab, doc, pattern) == expected
    assert ends(nlp.vocab, doc, pattern | {"OP": "!"}) == [i for i in ALL if i not in expected]


def test_more_without_validation(nlp, doc):
    def found(pattern):
        return ends(nlp.vocab, doc, pattern, validate=False)

    assert found({"SUFFIX": "ats"}) == [1]
    assert found({"POS": 92}) == [1, 4, 5]
    assert found({"HEAD": -2}) == [4]
    assert found({"IS_ALPHA": {"IN": [True]}}) == [0, 1, 2, 4, 5]
    assert found({"SENT_START": {"NOT_IN": [True]}}) == [1, 2, 3, 4, 5, 6]
    for pattern in ({"SUFFIX": "ats"}, {"POS": 92}, {"IS_ALPHA": {"IN": [True]}}):
        with pytest.raises(MatchPatternError):
            ends(nlp.vocab, doc, pattern)


@pytest.fixture
def extensions():
    Token.set_extension("n", getter=lambda token: len(token.text))
    Token.set_extension("chars", getter=lambda token: list(token.text))
    Token.set_extension("start", getter=lambda token: token.text[:2])
    Token.set_extension("unset", default=None)
    yield
    for name in ("n", "chars", "start", "unset"):
        Token.remove_extension(name)


@pytest.mark.parametrize(
    "attributes, expected",
    [
        ({}, ALL),
        ({"n": 4}, [1]),
        ({"n": 4.0}, [1]),
        ({"n": "4"}, []),
        ({"n": {">": 3, "!=": 6}}, [1, 5]),
        ({"n": {"IN": [1, 2]}}, [3, 6]),
        ({"n": -4}, []),
        ({"start": "ca"}, [1]),
        ({"start": "ca", "n": 4}, [1]),
        ({"start": {"REGEX": "[ae]"}}, [1, 2]),
        ({"start": {"REGEX": {"NOT_IN": ["[ao]", "2"]}}}, [0, 4, 6]),
        ({"start": {"FUZZY1": "cat"}}, [1, 2]),
        ({"start": {"FUZZY1": {"IN": ["cat", "App"]}}}, [1, 2, 4]),
        ({"start": {"NOT_IN": ["ca", "at"]}}, [0, 3, 4, 5, 6]),
        ({"chars": {"INTERSECTS": ["c", "1"]}}, [1, 3]),
        ({"chars": {"IS_SUPERSET": ["a", "t"]}}, [1, 2, 5]),
        ({"chars": {"IS_SUBSET": ["1", "2", "."]}}, [3, 6]),
        ({"chars": {"IN": ["1"]}}, []),
        ({"chars": "1"}, []),
        ({"unset": 0}, []),
        ({"unset": {">": 0}}, []),
        ({"unset": {"REGEX": "a"}}, []),
        ({"unset": {"NOT_IN": ["a"]}}, []),
    ],
)
def test_extension_attributes(nlp, doc, extensions, attributes, expected):
    assert ends(nlp.vocab, doc, {"_": attributes}) == expected
    assert ends(nlp.vocab, doc, {"_": attributes, "IS_ALPHA": True}) == [i for i in expected if i not in (3, 6)]


def test_extension_attributes_are_asked_where_they_are_needed(nlp, doc):
    asked = []
    Token.set_extension("seen", getter=lambda token: asked.append(token.i) or True)
    try:
        matcher = Matcher(nlp.vocab)
        matcher.add("K", [[{"LOWER": "cats"}, {"_": {"seen": True}}, {"_": {"seen": {"IN": [True]}}}]])
        assert [match[1:] for match in matcher(doc)] == [(1, 4)]
        assert asked == [2, 3]
    finally:
        Token.remove_extension("seen")
    with pytest.raises(AttributeError, match="seen"):
        matcher(doc)


def test_values_that_change_are_read_again(nlp):
    doc = Doc(nlp.vocab, words=["changing", "word"])
    matcher = Matcher(nlp.vocab)
    matcher.add("K", [[{"IS_STOP": True}], [{"NORM": "other"}]])
    assert matcher(doc) == []
    nlp.vocab["changing"].is_stop = True
    assert len(matcher(doc)) == 1
    nlp.vocab["changing"].is_stop = False
    doc[1].norm_ = "other"
    assert [match[1:] for match in matcher(doc)] == [(1, 2)]


def test_document_of_another_vocab(doc):
    matcher = Matcher(Vocab())
    matcher.add("K", [[{"TEXT": "cats"}, {"TEXT": {"REGEX": "^a"}}]])
    assert [match[1:] for match in matcher(doc)] == [(1, 3)]


# -- Operators, order, overlap ---------------------------------------------------------------------------------------


def spans(words, *patterns, **options):
    vocab = Vocab()
    matcher = Matcher(vocab)
    matcher.add("K", [[{"ORTH": word} | ({"OP": op} if op else {}) for word, op in pattern] for pattern in patterns],
                **options)  # fmt: skip
    return [match[1:] for match in matcher(Doc(vocab, words=words.split()))]


def test_order_is_by_end():
    assert spans("a b", [("a", ""), ("b", "?")]) == [(0, 1), (0, 2)]
    assert spans("a a a", [("a", "+")]) == [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)]
    assert spans("a a b", [("a", "*"), ("b", "")]) == [(0, 3), (1, 3), (2, 3)]


def test_counted():
    assert spans("a a a", [("a", "{2}")]) == [(0, 2), (1, 3)]
    assert spans("a a a", [("a", "{2,}")]) == [(0, 2), (0, 3), (1, 3)]
    assert spans("a a a", [("a", "{,1}"), ("a", "{2}")], greedy="LONGEST") == [(0, 3)]
    assert spans("a b", [("x", "{0}"), ("b", "")]) == [(1, 2)]
    assert spans("a b", [("b", "{0}")]) == []


def test_greedy():
    words = "a a a b b"
    patterns = [[("a", "+")], [("a", ""), ("b", "+")]]
    assert spans(words, *patterns, greedy="FIRST") == [(0, 3)]
    assert spans(words, *patterns, greedy="LONGEST") == [(0, 3)]
    patterns[0] = [("a", "{,2}")]
    assert spans(words, *patterns, greedy="FIRST") == [(0, 2), (2, 5)]
    assert spans(words, *patterns, greedy="LONGEST") == [(2, 5), (0, 2)]


def test_alignments(nlp):
    matcher = Matcher(nlp.vocab)
    matcher.add("K", [[{"ORTH": "a", "OP": "+"}, {"ORTH": "b", "OP": "?"}, {"ORTH": "c"}]], greedy="LONGEST")
    key = nlp.vocab.strings["K"]
    doc = Doc(nlp.vocab, words=["a", "a", "b", "c", "a", "c"])
    assert matcher(doc, with_alignments=True) == [(key, 0, 4, [0, 0, 1, 2]), (key, 4, 6, [0, 2])]
    assert [span.text for span in matcher(doc, as_spans=True, with_alignments=True)] == ["a a b c", "a c"]


# -- Keys ------------------------------------------------------------------------------------------------------------


def test_keys(nlp, doc):
    matcher = Matcher(nlp.vocab)
    assert len(matcher) == 0 and "A" not in matcher and matcher.get("A") is None and matcher.get("A", 3) == 3
    pattern = [{"LOWER": "cats"}]
    matcher.add("A", [pattern])
    matcher.add(77, [[{"LOWER": "ate"}]])
    matcher.add("A", [[{"LOWER": "the"}]])
    a = nlp.vocab.strings["A"]
    assert len(matcher) == 2 and "A" in matcher and a in matcher and matcher.has_key(77) and 78 not in matcher
    assert matcher.get("A") == (None, [pattern, [{"LOWER": "the"}]])
    assert matcher.labels == ("A", nlp.vocab.strings[77])
    assert matcher(doc) == [(a, 0, 1), (a, 1, 2), (77, 2, 3)]
    matcher.remove("A")
    assert "A" not in matcher and matcher(doc) == [(77, 2, 3)]
    with pytest.raises(ValueError, match="'A'"):
        matcher.remove("A")
    matcher.add("EMPTY", [])
    assert "EMPTY" in matcher and matcher.get("EMPTY") == (None, [])


def test_what_was_given_is_not_kept_by_reference(nlp):
    matcher = Matcher(nlp.vocab)
    patterns = [[{"LOWER": "a"}]]
    matcher.add("A", patterns)
    matcher.add("A", [[{"LOWER": "b"}]])
    assert patterns == [[{"LOWER": "a"}]]


def test_callbacks(nlp, doc):
    calls = []

    def on_match(matcher, doc, i, matches):
        calls.append((matcher, doc, i, list(matches)))

    matcher = Matcher(nlp.vocab)
    matcher.add("A", [[{"LOWER": "cats"}]], on_match=on_match)
    matcher.add("B", [[{"LOWER": "ate"}]])
    matcher.add("C", [[{"LOWER": "the"}]], on_match=on_match, greedy="FIRST")
    matches = matcher(doc)
    assert [nlp.vocab.strings[key] for key, _, _ in matches] == ["A", "B", "C"]
    assert calls == [(matcher, doc, 0, matches), (matcher, doc, 2, matches)]
    calls.clear()
    assert [span.text for span in matcher(doc[1:3], as_spans=True)] == ["cats", "ate"]
    a, b = nlp.vocab.strings["A"], nlp.vocab.strings["B"]
    assert calls == [(matcher, doc, 0, [(a, 0, 1), (b, 1, 2)])]


def test_callback_may_use_the_matcher(nlp, doc):
    matcher = Matcher(nlp.vocab)

    def on_match(matcher, doc, i, matches):
        if matches[i][2] == len(doc):
            return
        matcher.remove("A") if "A" in matcher else None
        matcher.add("B", [[{"LOWER": "ate"}]])

    matcher.add("A", [[{"LOWER": "cats"}], [{"LOWER": "the"}]], on_match=on_match)
    assert len(matcher(doc)) == 2
    assert [match[1:] for match in matcher(doc)] == [(2, 3)]


def test_predicate_may_use_the_matcher(nlp):
    docs = [Doc(nlp.vocab, words=[f"w{i}", "x", f"v{i}"]) for i in range(20)]
    depth = []

    def compare(text, pattern, edits):
        if len(depth) < 5:
            depth.append(text)
            for doc in docs[len(depth) :]:
                matcher(doc)
        return text.startswith("w")

    matcher = Matcher(nlp.vocab, fuzzy_compare=compare)
    matcher.add("K", [[{"TEXT": {"FUZZY": "?"}}, {"TEXT": "x"}]])
    assert [match[1:] for doc in docs for match in matcher(doc)] == [(0, 2)] * 20


def test_fuzzy_compare_is_given_the_edits(nlp, doc):
    seen = set()
    matcher = Matcher(nlp.vocab, fuzzy_compare=lambda *args: bool(seen.add(args)))
    matcher.add("K", [[{"LOWER": {"FUZZY": "x"}}], [{"LOWER": {"FUZZY3": {"IN": ["y", "ate"]}}}]])
    assert [match[1:] for match in matcher(doc)] == [(2, 3)]  # a text is like itself
    assert {args[1:] for args in seen} == {("x", -1), ("y", 3), ("ate", 3)}


def test_pickle(nlp, doc):
    matcher = Matcher(Vocab())
    matcher.add("A", [[{"TEXT": "cats"}, {"OP": "*"}]], greedy="LONGEST")
    matcher.add("B", [[{"TEXT": "ate"}]])
    matcher.add("A", [[{"TEXT": "The"}]], greedy="FIRST")
    again = pickle.loads(pickle.dumps(matcher))
    assert again(doc) == matcher(doc)
    assert again.get("A") == matcher.get("A") and len(again) == 2
    assert pickle.loads(pickle.dumps(Matcher(Vocab(), validate=False))).validate is False


def test_pipe(nlp, doc):
    matcher = Matcher(nlp.vocab)
    matcher.add("A", [[{"LOWER": "cats"}]])
    with pytest.warns(DeprecationWarning):
        assert list(matcher.pipe([doc, doc])) == [doc, doc]
    with pytest.warns(DeprecationWarning):
        found = list(matcher.pipe([(doc, 1)], as_tuples=True, return_matches=True))
    assert found == [((doc, matcher(doc)), 1)]


# -- Bad input -------------------------------------------------------------------------------------------------------


def test_nothing_to_match(nlp, doc):
    with pytest.warns(UserWarning, match="no patterns"):
        assert Matcher(nlp.vocab)(doc) == []
    matcher = Matcher(nlp.vocab)
    matcher.add("A", [[{"LOWER": "cats"}]])
    assert matcher(Doc(nlp.vocab)) == []
    assert matcher(doc[2:2]) == []
    for wrong in ("text", None, [doc], doc[0]):
        with pytest.raises(InputError, match="Doc or Span"):
            matcher(wrong)


@pytest.mark.parametrize("attribute", ["TAG", "POS", "MORPH", "LEMMA", "DEP"])
def test_missing_annotation(nlp, attribute):
    doc = Doc(nlp.vocab, words=["a", "b"])
    matcher = Matcher(nlp.vocab)
    matcher.add("A", [[{attribute: "X=y"}]])
    with pytest.raises(ValueError, match=attribute):
        matcher(doc)
    assert matcher(doc, allow_missing=True) == []
    assert matcher(Doc(nlp.vocab)) == []


def test_every_mistake_is_named(nlp):
    matcher = Matcher(nlp.vocab)
    patterns = [
        [{"LOWR": "a", "OP": "x"}, {"TEXT": {"REGX": "a", "REGEX": "("}, "LENGTH": {">=": "x"}}, 5],
        [{"ORTH": "fine"}, {"IS_ALPHA": 3, "_": {"a": None, "b": {"FOO": 1}}, "ENT_IOB": "X", "HEAD": 0}],
        [],
        "text",
        [{"TEXT": 5, "LOWER": None, "POS": ["a"], "TAG": {"IN": "abc"}, "DEP": {"IN": [1]}, "text": "a"}],
        [{"OP": "{3,2}"}, {"OP": "{}"}, {"OP": None}, {"_": 3}, {"LEMMA": {"FUZZY": {"IS_SUBSET": ["a"]}}}],
    ]
    with pytest.raises(MatchPatternError) as caught:
        matcher.add("KEY", patterns)
    lines = [line[2:] for line in str(caught.value).splitlines() if line.startswith("- ")]
    places = [line.split(": ")[:2] for line in lines]
    assert "'KEY'" in str(caught.value) and f"{len(lines)} mistakes" in str(caught.value)
    assert places == [
        ["pattern 0, token 0", "'LOWR' is no attribute of patterns"],
        ["pattern 0, token 0", "OP"],
        ["pattern 0, token 1", "TEXT"],
        ["pattern 0, token 1", "TEXT"],
        ["pattern 0, token 1", "LENGTH"],
        ["pattern 0, token 2", "5 is no dict of attributes"],
        ["pattern 1, token 1", "IS_ALPHA"],
        ["pattern 1, token 1", "_"],
        ["pattern 1, token 1", "_"],
        ["pattern 1, token 1", "ENT_IOB"],
        ["pattern 1, token 1", "'HEAD' is no attribute of patterns"],
        ["pattern 2", "it has no tokens"],
        ["pattern 3", "a list of dicts is expected, not 'text'; a key has a list of patterns"],
        ["pattern 4, token 0", "TEXT"],
        ["pattern 4, token 0", "LOWER"],
        ["pattern 4, token 0", "POS"],
        ["pattern 4, token 0", "TAG"],
        ["pattern 4, token 0", "DEP"],
        ["pattern 4, token 0", "'text' and 'TEXT' are the same attribute"],
        ["pattern 5, token 0", "OP"],
        ["pattern 5, token 1", "OP"],
        ["pattern 5, token 2", "OP"],
        ["pattern 5, token 3", "_"],
        ["pattern 5, token 4", "LEMMA"],
    ]
    assert 'Did you mean "LOWER"' in lines[0] and 'Did you mean "REGEX"' in lines[2]
    assert "KEY" not in matcher and len(matcher) == 0


@pytest.mark.parametrize(
    "arguments, options",
    [
        (("A", "text"), {}),
        (("A", ([{"LOWER": "a"}],)), {}),
        (("A", [{"LOWER": "a"}]), {}),
        (("A", [[{"LOWER": "a"}]]), {"greedy": "first"}),
        (("A", [[{"LOWER": "a"}]]), {"on_match": 3}),
        ((3.5, [[{"LOWER": "a"}]]), {}),
        ((-1, [[{"LOWER": "a"}]]), {}),
        ((2**64, [[{"LOWER": "a"}]]), {}),
        ((None, [[{"LOWER": "a"}]]), {}),
        (("A", [[{"OP": "{65537}"}]]), {}),
        (("A", [[{"OP": "{60000}"}, {"OP": "{60000}"}]]), {}),
        (("A", [[{"OP": "{" + "9" * 5000 + "}"}]]), {}),
    ],
)
def test_bad_arguments(nlp, arguments, options):
    matcher = Matcher(nlp.vocab)
    with pytest.raises(ValueError):
        matcher.add(*arguments, **options)
    assert len(matcher) == 0


def test_bad_fuzzy_compare(nlp):
    with pytest.raises(InputError):
        Matcher(nlp.vocab, fuzzy_compare=3)
    matcher = Matcher(nlp.vocab, fuzzy_compare=lambda text, pattern: True)
    matcher.add("A", [[{"LOWER": {"FUZZY": "a"}}]])
    with pytest.raises(TypeError):
        matcher(Doc(nlp.vocab, words=["b"]))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        matcher.remove("A")
        matcher.add("B", [[{"LOWER": "b"}]])
        assert len(matcher(Doc(nlp.vocab, words=["b"]))) == 1


def test_threads(nlp):
    """Threads share a matcher: each finds what one alone finds, while the machine still learns."""
    docs = [Doc(nlp.vocab, words=[f"w{i * j % 97}" for j in range(200)]) for i in range(40)]

    def make():
        matcher = Matcher(nlp.vocab, fuzzy_compare=lambda a, b, edits: sum(map(ord, a)) % 3 == 0)
        rules = [{"TEXT": {"FUZZY": "x"}}, {"TEXT": {"REGEX": "[37]$"}}, {"OP": "?"}, {"LOWER": {"NOT_IN": ["w5"]}}]
        matcher.add("A", [[rules[0], rules[1]], [rules[1], rules[2], rules[0]]], greedy="LONGEST")
        matcher.add("B", [[rules[3], rules[1], {"LENGTH": {">": 2}, "OP": "+"}]])
        return matcher

    alone = make()
    expected = [alone(doc, with_alignments=True) for doc in docs]
    assert sum(map(len, expected)) > 1000
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for _ in range(5):
            with ThreadPoolExecutor(8) as pool:
                assert list(pool.map(partial(make(), with_alignments=True), docs)) == expected
    finally:
        sys.setswitchinterval(interval)
