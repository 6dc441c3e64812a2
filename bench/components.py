"""Rule components of a trained pipeline, engine and the peer in one process, in turn: `python -m bench.components`.

Both sides run a component on the same documents, annotated by the components before it; what they write is compared.
The first run of a side meets every word for the first time; reading the documents is not timed.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.__main__ import processor
from bench.data import ROOT, conllu_texts, find_data, raw_texts, take
from bench.matching import markdown, random_phrases, token_patterns

RULES = ("attribute_ruler", "lemmatizer")
N_TOKEN_PATTERNS, N_PHRASES = 500, 2000
TASKS: dict[str, tuple[str, ...]] = {
    "attribute_ruler": RULES[:1],
    "lemmatizer": RULES,
    "entity_ruler": ("entity_ruler",),
}
TITLES = {
    "attribute_ruler": "attribute_ruler",
    "lemmatizer": "attribute_ruler and lemmatizer",
    "entity_ruler": f"entity_ruler, {N_TOKEN_PATTERNS} token patterns, {N_PHRASES:,} phrases",
}


def doc_bin(library: Any, **settings: Any) -> Any:
    return importlib.import_module(library.__name__ + ".tokens").DocBin(**settings)


def annotate(library: Any, nlp: Any, texts: list[str], path: Path) -> None:
    """Write documents with what the components before the rules give them."""
    before = nlp.pipe_names[: min(nlp.pipe_names.index(name) for name in RULES)]
    out = doc_bin(library, attrs=["TAG", "DEP", "HEAD"])
    with nlp.select_pipes(enable=before):
        for doc in nlp.pipe(texts):
            out.add(doc)
    out.to_disk(path)


def read(library: Any, nlp: Any, path: Path) -> list[Any]:
    return list(doc_bin(library).from_disk(path).get_docs(nlp.vocab))


def patterns(docs: list[Any], seed: int) -> list[dict[str, Any]]:
    """Patterns of entities: ten labels, half of them with ids."""
    found: list[Any] = [*token_patterns(docs, N_TOKEN_PATTERNS, seed)]
    found += [phrase.text for phrase in random_phrases(docs, N_PHRASES, seed)]
    return [
        {"label": f"L{i % 10}", "pattern": pattern, **({"id": f"id{i}"} if i % 2 else {})}
        for i, pattern in enumerate(found)
    ]


def measure_chunks(sides: dict[str, tuple[Any, Any]], path: Path, rounds: int) -> dict[str, Any]:
    """Words per second of going through `doc.noun_chunks`, in turn; parts of speech are set before. Ends the run when
    the sides find different phrases."""
    names = list(sides)
    docs, found, first = {}, {}, {}
    for name, (library, nlp) in sides.items():
        docs[name] = read(library, nlp, path)
        for doc in docs[name]:
            nlp.get_pipe(RULES[0])(doc)
        first[name], found[name] = chunk_speed(docs[name])
    if any(each != found[names[0]] for each in found.values()):
        raise SystemExit("bench.components: noun_chunks: the two sides found different phrases")
    speeds: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names if number % 2 == 0 else names[::-1]:
            speeds[name].append(chunk_speed(docs[name])[0])
    return {
        "title": "doc.noun_chunks",
        "words": sum(map(len, docs[names[0]])),
        "matches": sum(map(len, found[names[0]])),
        "words_per_s": speeds,
        "first_run_words_per_s": first,
    }


def chunk_speed(docs: list[Any]) -> tuple[float, list[list[tuple[int, int, str]]]]:
    """Words per second, and the phrases of each document."""
    start = time.process_time()
    found = [list(doc.noun_chunks) for doc in docs]
    speed = sum(map(len, docs)) / (time.process_time() - start)
    return speed, [[(chunk.start, chunk.end, chunk.label_) for chunk in chunks] for chunks in found]


def values(docs: list[Any]) -> list[tuple[Any, ...]]:
    return [(t.tag, int(t.pos), t.lemma, str(t.morph), t.ent_type_, t.ent_iob_) for doc in docs for t in doc]


def measure(task: str, sides: dict[str, tuple[Any, Any]], path: Path, rounds: int) -> dict[str, Any]:
    """Words per second of each side, in turn. Ends the run when the sides write different things."""
    names = list(sides)
    speeds: dict[str, list[float]] = {name: [] for name in names}
    first: dict[str, float] = {}
    written: dict[str, list[Any]] = {}
    for number in range(rounds + 1):
        for name in names if number % 2 == 0 else names[::-1]:
            library, nlp = sides[name]
            pipes = [nlp.get_pipe(each) for each in TASKS[task]]
            docs = read(library, nlp, path)
            start = time.process_time()
            for doc in docs:
                for pipe in pipes:
                    pipe(doc)
            speed = sum(map(len, docs)) / (time.process_time() - start)
            if number:
                speeds[name].append(speed)
            else:
                first[name], written[name] = speed, values(docs)
    if any(each != written[names[0]] for each in written.values()):
        raise SystemExit(f"bench.components: {task}: the two sides wrote different things")
    n_ents = sum(1 for row in written[names[0]] if row[-1] == "B")
    return {
        "title": TITLES[task],
        "words": len(written[names[0]]),
        "matches": n_ents,
        "words_per_s": speeds,
        "first_run_words_per_s": first,
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.components", description=__doc__)
    parser.add_argument("pipeline", help="a trained English pipeline with attribute_ruler and lemmatizer")
    parser.add_argument("--words", type=int, default=100_000, help="words of text (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="how often, the sides in turn (default: %(default)s)")
    parser.add_argument("--no-peer", action="store_true", help="measure engine alone")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "results", help="folder of the report")
    args = parser.parse_args()
    source = find_data()
    texts = raw_texts(source) if source else conllu_texts(ROOT / "examples" / "corpus" / "train.conllu")
    random.Random(args.seed).shuffle(texts)
    texts = take(texts, args.words)
    sides: dict[str, tuple[Any, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "docs.spacy"
        for name in ("engine",) if args.no_peer else ("engine", "spacy"):
            try:
                library = importlib.import_module(name)
            except ImportError:
                print(f"bench.components: {name} is not installed: engine is measured alone")
                continue
            nlp = library.load(args.pipeline)
            if not sides:
                annotate(library, nlp, texts, path)
            nlp.add_pipe("entity_ruler", before=nlp.pipe_names[0]).add_patterns(
                patterns(read(library, nlp, path), args.seed)
            )
            sides[name] = (library, nlp)
        results = [measure(task, sides, path, args.rounds) for task in TASKS]
        results.append(measure_chunks(sides, path, args.rounds))
    about = {
        "processor": processor(),
        "pipeline": args.pipeline,
        "data": "raw English prose" if source else "the corpus of examples/ (small: take its numbers as a smoke test)",
        "words": results[0]["words"],
        "rounds": args.rounds,
    }
    text = markdown(results, about).replace("# Rules over documents", "# Rule components", 1)
    args.output.mkdir(parents=True, exist_ok=True)
    (args.output / "components.json").write_text(json.dumps({"about": about, "results": results}, indent=1) + "\n")
    (args.output / "components.md").write_text(text, encoding="utf8")
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
