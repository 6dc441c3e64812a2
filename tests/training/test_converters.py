"""Converters: what becomes of each format, and what malformed text is answered with."""

import json

import pytest

from engine.errors import DataError, FormatError, InputError
from engine.training.converters import (
    CONVERTERS,
    conll_ner_to_docs,
    conllu_to_docs,
    docs_to_json,
    iob_to_docs,
    json_to_docs,
)
from engine.training.converters.conllu import read_conllu
from engine.training.converters.detect import CONVERTER_NAMES, find_converter, sentence_starts


def rows(*lines):
    """CoNLL-U of words given as `id form lemma pos tag feats head dep misc`."""
    out = []
    for line in lines:
        columns = line.split()
        if not line or line.startswith("#"):
            out.append(line)
        else:
            out.append("\t".join([*columns[:8], "_", columns[8]]))
    return "\n".join(out) + "\n"


ENGLISH = rows(
    "# sent_id = 1",
    "1-2 can't _ _ _ _ _ _ SpaceAfter=No",
    "1 ca can AUX MD VerbForm=Fin 3 aux NE=B-PER",
    "2 n't not PART RB _ 3 advmod _",
    "3 go go VERB VB _ 0 root name=B-ORG",
    "3.1 went go VERB VB _ _ _ _",
    "4 home home NOUN NN Number=Sing 3 obj SpaceAfter=No",
    "5 . . PUNCT . _ 3 punct SpaceAfter=No",
    "",
    "1 It _ PRON PRP _ 2 nsubj _",
    "2 is _ VERB _ _ 0 root Entity=(1|NE=B-LOC",
    "3 so _ _ _ _ 2 _ NE=I-LOC",
)
SPANISH = rows(
    "1-2 del _ _ _ _ _ _ SpaceAfter=No",
    "1 de de ADP IN A=B|C=D 3 case NE=B-PER",
    "2 el el DET DT A=Z|E=F 3 det NE=I-PER",
    "3 go go NOUN VB _ 0 root _",
    "4-6 dámelo _ _ _ _ _ _ _",
    "4 da dar VERB V1 M=1 3 acl _",
    "5 me yo PRON P1 M=2,3 4 iobj NE=B-X",
    "6 lo el PRON P2 _ 4 obj _",
    "7 x x X X _ 6 dep _",
)


def test_words_of_conllu():
    (doc,) = conllu_to_docs(ENGLISH)
    assert doc.text == "can'tgo home. It is so "
    assert [t.tag_ for t in doc] == ["MD", "RB", "VB", "NN", ".", "PRP", "VERB", "_"]
    assert [t.pos_ for t in doc] == ["AUX", "PART", "VERB", "NOUN", "PUNCT", "PRON", "VERB", ""]
    assert [t.head.i for t in doc] == [2, 2, 2, 2, 2, 6, 6, 6]
    assert [t.dep_ for t in doc] == ["aux", "advmod", "ROOT", "obj", "punct", "nsubj", "ROOT", "_"]
    assert [t.lemma_ for t in doc][:5] == ["can", "not", "go", "home", "."]
    assert [str(t.morph) for t in doc][:4] == ["VerbForm=Fin", "", "", "Number=Sing"]
    assert [t.is_sent_start for t in doc] == [True, False, False, False, False, True, False, False]
    assert [(e.text, e.label_) for e in doc.ents] == [("ca", "PER"), ("go", "ORG"), ("is so", "LOC")]
    assert all(t.ent_iob_ for t in doc)


def test_sentences_a_document():
    assert [len(doc) for doc in conllu_to_docs(ENGLISH, n_sents=1)] == [5, 3]
    assert [len(doc) for doc in conllu_to_docs(ENGLISH, n_sents=0)] == [8]


def test_no_entities_in_the_file_means_unknown():
    (doc,) = conllu_to_docs(ENGLISH.replace("NE=", "X=").replace("name=", "Y="))
    assert [t.ent_iob_ for t in doc] == [""] * 8


def test_morphology_and_names_of_entities():
    (doc,) = conllu_to_docs(ENGLISH, append_morphology=True, ner_map={"PER": "PERSON", "ORG": ""})
    assert [t.tag_ for t in doc][:4] == ["MD__VerbForm=Fin", "RB", "VB", "NN__Number=Sing"]
    assert [e.label_ for e in doc.ents] == ["PERSON", "LOC"]


def test_merged_words():
    (doc,) = conllu_to_docs(SPANISH, merge_subtokens=True)
    assert doc.text == "delgo dámelo x "
    assert [t.tag_ for t in doc] == ["IN_DT", "VB", "V1_P1_P2", "X"]
    assert [t.lemma_ for t in doc] == ["de el", "go", "dar yo el", "x"]
    assert [str(t.morph) for t in doc] == ["A=B,Z|C=D|E=F", "", "M=1,2,3", ""]
    assert [(t.pos_, t.dep_, t.head.i) for t in doc] == [
        ("ADP", "case", 1),
        ("NOUN", "ROOT", 1),
        ("VERB", "acl", 1),
        ("X", "dep", 2),
    ]
    assert [(e.text, e.label_) for e in doc.ents] == [("del", "PER")]


