"""Lemmatizer: modes, rules, memo, tables, files; and the peer on the same tables."""

from __future__ import annotations

import contextlib
import gzip
import pickle

import pytest
import srsly
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.config import registry
from engine.errors import ConfigError, EngineError, FormatError, InputError
from engine.lookups import Lookups, load_lookups
from engine.pipeline import Lemmatizer
from engine.pipeline.lemma_memo import MAX_ENTRIES, LemmaMemo, annotate_each
from engine.pipeline.lemmatizer import apply_rules, by_form
from engine.pipeline.lemmatizers.en import EnglishLemmatizer
from engine.tokens import Doc
from engine.vocab import Vocab
from engine.vocab.lex_attrs import NATIVE

TABLES = {
    "lemma_rules": {
        "noun": [["s", ""], ["es", "e"], ["ies", "y"], ["ss", "ss!"]],
        "verb": [["ing", "e"], ["ing", ""], ["", "x"], ["ed", "ed-1"]],
    },
    "lemma_index": {"noun": ["cat", "city"], "verb": ["make", "run"]},
    "lemma_exc": {"noun": {"mice": ["mouse", "mice"]}, "verb": {"was": ["be"]}},
}
WORDS = "cats cities mice Geese making was CATS asses ss moss MAKING ing ed walked X".split()
VOCAB = Vocab(lex_attr_getters=NATIVE)  # shared by the property tests: making one is slow
PARTS = ["NOUN", "VERB", "ADJ", "", "SPACE", "PROPN", "EOL", "AUX"]


pytestmark = pytest.mark.filterwarnings("ignore:.*no part of speech")


def make_lookups(package, tables):
    lookups = package()
    for name, data in tables.items():
        lookups.add_table(name, data)
    return lookups


def rule_lemmatizer(vocab, cls=Lemmatizer, tables=TABLES, **settings):
    lemmatizer = cls(vocab, None, mode="rule", **settings)
    lemmatizer.initialize(lookups=make_lookups(Lookups, tables))
    return lemmatizer


def lemmas(doc):
    return [token.lemma_ for token in doc]


def test_lookup_keeps_what_is_set(vocab):
    tables = {"lemma_lookup": {"cats": "cat", "Dogs": "dog", "X": "ex"}}
    for overwrite, expected in ((False, "cat q dog ex foo"), (True, "cat cats dog ex foo")):
        lemmatizer = Lemmatizer(vocab, None, overwrite=overwrite)
        lemmatizer.initialize(lookups=make_lookups(Lookups, tables))
        doc = Doc(vocab, words="cats cats Dogs X foo".split(), lemmas=["", "q", "", "", ""])
        if overwrite:
            tables["lemma_lookup"].pop("cats")
            doc[1].lemma_ = "q"
            lemmatizer.lookups.set_table("lemma_lookup", {**tables["lemma_lookup"], "cats": "cats"})
            expected = "cats cats dog ex foo"
        assert lemmas(lemmatizer(doc)) == expected.split()


def test_rules_by_hand(vocab):
    lemmatizer = rule_lemmatizer(vocab)
    doc = Doc(vocab, words="cats cities mice Geese asses ss walked was making".split(), pos=["NOUN"] * 6 + ["VERB"] * 3)
    forms = [lemmatizer.rule_lemmatize(token) for token in doc]
    assert forms[:4] == [["cat"], ["city"], ["mice", "mouse"], ["Geese"]]
    assert forms[4:] == [["asse", "asse"], ["ss!"], ["walked-1"], ["be"], ["make"]]
    assert lemmas(lemmatizer(doc)) == [each[0] for each in forms]
    assert len(lemmatizer.cache) == 9


def test_no_rules_for_a_part_of_speech(vocab):
    lemmatizer = rule_lemmatizer(vocab)
    doc = Doc(vocab, words=["Paris"] * 3, pos=["PROPN", "ADJ", ""])
    assert lemmas(lemmatizer(doc)) == ["Paris", "paris", "paris"]


@pytest.mark.filterwarnings("error")
def test_missing_parts_of_speech_are_reported(vocab):
    lemmatizer = rule_lemmatizer(vocab)
    with pytest.warns(UserWarning, match="no part of speech"):
        lemmatizer(Doc(vocab, words=["a", "b"]))
    lemmatizer(Doc(vocab, words=["a", " "], pos=["X", ""]))


