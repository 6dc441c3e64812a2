"""Tokenizers of these tests read the words of their rules at once, which else they do after some thousand questions."""

from __future__ import annotations

import pytest

from engine.tokenizer.affixes import _testing_patience


@pytest.fixture(autouse=True)
def words_at_once():
    before = _testing_patience(0)
    yield before
    _testing_patience(before)
