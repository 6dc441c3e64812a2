"""Doc: construction, text, annotation, sentences, entities, columns."""

import gc
import weakref

import numpy as np
import pytest

import engine
from engine.errors import InputError, RangeError
from engine.tokens import Doc, Span
from engine.vocab.vocab import Vocab


@pytest.fixture
def vocab():
    return Vocab()


@pytest.fixture
def doc(vocab):
    """Two sentences, two entities, one of them with ids."""
    doc = Doc(
        vocab,
        words=["Ada", "Lovelace", "wrote", "programs", ".", "They", "ran"],
        spaces=[True, True, True, False, True, True, False],
        tags=["NNP", "NNP", "VBD", "NNS", ".", "PRP", "VBD"],
        pos=["PROPN", "PROPN", "VERB", "NOUN", "PUNCT", "PRON", "VERB"],
        lemmas=["Ada", "Lovelace", "write", "program", ".", "they", "run"],
        morphs=["Number=Sing", "", "Tense=Past|Mood=Ind", "", "", "", ""],
        heads=[1, 2, 2, 2, 2, 6, 6],
        deps=["compound", "nsubj", "ROOT", "dobj", "punct", "nsubj", "ROOT"],
        ents=["B-PERSON", "I-PERSON", "O", "B-X", "O", "O", "O"],
    )
    doc[0].ent_kb_id_ = "Q7259"
    return doc


def test_text_and_offsets(doc):
    assert doc.text == "Ada Lovelace wrote programs. They ran"
    assert str(doc) == repr(doc) == doc.text_with_ws == doc.text
    assert [doc.text[t.idx : t.idx + len(t)] for t in doc] == [t.text for t in doc]
    assert not doc.has_unknown_spaces
    assert Doc(doc.vocab, words=["a", "b"]).has_unknown_spaces
    assert Doc(doc.vocab, words=["a", "b"]).text == "a b "


def test_empty(vocab):
    doc = Doc(vocab)
    assert (len(doc), doc.text, list(doc), doc.ents, list(doc.sents)) == (0, "", [], (), [])
    assert doc[0:0].text == ""
    assert doc.to_array(["ORTH", "TAG"]).shape == (0, 2)
    assert doc.has_annotation("TAG")


def test_index_and_slice(doc):
    assert doc[-1].text == "ran"
    assert doc[1:3].text == "Lovelace wrote"
    assert (doc[5:2].start, doc[5:2].end) == (5, 5)
    for bad in (7, -8):
        with pytest.raises(RangeError):
            doc[bad]
    with pytest.raises(InputError, match="step"):
        doc[0:4:2]


def test_sentences_follow_from_heads(doc):
    assert [s.text for s in doc.sents] == ["Ada Lovelace wrote programs.", "They ran"]
    assert [t.is_sent_start for t in doc] == [True, False, False, False, False, True, False]
    assert [t.is_sent_end for t in doc] == [False, False, False, False, True, False, True]


def test_heads_win_over_sent_starts(vocab):
    doc = Doc(vocab, words=list("abc"), heads=[0, 0, 2], deps=["r"] * 3, sent_starts=[True, True, False])
    assert [(s.start, s.end) for s in doc.sents] == [(0, 2), (2, 3)]


def test_sent_starts(vocab):
    doc = Doc(vocab, words=list("abc"), sent_starts=[True, None, True])
    assert [s.text for s in doc.sents] == ["a b", "c"]
    assert doc.to_array("SENT_START").astype("int64").tolist() == [1, 0, 1]


def test_no_sentences_says_what_to_add(vocab):
    doc = Doc(vocab, words=["a", "b"])
    with pytest.raises(InputError, match=r"parser.*senter.*sentencizer"):
        list(doc.sents)
    with pytest.raises(InputError):
        doc[0].sent  # noqa: B018


