"""Doc.retokenize: merging, splitting, what moves along, and what is refused."""

import gc
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InputError
from engine.strings.symbols import IDS
from engine.tokens import Doc, Span, Token
from engine.vocab.vocab import Vocab


@pytest.fixture
def mark():
    Token.set_extension("mark", default=None, force=True)
    Token.set_extension("length", getter=len, force=True)
    Token.set_extension("loud", method=lambda token: token.text.upper(), force=True)
    yield
    for name in ("mark", "length", "loud"):
        Token.remove_extension(name)


def make_doc():
    doc = Doc(
        Vocab(),
        words="I saw New York City with Ada 's friend .".split(),
        spaces=[True, True, True, True, True, True, False, True, False, False],
        tags="PRP VBD NNP NNP NNP IN NNP POS NN .".split(),
        pos="PRON VERB PROPN PROPN PROPN ADP PROPN PART NOUN PUNCT".split(),
        lemmas="I see New York City with Ada 's friend .".split(),
        morphs=["", "Tense=Past", "A=1", "A=2", "A=3", "", "", "", "", ""],
        heads=[1, 1, 4, 4, 1, 1, 8, 6, 5, 1],
        deps="nsubj ROOT compound compound dobj prep poss case pobj punct".split(),
        ents=["O", "O", "B-GPE", "I-GPE", "I-GPE", "O", "B-PER", "O", "O", "O"],
    )
    doc.tensor = np.arange(20, dtype="float32").reshape(10, 2)
    return doc


def texts(doc):
    return [token.text for token in doc]


def test_merge():
    doc = make_doc()
    before = doc.text
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[6:8])
        retokenizer.merge(doc[2:5])
        assert len(doc) == 10  # nothing happens before the end
    assert texts(doc) == ["I", "saw", "New York City", "with", "Ada's", "friend", "."]
    assert doc.text == before
    city = doc[2]
    assert (city.lemma_, city.tag_, city.pos_, str(city.morph)) == ("New York City", "NNP", "PROPN", "A=3")
    assert (city.dep_, city.head.text, city.norm_, city.idx, city.whitespace_) == ("dobj", "saw", "", 6, " ")
    assert [token.head.i for token in doc] == [1, 1, 1, 1, 5, 3, 1]
    assert [(token.n_lefts, token.n_rights) for token in doc][1] == (1, 3)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("New York City", "GPE"), ("Ada's", "PER")]
    assert doc.tensor.tolist() == [[0, 1], [2, 3], [8, 9], [10, 11], [14, 15], [16, 17], [18, 19]]
    assert [sent.text for sent in doc.sents] == [before]
    assert len(Doc(doc.vocab).from_bytes(doc.to_bytes())) == 7


def test_merge_with_attributes(mark):
    doc = make_doc()
    attrs = {"LEMMA": "nyc", "tag": "X", IDS["POS"]: "NOUN", "MORPH": "B=1|A=2", "ENT_TYPE": "ORG", "DEP": "obj"}
    attrs |= {"NORM": "ny", "ENT_ID": "id", "ENT_KB_ID": "Q60", "IS_STOP": True, "_": {"mark": 1}}
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[2:5], attrs=attrs)
    city = doc[2]
    assert (city.lemma_, city.tag_, city.pos_, str(city.morph), city.norm_) == ("nyc", "X", "NOUN", "A=2|B=1", "ny")
    assert (city.dep_, city.is_stop, doc.vocab["New York City"].is_stop) == ("obj", True, True)
    ent = doc.ents[0]
    assert (ent.label_, ent.id_, ent.kb_id_) == ("ORG", "id", "Q60")
    assert city._.mark == 1
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[3:5], attrs={"ENT_IOB": 3, "ENT_TYPE": doc.vocab.strings.add("Z"), "POS": 92})
    assert [(ent.text, ent.label_) for ent in doc.ents][1] == ("with Ada", "Z")
    assert doc[3].pos_ == "NOUN"


