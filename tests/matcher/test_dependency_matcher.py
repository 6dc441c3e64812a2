"""DependencyMatcher: its interface, and the search held to the slow version."""

import copy
import pickle
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InputError, MatchPatternError
from engine.matcher import DependencyMatcher
from engine.matcher.dependency_rules import OPERATORS
from engine.tokens import Doc
from engine.vocab.vocab import Vocab

WORDS = "the quick brown fox jumped over the lazy dog".split()
HEADS = [3, 3, 3, 4, 4, 4, 8, 8, 5]
DEPS = ["det", "amod", "amod", "nsubj", "ROOT", "prep", "det", "amod", "pobj"]


@pytest.fixture(scope="module")
def vocab():
    return Vocab()


@pytest.fixture
def doc(vocab):
    return Doc(vocab, words=WORDS, heads=HEADS, deps=DEPS)


def anchor(name, **attributes):
    return {"RIGHT_ID": name, "RIGHT_ATTRS": attributes}


def node(left, operator, name, **attributes):
    return {"LEFT_ID": left, "REL_OP": operator, "RIGHT_ID": name, "RIGHT_ATTRS": attributes}


FOX = [
    anchor("verb", ORTH="jumped"),
    node("verb", ">", "subject", DEP="nsubj"),
    node("subject", ">", "mod", DEP="amod"),
]


def test_matches_in_order(vocab, doc):
    matcher = DependencyMatcher(vocab)
    matcher.add("FOX", [FOX])
    matcher.add("NOUN", [[anchor("noun", ORTH={"IN": ["dog", "fox"]})], [anchor("the", ORTH="the")]])
    matcher.add("FOX", [[anchor("over", ORTH="over")]])
    found = [(vocab.strings[key], tokens) for key, tokens in matcher(doc)]
    assert found == [
        ("FOX", [4, 3, 1]),
        ("FOX", [4, 3, 2]),
        ("FOX", [5]),
        ("NOUN", [3]),
        ("NOUN", [8]),
        ("NOUN", [0]),
        ("NOUN", [6]),
    ]


@pytest.mark.parametrize(
    ("operator", "pairs"),
    [
        ("<", [(0, 3), (1, 3), (2, 3), (3, 4), (5, 4), (6, 8), (7, 8), (8, 5)]),
        (">", [(3, 0), (3, 1), (3, 2), (4, 3), (4, 5), (5, 8), (8, 6), (8, 7)]),
        ("$+", [(0, 1), (1, 2), (4, 5), (6, 7)]),
        ("$--", [(1, 0), (2, 0), (2, 1), (4, 3), (5, 3), (7, 6)]),
        (">-", [(3, 2), (4, 3), (8, 7)]),
        (">++", [(4, 5), (5, 8)]),
        ("<--", [(5, 4), (8, 5)]),
        (";", [(i + 1, i) for i in range(8)]),
    ],
)
def test_operators(vocab, doc, operator, pairs):
    matcher = DependencyMatcher(vocab)
    matcher.add("A", [[anchor("a"), node("a", operator, "b")]])
    assert [tuple(tokens) for _, tokens in matcher(doc)] == pairs


def test_tokens_of_one_tree_only(vocab):
    doc = Doc(vocab, words=list("abcde"), heads=[1, 1, 1, 4, 4], deps=["x"] * 5)
    matcher = DependencyMatcher(vocab)
    matcher.add("A", [[anchor("a"), node("a", ".*", "b")]])
    assert [tokens for _, tokens in matcher(doc)] == [[0, 1], [0, 2], [1, 2], [3, 4]]
    assert matcher(Doc(vocab, words=list("abcde"))) == []  # each token is a tree
    assert matcher(Doc(vocab)) == []


def test_keys(vocab, doc):
    matcher = DependencyMatcher(vocab)
    matcher.add("FOX", [FOX])
    matcher.add("FOX", [FOX[:1]], on_match=print)
    matcher.add(7, [FOX[:1]])
    assert len(matcher) == 2
    assert "FOX" in matcher and vocab.strings["FOX"] in matcher and 7 in matcher and "DOG" not in matcher
    assert matcher.has_key("FOX") and not matcher.has_key("DOG")
    assert matcher.get("FOX") == (print, [FOX, FOX[:1]])
    assert matcher.get("DOG") is None and matcher.get("DOG", 5) == 5
    matcher.remove("FOX")
    assert "FOX" not in matcher and matcher(doc) == [(7, [4])]
    with pytest.raises(ValueError, match="no_such_key"):
        matcher.remove("FOX")
    matcher.remove(7)
    with pytest.warns(UserWarning, match="no patterns"):
        assert matcher(doc) == []


def test_subclass(vocab):
    class Matcher(DependencyMatcher):
        def __init__(self, nlp):
            super().__init__(nlp["vocab"])

    matcher = Matcher({"vocab": vocab})
    matcher.add("A", [[anchor("a")]])
    assert len(matcher(Doc(vocab, words=["a"]))) == 1
    with pytest.raises(InputError, match="no_init"):
        DependencyMatcher.__new__(DependencyMatcher).add("A", [[anchor("a")]])