@pytest.mark.parametrize(
    ("kwargs", "match"),
    [
        ({"tags": ["A"]}, "2 words and 1 tags"),
        ({"pos": ["NOUN", "Noun"]}, "'Noun'"),
        ({"heads": [0, 1]}, "deps"),
        ({"heads": [0, 2], "deps": ["a", "b"]}, "head of word 1"),
        ({"heads": [0, -1], "deps": ["a", "b"]}, "head of word 1"),
        ({"sent_starts": [1, 7]}, "7"),
        ({"ents": ["O", "Q-X"]}, "Q-X"),
        ({"lemmas": ["a", 3]}, "lemmas"),
        ({"spaces": [True]}, "2 words and 1 spaces"),
    ],
)
def test_bad_arguments(vocab, kwargs, match):
    with pytest.raises(InputError, match=match):
        Doc(vocab, words=["a", "b"], **kwargs)


def test_empty_and_wrong_words(vocab):
    with pytest.raises(InputError, match="empty"):
        Doc(vocab, words=["a", ""])
    with pytest.raises(InputError):
        Doc(vocab, words=["a", None])
    with pytest.raises(InputError):
        Doc(vocab, spaces=[True])


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["B-X", "I-X", "O"], [("X", 0, 2)]),
        (["U-X", "B-Y", "L-Y"], [("X", 0, 1), ("Y", 1, 3)]),
        (["I-X", "I-X", "I-Y"], [("X", 0, 2), ("Y", 2, 3)]),
        (["", None, "-"], []),
        (["B-", "O", "B-A-B"], [("A-B", 2, 3)]),
    ],
)
def test_entity_tags(vocab, tags, expected):
    doc = Doc(vocab, words=list("abc"), ents=tags)
    assert [(e.label_, e.start, e.end) for e in doc.ents] == expected


def test_ents(doc):
    assert [(e.text, e.label_, e.kb_id_) for e in doc.ents] == [
        ("Ada Lovelace", "PERSON", "Q7259"),
        ("programs", "X", ""),
    ]
    doc.ents = [Span(doc, 5, 6, "P", span_id="id1"), ("Z", 0, 1)]
    assert [(e.text, e.label_, e.id_) for e in doc.ents] == [("Ada", "Z", ""), ("They", "P", "id1")]
    assert [t.ent_iob_ for t in doc] == ["B", "O", "O", "O", "O", "B", "O"]


def test_set_ents(doc):
    doc.set_ents([], blocked=[doc[2:3]], missing=[doc[3:4]], default="unmodified")
    assert [t.ent_iob_ for t in doc] == ["B", "I", "B", "", "O", "O", "O"]
    assert [e.text for e in doc.ents] == ["Ada Lovelace"]
    doc.set_ents([Span(doc, 0, 1, "X"), doc[1:2]], default="missing")  # without a label: no entity
    assert [t.ent_iob for t in doc] == [3, 0, 0, 0, 0, 0, 0]
    with pytest.raises(InputError, match="default"):
        doc.set_ents([], default="other")


def test_overlapping_ents_name_both(doc):
    with pytest.raises(InputError, match=r"(?s)A 'Ada Lovelace'.*B 'Lovelace wrote'"):
        doc.ents = [Span(doc, 0, 2, "A"), Span(doc, 1, 3, "B")]
    assert [e.label_ for e in doc.ents] == ["PERSON", "X"]


def test_inside_without_begin(vocab):
    doc = Doc(vocab, words=["a", "b"])
    doc.from_array(["ENT_IOB", "ENT_TYPE"], np.asarray([[1, vocab.strings.add("X")], [1, vocab.strings.add("X")]]))
    with pytest.raises(InputError, match="no entity begins"):
        doc.ents  # noqa: B018


def test_columns_round_trip(doc):
    names = ["NORM", "LEMMA", "POS", "TAG", "DEP", "ENT_IOB", "ENT_TYPE", "HEAD", "SENT_START", "ENT_KB_ID", "MORPH"]
    rows = doc.to_array(names)
    assert rows.dtype == np.uint64
    assert rows.shape == (7, len(names))
    other = Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    assert other.from_array(names, rows) is other
    assert (other.to_array(names) == rows).all()
    assert [t.left_edge.i for t in other] == [t.left_edge.i for t in doc] == [0, 0, 0, 3, 4, 5, 5]
    assert doc.to_array("HEAD").astype("int64").tolist() == [1, 1, 0, -1, -2, 1, 0]
    assert doc.to_array(74).tolist() == doc.to_array(["POS"]).tolist()