def test_sentence_starts_of_documents_without_a_parse():
    doc = Doc(Vocab(), words=list("abcd"), sent_starts=[True, False, None, True])
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[1:3], attrs={"SENT_START": 1})
    assert [token.is_sent_start for token in doc] == [True, True, True]
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[1:2], attrs={"SENT_START": False})
    assert [token.is_sent_start for token in doc] == [True, False, True]


def test_merged_words_get_the_mean_vector():
    vocab = Vocab()
    vocab.set_vector("a", np.asarray([1.0, 0.0], dtype="float32"))
    vocab.set_vector("b", np.asarray([0.0, 1.0], dtype="float32"))
    doc = Doc(vocab, words=["a", "b"])
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:2])
    assert doc[0].vector.tolist() == doc.vector.tolist() == [0.5, 0.5]


def test_entities_that_are_cut_begin_anew():
    doc = make_doc()
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[1:3])
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("York City", "GPE"), ("Ada", "PER")]
    doc = Doc(Vocab(), words=list("abcd"), ents=["B-X", "I-X", "B-X", "I-X"], heads=[2] * 4, deps=["d"] * 4)
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[1:3])
    assert [ent.text for ent in doc.ents] == ["a b c d"]


def test_spans_grow_to_the_tokens_that_hold_them():
    doc = make_doc()
    places = [(2, 5), (3, 4), (0, 10), (1, 3), (5, 7), (4, 4), (10, 10)]
    doc.spans["x"] = [Span(doc, start, end, "L", kb_id="K", span_id="I") for start, end in places]
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[2:5])
        retokenizer.split(doc[8], ["fri", "end"], [doc[5], (doc[8], 0)])
    group = doc.spans["x"]
    assert [(s.start, s.end) for s in group] == [(2, 3), (2, 3), (0, 9), (1, 3), (3, 5), (2, 2), (9, 9)]
    assert [s.text for s in group][:4] == ["New York City", "New York City", doc.text, "saw New York City"]
    assert {(s.label_, s.kb_id_, s.id_) for s in group} == {("L", "K", "I")}
    assert [(s.start_char, s.end_char) for s in group][1] == (6, 19)


def test_split(mark):
    doc = make_doc()
    doc[8]._.mark = "kept"
    with doc.retokenize() as retokenizer:
        retokenizer.split(
            doc[3],
            ["Yo", "rk"],
            heads=[(doc[3], 1), doc[4]],
            attrs={"POS": ["NOUN", "ADJ"], "LEMMA": ["y", "r"], "_": [{"mark": 1}, {"mark": 2}]},
        )
        retokenizer.split(doc[8], ["fri", "end"], heads=[(doc[8], 1), doc[5]])
    assert texts(doc) == ["I", "saw", "New", "Yo", "rk", "City", "with", "Ada", "'s", "fri", "end", "."]
    assert [token.idx for token in doc][3:6] == [10, 12, 15]
    assert [token.head.i for token in doc] == [1, 1, 5, 4, 5, 1, 1, 9, 7, 10, 6, 1]
    assert [(t.pos_, t.lemma_, t.tag_, t._.mark) for t in doc][3:5] == [("NOUN", "y", "NNP", 1), ("ADJ", "r", "NNP", 2)]
    assert [(t.lemma_, t.tag_, t.dep_, t._.mark) for t in doc][9:11] == [
        ("fri", "NN", "pobj", "kept"),
        ("end", "NN", "pobj", None),
    ]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("New York City", "GPE"), ("Ada", "PER")]
    assert doc.tensor.shape == (12, 2)
    assert doc.tensor[3:6].tolist() == [[0, 0], [0, 0], [8, 9]]
    assert doc.text == make_doc().text


def test_split_begins_a_sentence_once():
    doc = Doc(Vocab(), words=["ab", "cd"], sent_starts=[True, True], spaces=[True, False], ents=["B-X", "O"])
    with doc.retokenize() as retokenizer:
        retokenizer.split(doc[1], ["c", "d"], [doc[0], doc[0]])
        retokenizer.split(doc[0], ["a", "b"], [doc[0], doc[0]])
    assert [token.is_sent_start for token in doc] == [True, False, True, False]
    assert [token.ent_iob_ for token in doc] == ["B", "I", "O", "O"]
    assert [token.lemma_ for token in doc] == ["", "", "", ""]


