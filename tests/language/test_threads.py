"""n_threads: the same bits in the same order, streams, errors, interrupts, zones; pipelines used by many threads."""

from __future__ import annotations

import _thread
import contextvars
import gc
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import numpy
import pytest

import engine
from engine.errors import InputError
from engine.language import threads
from engine.strings.store import StringStore
from engine.vocab import Vocab
from engine.vocab.zone import StaleError
from tests.language.threads_pipeline import TOK2VEC, make_pipeline, make_texts

ROOT = Path(__file__).resolve().parents[2]
TEXTS = make_texts(300)


@pytest.fixture(autouse=True)
def races():
    """Threads change places all the time; none is left at the end."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)
    assert workers() == []


def workers():
    return [each for each in threading.enumerate() if each.name.startswith("engine-pipe")]


@engine.Language.component("test_threads_fails")
def fails(doc, bad="bad"):
    if bad in doc.text:
        raise ZeroDivisionError(doc.text)
    doc.user_data["thread"] = threading.current_thread().name
    return doc


@pytest.fixture(scope="module")
def nlp():
    return make_pipeline()


@pytest.fixture
def small():
    nlp = engine.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("test_threads_fails")
    return nlp


def contents(docs):
    return [(doc.to_bytes(), doc.tensor.tobytes()) for doc in docs]


@pytest.fixture(scope="module")
def expected(nlp):
    docs = list(nlp.pipe(TEXTS))
    assert len({doc.tensor.tobytes() for doc in docs}) > 200 and any(doc.ents for doc in docs)
    assert len({token.dep_ for doc in docs for token in doc}) > 2
    return contents(docs)


@pytest.mark.parametrize("n_threads", [2, 4, 7])
def test_the_same_bits(nlp, expected, n_threads):
    for batch_size in (1000, 5):
        assert contents(nlp.pipe(iter(TEXTS), n_threads=n_threads, batch_size=batch_size)) == expected


def test_the_same_bits_when_nothing_was_seen_before(expected):
    for n_threads in (2, 4):
        fresh = make_pipeline()
        assert contents(fresh.pipe(TEXTS, n_threads=n_threads, batch_size=3)) == expected
        assert sorted(fresh.vocab.strings) == sorted(set(fresh.vocab.strings))
        assert len({lexeme.orth for lexeme in fresh.vocab}) == len(fresh.vocab)


def test_batches_of_unknown_components_stay_whole(nlp):
    sizes = []

    class Collects:
        def __call__(self, doc):
            return doc

        def pipe(self, stream, batch_size):
            docs = list(stream)
            sizes.append(len(docs))
            yield from docs

    assert threads.may_cut(pipe for _, pipe in nlp.pipeline)
    reaching = engine.blank("en")
    encode = {"@architectures": "spacy.MishWindowEncoder.v2", "width": 16, "window_size": 1, "depth": 1}
    reaching.add_pipe("tok2vec", config={"model": {**TOK2VEC, "encode": encode}})
    assert not threads.may_cut(pipe for _, pipe in reaching.pipeline)
    engine.Language.component("test_threads_collects", func=Collects())
    other = engine.blank("en")
    other.add_pipe("test_threads_collects")
    assert len(list(other.pipe(TEXTS, n_threads=2, batch_size=200))) == 300 and sorted(sizes) == [100, 200]


def test_contexts_and_documents(small):
    contexts = [object() for _ in TEXTS]
    found = list(small.pipe(zip(TEXTS, contexts, strict=True), as_tuples=True, n_threads=3, batch_size=7))
    assert [doc.text for doc, _ in found] == TEXTS and all(a is b for (_, a), b in zip(found, contexts, strict=True))
    assert len({doc.user_data["thread"] for doc, _ in found}) > 1
    docs = [small.make_doc(text) for text in TEXTS[:20]]
    assert all(a is b for a, b in zip(docs, small.pipe(docs, n_threads=2, batch_size=3), strict=True))
    with pytest.raises(InputError, match="text, context"):
        list(small.pipe(TEXTS, as_tuples=True, n_threads=2))
    assert list(small.pipe([], n_threads=2)) == []
    disabled = list(small.pipe(TEXTS[:9], n_threads=2, disable=["test_threads_fails"]))
    assert "thread" not in disabled[0].user_data


@pytest.mark.parametrize("wrong", [0, -2, 1.5, True, "2"])
def test_numbers_of_threads(small, wrong):
    if wrong is not True:
        with pytest.raises(InputError, match="n_threads"):
            small.pipe(TEXTS, n_threads=wrong)
    assert threads.count_of(-1) >= 1
    assert len(list(small.pipe(TEXTS[:3], n_threads=-1))) == 3
    with pytest.raises(InputError, match="not both"):
        small.pipe(TEXTS, n_threads=2, n_process=2)


def test_a_stream_that_nobody_ends(small):
    taken = []

    def endless():
        while True:
            taken.append(0)
            yield f"text {len(taken)}"

    stream = small.pipe(endless(), n_threads=2, batch_size=2)
    assert [next(stream).text for _ in range(5)] == [f"text {i}" for i in range(1, 6)]
    assert len(taken) <= 5 + 2 * 2 * threads.AHEAD and workers()
    stream.close()
    assert workers() == []
    stream = small.pipe(endless(), n_threads=2)
    next(stream)
    del stream  # nobody holds it any more
    gc.collect()
    assert workers() == []


def test_an_error_comes_at_its_document(small):
    texts = [*TEXTS[:30], "bad one", *TEXTS[30:60]]
    for n_threads in (1, 3):
        found = []
        with pytest.raises(ZeroDivisionError, match="bad one"):
            for doc in small.pipe(texts, n_threads=n_threads, batch_size=4):
                found.append(doc.text)
        assert found == texts[:30] and workers() == []


def test_handled_errors_leave_out_their_documents(small):
    texts = [*TEXTS[:5], "a bad one", *TEXTS[5:]]
    seen = []
    small.set_error_handler(lambda name, component, docs, error: seen.append((name, docs[0].text, type(error))))
    pairs = list(small.pipe(((text, i) for i, text in enumerate(texts)), as_tuples=True, n_threads=2, batch_size=3))
    assert [i for _, i in pairs] == [i for i in range(len(texts)) if i != 5]
    assert seen == [("test_threads_fails", "a bad one", ZeroDivisionError)]
    small.set_error_handler(engine.util.ignore_error)
    small.max_length = 10
    assert [doc.text for doc in small.pipe(["short", "much too long", "fine"], n_threads=2)] == ["short", "fine"]


def test_settings_reach_the_workers(small):
    with pytest.raises(ZeroDivisionError, match="word3"):
        list(small.pipe(TEXTS, n_threads=2, batch_size=2, component_cfg={"test_threads_fails": {"bad": "word3x"}}))


def test_an_error_in_the_stream(small):
    def broken():
        yield from TEXTS[:10]
        raise KeyError("my own")

    found = []
    with pytest.raises(KeyError, match="my own"):
        for doc in small.pipe(broken(), n_threads=2, batch_size=4):
            found.append(doc.text)
    assert found == TEXTS[:10]


def test_an_interrupt(small):
    @engine.Language.component("test_threads_interrupts")
    def interrupts(doc):
        if "now" in doc.text:
            _thread.interrupt_main()
        time.sleep(0.005)
        return doc

    small.add_pipe("test_threads_interrupts")
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(small.pipe(["first", "now", *(f"text {i}" for i in range(100_000))], n_threads=2))
    assert workers() == [] and time.monotonic() - start < 5


def test_context_variables_of_the_caller(small):
    variable = contextvars.ContextVar("variable", default=0)

    @engine.Language.component("test_threads_context")
    def reads(doc):
        doc.user_data["value"] = variable.get()
        return doc

    small.add_pipe("test_threads_context")
    variable.set(7)
    assert {doc.user_data["value"] for doc in small.pipe(TEXTS[:50], n_threads=2, batch_size=5)} == {7}


def test_the_end_of_the_program_with_an_open_stream():
    code = """
        import engine
        nlp = engine.blank("en")
        stream = nlp.pipe((str(i) for i in range(10**9)), n_threads=2)
        print(next(stream).text)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=60, cwd=ROOT, check=True
    )
    assert done.stdout == "0\n" and done.stderr == ""