@pytest.mark.parametrize(
    ("attr", "values"),
    [
        ("HEAD", [1, 1, 1]),
        ("HEAD", [-1, 0, 0]),
        ("POS", [1, 0, 0]),
        ("ENT_IOB", [4, 0, 0]),
        ("SENT_START", [2, 0, 0]),
        ("SPACY", [2, 0, 0]),
        ("NOSUCH", [0, 0, 0]),
        ("TAG", [0, 0]),
        (["TAG", "POS"], [0, 0, 0]),
        ("TAG", ["NN", "NN", "NN"]),
    ],
)
def test_from_array_refuses(vocab, attr, values):
    doc = Doc(vocab, words=list("abc"))
    with pytest.raises(InputError):
        doc.from_array(attr, np.asarray(values))


def test_from_array_spacy_moves_offsets(vocab):
    doc = Doc(vocab, words=["a", "b", "c"])
    doc.from_array("SPACY", np.asarray([0, 1, 0]))
    assert doc.text == "ab c"
    assert [t.idx for t in doc] == [0, 1, 3]


def test_has_annotation(vocab, doc):
    for attr in ("TAG", "POS", "LEMMA", "DEP", "HEAD", "ENT_IOB", "SENT_START"):
        assert doc.has_annotation(attr, require_complete=True)
    plain = Doc(vocab, words=["a", "b"], tags=["N", ""])
    assert plain.has_annotation("TAG")
    assert not plain.has_annotation("TAG", require_complete=True)
    assert not plain.has_annotation("SENT_START")
    assert Doc(vocab, words=["a"]).has_annotation("SENT_START")
    with pytest.raises(InputError):
        plain.has_annotation("NOSUCH")


def test_char_span(doc):
    assert doc.char_span(0, 12, label="L", kb_id="K", span_id="S").text == "Ada Lovelace"
    assert doc.char_span(0, 5) is None
    assert doc.char_span(1, 14, alignment_mode="contract").text == "Lovelace"
    assert doc.char_span(1, 14, alignment_mode="expand").text == "Ada Lovelace wrote"
    assert doc.char_span(-1, 3) is None
    assert doc.char_span(0, 900) is None
    with pytest.raises(InputError, match="strict"):
        doc.char_span(0, 3, alignment_mode="loose")


def test_tag_map_sets_pos():
    vocab = Vocab(tag_map={"N": {"pos": "NOUN"}, "V": {"pos": "VERB"}})
    doc = Doc(vocab, words=["a", "b"], tags=["N", "V"])
    assert [t.pos_ for t in doc] == ["NOUN", "VERB"]
    doc[0].tag_ = "V"
    assert doc[0].pos_ == "VERB"
    assert Doc(vocab, words=["a"], tags=["N"], pos=["X"])[0].pos_ == "X"


def test_count_by_and_lca(doc):
    counts = doc.count_by("POS")
    assert counts[doc[0].pos] == 2
    assert doc.count_by("POS", exclude=lambda t: t.i == 0)[doc[0].pos] == 1
    matrix = doc.get_lca_matrix()
    assert matrix[0, 3] == 2
    assert matrix[0, 5] == -1


def test_copies_are_independent(doc):
    doc.spans["g"] = [doc[0:2]]
    doc.cats = {"A": 1.0}
    other = doc.copy()
    other[0].tag_ = "NEW"
    other.cats["A"] = 0.0
    other.spans["g"].append(other[0:1])
    assert doc[0].tag_ == "NNP"
    assert doc.cats == {"A": 1.0}
    assert len(doc.spans["g"]) == 1
    assert [e.text for e in other.ents] == [e.text for e in doc.ents]
    assert [t.head.i for t in other] == [t.head.i for t in doc]


def test_from_docs(doc):
    doc.spans["g"] = [Span(doc, 5, 6, "L")]
    joined = Doc.from_docs([doc, Doc(doc.vocab), doc])
    assert joined.text == f"{doc.text} {doc.text}"
    assert [s.text for s in joined.sents] == [s.text for s in doc.sents] * 2
    assert [e.start for e in joined.ents] == [0, 3, 7, 10]
    assert [t.head.i for t in joined][7:] == [t.head.i + 7 for t in doc]
    assert [(s.start, s.text, s.label_) for s in joined.spans["g"]] == [(5, "They", "L"), (12, "They", "L")]
    assert Doc.from_docs([doc, doc], ensure_whitespace=False).text == doc.text * 2
    assert Doc.from_docs([]) is None
    only_tags = Doc.from_docs([doc], attrs=["TAG"])
    assert only_tags[0].tag_ == "NNP"
    assert not only_tags.has_annotation("DEP")
    with pytest.raises(InputError, match="vocab"):
        Doc.from_docs([doc, Doc(Vocab())])


