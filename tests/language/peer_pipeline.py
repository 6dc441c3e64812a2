"""Trains, saves and loads small pipelines with engine or with the peer: `peer_pipeline.py PACKAGE train|load FOLDER`.

Prints JSON lines. Both packages read the same config, the same words and the same seed.
"""

from __future__ import annotations

import importlib
import json
import sys

CONFIG = """
[nlp]
lang = "en"
pipeline = ["tok2vec","tagger","morphologizer","senter","sentencizer"]

[components]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 16
depth = 2
embed_size = 200
window_size = 1
maxout_pieces = 2
subword_features = true

[components.tagger]
factory = "tagger"

[components.tagger.model]
@architectures = "spacy.Tagger.v2"

[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 16

[components.morphologizer]
factory = "morphologizer"
label_smoothing = 0.05

[components.morphologizer.model]
@architectures = "spacy.Tagger.v2"

[components.morphologizer.model.tok2vec]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 8
depth = 1
embed_size = 100
window_size = 1
maxout_pieces = 3
subword_features = false

[components.senter]
factory = "senter"

[components.senter.model]
@architectures = "spacy.Tagger.v2"

[components.senter.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 16

[components.sentencizer]
factory = "sentencizer"
"""
GOLD = [
    {
        "words": ["The", "cats", "don't", "sleep", ".", "Why", "?"],
        "tags": ["DT", "NNS", "VBP", "VB", ".", "WRB", "."],
        "pos": ["DET", "NOUN", "VERB", "VERB", "PUNCT", "ADV", "PUNCT"],
        "morphs": ["Definite=Def", "Number=Plur", "Mood=Ind|Tense=Pres", "VerbForm=Inf", "", "", ""],
        "sent_starts": [1, 0, 0, 0, 0, 1, 0],
    },
    {
        "words": ["Dogs", "bark", "!"],
        "tags": ["NNS", "!DT", ""],
        "pos": ["NOUN", "VERB", "PUNCT"],
        "morphs": ["Number=Plur", "", ""],
        "sent_starts": [1, 0, 0],
    },
]
TEXT = "The dogs sleep . Why bark ? Cats !"


def main(package: str, task: str, folder: str) -> None:
    root = importlib.import_module(package)
    util = importlib.import_module(f"{package}.util")
    training = importlib.import_module(f"{package}.training")
    tokens = importlib.import_module(f"{package}.tokens")
    config_class = util.Config if package == "engine" else importlib.import_module("thinc.api").Config
    if task == "train":
        config = config_class().from_str(CONFIG, interpolate=False)
        nlp = util.load_model_from_config(config, auto_fill=True)
        examples = []
        for gold in GOLD:
            words = [part for word in gold["words"] for part in (["do", "n't"] if word == "don't" else [word])]
            doc = tokens.Doc(nlp.vocab, words=words, spaces=[word != "do" for word in words])
            examples.append(training.Example.from_dict(doc, {**gold, "spaces": [True] * len(gold["words"])}))
        util.fix_random_seed(1)
        nlp.initialize(lambda: examples)
        optimizer = nlp.create_optimizer()
        for _ in range(8):
            losses: dict[str, float] = {}
            nlp.update(examples, drop=0.0, losses=losses, sgd=False)
            for _, pipe in nlp.pipeline:
                if hasattr(pipe, "finish_update"):
                    pipe.finish_update(optimizer)
            print(json.dumps({name: float(loss) for name, loss in losses.items()}))
        nlp.to_disk(folder)
    else:
        nlp = root.load(folder)
    doc = tokens.Doc(nlp.vocab, words=TEXT.split())
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    print(json.dumps([[t.text, t.tag_, t.pos_, str(t.morph), t.is_sent_start] for t in doc]))
    print(json.dumps({name: list(labels) for name, labels in nlp.pipe_labels.items()}))
    print(json.dumps(nlp.config["training"]["score_weights"], sort_keys=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