@pytest.mark.parametrize(
    ("pos", "morph", "expected"),
    [
        ("NOUN", "Number=Sing", True),
        ("NOUN", "Number=Plur", False),
        ("NOUN", "Number=Plur,Sing", False),
        ("VERB", "VerbForm=Inf", True),
        ("AUX", "VerbForm=Inf", True),
        ("VERB", "Tense=Pres|VerbForm=Fin", True),
        ("VERB", "Number=Sing|Tense=Pres|VerbForm=Fin", False),
        ("AUX", "Tense=Pres|VerbForm=Fin", False),
        ("ADJ", "Degree=Pos", True),
        ("ADJ", "", False),
    ],
)
def test_english_base_forms(vocab, pos, morph, expected):
    doc = Doc(vocab, words=["Bass"], pos=[pos], morphs=[morph])
    lemmatizer = rule_lemmatizer(vocab, EnglishLemmatizer)
    assert lemmatizer.is_base_form(doc[0]) is expected
    if pos == "NOUN":
        assert lemmas(lemmatizer(doc)) == ["bass" if expected else "bass!"]


rule = st.tuples(st.sampled_from(["", "s", "es", "ss", "x"]), st.sampled_from(["", "e", "y", "-", "ss"]))


@given(
    text=st.text("sexSE-", max_size=6),
    rules=st.lists(rule, max_size=5),
    index=st.lists(st.text("sex", max_size=4), max_size=5),
    exceptions=st.lists(st.text("ab", max_size=2), max_size=3),
)
def test_properties_of_rules(text, rules, index, exceptions):
    found = apply_rules(text, text.lower(), rules, frozenset(index), exceptions)
    results = [text.lower()[: len(text) - len(old)] + new for old, new in rules if text.lower().endswith(old)]
    assert found
    if exceptions:
        assert found[0] in exceptions or set(exceptions) <= set(found[: len(found)])
    else:
        assert set(found) <= {*filter(None, results), text}
        known = [each for each in results if each in index and each]
        if known:
            assert found[0] == known[-1] if len(set(known)) == 1 else found[0] in known


# The memo against asking for every token

annotated = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(PARTS), st.sampled_from(["", "Number=Sing", "VerbForm=Inf"])),
    max_size=30,
)


@given(docs=st.lists(annotated, max_size=4), overwrite=st.booleans())
def test_memo_is_the_same_as_asking_each_time(docs, overwrite):
    vocab = VOCAB
    fast, slow = (rule_lemmatizer(vocab, EnglishLemmatizer, overwrite=overwrite) for _ in range(2))
    for rows in docs:
        words, pos, morphs = ([row[i] for row in rows] for i in range(3))
        first, second = (
            Doc(vocab, words=words, pos=pos, morphs=morphs, lemmas=["keep" if w == "X" else "" for w in words])
            for _ in range(2)
        )
        annotate_each(second, slow._rule_forms, overwrite)
        assert lemmas(fast(first)) == lemmas(second)


def test_memo_follows_the_cache_and_the_tables(vocab):
    lemmatizer = rule_lemmatizer(vocab)
    make = lambda: Doc(vocab, words=["mice"], pos=["NOUN"])  # noqa: E731
    assert lemmas(lemmatizer(make())) == ["mice"]
    lemmatizer.lookups.set_table("lemma_exc", {"noun": {"mice": ["mouse"]}})
    assert lemmas(lemmatizer(make())) == ["mice"]  # as documented of the cache
    lemmatizer.cache.clear()
    assert lemmas(lemmatizer(make())) == ["mouse"]
    lemmatizer.initialize(lookups=make_lookups(Lookups, {"lemma_rules": {"noun": [["ice", "ouse!"]]}}))
    assert lemmas(lemmatizer(make())) == ["mouse!"]


def test_memo_is_bounded(vocab):
    memo = LemmaMemo()
    words = [f"w{i}" for i in range(MAX_ENTRIES + 10)]
    memo.annotate(Doc(vocab, words=words), lambda token: [token.text], False)
    assert len(memo) == 10
    doc = Doc(vocab, words=words[:5] + words[-5:])
    memo.annotate(doc, lambda token: [token.text.upper()], False)
    assert lemmas(doc) == [w.upper() for w in words[:5]] + words[-5:]


