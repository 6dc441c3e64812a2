"""`python -m bench.trained en_core_web_sm`: a trained pipeline and its parts, beside the peer; JSON and Markdown."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.__main__ import compile_modules, describe, find_peer, measure
from bench.data import ROOT, find_data, raw_texts, take
from bench.report import Results, comparison, heading

PARTS: dict[str, list[str]] = {
    "full": [],
    "syntax": ["tok2vec", "tagger", "parser"],
    "ner": ["ner"],
}
MEASURES = [
    ("load", "first_sentence_seconds", "import, load, first sentence (processor time)", "s", False),
    ("load", "wall_seconds", "the same, by the clock", "s", False),
    ("load", "peak_mb", "memory after that", "MB", False),
    ("full", "words_per_s", "the full pipeline", "words/s", True),
    ("full", "peak_mb", "peak memory of that", "MB", False),
    ("syntax", "words_per_s", "tok2vec, tagger, parser", "words/s", True),
    ("ner", "words_per_s", "ner", "words/s", True),
    ("tokenize", "unseen_tokens_per_s", "tokenizing text not seen before", "tokens/s", True),
    ("tokenize", "seen_tokens_per_s", "tokenizing text seen before", "tokens/s", True),
]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.trained", description=__doc__)
    parser.add_argument("pipeline", help="folder or package, which both sides can load")
    parser.add_argument("--peer-python", help="interpreter with spaCy (default: this one, when it has spaCy)")
    parser.add_argument("--no-peer", action="store_true", help="measure engine alone")
    parser.add_argument("--rounds", type=int, default=3, help="how often, the sides in turn (default: %(default)s)")
    parser.add_argument("--words", type=int, default=40000, help="words of text to run over")
    parser.add_argument("--zone-words", type=int, default=0, help="new words to run over in memory zones, engine alone")
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "results", help="folder of the report")
    parser.add_argument("--name", default="trained", help="file name of the report, without suffix")
    args = parser.parse_args()
    args.steps, args.seed = None, None
    return args


def texts_of(folder: Path, n_words: int) -> dict[str, str]:
    """Files of prose of like amounts from all sources: to run over, and ten times that to tokenize."""
    source = find_data()
    if source is None:
        raise SystemExit("bench.trained: no data: set ENGINE_DATA")
    texts = raw_texts(source)
    out = {}
    for name, n in (("run", n_words), ("tokenize", 5 * n_words)):
        half = n // 2
        path = folder / f"{name}.json"
        path.write_text(json.dumps(take(texts, half) + take(texts[::-1], half)), encoding="utf8")
        out[name] = str(path)
    return out


def main() -> int:
    args = parse()
    peer = find_peer(args)
    compile_modules()
    sides = [("engine", sys.executable)] + ([("spacy", peer)] if peer else [])
    results: Results = {}
    failures: list[str] = []

    def run(name: str, library: str, python: str, job: dict[str, Any]) -> None:
        result = measure(python, library, job)
        if "error" in result:
            failures.append(f"{name}, {library}: {result['error']}")
            return
        results.setdefault(name, {}).setdefault(library, []).append(result)
        shown = {key: round(value, 3) for key, value in result.items() if isinstance(value, float)}
        print(f"{name}, {library}: {shown}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        texts = texts_of(Path(folder), args.words)
        jobs: dict[str, dict[str, Any]] = {"load": {"task": "load", "pipeline": args.pipeline}}
        for name, enable in PARTS.items():
            jobs[name] = {"task": "parts", "pipeline": args.pipeline, "enable": enable, "texts": texts["run"]}
        jobs["tokenize"] = {"task": "tokenize", "texts": texts["tokenize"]}
        for number in range(args.rounds):
            for name, job in jobs.items():
                for library, python in sides if number % 2 == 0 else sides[::-1]:
                    run(name, library, python, job)
        if args.zone_words:
            job = {"task": "zones", "pipeline": args.pipeline, "n_words": args.zone_words}
            run("zones", "engine", sys.executable, job)
        about = describe(args, None, results)
    about["pipeline"] = args.pipeline
    for name in PARTS:
        digests = {each["digest"] for library in results.get(name, {}).values() for each in library}
        if digests:
            about[f"the same predictions of both sides, {name}"] = "yes" if len(digests) == 1 else "NO"
    about["failures"] = "; ".join(failures)
    lines = heading(about) + comparison(results, MEASURES)
    for each in results.get("zones", {}).get("engine", []):
        lines += [
            "",
            f"Memory zones, {each['n_words']:,} words that never come again: {each['warm_mb']:.0f} MB after the first "
            f"fifth, {each['end_mb']:.0f} MB at the end; {each['least']:+.1%} to {each['most']:+.1%} of the median.",
        ]
    args.output.mkdir(parents=True, exist_ok=True)
    text = "\n".join(lines) + "\n"
    (args.output / f"{args.name}.json").write_text(json.dumps({"about": about, "results": results}, indent=1) + "\n")
    (args.output / f"{args.name}.md").write_text(text, encoding="utf8")
    print("\n" + text)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
