"""Speed of training, engine and the peer in turn: `python -m bench.training`.

Words per second by the clock and by CPU time, on one thread and on several, with batches of about so many words; with a
larger corpus; and with layers that engine runs through thinc or PyTorch. The machine should be idle: times by the clock
are what threads are for.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.__main__ import isa, processor
from bench.data import ROOT, prepare
from bench.pipelines import CONFIGS, OPTIMIZER, TOK2VEC

CUSTOM = """
[components.tok2vec.model.encode]
@architectures = "bench.{kind}.v1"
width = 96
"""
Results = dict[str, dict[str, list[dict[str, Any]]]]


def custom_config(kind: str) -> str:
    """The ner config, with an encoder that engine's compiled passes do not know."""
    own = TOK2VEC.format(path="components.tok2vec")
    head = own[: own.index("[components.tok2vec.model.encode]")].rstrip() + "\n"
    return CONFIGS["ner"]().replace(own.strip(), (head + CUSTOM.format(kind=kind)).strip())


def jobs(args: argparse.Namespace) -> list[tuple[str, str, dict[str, Any]]]:
    """(name, side or "" for both, job). The peer has no threads."""
    out: list[tuple[str, str, dict[str, Any]]] = []
    for config in ("syntax", "ner"):
        job = {"config": CONFIGS[config](), "n_words": args.batch, "steps": args.steps, "corpus": config}
        out.append((f"{config}, 1 thread", "", job))
        out += [(f"{config}, {n} threads", "engine", {**job, "threads": n}) for n in args.threads]
    job = {"config": CONFIGS["syntax"](), "n_words": 100, "steps": args.steps * 3, "corpus": "syntax"}
    out.append(("syntax, batches of 100 words, 1 thread", "", job))
    job = {"config": CONFIGS["syntax"](), "n_words": args.batch, "steps": args.steps * 3, "corpus": "syntax"}
    out.append(("syntax, three times the steps", "engine", job))
    out.append(("syntax, three times the steps, corpus four times", "engine", {**job, "copies": 4}))
    for kind in args.custom:
        job = {"config": custom_config(kind), "n_words": args.batch, "steps": args.steps, "corpus": "ner"}
        out.append((f"ner, encoder of {kind}", "", {**job, "custom": kind}))
    return out


def measure(python: str, library: str, job: dict[str, Any]) -> dict[str, Any]:
    threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "ENGINE_NUM_THREADS": str(job.get("threads", 1))}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    run = subprocess.run(
        [python, str(ROOT / "bench" / "training_worker.py"), json.dumps({"library": library, **job})],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **threads, "PYTHONPATH": path},
    )
    if run.returncode:
        return {"error": (run.stderr.strip().splitlines() or ["?"])[-1]}
    return json.loads(run.stdout.strip().splitlines()[-1])


def median(results: list[dict[str, Any]], key: str) -> float | None:
    values = [result[key] for result in results if key in result]
    return statistics.median(values) if values else None


def markdown(results: Results, about: dict[str, Any]) -> str:
    lines = ["# Training", "", *(f"- {key}: {value}" for key, value in about.items() if value), ""]
    lines += ["Median words per second; by the clock (CPU time in brackets).", ""]
    lines += ["| what | engine | peer | engine against peer, by the clock | by CPU time |", "|---|---|---|---|---|"]
    peer: dict[str, float | None] = {}
    for name, sides in results.items():
        ours, theirs = sides.get("engine", []), sides.get("spacy", [])
        cells = []
        for each in (ours, theirs):
            by_clock, by_cpu = median(each, "wall_words_per_s"), median(each, "cpu_words_per_s")
            cells.append("–" if by_clock is None else f"{by_clock:,.0f} ({by_cpu:,.0f})")
        for key in ("wall_words_per_s", "cpu_words_per_s"):
            # The peer runs on one thread: what it does there is the measure for several, too.
            family = f"{name.split(', ')[0]}/{key}"
            if name.endswith(", 1 thread") and name.count(",") == 1:
                peer[family] = median(theirs, key)
            against = median(theirs, key) or (peer.get(family) if name.endswith(" threads") else None)
            found = median(ours, key)
            is_cpu_of_threads = key.startswith("cpu") and name.endswith(" threads")
            cells.append("–" if found is None or against is None or is_cpu_of_threads else f"{found / against:.2f} ×")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.training", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--batch", type=int, default=1000, help="words of a batch")
    parser.add_argument("--threads", type=lambda text: [int(n) for n in text.split(",")], default=[2])
    parser.add_argument("--custom", type=lambda text: [kind for kind in text.split(",") if kind], default=["thinc"])
    parser.add_argument("--only", default="", help="measures whose name starts with this")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "results")
    return parser.parse_args()


def main() -> int:
    args = parse()
    sides = ["engine"] if args.no_peer else ["engine", "spacy"]
    results: Results = {}
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        data = prepare(Path(folder), 1000)
        corpora = {"syntax": data.train, "ner": data.ner_train}
        for number in range(args.rounds):
            for name, only, job in jobs(args):
                if not name.startswith(args.only):
                    continue
                for library in sides if number % 2 == 0 else sides[::-1]:
                    if only and library != only:
                        continue
                    sent = {**job, "train": corpora[job["corpus"]], "optimizer": OPTIMIZER, "seed": 0}
                    if library == "spacy":
                        sent["steps"] = max(job["steps"] // 5, 1)  # it is slower, and as steady
                    result = measure(sys.executable, library, sent)
                    if "error" in result:
                        failures.append(f"{name}, {library}: {result['error']}")
                        print(failures[-1], file=sys.stderr, flush=True)
                        continue
                    results.setdefault(name, {}).setdefault(library, []).append(result)
                    print(f"{name}, {library}: {result}", flush=True)
    about = {"processor": processor(), "instruction set": isa(), "data": data.name, "rounds": args.rounds,
             "steps": args.steps, "words of a batch": args.batch, "failures": "; ".join(failures)}  # fmt: skip
    args.output.mkdir(parents=True, exist_ok=True)
    text = markdown(results, about)
    (args.output / "training.json").write_text(json.dumps({"about": about, "results": results}, indent=1) + "\n")
    (args.output / "training.md").write_text(text, encoding="utf8")
    print("\n" + text)
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
