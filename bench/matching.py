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
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.__main__ import processor
from bench.data import ROOT, conllu_texts, find_data, raw_texts, take

Find = Callable[[Any], list[Any]]  # a document to its matches, comparable between the two sides


@dataclass
class Task:
    """A measurement: `make(library, vocab, docs, n, seed)` builds the matcher of one side with n patterns."""

    title: str
    n_patterns: int
    make: Callable[[Any, Any, list[Any], int, int], Find]


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


TASKS: dict[str, Task] = {
    "matcher": Task("Matcher, 500 token patterns", 500, make_matcher),
    "matcher-greedy": Task("Matcher, 500 token patterns of 10 greedy keys", 500, make_matcher_greedy),
}


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
    return [[tuple(match[:3]) if isinstance(match, tuple) else match for match in matches] for matches in found]


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
    parser.add_argument("--tasks", default=",".join(TASKS), help="of %(default)s")
    parser.add_argument("--words", type=int, default=100_000, help="words of text (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="how often, the sides in turn (default: %(default)s)")
    parser.add_argument("--no-peer", action="store_true", help="measure engine alone")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "results", help="folder of the report")
    args = parser.parse_args()
    unknown = sorted(set(args.tasks.split(",")) - set(TASKS))
    if unknown or args.rounds < 1:
        parser.error(f"no task {', '.join(unknown)}; known: {', '.join(TASKS)}" if unknown else "at least one round")
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
    results = [measure(TASKS[name], sides, args.rounds, args.seed) for name in args.tasks.split(",")]
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
