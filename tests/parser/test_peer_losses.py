"""Losses of updates with the peer's weights: how documents are cut, and what partial annotation teaches."""

import random

import pytest

import engine
from engine.tokens import Doc
from engine.training import Example

WORDS = [f"w{i}" for i in range(20)]
CONFIG = """
[nlp]
lang = "en"
pipeline = ["parser"]

[components]

[components.parser]
factory = "parser"
min_action_freq = 1

[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
extra_state_tokens = false
hidden_width = 8
maxout_pieces = 2
use_upper = true

[components.parser.model.tok2vec]
@architectures = "spacy.HashEmbedCNN.v2"
width = 8
depth = 1
embed_size = 50
window_size = 1
maxout_pieces = 3
subword_features = true
pretrained_vectors = null
"""


def reference_of(docs, vocab, heads):
    """A document in which the tokens that `heads` names have a head and a label."""
    deps = ["" if i not in heads else "ROOT" if heads[i] == i else "det" if i < heads[i] else "obj" for i in range(20)]
    return docs(vocab, words=WORDS, heads=[heads.get(i, i) for i in range(20)], deps=deps)


def losses(nlp, docs, example, trees, sizes):
    """Of one update a tree and length of the segments; the weights stay as they are."""
    parser = nlp.get_pipe("parser")
    out = []
    for heads in trees:
        for size in sizes:
            parser.cfg["update_with_oracle_cut_size"] = size
            random.seed(3)
            reference = reference_of(docs, nlp.vocab, heads)
            found = parser.update([example(docs(nlp.vocab, words=WORDS), reference)], drop=0.0, sgd=None)
            out.append(float(found["parser"]))
    return out


@pytest.mark.peer
def test_losses_of_segments_and_partial_annotation(tmp_path):
    spacy = pytest.importorskip("spacy", reason="the peer is not installed")
    peer_tokens, peer_training = pytest.importorskip("spacy.tokens"), pytest.importorskip("spacy.training")
    theirs = spacy.util.load_model_from_config(spacy.util.Config().from_str(CONFIG), auto_fill=True)
    rng = random.Random(1)
    whole = {i: rng.choice([i - 1, i - 2, i - 3, 0]) if i > 3 else 0 for i in range(20)}
    trees = [
        whole,
        {i: i // 5 * 5 for i in range(20)},
        {i: i for i in range(20)},
        {0: 0},
        {19: 0},
        *(dict.fromkeys(range(first, end), 0) for first, end in ((0, 5), (10, 20), (15, 20), (4, 9))),
    ]

    def examples():
        return [
            peer_training.Example(
                peer_tokens.Doc(theirs.vocab, words=WORDS), reference_of(peer_tokens.Doc, theirs.vocab, tree)
            )
            for tree in trees
        ]

    theirs.initialize(examples)
    theirs.to_disk(tmp_path)
    ours = engine.load(tmp_path)
    sizes = [0, 2, 4, 7, 10, 14, 30]
    expected = losses(theirs, peer_tokens.Doc, peer_training.Example, trees, sizes)
    assert len(set(expected)) > len(trees)
    assert losses(ours, Doc, Example, trees, sizes) == pytest.approx(expected, rel=1e-4)
