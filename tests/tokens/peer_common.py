"""Documents to ask, and answers that do not depend on the package: what peer_operations and peer_groups share.

The package is the first argument of the script. An answer that is an exception names the builtin exceptions that it
can be caught as.
"""

import importlib
import json
import sys

import numpy as np

package = sys.argv[1]
tokens = importlib.import_module(f"{package}.tokens")
Vocab = importlib.import_module(f"{package}.vocab").Vocab
Doc, Span, Token, SpanGroup, DocBin = tokens.Doc, tokens.Span, tokens.Token, tokens.SpanGroup, tokens.DocBin
vocab = importlib.import_module(package).blank("en").vocab

FAMILIES = (KeyError, IndexError, AttributeError, NotImplementedError, TypeError, ValueError, RuntimeError)
COLUMNS = [
    "ORTH",
    "TAG",
    "HEAD",
    "DEP",
    "ENT_IOB",
    "ENT_TYPE",
    "ENT_ID",
    "SENT_START",
    "LEMMA",
    "POS",
    "MORPH",
    "SPACY",
]


def plain(value):
    """Anything as JSON-like values that do not depend on the package."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return round(float(value), 5)
    if isinstance(value, Token):
        return f"{value.i} {value.text}"
    if isinstance(value, Span):
        return [value.start, value.end, value.label_, value.kb_id_, value.id_, value.text]
    if isinstance(value, SpanGroup):
        return [value.name, plain(value.attrs), [plain(span) for span in value]]
    if isinstance(value, Doc):
        return [value.text, value.to_array(COLUMNS).astype("int64").tolist()]
    if isinstance(value, np.ndarray):
        return [str(value.dtype), plain(value.tolist())]
    if hasattr(value, "items"):
        return sorted(([plain(k), plain(v)] for k, v in value.items()), key=str)
    if isinstance(value, (list, tuple)) or hasattr(value, "__next__"):
        return [plain(item) for item in value]
    return str(value)


def do(name, function):
    try:
        answer = plain(function())
    except Exception as err:
        answer = {"raises": [kind.__name__ for kind in FAMILIES if isinstance(err, kind)]}
    print(json.dumps([name, answer]))


def state(doc):
    """A document and all that belongs to it."""
    return [doc, doc.user_data, doc.cats, doc.tensor, dict(doc.spans), doc.sentiment, doc.has_unknown_spaces, doc.ents]


def parsed(**more):
    return Doc(
        vocab,
        words="I saw New York City yesterday with Ada 's friend . He left early .".split(),
        spaces=[True] * 7 + [False, True, False, True, True, True, False, False],
        tags="PRP VBD NNP NNP NNP RB IN NNP POS NN . PRP VBD RB .".split(),
        pos="PRON VERB PROPN PROPN PROPN ADV ADP PROPN PART NOUN PUNCT PRON VERB ADV PUNCT".split(),
        lemmas="I see New York City yesterday with Ada 's friend . he leave early .".split(),
        morphs=["A=1", "B=2", "C=3", "C=4", "C=5", "", "", "D=1", "", "E=1", "", "", "", "", ""],
        heads=[1, 1, 4, 4, 1, 1, 1, 9, 7, 6, 1, 12, 12, 12, 12],
        deps="nsubj ROOT compound compound dobj advmod prep poss case pobj punct nsubj ROOT advmod punct".split(),
        ents="O O B-GPE I-GPE I-GPE B-DATE O B-PER O O O O O O O".split(),
        **more,
    )


def bare():
    return Doc(vocab, words="a b c d".split())


def full():
    doc = parsed(user_data={"key": [1]})
    doc.cats = {"good": 1.0}
    doc.tensor = np.arange(30, dtype="f").reshape(15, 2)
    spans = [Span(doc, 2, 4, "A", kb_id="K", span_id="I"), Span(doc, 0, 3)]
    doc.spans["g"] = SpanGroup(doc, name="g", spans=spans)
    doc.sentiment = 0.5
    doc._.dx, doc[3]._.tx, doc[2:5]._.sx = 5, 3, 1
    return doc


for kind, extension in ((Doc, "dx"), (Token, "tx"), (Span, "sx")):
    kind.set_extension(extension, default=None, force=True)


def with_set(obj, name, value, *more):
    """The attributes of an object after setting one."""
    setattr(obj, name, value)
    return [getattr(obj, other) for other in (name, *more)]


def comparisons(items):
    return [[a < b, a <= b, a == b, a != b, a > b, a >= b] for a in items for b in items]