def test_nothing_happens_when_the_block_fails():
    doc = make_doc()
    with pytest.raises(KeyError), doc.retokenize() as retokenizer:
        retokenizer.merge(doc[2:5])
        raise KeyError("in between")
    assert texts(doc) == texts(make_doc())


def test_same_span_twice_and_no_change():
    doc = make_doc()
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[2:5])
        retokenizer.merge(doc[2:5])
    with doc.retokenize():
        pass
    assert len(doc) == 8


def test_views_of_tokens_that_are_gone_are_empty():
    doc = make_doc()
    last, span = doc[9], doc[8:10]
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:8])
    assert (last.text, last.lemma_, last.head.i, list(last.children)) == ("", "", 9, [])
    assert span.text == ""
    assert list(doc[1].subtree)
    gc.collect()
    with pytest.raises(IndexError), doc.retokenize() as retokenizer:
        retokenizer.merge(span)


@pytest.mark.parametrize(
    ("error", "match", "call"),
    [
        (ValueError, r"\[2:5\].*\[4:6\]", lambda r, d: (r.merge(d[2:5]), r.merge(d[4:6]))),
        (ValueError, "empty span", lambda r, d: r.merge(d[3:3])),
        (ValueError, "another document", lambda r, d: r.merge(make_doc()[0:1])),
        (TypeError, "Give a Span", lambda r, d: r.merge(d)),
        (TypeError, "Give a dict", lambda r, d: r.merge(d[0:2], attrs=3)),
        (ValueError, "NOPE", lambda r, d: r.merge(d[0:2], attrs={"NOPE": 1})),
        (ValueError, "HEAD", lambda r, d: r.merge(d[0:2], attrs={"HEAD": 1})),
        (ValueError, "LEMMA", lambda r, d: r.merge(d[0:2], attrs={"LEMMA": None})),
        (KeyError, "LEMMA", lambda r, d: r.merge(d[0:2], attrs={"LEMMA": 12345})),
        (KeyError, "ZZZ", lambda r, d: r.merge(d[0:2], attrs={"POS": "ZZZ"})),
        (ValueError, "ENT_IOB", lambda r, d: r.merge(d[0:2], attrs={"ENT_IOB": 4})),
        (ValueError, "nosuch", lambda r, d: r.merge(d[0:2], attrs={"_": {"nosuch": 1}})),
        (ValueError, "'length'", lambda r, d: r.merge(d[0:2], attrs={"_": {"length": 1}})),
        (ValueError, "'loud'", lambda r, d: r.merge(d[0:2], attrs={"_": {"loud": 1}})),
        (ValueError, '"_" is 3', lambda r, d: r.merge(d[0:2], attrs={"_": 3})),
        (TypeError, "Give a Token", lambda r, d: r.split(d[0:1], ["I"], [d[0]])),
        (ValueError, "joined", lambda r, d: r.split(d[3], ["Yo", "rkk"], [d[4], d[4]])),
        (ValueError, "none of them empty", lambda r, d: r.split(d[3], ["", "York"], [d[4], d[4]])),
        (TypeError, "texts", lambda r, d: r.split(d[3], None, [d[4]])),
        (ValueError, "1 heads", lambda r, d: r.split(d[3], ["Yo", "rk"], [d[4]])),
        (TypeError, "head", lambda r, d: r.split(d[3], ["Yo", "rk"], [1, 1])),
        (ValueError, "1 values", lambda r, d: r.split(d[3], ["Yo", "rk"], [d[4]] * 2, attrs={"LEMMA": ["a"]})),
        (TypeError, "Give a list", lambda r, d: r.split(d[3], ["Yo", "rk"], [d[4]] * 2, attrs={"LEMMA": "ab"})),
        (ValueError, '"_" is', lambda r, d: r.split(d[3], ["Yo", "rk"], [d[4]] * 2, attrs={"_": {"mark": 1}})),
        (ValueError, "already", lambda r, d: [r.split(d[3], ["York"], [d[4]]) for _ in "ab"]),
        (IndexError, "no part 5", lambda r, d: r.split(d[3], ["Yo", "rk"], [(d[3], 5), d[4]])),
        (IndexError, "to be merged", lambda r, d: (r.merge(d[2:5]), r.split(d[3], ["York"], [d[1]]))),
        (IndexError, "Give the first", lambda r, d: (r.merge(d[2:5]), r.split(d[0], ["I"], [d[3]]))),
    ],
)
def test_refused(mark, error, match, call):
    doc = make_doc()
    before = doc.to_bytes()
    with pytest.raises(error, match=match) as raised, doc.retokenize() as retokenizer:
        call(retokenizer, doc)
    assert isinstance(raised.value, InputError)
    assert pickle.dumps(doc.to_array(["ORTH", "HEAD", "LEMMA"])) == pickle.dumps(
        Doc(doc.vocab).from_bytes(before).to_array(["ORTH", "HEAD", "LEMMA"])
    )


