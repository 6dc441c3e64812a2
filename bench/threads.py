"""`python -m bench.threads en_core_web_sm`: what `nlp.pipe(texts, n_threads=N)` gains over one thread.

Beside it, as the most that the machine gives: the same work in N processes at a time, each on every Nth text, made from
this one when all is loaded and warm. They share only the memory's bandwidth and what else runs on the machine, so that
threads which reach them lose nothing of their own. Each round runs one thread, N threads, N processes and one thread
again; ratios are to the mean of the first and the last, by the clock. The machine should be idle. Linux and macOS.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from bench.__main__ import describe
from bench.data import ROOT, find_data, raw_texts, take


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.threads", description=__doc__)
    parser.add_argument("pipeline", help="folder or package")
    parser.add_argument("--threads", type=int, default=2, help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=9, help="default: %(default)s")
    parser.add_argument("--words", type=int, default=300_000, help="words of text a round (default: %(default)s)")
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "results", help="folder of the report")
    args = parser.parse_args()
    args.steps = args.seed = None
    return args


def run(nlp: Any, texts: list[str], n_threads: int) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    start, spent = time.perf_counter(), time.process_time()
    for doc in nlp.pipe(texts, n_threads=n_threads):
        len(doc)
    return time.perf_counter() - start, time.process_time() - spent


def run_processes(nlp: Any, texts: list[str], n: int) -> float:
    start = time.perf_counter()
    children = []
    for number in range(n):
        child = os.fork()
        if child == 0:
            try:
                run(nlp, texts[number::n], 1)
            except BaseException:  # never back into the code of the parent
                os._exit(1)
            os._exit(0)
        children.append(child)
    states = [os.waitpid(child, 0)[1] for child in children]
    if any(states):
        raise SystemExit("bench.threads: a process failed")
    return time.perf_counter() - start


def digest(nlp: Any, texts: list[str], n_threads: int) -> str:
    """Of the documents, byte for byte. It warms up, too."""
    found = hashlib.sha256()
    for doc in nlp.pipe(texts, n_threads=n_threads):
        found.update(doc.to_bytes(exclude=["user_data"]))
    return found.hexdigest()[:16]


def main() -> int:
    args = parse()
    import engine

    source = find_data()
    if source is None:
        raise SystemExit("bench.threads: no data: set ENGINE_DATA")
    nlp, texts = engine.load(args.pipeline), take(raw_texts(source), args.words)
    n = args.threads
    digests = {digest(nlp, texts, each) for each in (1, n)}
    rounds = []
    for _ in range(args.rounds):
        first, threads = run(nlp, texts, 1), run(nlp, texts, n)
        processes = run_processes(nlp, texts, n)
        last = run(nlp, texts, 1)
        one = (first[0] + last[0]) / 2
        found = {
            "threads": one / threads[0],
            "processes": one / processes,
            "threads against processes": processes / threads[0],
            "processor time": threads[1] * 2 / (first[1] + last[1]),
        }
        print(", ".join(f"{name} {value:.2f}" for name, value in found.items()), flush=True)
        rounds.append({**found, "seconds of one thread": one})
    about = {**describe(args, None, {}), "pipeline": args.pipeline, "threads": n}
    about["the same documents on one thread and on several"] = "yes" if len(digests) == 1 else "NO"
    lines = ["# Threads", "", *(f"- {key}: {value}" for key, value in about.items() if value not in (None, ""))]
    lines += ["", f"| {n} at a time, against one thread | median | lowest | highest |", "|---|---|---|---|"]
    for name in rounds[0]:
        each = [found[name] for found in rounds]
        lines.append(f"| {name} | {statistics.median(each):.2f} | {min(each):.2f} | {max(each):.2f} |")
    text = "\n".join(lines) + "\n"
    args.output.mkdir(parents=True, exist_ok=True)
    (args.output / "threads.json").write_text(json.dumps({"about": about, "rounds": rounds}, indent=1) + "\n")
    (args.output / "threads.md").write_text(text, encoding="utf8")
    print("\n" + text)
    return 0 if len(digests) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
