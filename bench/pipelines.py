"""The configs that are trained and run: one shared tok2vec with listeners, and an entity recognizer by itself."""

TOK2VEC = """
[{path}.model]
@architectures = "spacy.Tok2Vec.v2"

[{path}.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 96
attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
rows = [5000, 1000, 2500, 2500]
include_static_vectors = false

[{path}.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3
"""
LISTENER = """
[components.{name}.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
upstream = "*"
"""
TAGGER = """
[components.{name}]
factory = "{name}"

[components.{name}.model]
@architectures = "spacy.Tagger.v2"
nO = null
"""
TRANSITIONS = """
[components.{name}]
factory = "{name}"

[components.{name}.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "{name}"
extra_state_tokens = false
hidden_width = {width}
maxout_pieces = {pieces}
use_upper = true
nO = null
"""
HEAD = """
[nlp]
lang = "en"
pipeline = {pipeline}
batch_size = 1000

[components]
"""
OPTIMIZER = """
[optimizer]
@optimizers = "Adam.v1"
beta1 = 0.9
beta2 = 0.999
L2_is_weight_decay = true
L2 = 0.01
grad_clip = 1.0
use_averages = false
eps = 0.00000001
learn_rate = 0.001
"""


def _tok2vec() -> str:
    return '\n[components.tok2vec]\nfactory = "tok2vec"\n' + TOK2VEC.format(path="components.tok2vec")


def syntax_config() -> str:
    """tok2vec, tagger, morphologizer, parser."""
    parts = [HEAD.format(pipeline='["tok2vec", "tagger", "morphologizer", "parser"]'), _tok2vec()]
    for name in ("tagger", "morphologizer"):
        parts += [TAGGER.format(name=name), LISTENER.format(name=name)]
    parts += [TRANSITIONS.format(name="parser", width=128, pieces=3), LISTENER.format(name="parser")]
    return "".join(parts)


def ner_config() -> str:
    """tok2vec, ner."""
    parts = [HEAD.format(pipeline='["tok2vec", "ner"]'), _tok2vec()]
    parts += [TRANSITIONS.format(name="ner", width=64, pieces=2), LISTENER.format(name="ner")]
    return "".join(parts)


CONFIGS = {"syntax": syntax_config, "ner": ner_config}
