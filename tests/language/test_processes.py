"""n_process: order, contexts, errors, processes that end early; forked and spawned."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import engine
from engine.errors import InputError
from engine.language import processes
from engine.language.processes import WorkerError, WorkerTraceback
from engine.tokens import Doc

ROOT = Path(__file__).resolve().parents[2]


@engine.Language.component("test_processes_fails")
def fails(doc, bad="bad"):
    if bad in doc.text:
        raise ZeroDivisionError(doc.text)
    if "kill" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    doc.user_data["pid"] = os.getpid()
    doc.cats["length"] = len(doc)
    return doc


@pytest.fixture
def nlp():
    nlp = engine.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("test_processes_fails")
    return nlp


def children():
    return multiprocessing.active_children()


def contents(doc):
    return doc.text, [token.is_sent_start for token in doc], doc.cats, [sent.text for sent in doc.sents]


TEXTS = [f"This is text {i}. It has {i} words, frobnicate{i}." for i in range(25)]


@pytest.mark.parametrize(("n_process", "batch_size"), [(2, 4), (3, 1), (2, 100)])
def test_the_same_documents_in_order(nlp, n_process, batch_size):
    expected = [contents(doc) for doc in nlp.pipe(TEXTS)]
    docs = list(nlp.pipe(iter(TEXTS), n_process=n_process, batch_size=batch_size))
    assert [contents(doc) for doc in docs] == expected and docs[0].vocab is nlp.vocab
    pids = {doc.user_data["pid"] for doc in docs}
    assert os.getpid() not in pids and len(pids) == min(n_process, -(-len(TEXTS) // batch_size))
    assert children() == []
    assert list(nlp.pipe([], n_process=2)) == []


def test_contexts_stay_here(nlp):
    contexts = [object() for _ in TEXTS]  # cannot be pickled into equal ones
    stream = nlp.pipe(zip(TEXTS, contexts, strict=True), as_tuples=True, n_process=2, batch_size=3)
    found = list(stream)
    assert [doc.text for doc, _ in found] == TEXTS and all(a is b for (_, a), b in zip(found, contexts, strict=True))
    with pytest.raises(InputError, match="text, context"):
        list(nlp.pipe(TEXTS, as_tuples=True, n_process=2))


def test_documents_as_input(nlp):
    docs = [nlp.make_doc(text) for text in TEXTS[:5]]
    docs[0].user_data["mine"] = 1
    found = list(nlp.pipe(docs, n_process=2, batch_size=2))
    assert [contents(doc) for doc in found] == [contents(doc) for doc in nlp.pipe(TEXTS[:5])]
    assert found[0].user_data["mine"] == 1


def test_settings_reach_the_workers(nlp):
    settings = {"test_processes_fails": {"bad": "text 3"}}
    with pytest.raises(ZeroDivisionError, match="text 3"):
        list(nlp.pipe(TEXTS, n_process=2, batch_size=2, component_cfg=settings))
    docs = list(nlp.pipe(TEXTS, n_process=2, batch_size=2, disable=["test_processes_fails"]))
    assert len(docs) == len(TEXTS) and "pid" not in docs[0].user_data


def test_errors_come_with_their_place(nlp):
    with pytest.raises(ZeroDivisionError, match="bad one") as caught:
        list(nlp.pipe([*TEXTS, "bad one"], n_process=2, batch_size=2))
    assert isinstance(caught.value.__cause__, WorkerTraceback) and "in fails" in str(caught.value.__cause__)
    assert children() == []


def test_handled_errors_leave_out_their_documents(nlp):
    texts = [*TEXTS[:5], "a bad one", *TEXTS[5:]]
    nlp.set_error_handler(engine.util.ignore_error)
    pairs = list(nlp.pipe(((text, i) for i, text in enumerate(texts)), as_tuples=True, n_process=2, batch_size=3))
    assert [i for _, i in pairs] == [i for i in range(len(texts)) if i != 5]
    assert [doc.text for doc, i in pairs] == [text for text in texts if "bad" not in text]


def test_a_stream_that_nobody_ends(nlp):
    taken = []

    def endless():
        i = 0
        while True:
            taken.append(i)
            yield f"text {i}"
            i += 1

    stream = nlp.pipe(endless(), n_process=2, batch_size=2)
    assert [next(stream).text for _ in range(5)] == [f"text {i}" for i in range(5)]
    assert len(taken) <= 5 + 2 * 2 * processes.AHEAD
    stream.close()
    assert children() == []


def test_an_error_in_the_stream(nlp):
    def broken():
        yield from TEXTS
        raise KeyError("my own")

    with pytest.raises(KeyError, match="my own"):
        list(nlp.pipe(broken(), n_process=2, batch_size=2))
    assert children() == []


def test_a_killed_worker(nlp):
    with pytest.raises(WorkerError, match="exit code -9"):
        list(nlp.pipe([*TEXTS, "kill"], n_process=2, batch_size=2))
    assert children() == []


@pytest.mark.parametrize("wrong", [0, -2, 1.5, True, "2"])
def test_numbers_of_processes(nlp, wrong):
    if wrong is not True:
        with pytest.raises(InputError, match="n_process"):
            nlp.pipe(TEXTS, n_process=wrong)
    assert processes.count_of(-1) == os.cpu_count() and processes.count_of(3) == 3
    with pytest.raises(InputError, match="batch_size"):
        nlp.pipe(TEXTS, batch_size=-1)


def test_large_documents_do_not_block(nlp):
    texts = ["word " * 30_000, "other " * 30_000] * 4
    assert [doc.text for doc in nlp.pipe(texts, n_process=2, batch_size=1)] == texts


def test_pickling(nlp):
    nlp.add_pipe("sentencizer", name="second", config={"punct_chars": ["x"]})
    nlp.disable_pipe("second")
    nlp.max_length, nlp.batch_size = 77, 5
    again = pickle.loads(pickle.dumps(nlp))
    assert type(again) is type(nlp) and again.component_names == nlp.component_names
    assert again.disabled == ["second"] and (again.max_length, again.batch_size) == (77, 5)
    assert again.get_pipe("second").punct_chars == {"x"} and again.vocab is not nlp.vocab
    assert isinstance(again("One. Two."), Doc) and contents(again("One. Two.")) == contents(nlp("One. Two."))


SPAWNED = """
    import multiprocessing, sys
    import engine
    from engine.tokens import Doc

    def shout(doc):
        return doc.text.upper()

    Doc.set_extension("shouted", getter=shout)

    @engine.Language.component("mine")
    def mine(doc):
        doc.cats["upper"] = float(doc._.shouted.isupper())
        return doc

    if __name__ == "__main__":
        multiprocessing.set_start_method(sys.argv[1])
        nlp = engine.blank("en")
        nlp.add_pipe("sentencizer")
        nlp.add_pipe("mine")
        texts = ["One. Two.", "three", "four!", "five"]
        docs = list(nlp.pipe(texts, n_process=2, batch_size=1))
        assert [doc.text for doc in docs] == texts, docs
        assert [doc.cats for doc in docs] == [{"upper": 1.0}] * 4
        assert [len(list(doc.sents)) for doc in docs] == [2, 1, 1, 1]
        if sys.argv[1] != "fork":
            nlp.set_error_handler(lambda *args: None)
            try:
                list(nlp.pipe(texts, n_process=2))
            except ValueError as error:
                assert "lambda" in str(error), error
            else:
                raise AssertionError("no error")
        print("done")
"""


@pytest.mark.slow
@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_ways_to_start_a_process(method, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(SPAWNED), encoding="utf8")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, str(script), method], env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0 and done.stdout == "done\n", done.stderr
