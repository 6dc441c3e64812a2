"""Random documents after random merges and splits, as JSON lines: `python peer_retokenize.py engine|spacy N`.

Run with both packages by test_peer_retokenize.py, which compares the lines.
"""

import importlib
import json
import random
import sys

from peer_views import COLUMNS, random_arguments

COLUMNS = [*COLUMNS, "NORM", "ENT_ID", "ENT_KB_ID"]
SETTINGS = {"LEMMA": "be", "TAG": "T", "POS": "ADV", "DEP": "d", "MORPH": "B=1|A=2", "NORM": "n"}


def random_doc(tokens, vocab, rng):
    """Parsed without crossing arcs, or not at all: the peer breaks other trees."""
    projective = False
    while not projective:
        words, spaces, more, projective = random_arguments(rng)
    doc = tokens.Doc(vocab, words=words, spaces=spaces, **more)
    for token in doc:
        if rng.random() < 0.3:
            token.norm_ = f"norm{token.i}"
        token._.mark = token.i
    return doc


def random_spans(rng, n):
    """Disjoint runs of tokens."""
    spans = []
    start = 0
    while start < n:
        end = min(n, start + rng.randrange(1, 4))
        if rng.random() < 0.4:
            spans.append((start, end))
        start = end
    rng.shuffle(spans)
    return spans


def merge(doc, rng):
    """Merge some runs, with some attributes."""
    spans = random_spans(rng, len(doc))
    with doc.retokenize() as retokenizer:
        for start, end in spans:
            names = [name for name in SETTINGS if rng.random() < 0.15]
            attrs = {name: SETTINGS[name] for name in names}
            if not doc.has_annotation("DEP", require_complete=True):
                attrs.pop("DEP", None)  # a label alone makes the peer lose the start of the first sentence
            if rng.random() < 0.3:
                attrs["_"] = {"mark": "merged"}
            retokenizer.merge(doc[start:end], attrs=attrs)


def split(doc, rng):
    """Split one token in two. What the peer leaves in the second one is not compared: it is not defined."""
    long = [token for token in doc if len(token) > 1]
    if not long:
        return None
    token = rng.choice(long)
    heads = [rng.choice([(token, 1), rng.choice(list(doc))]), rng.choice([(token, 0), rng.choice(list(doc))])]
    at = rng.randrange(1, len(token))
    with doc.retokenize() as retokenizer:
        retokenizer.split(token, [token.text[:at], token.text[at:]], heads)
    return token.i + 1


def describe(doc, undefined):
    rows = doc.to_array(COLUMNS).astype("int64").reshape((len(doc), len(COLUMNS))).tolist()
    if undefined is not None:
        for name in ("LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_ID", "ENT_KB_ID", "SENT_START", "ENT_IOB"):
            for row in rows:  # also of what follows, where that goes by it
                row[COLUMNS.index(name)] = None
    trees = None
    if undefined is None and doc.has_annotation("DEP", require_complete=True):  # else the peer leaves the old edges
        trees = [[t.n_lefts, t.n_rights, t.left_edge.i, t.right_edge.i] for t in doc]
    marks = [t._.mark for t in doc]
    return {"text": doc.text, "rows": rows, "trees": trees, "marks": marks}


def main(package, n):
    tokens = importlib.import_module(f"{package}.tokens")
    vocab = importlib.import_module(f"{package}.vocab").Vocab()
    tokens.Token.set_extension("mark", default=None, force=True)
    rng = random.Random(11)
    for number in range(int(n)):
        doc = random_doc(tokens, vocab, rng)
        undefined = None
        if number % 3:
            merge(doc, rng)
        elif doc.has_annotation("DEP", require_complete=True):
            undefined = split(doc, rng)
        print(json.dumps(describe(doc, undefined)))


if __name__ == "__main__":
    main(*sys.argv[1:])