def test_categories_belong_to_a_text():
    text = "# newdoc id = a\n# category = fun\n" + rows("1 a a X X _ 0 root _", "", "1 b b X X _ 0 root _", "")
    text += "# newdoc id = b\n# category = work\n" + rows("1 c c X X _ 0 root _", "")
    docs = list(conllu_to_docs(text, n_sents=10))
    assert [[t.text for t in doc] for doc in docs] == [["a", "b"], ["c"]]
    assert [doc.cats for doc in docs] == [{"fun": 1.0, "work": 0.0}, {"fun": 0.0, "work": 1.0}]


def test_without_trees():
    (doc,) = conllu_to_docs(rows("1 a a X X _ _ _ _", "2 b b X X _ _ _ _", "", "1 c c X X _ _ _ _"))
    assert not doc.has_annotation("DEP")
    assert [t.is_sent_start for t in doc] == [True, False, True]


WORD = "1 a a X X _ {} dep {}"


@pytest.mark.parametrize(
    "text, line, what",
    [
        ("# c\n1\ta\tb\n", 2, "3 columns"),
        ("1 a a X X _ 0 root _ _\n", 1, "1 columns"),
        (rows("2 a a X X _ 0 root _"), 1, "expected 1"),
        (rows("x a a X X _ 0 root _"), 1, "'x'"),
        (rows("2-3 ab _ _ _ _ _ _ _", "1 a a X X _ 0 root _"), 1, "2-3"),
        (rows("1-3 ab _ _ _ _ _ _ _", "1 a a X X _ 0 root _"), 2, "ends at 3"),
        (rows("1 a a X X _ 5 dep _"), 1, "'5'"),
        (rows("1 a a X X _ -1 dep _"), 1, "'-1'"),
        (rows("1 a a X X _ 0 root _", "2 b b X X _ ² dep _"), 2, "'²'"),
        (rows("1 a a X X _ 0 root _", "2 b b X X _ _ dep _"), 2, "'_'"),
        (rows("1 a a X X _ 1 dep _"), 1, "own head"),
        (
            rows("1 a a X X _ 0 root _", "2 b b X X _ 4 d _", "3 c c X X _ 2 d _", "4 d d X X _ 3 d _"),
            2,
            "2 -> 4 -> 3 -> 2",
        ),
        (rows("1 a a X X _ 0 root _", "2 b b X X _ 1 d NE=LOC"), 2, "'LOC'"),
        (rows("1.1 a a X X _ _ _ _"), 1, "no words"),
        (rows("", "1 a a WORDS X _ 0 root _"), 2, "WORDS"),
    ],
)
def test_bad_conllu_names_the_line(text, line, what):
    with pytest.raises(DataError) as error:
        list(conllu_to_docs(text, where="x.conllu"))
    assert f"x.conllu:{line}:" in str(error.value)
    assert what in str(error.value)


@pytest.mark.parametrize("name", CONVERTERS)
def test_empty_input(name):
    with pytest.raises(DataError, match=r"x\.txt"):
        list(CONVERTERS[name]("[]" if name == "json" else "\n\n", where="x.txt"))


def test_mark_of_byte_order():
    (sentence,) = read_conllu("\ufeff" + rows("1 a a X X _ 0 root _"))
    assert sentence.words == ["a"]


CONLL = """-DOCSTART- -X- O O

EU NNP B-NP B-ORG
rejects VBZ B-VP O

Peter NNP B-NP I-PER
Blackburn NNP I-NP I-PER

-DOCSTART- -X- O O

BRUSSELS NNP B-NP B-LOC
"""


def test_tokens_a_line():
    docs = list(conll_ner_to_docs(CONLL, n_sents=1))
    assert [[t.text for t in doc] for doc in docs] == [["EU", "rejects", "Peter", "Blackburn"], ["BRUSSELS"]]
    assert [t.tag_ for t in docs[0]] == ["NNP", "VBZ", "NNP", "NNP"]
    assert [(e.text, e.label_) for e in docs[0].ents] == [("EU", "ORG"), ("Peter Blackburn", "PER")]
    assert [t.is_sent_start for t in docs[0]] == [True, False, True, False]
    assert docs[0].has_unknown_spaces


def test_tokens_a_line_without_documents():
    text = "EU\tB-ORG\nran\tO\n\nHe\tO\n"
    assert [len(doc) for doc in conll_ner_to_docs(text, n_sents=1)] == [2, 1]
    assert [len(doc) for doc in conll_ner_to_docs(text, n_sents=0)] == [3]
    (doc,) = conll_ner_to_docs(text, ner_map={"ORG": "COMPANY"})
    assert [e.label_ for e in doc.ents] == ["COMPANY"]
    assert [t.tag_ for t in doc] == ["-"] * 3


def test_sentences_are_found():
    text = "EU\tB-ORG\nran\tO\n.\tO\n)\tO\nHe\tO\nleft\tO\n!\tO\n"
    assert [len(doc) for doc in conll_ner_to_docs(text, n_sents=1, segment=sentence_starts)] == [4, 3]


