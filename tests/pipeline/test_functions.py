"""merge_noun_chunks, merge_entities, merge_subtokens, token_splitter, doc_cleaner; and the peer."""

from __future__ import annotations

import contextlib
import pickle

import numpy
import pytest
import srsly
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.errors import ConfigError, EngineError, FormatError, InputError
from engine.pipeline import merge_entities, merge_noun_chunks, merge_subtokens
from engine.pipeline.functions import DocCleaner, TokenSplitter
from engine.tokens import Doc

ANNOTATION = {
    "words": "The big dog saw New York City in May .".split(),
    "tags": "DT JJ NN VBD NNP NNP NNP IN NNP .".split(),
    "pos": "DET ADJ NOUN VERB PROPN PROPN PROPN ADP PROPN PUNCT".split(),
    "heads": [2, 2, 3, 3, 6, 6, 3, 3, 7, 3],
    "deps": "det amod nsubj ROOT compound compound dobj prep pobj punct".split(),
    "ents": ["O", "O", "O", "O", "B-GPE", "I-GPE", "I-GPE", "O", "B-DATE", "O"],
    "lemmas": "the big dog see New York City in May .".split(),
}
SUBTOKENS = "det subtok subtok ROOT subtok subtok dobj prep pobj subtok".split()


@pytest.fixture(scope="module")
def nlp():
    return engine.blank("en")


def texts(doc):
    return [token.text for token in doc]


def rows(doc):
    attrs = ("text", "whitespace_", "tag_", "pos_", "dep_", "lemma_", "ent_type_", "ent_iob_", "ent_id_", "ent_kb_id_")
    return [(*(getattr(t, a) for a in attrs), t.head.i, t.idx) for t in doc], [(e.text, e.label_) for e in doc.ents]


def test_merge_noun_chunks(nlp):
    doc = merge_noun_chunks(Doc(nlp.vocab, **ANNOTATION))
    assert texts(doc) == ["The big dog", "saw", "New York City", "in", "May", "."]
    assert [(t.tag_, t.dep_, t.head.text) for t in doc][:3] == [
        ("NN", "nsubj", "saw"), ("VBD", "ROOT", "saw"), ("NNP", "dobj", "saw"),
    ]  # fmt: skip
    plain = Doc(nlp.vocab, words=["a", "dog"])
    assert texts(merge_noun_chunks(plain)) == ["a", "dog"]
    assert len(merge_noun_chunks(Doc(nlp.vocab))) == 0


def test_merge_entities(nlp):
    doc = Doc(nlp.vocab, **ANNOTATION)
    span = doc.char_span(16, 29, label="GPE", kb_id="Q60")
    span.id_ = "nyc"
    doc.ents = [span]
    merge_entities(doc)
    assert texts(doc)[4] == "New York City"
    assert [(e.text, e.label_, e.kb_id_, e.id_) for e in doc.ents] == [("New York City", "GPE", "Q60", "nyc")]
    assert texts(merge_entities(Doc(nlp.vocab, words=["a", "b"]))) == ["a", "b"]


def test_merge_subtokens(nlp):
    doc = merge_subtokens(Doc(nlp.vocab, **{**ANNOTATION, "deps": SUBTOKENS}))
    assert texts(doc) == ["The", "big dog saw", "New York City", "in", "May", "."]
    doc = merge_subtokens(Doc(nlp.vocab, **{**ANNOTATION, "deps": ["x", "x", *SUBTOKENS[2:]]}), label="x")
    assert texts(doc)[0] == "The big dog"
    assert len(merge_subtokens(Doc(nlp.vocab))) == 0
    with pytest.raises(InputError, match="without dependency labels"):
        merge_subtokens(Doc(nlp.vocab, words=["a"]))


def test_splitting_long_tokens(nlp):
    words = ["abcdefghij", "abcde", "x"]
    splitter = TokenSplitter(5, 3)
    doc = splitter(Doc(nlp.vocab, words=words, tags=["A", "B", "C"], ents=["B-X", "O", "O"]))
    assert texts(doc) == ["abc", "def", "ghi", "j", "abc", "de", "x"]
    assert doc.text == "abcdefghij abcde x "
    assert [token.head.i for token in doc] == list(range(7))
    assert [token.tag_ for token in doc] == list("AAAABBC") and doc.ents[0].text == "abcdefghij"
    for lengths in ((0, 3), (3, 0), (-1, 3)):
        assert texts(TokenSplitter(*lengths)(Doc(nlp.vocab, words=words))) == words


