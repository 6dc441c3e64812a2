"""Base noun phrases of languages whose modifiers stand on both sides of the noun, on parses written by hand."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InputError
from engine.lang import get_defaults
from engine.tokens import Doc
from engine.vocab import Vocab

# Words with part of speech, head and arc; then the phrases.
PARSES = {
    "id": [
        (
            "rumah/NOUN/3/nsubj besar/ADJ/0/amod itu/DET/0/det dibeli/VERB/3/ROOT tiga/NUM/5/nummod orang/NOUN/3/obl "
            "kaya/ADJ/5/amod di/ADP/8/case kota/NOUN/5/nmod",
            ["rumah besar itu", "tiga orang kaya", "kota"],
        ),
        (
            "anak/NOUN/2/nsubj guru/NOUN/0/nmod makan/VERB/2/ROOT nasi/NOUN/2/obj dan/CCONJ/5/cc ikan/NOUN/3/conj",
            ["anak guru", "nasi", "ikan"],
        ),
        (
            "dia/PRON/1/nsubj melihat/VERB/1/ROOT rumah/NOUN/1/obj yang/PRON/4/nsubj besar/ADJ/2/acl",
            ["dia", "rumah", "yang"],
        ),
        ("presiden/NOUN/3/nsubj Joko/PROPN/0/flat Widodo/PROPN/1/flat datang/VERB/3/ROOT", ["presiden Joko Widodo"]),
    ],
    "fa": [
        (
            "این/DET/1/det کتاب/NOUN/4/nsubj بزرگ/ADJ/1/amod پدرم/NOUN/1/nmod:poss است/AUX/4/ROOT",
            ["این کتاب بزرگ پدرم"],
        ),
        ("مرد/NOUN/3/nsubj از/ADP/2/case تهران/PROPN/0/nmod آمد/VERB/3/ROOT", ["مرد", "تهران"]),
    ],
    "la": [
        (
            "magna/ADJ/1/amod urbs/NOUN/4/nsubj regis/NOUN/1/nmod boni/ADJ/2/amod cecidit/VERB/4/ROOT in/ADP/6/case "
            "bello/NOUN/4/obl",
            ["magna urbs regis boni", "bello"],
        ),
    ],
    "ja": [
        (
            "この/DET/1/det 本/NOUN/7/obj を/ADP/1/case 東京/PROPN/5/nmod の/ADP/3/case 人/NOUN/7/nsubj が/ADP/5/case "
            "読む/VERB/7/ROOT",
            ["この 本", "東京", "人"],
        ),
        (
            "彼/PRON/2/nsubj が/ADP/0/case 読ん/VERB/4/acl だ/AUX/2/aux 本/NOUN/6/nsubj は/ADP/4/case 高い/ADJ/6/ROOT",
            ["彼", "本"],
        ),
        ("東京/PROPN/1/compound 都/NOUN/3/obl に/ADP/1/case 行く/VERB/3/ROOT", ["東京 都"]),
    ],
}


def parsed(code, text):
    rows = [item.split("/") for item in text.split()]
    words, pos, heads, deps = zip(*rows, strict=True)
    iterator = get_defaults(code).syntax_iterators["noun_chunks"]
    vocab = Vocab(get_noun_chunks=iterator)
    return Doc(vocab, words=words, pos=pos, heads=[int(head) for head in heads], deps=deps)


@pytest.mark.parametrize("code", sorted(PARSES))
def test_phrases(code):
    for text, phrases in PARSES[code]:
        doc = parsed(code, text)
        assert [chunk.text for chunk in doc.noun_chunks] == phrases
        assert {chunk.label_ for chunk in doc.noun_chunks} == {"NP"}


def test_a_span_has_its_own_phrases():
    doc = parsed("id", PARSES["id"][0][0])
    assert [chunk.text for chunk in doc[1:7].noun_chunks] == ["tiga orang kaya"]
    with pytest.raises(InputError, match="not parsed"):
        list(get_defaults("id").syntax_iterators["noun_chunks"](Doc(doc.vocab, words=["a"])))


DEPS = "nsubj obj nmod amod det case conj acl flat compound ROOT".split()


@pytest.mark.parametrize("code", sorted(PARSES))
@given(data=st.data(), n=st.integers(1, 10))
def test_phrases_of_any_tree_are_apart(code, data, n):
    heads = [data.draw(st.integers(0, i)) if i else 0 for i in range(n)]
    order = data.draw(st.permutations(range(n)))
    place = {node: i for i, node in enumerate(order)}
    words = [""] * n
    for node in range(n):
        pos = data.draw(st.sampled_from(["NOUN", "ADJ", "VERB"]))
        dep = "ROOT" if heads[node] == node else data.draw(st.sampled_from(DEPS))
        words[place[node]] = f"w/{pos}/{place[heads[node]]}/{dep}"
    doc = parsed(code, " ".join(words))
    chunks = [(chunk.start, chunk.end) for chunk in doc.noun_chunks]
    assert all(0 <= start < end <= n for start, end in chunks)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(chunks))
    assert all(any(token.pos_ == "NOUN" for token in doc[start:end]) for start, end in chunks)
