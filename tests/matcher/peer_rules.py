"""Random token patterns over random documents with one library: `peer_rules.py engine|spacy KIND N SEED`.

Prints one JSON line a case. KIND "runs" tries operators, keys and overlap on three-letter words; KIND "loops" patterns
that keep many states, which engine moves together from the first on; KIND "long" does so in documents that are long
enough for that without being told; KIND "values" tries what an attribute can be asked. Run by test_peer.py, by each
side with the same seed.
"""

from __future__ import annotations

import importlib
import itertools
import json
import random
import sys
import warnings

OPS = ["", "", "!", "?", "*", "+", "{0}", "{2}", "{1,2}", "{,2}", "{2,}", "{0,}"]


def runs(package, n, seed):
    matcher_class = importlib.import_module(package + ".matcher").Matcher
    doc_class = importlib.import_module(package + ".tokens").Doc
    vocab = importlib.import_module(package).blank("en").vocab
    rng = random.Random(seed)
    questions = [
        {},
        {"ORTH": "a"},
        {"ORTH": "b"},
        {"LOWER": "b"},
        {"LOWER": {"IN": ["a", "b"]}},
        {"LENGTH": {">": 1}},
        {"TEXT": {"REGEX": "b$"}},
        {"IS_UPPER": True},
    ]
    for _ in range(n):
        matcher = matcher_class(vocab)
        keys = rng.choice([["K"], ["K", "L"], ["K", "L", "M"]])
        greedy = {key: rng.choice([None, "FIRST", "LONGEST"]) for key in keys}
        rules = []
        for _ in range(rng.randint(1, 5)):
            key = rng.choice(keys)
            tokens = [rng.choice(questions) | {"OP": rng.choice(OPS)} for _ in range(rng.randint(1, 4))]
            rules.append((key, [{k: v for k, v in token.items() if v != ""} for token in tokens]))
            matcher.add(key, [rules[-1][1]], greedy=greedy[key])
        if rng.random() < 0.1:
            matcher.remove(rules[0][0])
            matcher.add(rules[0][0], [rules[0][1]])
        doc = doc_class(vocab, words=[rng.choice(["a", "b", "B", "ab"]) for _ in range(rng.randint(0, 9))])
        start = rng.choice([0, 0, rng.randint(0, len(doc))])
        text = doc if start == 0 else doc[start:]
        calls = []
        for key in list(keys):
            if key in matcher:
                calls.append([key, matcher.get(key)[1]])
        aligned = matcher(text, with_alignments=True)
        yield {
            "rules": calls,
            "words": [token.text for token in doc],
            "start": start,
            "aligned": [[vocab.strings[key], *rest] for key, *rest in aligned],
            "plain": [[vocab.strings[key], *rest] for key, *rest in matcher(text)],
            "spans": [[span.label_, span.start, span.end] for span in matcher(text, as_spans=True)],
        }


def loops(package, n, seed, is_long=False):
    """Several patterns of several keys, all matches of which are wanted, begun in turn and at the same tokens."""
    matcher_class = importlib.import_module(package + ".matcher").Matcher
    doc_class = importlib.import_module(package + ".tokens").Doc
    vocab = importlib.import_module(package).blank("en").vocab
    rng = random.Random(seed)
    operators = ["", "", "?", "*", "+", "!"] if is_long else [*["", "?", "*", "+"] * 2, "", "!", "{1,2}", "{2,}"]
    for _ in range(n):
        letters = rng.choice(["a", "ab", "abc"])
        matcher = matcher_class(vocab)
        if package == "engine" and not is_long:
            matcher._limits = (0, 0)
        rules = []
        for _ in range(rng.randint(2, 4)):
            tokens = []
            n_loops = 0
            for _ in range(rng.randint(1, 4)):
                op = rng.choice(operators)
                if is_long and op in ("*", "+"):
                    op = op if n_loops == 0 else ""
                    n_loops += 1
                question = rng.choice([{}, {"ORTH": rng.choice(letters)}, {"ORTH": {"IN": ["a", "b"]}}])
                tokens.append({**question, "OP": op} if op else question)
            rules.append((rng.choice("KLM"), tokens))
        for key, tokens in rules:
            matcher.add(key, [tokens])
        length = rng.randint(200, 400) if is_long else rng.randint(4, 14)
        unit = [rng.choice(letters) for _ in range(rng.choice([1, 2, 3, length]))]
        words = (unit * length)[:length]
        for _ in range(rng.choice([0, 0, 1, 2])):
            words[rng.randrange(length)] = rng.choice("abc")
        doc = doc_class(vocab, words=words)
        found = [[vocab.strings[key], *rest] for key, *rest in matcher(doc)]
        case = {"rules": rules, "words": words, "found": found}
        if not is_long:
            aligned = matcher(doc, with_alignments=True)
            case["aligned"] = [[vocab.strings[key], *rest] for key, *rest in aligned]
        yield case


def long(package, n, seed):
    return loops(package, n, seed, is_long=True)


