"""Edit distance against the textbook table, and what FUZZY takes for alike."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.config import registry
from engine.matcher import levenshtein, levenshtein_compare

SHORT = st.text(alphabet="abcé👍", max_size=12)
LONG = st.text(alphabet="ab", max_size=150)


def table(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(last + (x != y), row[j] + 1, row[j - 1] + 1)
    return row[-1]


@given(st.one_of(st.tuples(SHORT, SHORT), st.tuples(LONG, LONG)), st.integers(0, 20))
@settings(max_examples=500)
def test_distance(texts, limit):
    a, b = texts
    expected = table(a, b)
    assert levenshtein(a, b) == levenshtein(a, b, -1) == expected
    assert levenshtein(a, b, limit) == min(expected, limit + 1)
    assert levenshtein(b, a, limit) == min(expected, limit + 1)


@pytest.mark.parametrize("n", [0, 1, 63, 64, 65, 66, 130])
def test_sizes_around_a_machine_word(n):
    a = "ab" * n
    for b in ("", a[:n], a[1:] + "b", a[::-1], "c" + a + "c", "c" * n, a[: n // 2] + "x" + a[n // 2 :]):
        expected = table(a, b)
        assert levenshtein(a, b) == expected
        for limit in (0, 1, expected - 1, expected, expected + 1):
            if limit >= 0:
                assert levenshtein(a, b, limit) == min(expected, limit + 1)


def test_compare():
    assert levenshtein_compare("abc", "abd")
    assert levenshtein_compare("", "ab")
    assert not levenshtein_compare("", "abc")
    assert not levenshtein_compare("abc", "abd", 0)
    assert levenshtein_compare("abcdefghij", "abcdefgxyz")  # three tenths of ten
    assert not levenshtein_compare("abcdefghij", "abcdefwxyz")
    assert levenshtein_compare("abc", "xyz", 9)


def test_not_texts():
    with pytest.raises(TypeError):
        levenshtein("a", None)
    with pytest.raises(TypeError):
        levenshtein_compare(1, "a")


def test_registered():
    for name in ("spacy.levenshtein_compare.v1", "engine.levenshtein_compare.v1"):
        assert registry.get("misc", name)() is levenshtein_compare