def test_views_keep_the_document_alive(vocab):
    doc = Doc(vocab, words=["kept", "alive"])
    gone = weakref.ref(doc)
    token, span = doc[1], doc[0:2]
    del doc
    gc.collect()
    assert token.text == "alive"
    assert span.text == "kept alive"
    del token, span
    gc.collect()
    assert gone() is None


def test_hooks(doc):
    doc.user_hooks["sents"] = lambda d: iter([d[0:1]])
    assert [s.text for s in doc.sents] == ["Ada"]
    doc.user_hooks["vector"] = lambda d: np.ones(3, dtype="float32")
    assert doc.vector.tolist() == [1.0, 1.0, 1.0]


def test_noun_chunks_need_a_rule(doc):
    with pytest.raises(NotImplementedError):
        list(doc.noun_chunks)
    doc.noun_chunks_iterator = lambda d: [(0, 2, d.vocab.strings.add("NP"))]
    assert [(c.text, c.label_) for c in doc.noun_chunks] == [("Ada Lovelace", "NP")]
    assert [c.text for c in doc[0:5].noun_chunks] == ["Ada Lovelace"]


def test_vectors_from_tensor(doc):
    assert not doc.has_vector
    doc.tensor = np.arange(14, dtype="float32").reshape((7, 2))
    assert doc.has_vector
    assert doc[3].vector.tolist() == [6.0, 7.0]
    assert doc[0:2].vector.tolist() == [1.0, 2.0]
    assert doc[0].similarity(doc[0]) == 1.0
    assert doc[1].similarity(doc[2]) == pytest.approx(
        float(np.dot([2, 3], [4, 5]) / np.linalg.norm([2, 3]) / np.linalg.norm([4, 5]))
    )


def test_joined_documents_need_no_space_after_white_space():
    vocab = engine.blank("en").vocab
    parts = [Doc(vocab, words=[word], spaces=[False]) for word in ("a", "\n", "b")]
    assert Doc.from_docs(parts).text == "a \nb"
    assert Doc.from_docs(parts, ensure_whitespace=False).text == "a\nb"


@pytest.mark.parametrize("index", ["a", 1.0, None])
def test_types_of_indices(doc, index):
    for sequence in (doc, doc[0:2]):
        with pytest.raises(TypeError):
            sequence[index]


@pytest.mark.parametrize("value", [None, 3, [3]])
def test_types_of_entities(doc, value):
    with pytest.raises(TypeError):
        doc.ents = value


def test_unknown_attributes_are_key_errors(doc):
    for call in (doc.to_array, doc.has_annotation, doc.count_by):
        with pytest.raises(KeyError, match="NOPE"):
            call("NOPE")


def test_columns_are_those_of_the_slow_way(doc):
    """The loops of `to_array` say what get_token_attr, and the tokens, say."""
    doc.ents = [Span(doc, 0, 2, "PERSON", kb_id="K", span_id="I")]
    names = "ORTH NORM LOWER SHAPE LENGTH TAG LEMMA MORPH DEP ENT_TYPE ENT_KB_ID ENT_ID POS ENT_IOB".split()
    names += "HEAD SENT_START SPACY IDX IS_ALPHA".split()
    values = doc.to_array(names).astype("int64").tolist()
    for token, row in zip(doc, values, strict=True):
        expected = [
            token.orth,
            token.norm,
            token.lower,
            token.shape,
            len(token),
            token.tag,
            token.lemma,
            token.morph.key,
        ]
        expected += [token.dep, token.ent_type, token.ent_kb_id, token.ent_id, token.pos, token.ent_iob]
        expected += [token.head.i - token.i, token.sent_start, int(token.whitespace_ != ""), token.idx, token.is_alpha]
        assert [value % 2**64 for value in row] == [int(value) % 2**64 for value in expected]
