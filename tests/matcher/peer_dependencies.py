"""Random trees and patterns and what a DependencyMatcher finds: `python peer_dependencies.py engine|spacy N`.

Run with both packages by test_dependency_peer.py, which compares the JSON lines.
"""

import importlib
import json
import pickle
import random
import sys

OPERATORS = "< > << >> . .* ; ;* $+ $- $++ $-- >+ >- >++ >-- <+ <- <++ <--".split()
# What follows and what precedes in the tree: with crossing arcs the peer ends a sentence too early.
ENDS = (".", ".*", ";", ";*")
ATTRIBUTES = [
    {},
    {"ORTH": "a"},
    {"LOWER": "b"},
    {"DEP": "nsubj"},
    {"DEP": {"IN": ["nsubj", "conj"]}},
    {"TAG": {"NOT_IN": ["NN"]}},
    {"ORTH": "a", "OP": "!"},
    {"LENGTH": {">=": 2}},
    {"ORTH": {"REGEX": "^[ab]"}},
    {"POS": "NOUN", "DEP": "conj"},
]


def random_heads(rng, n, projective):
    if not projective:
        order = rng.sample(range(n), n)
        heads = list(range(n))
        for k in range(1, n):
            heads[order[k]] = order[k] if rng.random() < 0.1 else order[rng.randrange(k)]
        return heads
    heads = list(range(n))

    def build(start, end, head):
        while start < end:
            stop = rng.randrange(start + 1, end + 1)
            top = rng.randrange(start, stop)
            heads[top] = top if head is None else head
            build(start, top, top)
            build(top + 1, stop, top)
            start = stop

    build(0, n, None)
    return heads


def random_doc(rng, tokens, vocab, projective):
    n = rng.randrange(1, 25)

    def draw(values):
        return [rng.choice(values) for _ in range(n)]

    return tokens.Doc(
        vocab,
        words=draw(["a", "b", "B", "cc", "ddd"]),
        tags=draw(["NN", "VB"]),
        pos=draw(["NOUN", "VERB"]),
        heads=random_heads(rng, n, projective),
        deps=draw(["nsubj", "conj", "obj"]),
    )


def random_pattern(rng, projective):
    operators = OPERATORS if projective else [op for op in OPERATORS if op not in ENDS]
    nodes = [{"RIGHT_ID": "n0", "RIGHT_ATTRS": rng.choice(ATTRIBUTES)}]
    for i in range(1, rng.choice([1, 2, 2, 3, 3, 4])):
        node = {"LEFT_ID": f"n{rng.randrange(i)}", "REL_OP": rng.choice(operators), "RIGHT_ID": f"n{i}"}
        nodes.append({**node, "RIGHT_ATTRS": rng.choice(ATTRIBUTES)})
    return nodes


def describe(rng, matcher_class, tokens, vocab):
    projective = rng.random() < 0.7
    matcher = matcher_class(vocab)
    for _ in range(rng.randrange(1, 5)):
        key = rng.choice("KLMN")
        matcher.add(key, [random_pattern(rng, projective) for _ in range(rng.randrange(1, 3))])
        if rng.random() < 0.1:
            matcher.remove(key)
    matcher.add("LAST", [random_pattern(rng, projective)])
    doc = random_doc(rng, tokens, vocab, projective)
    out = {"matches": [(vocab.strings[key], token_ids) for key, token_ids in matcher(doc)]}
    if rng.random() < 0.2:
        matcher = pickle.loads(pickle.dumps(matcher))
        out["pickled"] = matcher(doc)
    if projective:
        start = rng.randrange(len(doc))
        out["span"] = matcher(doc[start : rng.randrange(start, len(doc)) + 1])
    out["rules"] = [(len(matcher), key in matcher, matcher.has_key(key), matcher.get(key)) for key in "KLMN"]
    return out


def main(package, n):
    matcher = importlib.import_module(f"{package}.matcher")
    tokens = importlib.import_module(f"{package}.tokens")
    vocab = importlib.import_module(package).blank("en").vocab
    for seed in range(int(n)):
        print(json.dumps(describe(random.Random(seed), matcher.DependencyMatcher, tokens, vocab)))


if __name__ == "__main__":
    main(*sys.argv[1:])
