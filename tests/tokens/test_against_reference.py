"""Entities and retokenizing held to their slow twins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InputError
from engine.tokens import Doc, Span
from engine.vocab.vocab import Vocab

VOCAB = Vocab()
TAGS = ["O", "B-X", "I-X", "B-Y", "I-Y", "B-", ""]


@st.composite
def places(draw, n, most):
    """Up to `most` runs of n tokens; they may overlap."""
    out = []
    for _ in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, n))
        out.append((start, draw(st.integers(start, n))))
    return out


def read(doc):
    return [(token.ent_iob_, token.ent_type_) for token in doc]


@pytest.fixture(scope="module")
def entities(reference):
    return reference("entities")


@pytest.fixture(scope="module")
def slow(reference):
    return reference("retokenize")


@given(tags=st.lists(st.sampled_from(TAGS), min_size=1, max_size=7), data=st.data())
def test_set_ents(entities, tags, data):
    n = len(tags)
    doc = Doc(VOCAB, words=["a"] * n, ents=tags)
    before = read(doc)
    ents = [(*place, data.draw(st.sampled_from(["", "X", "Z"]))) for place in data.draw(places(n, 2))]
    others = {name: data.draw(places(n, 1)) for name in ("blocked", "missing", "outside")}
    default = data.draw(st.sampled_from(["outside", "missing", "blocked", "unmodified"]))
    expected = entities.set_ents(before, ents, **others, default=default)
    spans = {name: [doc[start:end] for start, end in found] for name, found in others.items()}
    given_spans = [Span(doc, start, end, label) for start, end, label in ents]
    if expected is None:
        with pytest.raises(InputError, match="overlap"):
            doc.set_ents(given_spans, **spans, default=default)
        assert read(doc) == before
    else:
        doc.set_ents(given_spans, **spans, default=default)
        assert read(doc) == expected


@given(words=st.lists(st.sampled_from(["a", "bb", "ccc"]), min_size=1, max_size=8), data=st.data())
def test_retokenize(slow, words, data):
    n = len(words)
    spaces = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    heads = data.draw(st.lists(st.integers(0, n - 1), min_size=n, max_size=n))
    ents = data.draw(st.lists(st.sampled_from(TAGS[:5]), min_size=n, max_size=n))
    doc = Doc(VOCAB, words=words, spaces=spaces, heads=heads, deps=["d"] * n, ents=ents)
    tokens = [{"text": t.text, "space": t.whitespace_ != "", "iob": t.ent_iob_, "label": t.ent_type_} for t in doc]
    for token, head in zip(tokens, heads, strict=True):
        token["head"] = tokens[head]
    free, merges = set(range(n)), []
    for start, end in data.draw(places(n, 3)):
        if start < end and free.issuperset(range(start, end)):
            free -= set(range(start, end))
            merges.append((start, end, doc[start:end].root.i))
    cut = [i for i in sorted(free) if len(words[i]) > 1 and data.draw(st.booleans())]
    targets = sorted(free) + [start for start, _, _ in merges]
    splits = {}
    for i in cut:
        texts = [words[i][:1], words[i][1:]]
        picks = []
        for _ in texts:
            target = data.draw(st.sampled_from(targets))
            picks.append((target, data.draw(st.integers(0, 1)) if target in cut else 0))
        splits[i] = (texts, picks)
    expected = slow.retokenize(tokens, merges, splits)
    with doc.retokenize() as retokenizer:
        for start, end, _ in data.draw(st.permutations(merges)):
            retokenizer.merge(doc[start:end])
        for i, (texts, picks) in splits.items():
            retokenizer.split(doc[i], texts, heads=[(doc[target], part) for target, part in picks])
    assert [t.text for t in doc] == [token["text"] for token in expected]
    assert [t.whitespace_ != "" for t in doc] == [token["space"] for token in expected]
    assert [t.head.i for t in doc] == [[x is token["head"] for x in expected].index(True) for token in expected]
    assert read(doc) == [(token["iob"], token["label"]) for token in expected]