def test_lemmas_of_ended_zones_come_back(vocab):
    """A lemma that was added in a memory zone is gone after it, and stored again when a form comes back."""
    memo = LemmaMemo()
    asked = []

    def lemmatize(token):
        asked.append(token.text)
        return [f"{token.text}lemma"]

    for _ in range(2):
        with vocab.memory_zone():
            for _ in range(2):
                doc = Doc(vocab, words=["mice", "rats", "mice"])
                memo.annotate(doc, lemmatize, False)
                assert lemmas(doc) == ["micelemma", "ratslemma", "micelemma"]
        assert "micelemma" not in vocab.strings
    for _ in range(3):
        doc = Doc(vocab, words=["mice"])
        memo.annotate(doc, lemmatize, False)
        assert lemmas(doc) == ["micelemma"] and "micelemma" in vocab.strings
    assert asked == ["mice", "rats"] and "ratslemma" not in vocab.strings


def test_subclass_may_depend_on_more_than_the_form(vocab):
    class ByPlace(Lemmatizer):
        def rule_lemmatize(self, token):
            return [str(token.i)]

        @by_form
        def shout_lemmatize(self, token):
            return [token.text.upper()]

    assert lemmas(rule_lemmatizer(vocab, ByPlace)(Doc(vocab, words=["a", "a"]))) == ["0", "1"]
    shout = ByPlace(vocab, None, mode="shout")
    assert lemmas(shout(Doc(vocab, words=["a", "a", "b"]))) == ["A", "A", "B"]
    assert len(shout._memo) == 2
    shout.lemmatize = lambda token: [f"own{token.i}"]
    assert lemmas(shout(Doc(vocab, words=["a", "a"]))) == ["own0", "own1"]


@pytest.mark.parametrize("wrong", ["text", [], None, [1], ()])
def test_wrong_result_of_a_function(vocab, wrong):
    lemmatizer = Lemmatizer(vocab, None)
    lemmatizer.initialize(lookups=make_lookups(Lookups, {"lemma_lookup": {}}))
    lemmatizer.lemmatize = lambda token: wrong
    with pytest.raises(InputError, match="list of texts"):
        lemmatizer(Doc(vocab, words=["a"]))


# Tables and modes


def test_missing_tables_are_named(vocab):
    with pytest.raises(ConfigError, match=r"lemma_lookup.*no tables"):
        Lemmatizer(vocab, None)(Doc(vocab, words=["a"]))
    with pytest.raises(ValueError, match=r"lacks lemma_rules.*it has lemma_lookup"):
        rule_lemmatizer(vocab, tables={"lemma_lookup": {}})
    with pytest.raises(ValueError, match="has no mode 'foo'"):
        Lemmatizer(vocab, None, mode="foo")
    with pytest.raises(InputError, match="Expected Lookups"):
        Lemmatizer(vocab, None).initialize(lookups={"lemma_lookup": {}})
    with pytest.raises(ConfigError, match=r"lemma_lookup, other for language 'zz'.*\n.*spacy-lookups-data"):
        load_lookups("zz", ["lemma_lookup", "other"])
    assert load_lookups("zz", ["lemma_lookup"], strict=False).tables == []


@pytest.fixture
def installed(monkeypatch, tmp_path):
    """Tables of English, as a package would register them: one compressed, one plain, one in memory."""
    (tmp_path / "exc.json").write_text('{"noun": {"mice": ["mouse"]}}')
    (tmp_path / "rules.json.gz").write_bytes(gzip.compress(b'{"noun": [["s", ""]]}'))
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "list.json").write_text("[]")
    data = {
        "lemma_exc": tmp_path / "exc.json",
        "lemma_rules": tmp_path / "rules.json",
        "lemma_lookup": {"cats": "cat"},
        "bad": str(tmp_path / "bad.json"),
        "list": tmp_path / "list.json",
        "gone": tmp_path / "gone.json",
    }
    monkeypatch.setitem(registry.lookups._loaded, "en", data)
    monkeypatch.setitem(registry.lookups.lazy, "en", "tests:data")
    return tmp_path


def test_tables_of_an_installed_package(installed):
    nlp = engine.blank("en")
    lemmatizer = nlp.add_pipe("lemmatizer")
    assert type(lemmatizer) is EnglishLemmatizer and lemmatizer.mode == "rule"
    nlp.initialize()
    assert lemmatizer.lookups.tables == ["lemma_rules", "lemma_exc", "lemma_index"]
    assert lemmas(lemmatizer(Doc(nlp.vocab, words=["cats", "mice"], pos=["NOUN", "NOUN"]))) == ["cat", "mouse"]
    for name in ("bad", "list"):
        with pytest.raises(FormatError, match=f"{name}.json"):
            load_lookups("en", [name])
    with pytest.raises(FileNotFoundError):
        load_lookups("en", ["gone"])


