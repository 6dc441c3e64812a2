"""Places of words and arcs: no two lines of a projective tree cross or touch, words keep apart, levels are least."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.displacy.dependency_layout import Measures, arc_levels, lay_out
from engine.displacy.spans import slots, white_space
from engine.displacy.text_width import text_width


@st.composite
def projective_arcs(draw, most=14):
    """(number of words, arcs) of a random projective tree."""
    n = draw(st.integers(1, most))
    arcs = []

    def tree(start, end):
        root = draw(st.integers(start, end - 1))
        for left, right in ((start, root), (root + 1, end)):
            while left < right:
                cut = draw(st.integers(left + 1, right))
                child = tree(left, cut)
                label = draw(st.sampled_from(["x", "nsubj", "compound:prt"]))
                arcs.append(
                    {
                        "start": min(child, root),
                        "end": max(child, root),
                        "label": label,
                        "dir": "left" if child < root else "right",
                    }
                )
                left = cut
        return root

    tree(0, n)
    return n, draw(st.permutations(arcs))


@st.composite
def any_spans(draw):
    n = draw(st.integers(1, 8))
    bounds = draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(1, n)), max_size=8))
    return [
        {"start_token": start, "end_token": min(start + length, n), "label": str(i)}
        for i, (start, length) in enumerate(bounds)
    ]


@pytest.mark.parametrize("compact", [False, True])
@settings(max_examples=60)
@given(
    tree=projective_arcs(), distance=st.sampled_from([0, 40, 175]), spacing=st.sampled_from([1, 20]), rtl=st.booleans()
)
def test_lines_never_cross(compact, tree, distance, spacing, rtl):
    n, arcs = tree
    words = [{"text": "w" * (i % 5 + 1), "tag": "NOUN"} for i in range(n)]
    measures = Measures(distance, 45, spacing, 50, 20, compact)
    layout = lay_out(words, arcs, measures, rtl)
    assert sorted(layout.centers, reverse=rtl) == layout.centers
    assert all(0 < x < layout.width for x in layout.centers)
    for arc in layout.arcs:
        assert arc.x1 < arc.x2 and 0 < arc.y < layout.foot < layout.height
    for a, b in itertools.combinations(layout.arcs, 2):
        if a.x2 < b.x1 or b.x2 < a.x1:
            continue
        outer, inner = (a, b) if a.level > b.level else (b, a)
        assert outer.level > inner.level and outer.y < inner.y
        assert outer.x1 < inner.x1 and inner.x2 < outer.x2


@settings(max_examples=60)
@given(tree=projective_arcs())
def test_labels_have_room(tree):
    n, arcs = tree
    layout = lay_out([{"text": "w", "tag": "X"}] * n, arcs, Measures(10, 45, 20, 50, 20, True), False)
    for a, b in itertools.combinations(layout.arcs, 2):
        if a.level == b.level:
            gap = abs((a.x1 + a.x2) / 2 - (b.x1 + b.x2) / 2)
            assert gap > (text_width(a.label, 12.8) + text_width(b.label, 12.8)) / 2


def slow_levels(arcs):
    """By the definition: one above the highest shorter arc, or equally long one before it, in reach."""
    order = sorted(range(len(arcs)), key=lambda i: arcs[i]["end"] - arcs[i]["start"])
    levels = {}
    for i in order:
        a = arcs[i]
        below = [levels[j] for j in levels if max(a["start"], arcs[j]["start"]) < min(a["end"], arcs[j]["end"])]
        levels[i] = max(below, default=0) + 1
    return [levels[i] for i in range(len(arcs))]


@given(bounds=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=12))
def test_levels(bounds):
    arcs = [{"start": start, "end": start + length} for start, length in bounds]
    assert arc_levels(arcs) == slow_levels(arcs)


@given(spans=any_spans())
def test_lines_of_spans(spans):
    found = slots(spans)
    for (a, line), (b, other) in itertools.combinations(zip(spans, found, strict=True), 2):
        if max(a["start_token"], b["start_token"]) < min(a["end_token"], b["end_token"]):
            assert line != other
    for span, line in zip(spans, found, strict=True):
        assert line >= 1
        if all(
            other is span or not other["start_token"] <= span["start_token"] < other["end_token"] for other in spans
        ):
            assert line == 1


@given(
    tokens=st.lists(st.text("ab.,é", min_size=1, max_size=4), max_size=6),
    spaces=st.lists(st.sampled_from(["", " ", "\n "]), min_size=6, max_size=6),
)
def test_white_space_is_that_of_the_text(tokens, spaces):
    spaces = spaces[: len(tokens)]
    text = "".join(token + space for token, space in zip(tokens, spaces, strict=True))
    assert white_space(tokens, text) == spaces


def test_white_space_without_the_text():
    for text in (None, "", "a c", "x a b", "a b x", "b a"):
        assert white_space(["a", "b"], text) == [" ", " "]
    assert white_space([], "") == [] and white_space(["a"], " a") == [""]
