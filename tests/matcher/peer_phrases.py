"""Random phrases and documents and what a PhraseMatcher finds, as JSON lines: `python peer_phrases.py engine|spacy N`.

Run with both packages by test_phrase_peer.py, which compares the lines. Nothing is removed: on phrases like these the
peer crashes in remove.
"""

import importlib
import json
import pickle
import random
import sys

ATTRS = ["ORTH", "LOWER", "SHAPE", "LENGTH", "LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_IOB", "IS_ALPHA"]
ATTRS += ["LIKE_NUM", "SENT_START", "TEXT", "is_sent_start", "NORM", "ENT_ID", "SPACY"]
WORDS = ["a", "b", "A", "C", "dd", "7", "."]


def random_doc(rng, tokens, vocab, n):
    def draw(values):
        return [rng.choice(values) for _ in range(n)]

    return tokens.Doc(
        vocab,
        words=draw(WORDS),
        spaces=draw([True, False]),
        tags=draw(["NN", "VB", ""]),
        pos=draw(["NOUN", "X", ""]),
        lemmas=draw(["l", "m", ""]),
        morphs=draw(["", "A=b", "_"]),
        heads=[rng.choice([0, i]) for i in range(n)],
        deps=draw(["dep", "conj"]),
        ents=["O", *draw(["O", "B-X", "B-Y", "I-X"])][:n] if n else [],
    )


def describe(rng, matcher_class, tokens, vocab):
    attr = rng.choice(ATTRS)
    matcher = matcher_class(vocab, attr=attr)
    keys = [f"K{i}" for i in range(rng.randrange(1, 30))]
    kept = []
    calls = []
    for _ in range(rng.randrange(1, 40)):
        key = rng.choice(keys)
        phrases = []
        for _ in range(rng.randrange(3)):
            same = kept and rng.random() < 0.3
            doc = rng.choice(kept) if same else random_doc(rng, tokens, vocab, rng.choice([0, 1, 1, 2, 2, 3, 5]))
            if len(doc) == 0 or all(doc.has_annotation(a) for a in ("TAG", "POS", "LEMMA", "MORPH", "DEP")):
                phrases.append(doc)
                kept.append(doc)
        on_match = None
        if rng.random() < 0.3:

            def on_match(matcher, doc, i, matches, key=key):
                calls.append((key, len(doc), i, len(matches)))

        matcher.add(key, phrases, on_match=on_match)
    out = {"attr": attr, "n_keys": len(matcher), "has": [key in matcher for key in keys]}
    if rng.random() < 0.2:
        for key in keys:
            if key in matcher:
                matcher.add(key, [])  # without callbacks, which pickle refuses
        matcher = pickle.loads(pickle.dumps(matcher))
    doc = random_doc(rng, tokens, vocab, rng.randrange(0, 60))
    start = rng.randrange(len(doc) + 1)
    span = doc[start : rng.randrange(start, len(doc) + 1)]
    out["matches"] = [(vocab.strings[key], start, end) for key, start, end in matcher(doc)]
    out["in span"] = matcher(span)
    out["spans"] = [(s.label_, s.start, s.end, s.text) for s in matcher(span, as_spans=True)]
    out["calls"] = calls
    return out


def main(package, n):
    matcher = importlib.import_module(f"{package}.matcher")
    tokens = importlib.import_module(f"{package}.tokens")
    vocab = importlib.import_module(package).blank("en").vocab
    for seed in range(int(n)):
        print(json.dumps(describe(random.Random(seed), matcher.PhraseMatcher, tokens, vocab)))


if __name__ == "__main__":
    main(*sys.argv[1:])
