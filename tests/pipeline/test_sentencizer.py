"""Sentencizer: against recorded runs, settings and files."""

from __future__ import annotations

import contextlib
import json
import pickle
from pathlib import Path

import pytest
import srsly
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.errors import EngineError, FormatError, InputError
from engine.pipeline.sentencizer import Sentencizer
from engine.tokens import Doc

CASES = json.loads((Path(__file__).parent.parent / "golden" / "sentencizer.json").read_text(encoding="utf8"))["cases"]


def test_recorded_cases(vocab):
    sentencizer = Sentencizer()
    for words, starts in CASES:
        doc = sentencizer(Doc(vocab, words=words))
        assert [1 if token.is_sent_start else -1 for token in doc] == starts, words
        assert [1 if start else -1 for start in sentencizer.predict([doc])[0]] == starts


def test_overwrite(vocab):
    for overwrite, expected in ((False, [True, False, False, True, True]), (True, [True, False, True, False, True])):
        doc = Doc(vocab, words=["a", ".", "b", ".", "c"])
        doc[2].is_sent_start, doc[3].is_sent_start = False, True
        Sentencizer(overwrite=overwrite)(doc)
        assert [token.is_sent_start for token in doc] == expected


def test_empty_document(vocab):
    assert len(Sentencizer()(Doc(vocab))) == 0


def test_files(tmp_path):
    sentencizer = Sentencizer("other", punct_chars=["x", "yy"], overwrite=True)
    sentencizer.to_disk(tmp_path / "sentencizer")
    assert json.loads((tmp_path / "sentencizer.json").read_text()) == {"punct_chars": ["x", "yy"], "overwrite": True}
    for other in (
        Sentencizer().from_disk(tmp_path / "sentencizer"),
        Sentencizer().from_bytes(sentencizer.to_bytes()),
        pickle.loads(pickle.dumps(sentencizer)),
    ):
        assert other.punct_chars == {"x", "yy"} and other.overwrite
    with pytest.raises(FormatError):
        Sentencizer().from_bytes(b"\xc1")
    with pytest.raises(FormatError):
        Sentencizer().from_bytes(b"\x81\xabpunct_chars\x01")
    for wrong in ([5], b"!", ["!", None]):
        with pytest.raises(InputError, match="Expected texts"):
            Sentencizer(punct_chars=wrong)


@given(
    data=st.binary(max_size=40) | st.dictionaries(st.just("punct_chars"), st.lists(st.text())).map(srsly.msgpack_dumps)
)
def test_any_bytes(data):
    with contextlib.suppress(EngineError):
        Sentencizer().from_bytes(data)


@pytest.mark.peer
def test_peer_agrees():
    spacy = pytest.importorskip("spacy", reason="the peer is not installed")
    texts = ["a . b ! c", ". . a", "a . ) b", "a . ' b", "。 a", 'A . " b', "a ... b", "x ; y", "", "a \n . \n b"]
    found = []
    for package in (engine, spacy):
        rows = []
        for settings in ({}, {"punct_chars": ["!", ";"]}, {"overwrite": True}, {"punct_chars": []}):
            nlp = package.blank("en")
            sentencizer = nlp.add_pipe("sentencizer", config=settings)
            for text in texts:
                words = text.split(" ") if text else []
                doc = type(nlp("x"))(nlp.vocab, words=words, sent_starts=[1, *[0] * 9, -1][: len(words)] or None)
                rows.append([token.is_sent_start for token in sentencizer(doc)])
            rows.append(sorted(sentencizer.punct_chars))
        found.append(rows)
    assert found[0] == found[1]
