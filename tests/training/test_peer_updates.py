"""Updates of a shared encoder from the peer's weights: the same losses, once its order of steps is followed."""

import random

import pytest

import engine
from engine.tokens import Doc
from engine.training import Example

CONFIG = """
[nlp]
lang = "en"
pipeline = ["tok2vec","tagger","morphologizer"]

[components]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.HashEmbedCNN.v2"
width = 32
depth = 2
embed_size = 200
window_size = 1
maxout_pieces = 3
subword_features = true
pretrained_vectors = null

[components.tagger]
factory = "tagger"

[components.tagger.model]
@architectures = "spacy.Tagger.v2"

[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 32

[components.morphologizer]
factory = "morphologizer"

[components.morphologizer.model]
@architectures = "spacy.Tagger.v2"

[components.morphologizer.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 32
"""
N_UPDATES = 12


def examples_of(nlp, docs, example):
    rng = random.Random(4)
    out = []
    for _ in range(4 * N_UPDATES):
        words = [f"w{rng.randrange(40)}" for _ in range(rng.randrange(1, 12))]
        tags = [f"T{int(word[1:]) % 5}" for word in words]
        pos = [("NOUN", "VERB", "ADJ")[int(word[1:]) % 3] for word in words]
        reference = docs(nlp.vocab, words=words, tags=tags, pos=pos)
        out.append(example(docs(nlp.vocab, words=words), reference))
    return out


def losses(nlp, examples, optimizer, update):
    out = []
    for i in range(N_UPDATES):
        found = {}
        update(nlp, examples[4 * i : 4 * i + 4], optimizer, found)
        out.append([float(found[name]) for name in ("tok2vec", "tagger", "morphologizer")])
    return out


def step_each_after_its_own_update(nlp, batch, optimizer, found):
    """As the peer does: the encoder comes first, and moves before the gradients of this batch have come to it."""
    for _, component in nlp.pipeline:
        component.update(batch, sgd=None, drop=0.0, losses=found)
        component.finish_update(optimizer)


@pytest.mark.peer
def test_losses_of_a_shared_encoder(tmp_path):
    spacy = pytest.importorskip("spacy", reason="the peer is not installed")
    peer_tokens, peer_training = pytest.importorskip("spacy.tokens"), pytest.importorskip("spacy.training")
    adam = pytest.importorskip("thinc.api").Adam
    theirs = spacy.util.load_model_from_config(spacy.util.Config().from_str(CONFIG), auto_fill=True)
    their_examples = examples_of(theirs, peer_tokens.Doc, peer_training.Example)
    theirs.initialize(lambda: their_examples)
    theirs.to_disk(tmp_path)
    ours, in_order = engine.load(tmp_path), engine.load(tmp_path)

    def update(nlp, batch, optimizer, found):
        nlp.update(batch, sgd=optimizer, drop=0.0, losses=found)

    expected = losses(theirs, their_examples, adam(0.001), update)
    followed = losses(in_order, examples_of(in_order, Doc, Example), adam(0.001), step_each_after_its_own_update)
    for step, (found, wanted) in enumerate(zip(followed, expected, strict=True)):
        assert found == pytest.approx(wanted, rel=1e-4, abs=1e-5), step
    # Its own way is to move the encoder with the gradients of the same batch, and gets ahead.
    free = losses(ours, examples_of(ours, Doc, Example), adam(0.001), update)
    assert sum(free[-1][1:]) < sum(expected[-1][1:])