def test_sentences_a_line():
    text = "The|DT|O Acme|NNP|B-ORG fell|VBD|O |||SYM|O\n\nBob|B-PER ran|O\n"
    docs = list(iob_to_docs(text, n_sents=1))
    assert [[t.text for t in doc] for doc in docs] == [["The", "Acme", "fell", "||"], ["Bob", "ran"]]
    assert [t.tag_ for t in docs[0]] == ["DT", "NNP", "VBD", "SYM"]
    assert [(e.text, e.label_) for doc in docs for e in doc.ents] == [("Acme", "ORG"), ("Bob", "PER")]


@pytest.mark.parametrize(
    "name, text, where",
    [
        ("ner", "a B-X\nb c O\n", "f:2: 3 columns"),
        ("ner", "a\n", "f:1: 1 columns"),
        ("ner", "a O\nb PER\n", "f:2: the entity tag is 'PER'"),
        ("iob", "a|O\nb\n", "f:2: the token is 'b'"),
        ("iob", "a|O b|X\n", "f:1: the entity tag is 'X'"),
        ("json", "{", "f:1:"),
        ("json", "[1]", "document 0"),
        ("json", '[{"paragraphs": [{}]}]', "document 0, paragraph 0"),
        ("json", '[{"paragraphs": [{"raw": "b", "sentences": [{"tokens": [{"orth": "a"}]}]}]}]', "paragraph 0: word 0"),
        (
            "json",
            '[{"paragraphs": [{"raw": "ab", "entities": [[0, 1, "X"]], "sentences": [{"tokens": [{"orth": "ab"}]}]}]}]',
            "(0, 1, 'X')",
        ),
        (
            "json",
            '[{"paragraphs": [{"entities": [[0, 2, "X"], [1, 2, "Y"]], "sentences": [{"tokens": [{"orth": "ab"}]}]}]}]',
            "overlap",
        ),
    ],
)
def test_bad_entity_files(name, text, where):
    with pytest.raises(DataError) as error:
        list(CONVERTERS[name](text, where="f"))
    assert where in str(error.value)


def paragraph():
    tokens = [
        ("I", 1, "nsubj", "O"),
        ("like", 0, "ROOT", "O"),
        ("New", 1, "compound", "B-GPE"),
        ("York", -2, "dobj", "L-GPE"),
    ]
    return {
        "raw": "I like New York. Yes",
        "cats": [{"label": "T", "value": 1.0}],
        "sentences": [
            {
                "tokens": [
                    *({"orth": o, "head": h, "dep": d, "ner": n, "tag": o.lower()} for o, h, d, n in tokens),
                    {"orth": ".", "head": -3, "dep": "punct", "tag": "."},
                ]
            },
            {"tokens": [{"orth": "Yes", "head": 0, "dep": "ROOT", "ner": "O", "tag": "yes"}]},
        ],
    }


def test_json_and_back():
    (doc,) = json_to_docs(json.dumps([{"id": 0, "paragraphs": [paragraph()]}]))
    assert doc.text == "I like New York. Yes"
    assert [t.head.i for t in doc] == [1, 1, 3, 1, 1, 5]
    assert [t.ent_iob_ for t in doc] == ["O", "O", "B", "I", "", "O"]
    assert doc.cats == {"T": 1.0}
    result = docs_to_json([doc])
    (again,) = json_to_docs(json.dumps([result]))
    assert [t.tag_ for t in again] == [t.tag_ for t in doc]
    assert result["paragraphs"][0]["entities"] == [[7, 15, "GPE"]]
    assert [len(s["tokens"]) for s in result["paragraphs"][0]["sentences"]] == [5, 1]
    assert result["paragraphs"][0]["sentences"][0]["tokens"][3] == {
        "id": 3,
        "orth": "York",
        "space": "",
        "tag": "york",
        "head": -2,
        "dep": "dobj",
        "ner": "L-GPE",
    }


def test_json_without_trees():
    data = {"paragraphs": [{"sentences": [{"tokens": [{"orth": "a"}, {"orth": "b"}]}, {"tokens": [{"orth": "c"}]}]}]}
    (doc,) = json_to_docs(json.dumps(data))
    assert [t.is_sent_start for t in doc] == [True, False, True]
    assert doc.has_unknown_spaces


def test_converter_of_a_file(tmp_path):
    path = tmp_path / "x.iob"
    assert set(CONVERTER_NAMES) == set(CONVERTERS)
    assert find_converter("auto", path, "a|O b|O") == "iob"
    assert find_converter("auto", path, "a B-X\n") == "ner"
    assert find_converter("ner", path, "a|O") == "iob"
    assert find_converter("conllu", path, "a|O") == "conllu"
    with pytest.raises(InputError, match="conllx"):
        find_converter("conllx", path, "")
    with pytest.raises(InputError, match=r"\.txt"):
        find_converter("auto", path.with_suffix(".txt"), "")


def test_format_errors_are_data_errors():
    with pytest.raises(FormatError, match="columns"):
        list(conllu_to_docs("a b\n"))