def test_callbacks(vocab, doc):
    seen = []
    matcher = DependencyMatcher(vocab)
    matcher.add("A", [[anchor("a", ORTH="the")]], on_match=lambda *args: seen.append(args))
    matcher.add("B", [[anchor("a", ORTH="fox")]])
    matches = matcher(doc)
    assert seen == [(matcher, doc, 0, matches), (matcher, doc, 1, matches)]
    matcher.add("A", [[anchor("a", ORTH="dog")]])
    matcher(doc)
    assert len(seen) == 2


def test_span_counts_from_its_start(vocab, doc):
    matcher = DependencyMatcher(vocab)
    matcher.add("A", [[anchor("a", ORTH="fox"), node("a", ">", "b", DEP="amod")]])
    assert [tokens for _, tokens in matcher(doc[1:5])] == [[2, 0], [2, 1]]


def test_pickle(vocab, doc):
    matcher = DependencyMatcher(vocab, validate=True)
    matcher.add("FOX", [FOX], on_match=len)
    matcher.add("A", [[anchor("a", ORTH="the")]])
    for other in (pickle.loads(pickle.dumps(matcher)), copy.deepcopy(matcher)):
        assert other.get("FOX") == (len, [FOX]) and other.validate
        other.add("FOX", [])
        assert other(doc) == matcher_without_callbacks(vocab)(doc)


def matcher_without_callbacks(vocab):
    matcher = DependencyMatcher(vocab)
    matcher.add("FOX", [FOX])
    matcher.add("A", [[anchor("a", ORTH="the")]])
    return matcher


def test_every_mistake_is_named(vocab):
    matcher = DependencyMatcher(vocab)
    bad = [
        [],
        "abc",
        [{"RIGHT_ATTRS": {}, "LEFT_ID": "x"}],
        [anchor("a"), 5, {"RIGHT_ID": "b", "RIGHT_ATTR": {}}],
        [anchor("a"), node("zz", "??", "a", FOO=1), node("a", ">", ["b"], ORTH=[3])],
        [{"RIGHT_ID": "a", "RIGHT_ATTRS": None}, node(["a"], [], "b", OP="*"), node("b", ">", "c", OP="#")],
    ]
    with pytest.raises(MatchPatternError) as caught:
        matcher.add("K", bad)
    text = str(caught.value)
    for expected in (
        "pattern 0: it has no nodes",
        "pattern 1: a list of dicts is expected, not a str",
        "pattern 2, node 0: without RIGHT_ID",
        "pattern 2, node 0: LEFT_ID in the first node",
        "pattern 3, node 1: 5 is no dict",
        "pattern 3, node 2: without LEFT_ID and REL_OP and RIGHT_ATTRS",
        "pattern 3, node 2: unknown key 'RIGHT_ATTR'",
        "RIGHT_ATTRS",
        "pattern 4, node 1: LEFT_ID 'zz' is no RIGHT_ID of a node before it: 'a'",
        "pattern 4, node 1: REL_OP '??' is none of < >",
        "pattern 4, node 1: RIGHT_ID 'a' is that of a node before it",
        "pattern 4, node 1: 'FOO'",
        "pattern 4, node 2: RIGHT_ID is ['b']",
        "pattern 4, node 2: ORTH",
        "pattern 5, node 0: RIGHT_ATTRS is None",
        "pattern 5, node 1: LEFT_ID is ['a']",
        "pattern 5, node 1: REL_OP [] is none of",
        "pattern 5, node 1: OP '*' in RIGHT_ATTRS",
        "pattern 5, node 2: OP '#'",
    ):
        assert expected in text
    assert isinstance(caught.value, ValueError) and caught.value.code == "dependency_matcher.bad_patterns"
    assert len(matcher) == 0


def test_bad_arguments(vocab, doc):
    matcher = DependencyMatcher(vocab)
    for patterns in ("abc", FOX[0], None):
        with pytest.raises(ValueError, match="a list of patterns is expected"):
            matcher.add("K", patterns)
    with pytest.raises(InputError, match="bad_callback"):
        matcher.add("K", [FOX], on_match=5)
    for key in (None, 1.5, True, -1, 2**64):
        with pytest.raises(InputError, match="bad_key"):
            matcher.add(key, [FOX])
    with pytest.raises(TypeError):
        DependencyMatcher(None)
    matcher.add("K", [FOX])
    for doclike in ("a", None, [doc]):
        with pytest.raises(ValueError, match="wrong_type"):
            matcher(doclike)
    with pytest.raises(ValueError, match="missing_annotation"):
        matcher(Doc(vocab, words=["a"]))
    note = [{**anchor("a"), "NOTE": "passed over"}]
    matcher.add("K", [note])
    with pytest.raises(ValueError, match="unknown key 'NOTE'"):
        DependencyMatcher(vocab, validate=True).add("K", [note])


