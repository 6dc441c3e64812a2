"""Rules over documents, engine and the peer in one process, in turn: `python -m bench.matching --help`.

Both sides match the same patterns in the same tokens; what they find is compared before anything is timed. The result
is words per second of calls `matcher(doc)` on documents that are tokenized already.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.__main__ import processor
from bench.data import ROOT, conllu_texts, find_data, raw_texts, take
from engine.cli.convert import convert

Find = Callable[[Any], list[Any]]  # a document to its matches, comparable between the two sides


@dataclass
class Task:
    """A measurement: `make(library, vocab, docs, n, seed)` builds the matcher of one side with n patterns."""

    title: str
    n_patterns: int
    make: Callable[[Any, Any, list[Any], int, int], Find]
    is_parsed: bool = False  # whether it runs over the treebank, not over raw text


def token_patterns(docs: list[Any], n: int, seed: int) -> list[list[dict[str, Any]]]:
    """n patterns as people write them, their words drawn from the documents.

    Of ten patterns, four are two or three lower-case words, one a word with an optional one before the next, one a word
    and up to two of any before another, one a choice of words, one a regular expression and a word, one a shape or a
    flag and a word, one a fuzzy word after a word.
    """
    rng = random.Random(seed)
    words = [[token.text for token in doc] for doc in docs]
    words = [row for row in words if len(row) > 4]

    def run(length: int) -> list[str]:
        row = rng.choice(words)
        at = rng.randrange(len(row) - length)
        return row[at : at + length]

    out: list[list[dict[str, Any]]] = []
    while len(out) < n:
        kind = len(out) % 10
        a, b, c = run(3)
        if not (a.isalpha() and b.isalpha() and c.isalpha()):
            continue
        if kind < 3:
            pattern = [{"LOWER": a.lower()}, {"LOWER": b.lower()}]
        elif kind == 3:
            pattern = [{"LOWER": a.lower()}, {"LOWER": b.lower()}, {"LOWER": c.lower()}]
        elif kind == 4:
            pattern = [{"LOWER": a.lower()}, {"LOWER": b.lower(), "OP": "?"}, {"LOWER": c.lower()}]
        elif kind == 5:
            pattern = [{"ORTH": a}, {"OP": "{,2}"}, {"ORTH": c}]
        elif kind == 6:
            pattern = [{"LOWER": {"IN": [w.lower() for w in run(3)]}}, {"LOWER": {"IN": [b.lower(), c.lower()]}}]
        elif kind == 7:
            pattern = [{"LOWER": {"REGEX": f"^{a.lower()[:4]}"}}, {"LOWER": b.lower()}]
        elif kind == 8:
            flag = rng.choice(
                [{"SHAPE": "Xxxxx"}, {"LIKE_NUM": True}, {"IS_PUNCT": True, "OP": "+"}, {"IS_TITLE": True}]
            )
            pattern = [dict(flag), {"LOWER": b.lower()}]
        else:
            pattern = [{"LOWER": a.lower()}, {"LOWER": {"FUZZY1": b.lower()}}]
        out.append(pattern)
    return out


def make_matcher(library: Any, vocab: Any, docs: list[Any], n: int, seed: int) -> Find:
    matcher = importlib.import_module(library.__name__ + ".matcher").Matcher(vocab)
    for i, pattern in enumerate(token_patterns(docs, n, seed)):
        matcher.add(f"RULE{i}", [pattern])
    return matcher


def make_matcher_greedy(library: Any, vocab: Any, docs: list[Any], n: int, seed: int) -> Find:
    """All patterns under ten keys, longest matches only."""
    matcher = importlib.import_module(library.__name__ + ".matcher").Matcher(vocab)
    patterns = token_patterns(docs, n, seed)
    for i in range(10):
        matcher.add(f"RULE{i}", patterns[i::10], greedy="LONGEST")
    return matcher


def random_phrases(docs: list[Any], n: int, seed: int) -> list[Any]:
    """n phrases of one to five tokens, drawn from the documents: each a Doc."""
    rng = random.Random(seed)
    out = []
    while len(out) < n:
        doc = rng.choice(docs)
        length = rng.randrange(1, 6)
        if len(doc) >= length:
            at = rng.randrange(len(doc) - length + 1)
            out.append(doc[at : at + length].as_doc())
    return out


def phrase_matcher(library: Any, vocab: Any, phrases: list[Any], n_keys: int, **settings: Any) -> Any:
    matcher = importlib.import_module(library.__name__ + ".matcher").PhraseMatcher(vocab, **settings)
    for i in range(n_keys):
        matcher.add(f"PHRASE{i}", phrases[i::n_keys])
    return matcher


def make_phrases(library: Any, vocab: Any, docs: list[Any], n: int, seed: int) -> Find:
    return phrase_matcher(library, vocab, random_phrases(docs, n, seed), 10)


def make_phrases_lower(library: Any, vocab: Any, docs: list[Any], n: int, seed: int) -> Find:
    return phrase_matcher(library, vocab, random_phrases(docs, n, seed), 10, attr="LOWER")


def make_trees(library: Any, vocab: Any, docs: list[Any], n: int, seed: int) -> Find:
    """Patterns as people write them: a word of some part of speech, and one to three others around it."""
    rng = random.Random(seed)
    matcher = importlib.import_module(library.__name__ + ".matcher").DependencyMatcher(vocab)
    tokens = [token for doc in docs for token in doc if token.pos_ in ("VERB", "NOUN")]
    for i in range(n):
        token = rng.choice(tokens)
        nodes: list[dict[str, Any]] = [{"RIGHT_ID": "0", "RIGHT_ATTRS": {"POS": token.pos_}}]
        for child in rng.sample(list(token.children), min(2, len(list(token.children)))):
            operator = rng.choice([">", ">", ">>", ">++" if child.i > token.i else ">--"])
            attributes = {"DEP": child.dep_} if rng.random() < 0.7 else {"DEP": child.dep_, "TAG": child.tag_}
            nodes.append({"LEFT_ID": "0", "REL_OP": operator, "RIGHT_ID": str(len(nodes)), "RIGHT_ATTRS": attributes})
        if rng.random() < 0.5:
            beside = rng.choice(
                [(".", {"POS": {"IN": ["DET", "ADP"]}}), (".*", {"POS": "PROPN"}), ("<", {"POS": "VERB"})]
            )
            nodes.append({"LEFT_ID": "0", "REL_OP": beside[0], "RIGHT_ID": "beside", "RIGHT_ATTRS": beside[1]})
        matcher.add(f"TREE{i}", [nodes])
    return matcher


TASKS: dict[str, Task] = {
    "matcher": Task("Matcher, 500 token patterns", 500, make_matcher),
    "matcher-greedy": Task("Matcher, 500 token patterns of 10 greedy keys", 500, make_matcher_greedy),
    "phrases": Task("PhraseMatcher, 10,000 phrases", 10_000, make_phrases),
    "phrases-lower": Task("PhraseMatcher, 10,000 phrases in lower case", 10_000, make_phrases_lower),
    "trees": Task("DependencyMatcher, 20 patterns, treebank", 20, make_trees, is_parsed=True),
}
ADDING = "phrases-add"
N_ADDED = 100_000


def side(name: str, texts: list[str]) -> tuple[Any, Any, list[Any]] | None:
    """(library, vocab, documents), or None where the library is not installed."""
    try:
        library = importlib.import_module(name)
    except ImportError:
        return None
    nlp = library.blank("en")
    return library, nlp.vocab, list(nlp.tokenizer.pipe(texts))


def seconds(find: Find, docs: list[Any]) -> float:
    start = time.process_time()
    for doc in docs:
        find(doc)
    return time.process_time() - start


def parsed(library: Any, vocab: Any, path: Path) -> list[Any]:
    doc_bin = importlib.import_module(library.__name__ + ".tokens").DocBin()
    return list(doc_bin.from_disk(path).get_docs(vocab))


def measure_adding(sides: dict[str, tuple[Any, Any, list[Any]]], rounds: int, seed: int) -> dict[str, Any]:
    """Phrases per second of one call of `PhraseMatcher.add`, by the median of the rounds; in turn."""
    names = list(sides)
    phrases = {name: random_phrases(docs, N_ADDED, seed) for name, (_, _, docs) in sides.items()}
    speeds: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names if number % 2 == 0 else names[::-1]:
            library, vocab, _ = sides[name]
            start = time.process_time()
            phrase_matcher(library, vocab, phrases[name], 1)
            speeds[name].append(N_ADDED / (time.process_time() - start))
    return {
        "title": f"PhraseMatcher.add, {N_ADDED:,} phrases (phrases per second)",
        "patterns": N_ADDED,
        "words": sum(map(len, phrases[names[0]])),
        "matches": 0,
        "words_per_s": speeds,
        "first_run_words_per_s": {name: speeds[name][0] for name in names},
    }


def measure(task: Task, sides: dict[str, tuple[Any, Any, list[Any]]], rounds: int, seed: int) -> dict[str, Any]:
    """Words per second of each side, in turn; "same": whether all matches are equal."""
    names = list(sides)
    finders, first = {}, {}
    for name, (library, vocab, docs) in sides.items():
        finders[name] = task.make(library, vocab, docs, task.n_patterns, seed)
        start = time.process_time()
        found = [finders[name](doc) for doc in docs]
        first[name] = time.process_time() - start
        sides_found = result_of(found)
        if name == names[0]:
            reference, n_matches = sides_found, sum(map(len, found))
        elif sides_found != reference:
            raise SystemExit(f"bench.matching: {task.title}: the two sides found different matches")
    n_words = sum(map(len, sides[names[0]][2]))
    speeds: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names if number % 2 == 0 else names[::-1]:
            speeds[name].append(n_words / seconds(finders[name], sides[name][2]))
    return {
        "title": task.title,
        "patterns": task.n_patterns,
        "words": n_words,
        "matches": n_matches,
        "words_per_s": speeds,
        "first_run_words_per_s": {name: n_words / first[name] for name in names},
    }


def result_of(found: list[list[Any]]) -> list[list[Any]]:
    return [[tuple(match[:3]) for match in matches] for matches in found]


def markdown(results: list[dict[str, Any]], about: dict[str, Any]) -> str:
    lines = ["# Rules over documents", "", *(f"- {key}: {value}" for key, value in about.items()), ""]
    lines += [
        "Words per second, median of the rounds (lowest – highest); in brackets the first run over the documents.",
        "",
    ]
    lines += ["| what | matches | engine | peer | engine against peer |", "|---|---|---|---|---|"]
    for result in results:
        cells = []
        for name in ("engine", "spacy"):
            speeds = result["words_per_s"].get(name)
            if not speeds:
                cells.append("–")
                continue
            span = f"{min(speeds):,.0f} – {max(speeds):,.0f}"
            cells.append(f"{statistics.median(speeds):,.0f} ({span}) [{result['first_run_words_per_s'][name]:,.0f}]")
        ratio = "–"
        if cells[1] != "–":
            both = {name: statistics.median(speeds) for name, speeds in result["words_per_s"].items()}
            firsts = result["first_run_words_per_s"]
            ratio = f"{both['engine'] / both['spacy']:.1f} × [{firsts['engine'] / firsts['spacy']:.1f} ×]"
        lines.append(f"| {result['title']} | {result['matches']:,} | {cells[0]} | {cells[1]} | {ratio} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.matching", description=__doc__)
    parser.add_argument("--tasks", default=",".join([*TASKS, ADDING]), help="of %(default)s")
    parser.add_argument("--words", type=int, default=100_000, help="words of text (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="how often, the sides in turn (default: %(default)s)")
    parser.add_argument("--no-peer", action="store_true", help="measure engine alone")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "results", help="folder of the report")
    args = parser.parse_args()
    unknown = sorted(set(args.tasks.split(",")) - {*TASKS, ADDING})
    if unknown or args.rounds < 1:
        parser.error(
            f"no task {', '.join(unknown)}; known: {', '.join([*TASKS, ADDING])}" if unknown else "at least one round"
        )
    source = find_data()
    texts = raw_texts(source) if source else conllu_texts(ROOT / "examples" / "corpus" / "train.conllu")
    random.Random(args.seed).shuffle(texts)
    texts = take(texts, args.words)
    sides = {}
    for name in ("engine",) if args.no_peer else ("engine", "spacy"):
        found = side(name, texts)
        if found is None:
            print(f"bench.matching: {name} is not installed: engine is measured alone")
        else:
            sides[name] = found
    treebank = (source / "ewt" if source else ROOT / "examples" / "corpus") / "dev.conllu"
    with tempfile.TemporaryDirectory() as folder:
        convert(treebank, Path(folder), n_sents=10, silent=True)
        trees = {
            name: (library, vocab, parsed(library, vocab, Path(folder) / "dev.spacy"))
            for name, (library, vocab, _) in sides.items()
        }
    results = []
    for name in args.tasks.split(","):
        if name == ADDING:
            results.append(measure_adding(sides, args.rounds, args.seed))
        else:
            task = TASKS[name]
            results.append(measure(task, trees if task.is_parsed else sides, args.rounds, args.seed))
    about = {
        "processor": processor(),
        "data": "raw English prose" if source else "the corpus of examples/ (small: take its numbers as a smoke test)",
        "words": results[0]["words"],
        "rounds": args.rounds,
    }
    text = markdown(results, about)
    args.output.mkdir(parents=True, exist_ok=True)
    (args.output / "matching.json").write_text(json.dumps({"about": about, "results": results}, indent=1) + "\n")
    (args.output / "matching.md").write_text(text, encoding="utf8")
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