def questions_about_values():
    texts = {
        "TEXT": ["cats", "12", "Apple", "x", ""],
        "LOWER": ["cats", "apples"],
        "NORM": ["kitties", "apples", "cats"],
        "SHAPE": ["xxxx", "dd"],
        "POS": ["NOUN", "VERB", "NUM", "noun", ""],
        "TAG": ["NNS", "NN", "CD"],
        "DEP": ["det", "punct", "nsubj"],
        "LEMMA": ["cat", "eat"],
        "ENT_TYPE": ["DATE", "CARDINAL", ""],
        "ENT_ID": ["", "x"],
        "ENT_KB_ID": [""],
        "MORPH": ["Number=Plur", "Number=Plur|Case=Nom,Acc", "Case=Acc,Nom|Number=Plur", "Case=Acc", "", "_"],
    }
    sets = ("IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS")
    comparisons = ("==", "!=", "<", "<=", ">", ">=")
    for attr, values in texts.items():
        for value in values:
            yield {attr: value}
            for name in ("REGEX", "FUZZY", "FUZZY1", "FUZZY3"):
                yield {attr: {name: value}}
        for some in itertools.chain(*(itertools.combinations(values, n) for n in (0, 1, 2))):
            for name in sets:
                yield {attr: {name: list(some)}}
            for name in ("IN", "NOT_IN"):
                yield {attr: {"FUZZY": {name: list(some)}}}
                if attr != "MORPH":
                    yield {attr: {"REGEX": {name: list(some)}}}
    for value in (0, 2, 3, 4, 4.0, 3.5):
        for name in comparisons:
            yield {"LENGTH": {name: value}}
            yield {"_": {"n": {name: value}}}
    for some in itertools.chain(*(itertools.combinations([2, 3, 4], n) for n in (0, 1, 2))):
        for name in sets:
            yield {"LENGTH": {name: list(some)}}
            yield {"_": {"n": {name: list(some)}}}
            yield {"_": {"numbers": {name: list(some)}}}
    for some in itertools.chain(*(itertools.combinations(["ca", "c", "a"], n) for n in (0, 1, 2))):
        for name in sets:
            for extension in ("first", "chars", "char_set", "unset"):
                yield {"_": {extension: {name: list(some)}}}
    for flag in (
        "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT IS_SPACE IS_STOP LIKE_NUM LIKE_URL LIKE_EMAIL "
        "IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY SPACY SENT_START IS_SENT_START"
    ).split():
        yield from ({flag: True}, {flag: False})
    for value in ("", "B", "I", "O", 0, 1, 2, 3):
        yield {"ENT_IOB": value}
    yield from ({"_": {"first": "ca"}}, {"_": {"first": {"REGEX": "a"}}}, {"_": {"n": 3}}, {"_": {"n": 3.0}})
    yield from (
        {},
        {"_": {}},
        {"TEXT": {}},
        {"lower": "cats"},
        {"text": {"regex": "a", "in": ["cats", "x"]}},
        {"TEXT": "cats", "ORTH": "12"},
    )


def values(package, n, seed):
    tokens = importlib.import_module(package + ".tokens")
    matcher_class = importlib.import_module(package + ".matcher").Matcher
    vocab = importlib.import_module(package).blank("en").vocab
    extension = tokens.Token.set_extension
    extension("n", getter=lambda token: len(token.text))
    extension("numbers", getter=lambda token: [1, 2, len(token.text)])
    extension("first", getter=lambda token: token.text[:2])
    extension("chars", getter=lambda token: list(token.text))
    extension("char_set", getter=lambda token: set(token.text))
    extension("unset", default=None)
    annotated = tokens.Doc(
        vocab,
        words=["The", "cats", "ate", "12", "Apples", "today", "."],
        spaces=[True, True, True, True, True, False, False],
        tags=["DT", "NNS", "VBD", "CD", "NNS", "NN", "."],
        pos=["DET", "NOUN", "VERB", "NUM", "NOUN", "NOUN", "PUNCT"],
        morphs=["Definite=Def", "Number=Plur", "Tense=Past", "", "Case=Acc,Nom|Number=Plur", "Number=Sing", ""],
        lemmas=["the", "cat", "eat", "12", "apple", "today", "."],
        heads=[1, 2, 2, 4, 2, 2, 2],
        deps=["det", "nsubj", "ROOT", "nummod", "dobj", "npadvmod", "punct"],
        ents=["O", "O", "O", "B-CARDINAL", "I-CARDINAL", "B-DATE", "O"],
    )
    annotated[1].norm_ = "kitties"
    bare = tokens.Doc(vocab, words=["The", "cats", "(", "5", "$"])
    for question in questions_about_values():
        found = []
        for doc, op in itertools.product((annotated, bare), ("1", "!")):
            matcher = matcher_class(vocab)
            matcher.add("K", [[question if op == "1" else question | {"OP": op}]])
            try:
                found.append([start for _, start, _ in matcher(doc)])
                found.append([start for _, start, _ in matcher(doc, allow_missing=True)])
            except ValueError:
                found.append("error")
        yield {"question": question, "found": found}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    package, kind, n, seed = sys.argv[1:]
    for case in {"runs": runs, "loops": loops, "long": long, "values": values}[kind](package, int(n), int(seed)):
        print(json.dumps(case))