@st.composite
def trees(draw, max_tokens=7):
    """(words, heads): any forest, crossing arcs included."""
    n = draw(st.integers(1, max_tokens))
    words = draw(st.lists(st.sampled_from("abc"), min_size=n, max_size=n))
    order = draw(st.permutations(range(n)))
    heads = list(range(n))
    for k in range(1, n):
        heads[order[k]] = order[draw(st.integers(0, k))]
    return words, heads


@st.composite
def patterns(draw):
    """(number of the left node, operator, words) a node."""
    nodes = []
    for i in range(draw(st.integers(1, 4))):
        allowed = draw(st.sampled_from(["a", "ab", "bc", "abc", "d"]))
        nodes.append((draw(st.integers(0, i - 1)) if i else -1, draw(st.sampled_from(OPERATORS)) if i else "", allowed))
    return nodes


@given(trees(), st.lists(patterns(), min_size=1, max_size=2))
def test_like_the_slow_version(reference, tree, patterns):
    find = reference("dependency_matcher").find
    words, heads = tree
    vocab = Vocab()
    doc = Doc(vocab, words=words, heads=heads, deps=["x"] * len(words))
    for nodes in patterns:
        matcher = DependencyMatcher(vocab)
        pattern = [anchor(0, ORTH={"IN": list(nodes[0][2])})]
        for i, (left, operator, allowed) in enumerate(nodes[1:], start=1):
            pattern.append(node(left, operator, i, ORTH={"IN": list(allowed)}))
        matcher.add("A", [pattern])
        assert [tokens for _, tokens in matcher(doc)] == find(words, heads, nodes)


def test_heads_in_a_ring(vocab):
    """Possible while a person reattaches tokens one by one."""
    doc = Doc(vocab, words=list("abcd"), heads=[1, 2, 2, 2], deps=["x"] * 4)
    doc.from_array(["HEAD"], np.array([1, 1, -2, -1], dtype="int64").astype("uint64"))
    for operator in OPERATORS:
        matcher = DependencyMatcher(vocab)
        matcher.add("A", [[anchor("a"), node("a", operator, "b"), node("b", operator, "c")]])
        for _, tokens in matcher(doc):
            assert all(0 <= t < 4 for t in tokens)


@pytest.mark.parametrize("operator", OPERATORS)
def test_no_blow_up(operator, vocab):
    """Ten nodes that many tokens fit, and a last one that none does: trying out choices would never end."""
    n = 400
    for heads in ([0] * n, [max(i - 1, 0) for i in range(n)], [min(i + 1, n - 1) for i in range(n)]):
        doc = Doc(vocab, words=["a"] * (n - 1) + ["b"], heads=heads, deps=["x"] * n)
        matcher = DependencyMatcher(vocab)
        nodes = [anchor(0)] + [node(i, operator, i + 1) for i in range(10)]
        matcher.add("A", [[*nodes, node(10, "<", 11, LENGTH=2)]])
        start = time.process_time()
        assert matcher(doc) == []
        assert time.process_time() - start < 0.5


def test_few_matches_among_many_candidates(vocab):
    """One match, whose nodes have 10^8 choices each taken alone."""
    n = 3000
    doc = Doc(vocab, words=["a"] * (n - 1) + ["b"], heads=[max(i - 1, 0) for i in range(n)], deps=["x"] * n)
    matcher = DependencyMatcher(vocab)
    matcher.add(
        "A", [[anchor(0, ORTH="b"), node(0, "<<", 1), node(1, ".", 2), node(2, ">>", 3), node(1, ".", 4, ORTH="b")]]
    )
    start = time.process_time()
    assert [tokens for _, tokens in matcher(doc)] == []
    matcher.add("A", [[anchor(0, ORTH="b"), node(0, "<<", 1), node(1, ".", 2, ORTH="b")]])
    assert [tokens for _, tokens in matcher(doc)] == [[n - 1, n - 2, n - 1]]
    assert time.process_time() - start < 1.0


names = st.sampled_from(["LEFT_ID", "REL_OP", "RIGHT_ID", "RIGHT_ATTRS", "ORTH", "OP", "a", ">", "IN"])
json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=2) | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)


@given(json_like)
def test_anything_else_is_refused(patterns):
    matcher = DependencyMatcher(Vocab())
    try:
        matcher.add("A", patterns)
    except InputError:
        assert len(matcher) == 0
    else:
        assert isinstance(patterns, list) and matcher.get("A") == (None, patterns)


def test_keys_outlive_a_memory_zone():
    vocab = Vocab()
    matcher = DependencyMatcher(vocab)
    with vocab.memory_zone():
        matcher.add("MADE-IN-ZONE", [[anchor("a", ORTH="x")]])
    ((key, tokens),) = matcher(Doc(vocab, words=["y", "x"]))
    assert vocab.strings[key] == "MADE-IN-ZONE" and tokens == [1]