def together(*functions):
    """Run functions at the same time; raise what one of them raises."""
    errors = []
    start = threading.Barrier(len(functions))

    def run(function):
        start.wait()
        try:
            function()
        except BaseException as error:
            errors.append(error)

    running = [threading.Thread(target=run, args=(function,)) for function in functions]
    for each in running:
        each.start()
    for each in running:
        each.join()
    if errors:
        raise errors[0]


def test_two_threads_and_one_pipeline(expected):
    shared = make_pipeline()
    results = {}

    def call(name):
        results[name] = contents(shared(text) for text in TEXTS)

    def pipe(name):
        results[name] = contents(shared.pipe(TEXTS, batch_size=17))

    def pipe_on_threads(name):
        results[name] = contents(shared.pipe(TEXTS, n_threads=2, batch_size=11))

    together(*(lambda f=f, i=i: f(i) for i, f in enumerate((call, call, pipe, pipe_on_threads))))
    assert len(results) == 4 and all(found == expected for found in results.values())


def test_two_pipelines_in_two_threads(expected):
    first, second = make_pipeline(), make_pipeline(seed=1)
    texts = make_texts(200, seed=1)
    alone = contents(make_pipeline(seed=1).pipe(texts))
    results = {}
    together(
        lambda: results.update(first=contents(first.pipe(TEXTS, n_threads=2))),
        lambda: results.update(second=contents(second.pipe(texts, n_threads=2))),
    )
    assert results == {"first": expected, "second": alone}


