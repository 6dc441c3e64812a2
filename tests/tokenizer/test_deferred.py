"""Settings of a tokenizer that are made when they are first needed."""

from __future__ import annotations

import threading
import time

import pytest

from engine.tokenizer import Tokenizer
from engine.vocab import Vocab

RULES = {"can't": [{"ORTH": "ca"}, {"ORTH": "n't"}]}


def test_threads_that_need_them_at_once_wait_for_them():
    calls = []

    def make_settings():
        calls.append(threading.get_ident())
        time.sleep(0.05)
        return {"rules": RULES}

    tokenizer = Tokenizer.deferred(Vocab(), make_settings)
    ready = threading.Barrier(8)
    found = []

    def work():
        ready.wait()
        found.append([token.text for token in tokenizer("I can't")])

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert found == [["I", "ca", "n't"]] * 8
    assert len(calls) == 1


def test_settings_that_ask_the_tokenizer():
    def make_settings():
        assert tokenizer.rules == {}
        return {"rules": RULES}

    tokenizer = Tokenizer.deferred(Vocab(), make_settings)
    assert [token.text for token in tokenizer("can't")] == ["ca", "n't"]


def test_settings_that_cannot_be_made_are_asked_for_again():
    answers = [ValueError("not yet"), {"rules": RULES}]

    def make_settings():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    tokenizer = Tokenizer.deferred(Vocab(), make_settings)
    with pytest.raises(ValueError, match="not yet"):
        tokenizer("can't")
    assert [token.text for token in tokenizer("can't")] == ["ca", "n't"]