# Files


def test_files(vocab, tmp_path):
    lemmatizer = rule_lemmatizer(vocab)
    lemmatizer.to_disk(tmp_path / "lemmatizer", exclude=["vocab"])
    assert [path.name for path in (tmp_path / "lemmatizer").iterdir()] == ["lookups"]
    data = lemmatizer.to_bytes(exclude=["vocab"])
    assert set(srsly.msgpack_loads(data)) == {"lookups"}
    assert set(srsly.msgpack_loads(lemmatizer.to_bytes())) == {"vocab", "lookups"}
    for other in (
        Lemmatizer(vocab, None, mode="rule").from_disk(tmp_path / "lemmatizer", exclude=["vocab"]),
        Lemmatizer(vocab, None, mode="rule").from_bytes(data),
        Lemmatizer(vocab, None, mode="rule").from_bytes(lemmatizer.to_bytes()),
        pickle.loads(pickle.dumps(lemmatizer)),
    ):
        assert lemmas(other(Doc(other.vocab, words=["cities"], pos=["NOUN"]))) == ["city"]
    with pytest.raises(ValueError, match="lacks lemma_lookup"):
        Lemmatizer(vocab, None).from_bytes(data)
    with pytest.raises(FileNotFoundError, match="no folder"):
        Lemmatizer(vocab, None).from_disk(tmp_path / "nowhere")


def test_malformed_files(vocab, tmp_path):
    lemmatizer = Lemmatizer(vocab, None, mode="rule")
    file = tmp_path / "lookups" / "lookups.bin"
    file.parent.mkdir()
    for content in (b"", b"\xc1", b"\x90", srsly.msgpack_dumps({"lemma_rules": {1: "text"}})):
        file.write_bytes(content)
        with pytest.raises(FormatError, match="lookups"):
            lemmatizer.from_disk(tmp_path, exclude=["vocab"])


@given(data=st.binary(max_size=60))
def test_any_bytes(data):
    with contextlib.suppress(EngineError):
        Lemmatizer(VOCAB, None).from_bytes(data)


def test_scores_and_description():
    nlp = engine.blank("en")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    lemmatizer.initialize(lookups=make_lookups(Lookups, {"lemma_lookup": {"cats": "cat"}}))
    doc = nlp("cats sit")
    example = engine.training.Example(doc, Doc(nlp.vocab, words=["cats", "sit"], lemmas=["cat", "seat"]))
    assert lemmatizer.score([example])["lemma_acc"] == 0.5
    meta = nlp.get_pipe_meta("lemmatizer")
    assert (meta.factory, meta.assigns, meta.default_config["mode"]) == ("lemmatizer", ["token.lemma"], "rule")
    assert nlp.analyze_pipes()["summary"]["lemmatizer"]["assigns"] == ["token.lemma"]
    assert nlp.config["components"]["lemmatizer"]["factory"] == "lemmatizer"
    assert engine.blank("de").add_pipe("lemmatizer").mode == "lookup"
    assert lemmatizer.labels == () and not lemmatizer.is_trainable


@pytest.mark.peer
@pytest.mark.filterwarnings("ignore:.*W108")
@pytest.mark.parametrize("factory", ["en", "xx"])
def test_peer_agrees(factory):
    spacy = pytest.importorskip("spacy", reason="the peer is not installed")
    found = []
    for package in (engine, spacy):
        nlp = package.blank(factory)
        lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
        lookups = make_lookups(type(lemmatizer.lookups), TABLES)
        lemmatizer.initialize(lookups=lookups)
        rows = []
        for pos in PARTS:
            for morph in ("", "Number=Sing", "VerbForm=Inf", "Degree=Pos", "Tense=Pres|VerbForm=Fin"):
                doc = type(nlp("x"))(nlp.vocab, words=WORDS, pos=[pos] * len(WORDS), morphs=[morph] * len(WORDS))
                rows.append(lemmas(lemmatizer(doc)))
        found.append(rows)
    assert found[0] == found[1]
