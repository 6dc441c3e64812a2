"""A pipeline of all kinds of components with random weights, for tests of threads and of damaged files."""

from __future__ import annotations

import numpy

import engine
from engine.tokens import Doc
from engine.training import Example
from engine.vocab.lookups import Lookups

TOK2VEC = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 16,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [50, 20, 20, 20],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 16,
        "depth": 2,
        "window_size": 1,
        "maxout_pieces": 2,
    },
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 16, "upstream": "*"}
WORDS = "the a cat dog house sees runs happy green of in and I you Paris London 3 1999 well-known don't".split()


def transitions(kind):
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 12,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": LISTENER,
    }


def gold(nlp):
    words = ["the", "cat", "sees", "Paris", "."]
    doc = Doc(
        nlp.vocab,
        words=words,
        tags=["DT", "NN", "VB", "NNP", "."],
        pos=["DET", "NOUN", "VERB", "PROPN", "PUNCT"],
        morphs=["", "Number=Sing", "Tense=Pres", "Number=Sing", ""],
        heads=[1, 2, 2, 2, 2],
        deps=["det", "nsubj", "ROOT", "obj", "punct"],
        ents=["O", "O", "O", "B-GPE", "O"],
        sent_starts=[True, False, False, False, False],
    )
    return [Example(Doc(nlp.vocab, words=words), doc)] * 3


def make_pipeline(seed=0):
    """tok2vec, its listeners, and all rule components; each call gives the same weights."""
    nlp = engine.blank("en")
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    for name in ("tagger", "morphologizer", "senter"):
        nlp.add_pipe(name, config={"model": tagger})
    nlp.add_pipe("parser", config={"model": transitions("parser"), "min_action_freq": 1})
    nlp.add_pipe("ner", config={"model": transitions("ner")})
    nlp.add_pipe("sentencizer")
    nlp.initialize(lambda: gold(nlp))
    random = numpy.random.RandomState(seed)
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") else ():
            for name in node.param_names:
                shape = node.get_param(name).shape
                node.set_param(name, random.uniform(-1, 1, shape).astype("float32"))
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"TAG": "NN"}]], {"POS": "NOUN"})
    ruler.add([[{"LOWER": "the"}, {"TAG": {"IN": ["NN", "VB"]}}]], {"MORPH": "Number=Plur"}, index=1)
    ruler.add([[{"LOWER": {"REGEX": "^d"}}]], {"NORM": "D"})  # for the Matcher
    lookups = Lookups()
    lookups.add_table("lemma_rules", {"noun": [["s", ""]], "verb": [["s", ""], ["ing", "e"]]})
    lookups.add_table("lemma_index", {"verb": ["see", "run"], "noun": ["cat"]})
    lookups.add_table("lemma_exc", {"verb": {"ran": ["run"]}})
    nlp.add_pipe("lemmatizer", config={"mode": "rule"}).initialize(lookups=lookups)
    rules = [{"label": "CITY", "pattern": "Paris"}, {"label": "NUM", "pattern": [{"IS_DIGIT": True}], "id": "n"}]
    nlp.add_pipe("entity_ruler", config={"overwrite_ents": True}).add_patterns(rules)
    nlp.add_pipe("span_ruler").add_patterns(rules)
    return nlp


def make_texts(n, seed=0):
    """Texts with known words and ever new ones."""
    random = numpy.random.RandomState(seed)
    texts = []
    for i in range(n):
        words = [WORDS[j] for j in random.randint(0, len(WORDS), random.randint(0, 30))]
        texts.append(" ".join([*words, f"word{i % 70}x", "runs."]) if i % 11 else "")
    return texts
