"""The per-token C loops of the tagging components against thinc's loss and plain Python."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from thinc.api import SequenceCategoricalCrossentropy

from engine.errors import InputError
from engine.pipeline import tagger_ops
from engine.tokens import Doc

LABELS = ["A", "B", "C"]


def softmax(raw):
    raw = numpy.exp(raw - raw.max(axis=1, keepdims=True))
    return (raw / raw.sum(axis=1, keepdims=True)).astype("float32")


@given(
    st.lists(st.sampled_from([None, "A", "B", "C", "!A", "!C"]), min_size=1, max_size=9),
    st.sampled_from([0.0, 0.1, 0.5]),
    st.integers(0, 2**16),
)
def test_masked_gradient_equals_thinc(truths, smoothing, seed):
    if smoothing:  # thinc refuses negated truths together with smoothing
        truths = [truth and truth.lstrip("!") for truth in truths]
    scores = softmax(numpy.random.default_rng(seed).normal(size=(len(truths), 3)))
    codes = {
        None: -1,
        **{label: i for i, label in enumerate(LABELS)},
        **{f"!{x}": -2 - i for i, x in enumerate(LABELS)},
    }
    classes = numpy.asarray([codes[truth] for truth in truths], dtype="int32")
    gradient, loss = tagger_ops.masked_gradient(scores, classes, smoothing)
    theirs = SequenceCategoricalCrossentropy(
        names=LABELS, normalize=False, neg_prefix="!", label_smoothing=smoothing, missing_value=None
    )
    expected, expected_loss = theirs([scores], [list(truths)])
    if all(truth is None for truth in truths):
        expected, expected_loss = [numpy.zeros_like(scores)], 0.0  # thinc takes a list of None for a list of ints
    numpy.testing.assert_allclose(gradient, expected[0], atol=1e-6)
    assert loss == pytest.approx(float(expected_loss), abs=1e-5)


def test_masked_gradient_of_nothing():
    gradient, loss = tagger_ops.masked_gradient(numpy.zeros((0, 3), "f"), numpy.zeros((0,), "int32"))
    assert gradient.shape == (0, 3) and loss == 0.0


@pytest.mark.parametrize("bad", [3, -5])
def test_masked_gradient_rejects_classes(bad):
    with pytest.raises(InputError):
        tagger_ops.masked_gradient(numpy.ones((1, 3), "f") / 3, numpy.asarray([bad], "int32"))


@pytest.mark.parametrize("k", [1, 2, 15, 16, 17, 32, 33, 300])
@pytest.mark.parametrize("n", [0, 1, 2, 17])
def test_argmax_takes_the_first_maximum(n, k):
    scores = numpy.random.default_rng(n + k).integers(-3, 3, size=(n, k)).astype("float32")
    best = tagger_ops.argmax_rows(scores)
    assert best.dtype == "int32"
    assert best.tolist() == scores.argmax(axis=1).tolist()


def test_argmax_needs_classes():
    with pytest.raises(InputError):
        tagger_ops.argmax_rows(numpy.zeros((2, 0), "f"))


def plain_classes(example, field, classes):
    return [-1 if value is None else classes.get(value, -1) for value in example.get_aligned(field, as_string=True)]


@pytest.mark.parametrize(
    ("words", "gold", "tags"),
    [
        (["a", "b", "c"], ["a", "b", "c"], ["A", "B", "A"]),
        (["ab", "c"], ["a", "b", "c"], ["A", "B", "A"]),
        (["ab", "c"], ["a", "b", "c"], ["A", "A", "B"]),
        (["a", "bc"], ["ab", "c"], ["A", "B"]),
        (["a", " ", "b"], ["a", "b"], ["A", "B"]),
        (["abc"], ["a", "b", "c"], ["A", "", "A"]),
    ],
)
def test_classes_follow_the_alignment(make_example, vocab, words, gold, tags):
    example = make_example(words, gold, tags=tags)
    classes = {"A": 0, "B": 1}
    table = tagger_ops.ClassTable("tag", {vocab.strings.add(key): value for key, value in classes.items()})
    assert table.of_example(example).tolist() == plain_classes(example, "TAG", classes)


def test_strict_table_names_the_unknown_value(make_example, vocab):
    table = tagger_ops.ClassTable("tag", {vocab.strings.add("A"): 0}, strict=True)
    with pytest.raises(tagger_ops.UnseenValue) as error:
        table.of_example(make_example("a b", tags=["A", "Z"]))
    assert vocab.strings[error.value.key] == "Z"


def test_guesses_must_fit_the_document(vocab):
    doc = Doc(vocab, words=["a", "b"])
    tags = numpy.asarray([vocab.strings.add("A")], dtype="uint64")
    for guesses in ([0], [0, 1], [0, -1]):
        with pytest.raises(InputError):
            tagger_ops.set_tags([doc], [guesses], tags, True)
    assert [token.tag_ for token in doc] == ["", ""]