@given(words=st.lists(st.text("abc", min_size=1, max_size=12), max_size=5), lengths=st.tuples(*[st.integers(1, 6)] * 2))
def test_properties_of_splitting(nlp, words, lengths):
    doc = Doc(nlp.vocab, words=words)
    before = doc.text
    TokenSplitter(*lengths)(doc)
    assert doc.text == before
    assert all(len(token) < lengths[0] or len(token) <= lengths[1] for token in doc)


def test_cleaning(nlp):
    Doc.set_extension("cleaned", default="x", force=True)
    try:
        doc = Doc(nlp.vocab, words=["a"])
        doc.tensor, doc._.cleaned = numpy.ones((1, 4), dtype="float32"), "y"
        DocCleaner({"tensor": None, "_.cleaned": None, "cats": {"A": 1.0}, "nothing": 1, "_.nothing": 1})(doc)
        assert doc.tensor is None or doc.tensor.size == 0
        assert doc._.cleaned is None and doc.cats == {"A": 1.0}
        for name in ("nothing", "_.nothing"):
            with pytest.warns(UserWarning, match=f"no attribute '{name}'"):
                DocCleaner({name: 1}, silent=False)(doc)
        with pytest.raises(AttributeError):
            DocCleaner({"text": "x"})(doc)
    finally:
        Doc.remove_extension("cleaned")


@pytest.mark.parametrize("component", [TokenSplitter(5, 2), DocCleaner({"tensor": None}, silent=False)])
def test_files(component, tmp_path):
    cls = type(component)
    make = (lambda: TokenSplitter()) if cls is TokenSplitter else (lambda: DocCleaner({}))
    component.to_disk(tmp_path / "it")
    assert [path.name for path in (tmp_path / "it").iterdir()] == ["cfg"]
    assert srsly.read_json(tmp_path / "it" / "cfg") == component._settings()
    for other in (
        make().from_disk(tmp_path / "it"),
        make().from_bytes(component.to_bytes()),
        pickle.loads(pickle.dumps(component)),
    ):
        assert other._settings() == component._settings()
    with pytest.raises(FileNotFoundError):
        make().from_disk(tmp_path / "nowhere")
    for content in ("{", "[]", '{"min_length": "5"}', '{"attrs": 1}'):
        (tmp_path / "it" / "cfg").write_text(content)
        if content.startswith('{"min') and cls is not TokenSplitter:
            continue
        if content.startswith('{"att') and cls is not DocCleaner:
            continue
        with pytest.raises(FormatError, match="cfg"):
            make().from_disk(tmp_path / "it")


@given(data=st.binary(max_size=40))
def test_any_bytes(data):
    for component in (TokenSplitter(), DocCleaner({})):
        with contextlib.suppress(EngineError):
            component.from_bytes(data)


def test_bad_settings(nlp):
    with pytest.raises(InputError, match="min_length is '5'"):
        TokenSplitter("5")
    with pytest.raises(InputError, match="Expected a dict"):
        DocCleaner(["tensor"])
    with pytest.raises(ConfigError, match="min_length"):
        nlp.add_pipe("token_splitter", config={"min_length": "x"})


def test_in_a_pipeline(tmp_path):
    nlp = engine.blank("en")
    names = ["merge_noun_chunks", "merge_entities", "token_splitter", "doc_cleaner"]
    for name in names:
        nlp.add_pipe(name)
    analysis = nlp.analyze_pipes()
    assert (
        analysis["summary"]["merge_entities"]["retokenizes"] and not analysis["summary"]["doc_cleaner"]["retokenizes"]
    )
    assert analysis["problems"]["merge_noun_chunks"] == ["token.dep", "token.tag", "token.pos"]
    nlp.to_disk(tmp_path / "nlp")
    again = engine.load(tmp_path / "nlp")
    assert again.pipe_names == names and again.get_pipe("token_splitter").min_length == 25
    assert texts(again("x" * 30)) == ["x" * 10] * 3


@pytest.mark.peer
def test_peer_agrees():
    spacy = pytest.importorskip("spacy", reason="the peer is not installed")
    found = []
    for package in (engine, spacy):
        nlp = package.blank("en")
        make = type(nlp("x"))
        out = []
        for name in ("merge_noun_chunks", "merge_entities", "merge_subtokens"):
            for deps in (ANNOTATION["deps"], SUBTOKENS):
                pipe = nlp.get_pipe(name) if name in nlp.pipe_names else nlp.add_pipe(name)
                out.append(rows(pipe(make(nlp.vocab, **{**ANNOTATION, "deps": deps}))))
        splitter = nlp.add_pipe("token_splitter", config={"min_length": 4, "split_length": 3})
        out.append(
            [(t.text, t.whitespace_, t.idx) for t in splitter(make(nlp.vocab, words=["abcdefgh", "abc", "abcd"]))]
        )
        out.append(splitter.to_bytes())
        found.append(out)
    assert found[0] == found[1]
