"""Random pairs of documents, and what spaCy says of them: run under an interpreter that has spaCy 3.8.

`python make_random_examples.py random_examples.json`. tests/gold/test_random_examples.py runs `observe` on engine.
"""

import json
import random
import sys

N_CASES = 150


def cut(rng, text):
    out, i = [], 0
    while i < len(text):
        n = rng.choice([1, 1, 2, 3])
        out.append(text[i : i + n])
        i += n
    return out


def any_tree(rng, n):
    """Heads of a forest, crossing arcs included."""
    order = list(range(n))
    rng.shuffle(order)
    placed = order[: max(1, n // 6)]
    heads = {root: root for root in placed}
    for token in order[len(placed) :]:
        heads[token] = rng.choice(placed)
        placed.append(token)
    return [heads[i] for i in range(n)]


def entities(rng, n):
    out = ["O"] * n
    i = 0
    while i < n:
        kind = rng.random()
        length = 1
        if kind < 0.15:
            label, length = rng.choice("XYZ"), rng.randrange(1, 4)
            for k in range(i, min(n, i + length)):
                out[k] = ("B-" if k == i else "I-") + label
        elif kind < 0.22:
            out[i] = ""
        i += length
    return out


def annotation(rng, words, spaces):
    n = len(words)
    out = {"words": words, "spaces": spaces}
    out["tags"] = [rng.choice(["A", "B", "C", ""]) for _ in range(n)]
    out["pos"] = [rng.choice(["NOUN", "VERB", ""]) for _ in range(n)]
    out["morphs"] = [rng.choice(["A=B|C=D", "A=B", "C=D,E", "A=X,Y|Z=Q", "", "_"]) for _ in range(n)]
    if rng.random() < 0.8:
        out["heads"] = any_tree(rng, n)
        out["deps"] = [rng.choice(["nsubj", "OBJ", "punct", "p", "dep"]) for _ in range(n)]
    elif rng.random() < 0.7:
        out["sent_starts"] = [rng.choice([True, False, None]) for _ in range(n)]
    if rng.random() < 0.9:
        out["ents"] = entities(rng, n)
    return out


def tokenization(rng, words, same):
    tokens, spaces = [], []
    for word in words:
        parts = [word] if same or rng.random() < 0.6 else cut(rng, word)
        tokens += parts
        spaces += [False] * (len(parts) - 1) + [True]
        if not same and rng.random() < 0.15:
            tokens.append(rng.choice([" ", "\n"]))
            spaces.append(False)
    i = 0
    while not same and i + 1 < len(tokens):
        if rng.random() < 0.12 and tokens[i].strip() and tokens[i + 1].strip():
            tokens[i : i + 2] = [tokens[i] + (" " if spaces[i] else "") + tokens[i + 1]]
            del spaces[i]
        i += 1
    return tokens, spaces


def make_cases(seed):
    rng = random.Random(seed)
    cases = []
    for _ in range(N_CASES):
        words = ["".join(rng.choice("abAB") for _ in range(rng.randrange(1, 4))) for _ in range(rng.randrange(1, 8))]
        same = rng.random() < 0.4
        predicted = annotation(rng, *tokenization(rng, words, same))
        if "ents" in predicted:
            predicted["ents"] = [tag or "O" for tag in predicted["ents"]]
        cases.append({"pred": predicted, "gold": annotation(rng, *tokenization(rng, words, same))})
    return cases


def signed(values):
    return [value if value is None or value < 2**63 else int(value) - 2**64 for value in values]


def observe(example, scorers):
    """All that an example and the scorers say, as JSON; None for what raises."""

    def attempt(function):
        try:
            return json.loads(json.dumps(function(), default=int))
        except (IndexError, ValueError):
            return None

    e = example
    out = {
        "x2y": lambda: [list(e.alignment.x2y[i]) for i in range(len(e.x))],
        "y2x": lambda: [list(e.alignment.y2x[i]) for i in range(len(e.y))],
        "HEAD": lambda: signed(e.get_aligned("HEAD")),
        "parse": lambda: e.get_aligned_parse(),
        "parse as it is": lambda: e.get_aligned_parse(projectivize=False),
        "ner": lambda: e.get_aligned_ner(),
        "sent_starts": lambda: e.get_aligned_sent_starts(),
        "ents": lambda: [(s.start, s.end, s.label_) for s in e.get_aligned_ents_and_ner()[0]],
        "matching": lambda: [(s.start, s.end) for s in e.get_matching_ents()],
        "sents": lambda: [(part.x.text, part.y.text) for part in e.split_sents()],
    }
    for field in ("TAG", "POS", "DEP", "MORPH", "ENT_TYPE"):
        out[field] = lambda field=field: e.get_aligned(field, as_string=True)
    for name, scorer in scorers.items():
        out[f"score {name}"] = lambda scorer=scorer: scorer([e])
    return {name: attempt(function) for name, function in out.items()}


if __name__ == "__main__":
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    vocab = spacy.blank("en").vocab
    scorers = {
        name: spacy.registry.scorers.get(f"spacy.{name}_scorer.v1")()
        for name in ("tagger", "morphologizer", "parser", "ner", "senter")
    }
    cases = make_cases(7)
    for case in cases:
        case["says"] = observe(Example(Doc(vocab, **case["pred"]), Doc(vocab, **case["gold"])), scorers)
    with open(sys.argv[1], "w", encoding="utf8") as file:
        json.dump(cases, file, separators=(",", ":"), ensure_ascii=False)