def test_documents_that_change_meanwhile():
    doc = make_doc()
    with pytest.raises(InputError, match="other tokens"), doc.retokenize() as outer:
        outer.merge(doc[8:10])
        with doc.retokenize() as inner:
            inner.merge(doc[0:2])
    assert len(doc) == 9


@st.composite
def documents(draw):
    n = draw(st.integers(1, 8))
    words = draw(
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4), min_size=n, max_size=n)
    )
    spaces = draw(st.lists(st.booleans(), min_size=n, max_size=n))
    heads = draw(st.one_of(st.none(), st.lists(st.integers(0, n - 1), min_size=n, max_size=n)))
    ents = draw(st.lists(st.sampled_from(["O", "B-X", "I-X", "B-Y", "I-Y", ""]), min_size=n, max_size=n))
    deps = None if heads is None else ["d"] * n
    return Doc(Vocab(), words=words, spaces=spaces, heads=heads, deps=deps, ents=ents)


@given(documents(), st.data())
def test_text_stays_and_trees_hold_together(doc, data):
    text, groups = doc.text, []
    for start in range(len(doc)):
        groups.append(Span(doc, start, data.draw(st.integers(start, len(doc)))))
    doc.spans["x"] = groups
    places = [(span.start_char, span.end_char) for span in groups]
    taken, merged = set(), []
    for _ in range(data.draw(st.integers(0, 3))):
        start = data.draw(st.integers(0, len(doc) - 1))
        end = data.draw(st.integers(start + 1, len(doc)))
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            merged.append((start, end))
    free = [token for token in doc if token.i not in taken]
    parts = {token.i: data.draw(st.integers(1, len(token))) for token in free if data.draw(st.booleans())}
    n_expected = len(doc) - sum(end - start - 1 for start, end in merged)
    with doc.retokenize() as retokenizer:
        for start, end in merged:
            retokenizer.merge(doc[start:end])
        for i, at in parts.items():
            words = [doc[i].text[:at], doc[i].text[at:]] if at < len(doc[i]) else [doc[i].text]
            n_expected += len(words) - 1
            retokenizer.split(doc[i], words, [(doc[i], len(words) - 1)] + [doc[free[0].i]] * (len(words) - 1))
    assert len(doc) == n_expected
    assert doc.text == text
    assert "".join(token.text_with_ws for token in doc) == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    for token in doc:
        assert 0 <= token.left_edge.i <= token.i <= token.right_edge.i < len(doc)
        assert token.n_lefts + token.n_rights == len(list(token.children))
    assert all(ent.label_ for ent in doc.ents)
    for (start, end), span in zip(places, doc.spans["x"], strict=True):
        assert start == end or (span.start_char <= start and end <= span.end_char)
