"""Patterns that keep many states: time and memory grow with the document, not with its square or worse."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap
import time

import pytest

from engine.matcher import Matcher
from engine.matcher.matcher import _testing
from engine.tokens import Doc, Token
from engine.vocab import Vocab

N = 20_000
A, B, ANY = {"ORTH": "a"}, {"ORTH": "b"}, {}


def times(token, op):
    return {**token, "OP": op}


NO_MATCH = {
    "loops": [*[times(A, "+")] * 4, B],
    "wildcards": [*[times(ANY, "*")] * 10, B],
    "optional": [*[times(A, "?")] * 20, *[A] * 20, B],
    "counted": [times(A, "{2,}"), times(ANY, "{,5}"), times(A, "{3,}"), B],
    "negated": [times(A, "*"), times(A, "!")],
    "long": [*[times(ANY, "*")] * 70, B],
}


@pytest.mark.parametrize("name", NO_MATCH)
@pytest.mark.parametrize("greedy", [None, "FIRST", "LONGEST"])
def test_states_in_vain(name, greedy):
    vocab = Vocab()
    matcher = Matcher(vocab)
    matcher.add("K", [NO_MATCH[name]], greedy=greedy)
    doc = Doc(vocab, words=["a"] * N)
    start = time.process_time()
    assert matcher(doc) == []
    # far below a second; following N * N / 2 states takes a hundred times as long
    assert time.process_time() - start < 5


@pytest.mark.parametrize("greedy", ["FIRST", "LONGEST"])
@pytest.mark.parametrize(
    "pattern, expected",
    [
        ([times(A, "+")], [(0, N - 1)]),
        ([times(ANY, "*"), B], [(0, N)]),
        ([times(A, "+"), times(ANY, "*")], [(0, N)]),
        ([A, times(A, "?"), times(ANY, "{,3}"), times(B, "*")], "many"),
    ],
)
def test_greedy(pattern, expected, greedy):
    vocab = Vocab()
    matcher = Matcher(vocab)
    matcher.add("K", [pattern], greedy=greedy)
    doc = Doc(vocab, words=["a"] * (N - 1) + ["b"])
    start = time.process_time()
    found = [match[1:] for match in matcher(doc)]
    assert time.process_time() - start < 5
    if expected == "many":
        assert len(found) == N // 5 and (0, 5) in found[:2]
    else:
        assert found == expected


@pytest.mark.parametrize("greedy", ["FIRST", "LONGEST"])
def test_greedy_with_extension_attributes(greedy):
    Token.set_extension("odd", getter=lambda token: token.i % 2)
    try:
        vocab = Vocab()
        matcher = Matcher(vocab)
        odd = {"_": {"odd": 1}}
        matcher.add("K", [[times({"_": {"odd": {"IN": [0, 1]}}}, "+")], [odd, times(A, "*")]], greedy=greedy)
        matcher.add("L", [[odd, times(odd, "!")]], greedy=greedy)
        doc = Doc(vocab, words=["a"] * 5000)
        start = time.process_time()
        found = matcher(doc, with_alignments=True)
        assert time.process_time() - start < 5
        k, l = vocab.strings["K"], vocab.strings["L"]
        assert [match for match in found if match[0] == k] == [(k, 0, 5000, [0] * 5000)]
        assert [match[1:] for match in found if match[0] == l] == [(i, i + 2, [0, 1]) for i in range(1, 4999, 2)]
    finally:
        Token.remove_extension("odd")


@pytest.mark.parametrize("pattern", [[times(A, "*"), B], [times(A, "+"), B], [times(ANY, "*"), times(A, "*"), B],
                                     [A, times(ANY, "*"), B], [A, A, times(ANY, "*"), B, B]])  # fmt: skip
def test_matches_from_every_token_to_the_last(pattern):
    vocab = Vocab()
    matcher = Matcher(vocab)
    matcher.add("K", [pattern])
    doc = Doc(vocab, words=["a"] * (N - 2) + ["b", "b"])
    start = time.process_time()
    found = matcher(doc)
    assert time.process_time() - start < 5
    assert len(found) == len(set(found)) > N - 10
    slow = Matcher(vocab)
    slow.add("K", [pattern])
    slow._limits = (10**9, 10**9)
    doc = Doc(vocab, words=["a"] * 500 + ["b", "b"])
    assert matcher(doc) == slow(doc)


def read(pattern):
    """Such as "a+ ab* .{2,}": for each token its words, which have one letter (a dot: any), and its operator."""
    out = []
    for part in pattern.split():
        words = part.rstrip("?*+!{},0123456789")
        out.append(times({"ORTH": {"IN": list(words)}} if words != "." else ANY, part[len(words) :] or "1"))
    return out


def until(last, unit):
    return lambda n: [*(list(unit) * n)[: n - 1], last]


MEETING_LOOPS = {
    "a+ a+ b": until("b", "a"),
    "a* a* a* b": until("b", "a"),
    "a+ a? a+ b": until("b", "a"),
    "ab+ a+ b": until("b", "a"),
    "a+ .* a+ a+ b": until("b", "a"),
    ". a? . a? .+ a+ b": until("b", "a"),
    "a{1,3} a+ a{2,} b": until("b", "a"),
    "ab+ ab+ c": until("c", "ab"),
    "a ab* b ab* c": until("c", "ab"),
    "ab{2,} a+ b+ ab+ c": until("c", "ab"),
    "a* b .* c": until("c", "aaab"),
    "a+ b+ ab+ a b ab+ c": until("c", "aaab"),
    "a+ b .* a .* c": until("c", "aaab"),
}


@pytest.mark.parametrize("pattern", MEETING_LOOPS)
def test_work_is_in_proportion_to_document_and_matches(pattern):
    vocab = Vocab()
    matcher = Matcher(vocab)
    matcher.add("K", [read(pattern)])
    work = []
    for n in (2000, 16_000):
        doc = Doc(vocab, words=MEETING_LOOPS[pattern](n))
        found = matcher(doc)
        assert len(set(found)) == len(found) > n / 5
        work.append(_testing.py_work(matcher, doc) / (n + len(found)))
    # moving every start by itself takes a thousand steps a token, and eight times as many for the longer document
    assert work[1] < 1.2 * work[0] and work[1] < 50
    doc = Doc(vocab, words=MEETING_LOOPS[pattern](400))
    found = matcher(doc)
    matcher = Matcher(vocab)
    matcher._limits = (10**9, 10**9)
    matcher.add("K", [read(pattern)])
    assert matcher(doc) == found


# patterns (with the same key where none is given), and what the documents repeat; at the end "bc"
SEVERAL = {
    "in turn": (["x .* b", "y .* b"], "xy"),
    "in turn, other ends": (["K x .* b", "L y .* c"], "xy"),
    "three keys in no order": (["K x .* b", "L y .* b", "M z .* c"], "xyzzyxyx"),
    "at the same tokens": (["K a+ b", "L a+ bc", "K .* a b"], "a"),
    "against the order": (["a+ b", "a* b", "a{2,} b"], "a"),
    "optional": (["x .? .* b", "y .* .? . b"], "xy"),
    "counted": (["x{1,3} .{2,} b", "y .{,3} .* b"], "xxyy"),
    "negated": (["x c! .* b", "y .* b"], "xy"),
    "loops within": (["K x .* y .* b", "L y .* x .* b", "K y xy+ xy+ b"], "xy"),
    "late and in place": (["K xu+ .* u .* b", "L yv+ v .* b"], "xxyvu"),
    "beside greedy keys": (["K x .* b", "L y .* b", "FIRST x .* b", "LONGEST y+ .* b"], "xy"),
    "six": (["K u .* b", "L v .* b", "M w .* b", "N x .* b", "O y .* b", "P z .* c"], "uvwxyz"),
    "beside one that ends at every token": (["K x .* b", "L y .* b", "M b .*"], "xy"),
}


def add_several(matcher, rules):
    for rule in rules:
        key, _, pattern = rule.partition(" ") if rule[0].isupper() else ("K", "", rule)
        matcher.add(key, [read(pattern)], greedy=key if key in ("FIRST", "LONGEST") else None)


@pytest.mark.parametrize("name", SEVERAL)
def test_work_of_several_patterns(name):
    rules, unit = SEVERAL[name]
    vocab = Vocab()
    matcher = Matcher(vocab)
    add_several(matcher, rules)
    work = []
    for n in (4000, 16_000):
        doc = Doc(vocab, words=[*(unit * n)[: n - 2], "b", "c"])
        found = matcher(doc)
        assert len(set(found)) == len(found) > n / 10
        work.append(_testing.py_work(matcher, doc) / (n + len(found)))
    # each start by itself, beside those of other patterns, takes a thousand steps a token, and four times as many then
    assert work[1] < 1.1 * work[0] and work[1] < 20
    if name != "beside greedy keys":  # whose order is not promised
        doc = Doc(vocab, words=[*(unit * 100)[:400], "b", "c", *unit, "b"])
        found = matcher(doc, with_alignments=True)
        assert matcher(doc) == [match[:3] for match in found]
        slow = Matcher(vocab)
        slow._limits = (10**9, 10**9)
        add_several(slow, rules)
        assert slow(doc, with_alignments=True) == found


def test_order_of_starts_that_came_to_the_same_nodes_by_other_ways():
    """Later starts before earlier ones, and others between them: histories that are joined against the order."""
    vocab = Vocab()
    patterns = ["ab+ c* b", "a* .* b", ". a+ c* ab", "ab? a+ ca* b"]
    words = (["a"] * 7 + ["c"] * 2 + ["b"] + ["a"] * 3) * 6
    matchers = [Matcher(vocab), Matcher(vocab)]
    for matcher, limits in zip(matchers, [(0, 0), (10**9, 10**9)], strict=True):
        matcher._limits = limits
        for i, pattern in enumerate(patterns):
            matcher.add(f"K{i % 3}", [read(pattern)])
    found, expected = (matcher(Doc(vocab, words=words)) for matcher in matchers)
    assert found == expected
    ends = [[start for _, start, end in found if end == each] for each in {match[2] for match in found}]
    assert any(starts != sorted(starts) and starts != sorted(starts, reverse=True) for starts in ends)


def test_greedy_keys_with_few_states_and_many_matches():
    """A few starts of a match that may end at every token: what they find is not kept until the end."""
    vocab = Vocab()
    matcher = Matcher(vocab)
    slow = Matcher(vocab)
    slow._limits = (10**9, 10**9)
    for each in (matcher, slow):
        each.add("LATER", [read("c c .* d")], greedy="FIRST")
        each.add("FIRST", [read("b .+")], greedy="FIRST")
        each.add("ALL", [read("c c+ d")])
        each.add("LONGEST", [read("bc b? .*"), read("c .")], greedy="LONGEST")
    for n in (50, 500):
        doc = Doc(vocab, words=["b"] * 30 + ["c"] * n + ["d", "c"])
        found = matcher(doc, with_alignments=True)
        assert found == slow(doc, with_alignments=True)
        assert [vocab.strings[match[0]] for match in found if match[1] == 0] == ["LONGEST", "FIRST"]
    work = []
    for n in (4000, 16_000):
        doc = Doc(vocab, words=["b"] * 30 + ["c"] * n + ["d"])
        work.append(_testing.py_work(matcher, doc) / n)
    assert work[1] < 1.1 * work[0] and work[1] < 40  # a hundred with the sixty matches of greedy keys at every token


def runs(separator):
    """n -> runs of a, each longer than the one before: a match over two of them cuts off the one before it."""

    def make(n):
        words = []
        while len(words) < n:
            words += [*["a"] * (1 + words.count(separator)), separator]
        return words[:n]

    return make


def stairs(n):
    """Matches of a, one of b and one of c, where each reaches into the next, which is longer by one."""
    words, length = [], 2
    while len(words) < n:
        words += ["b", *["a"] * length, "c"]
        length += 1
    return words[:n]


CUT_OFF = {
    "a+ b a+": (["a+ b a+"], runs("b")),
    "a+ b? a+": (["a+ b? a+"], runs("b")),
    "a* b a+ and a+": (["a* b a+", "a+"], runs("b")),
    "from the longest down": (["a+ b a+", "a+ b"], lambda n: runs("b")(n)[::-1]),
    "a run of any, and less": (["ab* b ab+", "b"], runs("b")),
    "stairs": (["b a+ c b? a?", "a c b a+ c", "a+"], stairs),
    "wildcards": (["b .* c", "c .+ b"], stairs),
    "equal": (["a a a", "a a"], lambda n: ["a"] * n),
    "one behind the other": (["x .* y"], lambda n: (["x", "y", "a"] * n)[:n]),
}


def make_matcher(vocab, patterns, limit, greedy="LONGEST"):
    matcher = Matcher(vocab)
    matcher._limits = (limit, limit)
    matcher.add("K", [read(pattern) for pattern in patterns], greedy=greedy)
    return matcher


@pytest.mark.parametrize("name", CUT_OFF)
def test_longest_matches_that_cut_off_each_other(name):
    patterns, make = CUT_OFF[name]
    vocab = Vocab()
    put_off = make_matcher(vocab, patterns, 0)
    doc = Doc(vocab, words=make(400))
    assert put_off(doc) == make_matcher(vocab, patterns, 10**9)(doc) != []
    work = []
    for n in (4000, 32_000):
        doc = Doc(vocab, words=make(n))
        work.append(_testing.py_work(put_off, doc) / n)
    # a hundred and more, and more the longer, where all that lies before a match is looked at again
    assert work[1] < 1.1 * work[0] and work[1] < 40


def test_longest_matches_of_random_documents():
    rng = random.Random(0)
    vocab = Vocab()
    n_cut = 0
    for _ in range(300):
        patterns = [" ".join(rng.choices(["a", "b", "ab", "a+", "b?", ".", ".?", "b{2,3}", "a*"], k=rng.randint(1, 4)))]
        patterns += [" ".join(rng.choices(["a", "b", "a+", "ab+"], k=rng.randint(1, 3)))]
        doc = Doc(vocab, words=rng.choices("aaabc", k=rng.randint(5, 150)))
        found = make_matcher(vocab, patterns, 0)(doc)
        assert found == make_matcher(vocab, patterns, 10**9)(doc)
        longest = {}
        for _, start, end in make_matcher(vocab, patterns, 10**9, greedy=None)(doc):
            longest[start] = max(end, longest.get(start, 0))
        n_cut += any(end < longest[start] for _, start, end in found)
    assert n_cut > 20


def test_many_matches_of_one_key_twice_found():
    """Every path finds the same matches: they are kept once."""
    vocab = Vocab()
    matcher = Matcher(vocab)
    matcher.add("K", [[times(A, "+")] * 3, [times(A, "*")] * 4])
    n = 60
    found = matcher(Doc(vocab, words=["a"] * n))
    assert len(found) == len(set(found)) == n * (n + 1) // 2


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_memory():
    script = """
        import resource
        from engine.matcher import Matcher
        from engine.tokens import Doc
        from engine.vocab import Vocab

        vocab = Vocab()
        doc = Doc(vocab, words=["a"] * 200_000 + ["b"])
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        for greedy in (None, "FIRST", "LONGEST"):
            matcher = Matcher(vocab)
            loop = {"ORTH": "a", "OP": "+"}
            matcher.add("K", [[loop, loop, loop, {"ORTH": "c"}], [{"OP": "*"}] * 8 + [{"ORTH": "c"}]], greedy=greedy)
            if greedy:
                matcher.add("L", [[{"OP": "+"}, {"ORTH": "b"}], [loop]], greedy=greedy)
            assert len(matcher(doc)) == (1 if greedy else 0)
        loops = Matcher(vocab)
        loops.add("K", [[loop, loop, {"OP": "*"}, loop, {"ORTH": "b"}]])
        assert len(loops(doc)) == 199_998
        print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - used) // 2**20)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, timeout=120, check=True
    )
    assert int(done.stdout) < 100  # MB; a state for each token of each of the 200,000 would be terabytes


def test_what_is_known_of_tokens_does_not_pile_up():
    """More distinct words than are remembered: what was found out is dropped, and found out again."""
    vocab = Vocab()
    matcher = Matcher(vocab)
    matcher.add("K", [[{"TEXT": {"REGEX": "7$"}}, {"TEXT": {"NOT_IN": ["w18"]}, "LENGTH": {">": 1}}]])
    docs = [Doc(Vocab(), words=[f"w{part * 40_000 + i}" for i in range(40_000)]) for part in range(3)]
    expected = [[(i, i + 2) for i in range(7, 40_000, 10) if (part, i) != (0, 17)] for part in range(3)]
    for _ in range(2):
        assert [[match[1:] for match in matcher(doc)] for doc in docs] == expected
