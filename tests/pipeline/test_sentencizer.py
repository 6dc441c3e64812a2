"""Sentencizer: against recorded runs, settings and files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.errors import FormatError
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
    sentencizer = Sentencizer(["x", "yy"], overwrite=True)
    sentencizer.to_disk(tmp_path / "sentencizer")
    assert json.loads((tmp_path / "sentencizer.json").read_text()) == {"punct_chars": ["x", "yy"], "overwrite": True}
    for other in (
        Sentencizer().from_disk(tmp_path / "sentencizer"),
        Sentencizer().from_bytes(sentencizer.to_bytes()),
    ):
        assert other.punct_chars == {"x", "yy"} and other.overwrite
    with pytest.raises(FormatError):
        Sentencizer().from_bytes(b"\xc1")
    with pytest.raises(FormatError):
        Sentencizer().from_bytes(b"\x81\xabpunct_chars\x01")