def test_a_string_store_for_all():
    store = StringStore()
    words = [f"word {i}" for i in range(3000)]
    orders = [numpy.random.RandomState(i).permutation(words).tolist() for i in range(8)]

    def add(order):
        for word in order:
            key = store.add(str(word))
            assert store[key] == word and word in store

    together(*(lambda order=order: add(order) for order in orders))
    assert len(store) == len(words) and set(store) == set(words)
    assert all(store[store[word]] == word for word in words)


def test_lexemes_for_all():
    """Getters in Python let other threads in while a lexeme is made."""
    vocab = Vocab(lex_attr_getters={engine.attrs.NORM: lambda text: "".join(list(text)[::-1])})
    words = [f"word{i}" for i in range(1500)]

    def look_up():
        for word in words:
            assert vocab[word].norm_ == word[::-1]

    together(*[look_up] * 6)
    assert len(vocab) == len(words) == len(list(vocab))
    vocab[words[0]].norm_ = "other"
    assert engine.tokens.Doc(vocab, words=words[:1])[0].norm_ == "other"


# Memory zones


def test_a_zone_around_threads(nlp, expected):
    n_strings, n_lexemes = len(nlp.vocab.strings), len(nlp.vocab)
    texts = [f"{text} unheard{i}" for i, text in enumerate(TEXTS)]
    alone = contents(nlp.pipe(texts[:1]))
    with nlp.memory_zone():
        docs = list(nlp.pipe(texts[1:], n_threads=3, batch_size=9))
        assert "unheard77" in nlp.vocab.strings and docs[76].text == texts[77]
        assert contents(nlp.pipe(TEXTS, n_threads=2)) == expected
    assert "unheard77" not in nlp.vocab.strings and len(alone) == 1
    assert len(nlp.vocab.strings) - n_strings < 10 and len(nlp.vocab) - n_lexemes < 10
    with pytest.raises(StaleError):
        _ = docs[0].text
    assert contents(nlp.pipe(TEXTS, n_threads=2)) == expected


def test_zones_inside_the_loop(nlp, expected):
    """What the workers do meanwhile is not part of the caller's zone."""
    docs = []
    for doc in nlp.pipe([f"{text} loop{i}" for i, text in enumerate(TEXTS)], n_threads=2, batch_size=2):
        with nlp.memory_zone():
            nlp.make_doc(f"only here {len(docs)}th")
            docs.append(doc)
    assert all(doc.text.endswith(f"loop{i}") for i, doc in enumerate(docs))
    assert [doc[len(doc) - 1].lemma_ for doc in docs] and "loop299" in nlp.vocab.strings
    assert "299th" not in nlp.vocab.strings


def test_a_zone_that_ends_before_its_pipe(small):
    with small.memory_zone():
        stream = small.pipe((f"text{i}" for i in range(10**6)), n_threads=2, batch_size=2)
        assert next(stream).text == "text0"
    assert workers() == []
    with pytest.raises(InputError, match="has ended"):
        list(stream)
    with small.memory_zone():
        stream = small.pipe([f"text{i}" for i in range(100)], n_threads=2)
        assert len(list(stream)) == 100


def test_zones_of_several_threads(small):
    """Each thread has its own; those without one add words that stay."""

    def serve(number):
        for i in range(60):
            with small.memory_zone():
                docs = list(small.pipe([f"mine{number}x{j} both{j}" for j in range(i, i + 4)]))
                assert [doc[0].text for doc in docs] == [f"mine{number}x{j}" for j in range(i, i + 4)]
                assert f"mine{number}x{i}" in small.vocab.strings
                with small.memory_zone():
                    assert small(f"inner{number}")[0].text == f"inner{number}"
                assert docs[3].text == f"mine{number}x{i + 3} both{i + 3}"
            assert not small.vocab.in_memory_zone and f"mine{number}x{i}" not in small.vocab.strings

    def stay():
        for i in range(200):
            assert small(f"stays{i} both{i}").text == f"stays{i} both{i}"

    small("The tokenizer's rules bring their strings when they are needed.")
    before = len(small.vocab.strings)
    together(*(lambda n=n: serve(n) for n in range(4)), stay)
    assert "stays199" in small.vocab.strings and "both199" in small.vocab.strings
    assert not any(string.startswith(("mine", "inner")) for string in small.vocab.strings)
    assert len(small.vocab.strings) - before < 3 * 400 and len(small.vocab) == len(list(small.vocab))


def test_a_document_in_another_thread(small):
    with small.memory_zone():
        doc = small("zonedword here")
        texts = []
        together(lambda: texts.append((doc.text, doc[0].lower_)))
        assert texts == [("zonedword here", "zonedword")]
