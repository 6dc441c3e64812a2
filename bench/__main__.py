"""`python -m bench`: measure engine, and the peer beside it where one can be found; write JSON and Markdown."""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bench.data import ROOT, Data, prepare
from bench.pipelines import CONFIGS, OPTIMIZER
from bench.report import Results, agreement, markdown

WORKER = Path(__file__).resolve().parent / "worker.py"
TASKS = ("startup", "tokenize", "read", "objects", "train", "run")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--tasks", default=",".join(TASKS), help="of %(default)s")
    parser.add_argument("--peer-python", help="interpreter with spaCy (default: this one, when it has spaCy)")
    parser.add_argument("--no-peer", action="store_true", help="measure engine alone")
    parser.add_argument("--pipeline", help="pipeline to run (default: the one that the train task makes)")
    parser.add_argument("--rounds", type=int, default=3, help="how often, the sides in turn (default: %(default)s)")
    parser.add_argument("--steps", type=int, default=100, help="steps of training, about 1,000 words each")
    parser.add_argument(
        "--words", type=int, default=20000, help="words of text to run over; ten times that to tokenize"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "results", help="folder of the report")
    parser.add_argument("--name", default="bench", help="file name of the report, without suffix")
    args = parser.parse_args()
    args.tasks = [task for task in args.tasks.split(",") if task]
    unknown = sorted(set(args.tasks) - set(TASKS))
    if unknown or args.rounds < 1 or args.steps < 1:
        parser.error(
            f"no task {', '.join(unknown)}; known: {', '.join(TASKS)}" if unknown else "at least one round and step"
        )
    return args


def find_peer(args: argparse.Namespace) -> str | None:
    """Interpreter of the peer, or None with a word about why."""
    if args.no_peer:
        return None
    python = args.peer_python or sys.executable
    found = subprocess.run([python, "-c", "import spacy"], capture_output=True, check=False).returncode == 0
    if not found:
        message = f"{python} cannot import spaCy"
        if args.peer_python:
            raise SystemExit(f"bench: {message}")
        print(f"bench: {message}: engine is measured alone. Install the extra 'bench', or use --peer-python.")
        return None
    return str(python)


def compile_modules() -> None:
    """Write the bytecode of engine's modules, as an installer does: the peer's was written when it was installed."""
    compileall.compile_dir(ROOT / "engine", quiet=1)


def measure(python: str, library: str, job: dict[str, Any]) -> dict[str, Any]:
    """Run one worker; its result, or {"error": ...} when it fails."""
    environment = {**os.environ, **ONE_THREAD}
    environment["PYTHONPATH"] = str(ROOT) if library == "engine" else ""
    command = [python, str(WORKER), json.dumps({**job, "library": library})]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=WORKER.parent, check=False)
    if done.returncode:
        return {"error": (done.stderr.strip().splitlines() or ["no message"])[-1]}
    return json.loads(done.stdout.strip().splitlines()[-1])


def jobs(args: argparse.Namespace, data: Data, work: Path) -> list[tuple[str, dict[str, Any]]]:
    """(name, job) of everything that is measured, in order."""
    out: list[tuple[str, dict[str, Any]]] = []
    if "startup" in args.tasks:
        out.append(("startup", {"task": "startup"}))
    if "tokenize" in args.tasks:
        out.append(("tokenize", {"task": "tokenize", "texts": data.unseen}))
    if "read" in args.tasks:
        out.append(("read", {"task": "read", "train": data.train, "dev": data.dev}))
    if "objects" in args.tasks:
        out.append(("objects", {"task": "objects", "train": data.train}))
    if "train" in args.tasks:
        common = {"task": "train", "optimizer": OPTIMIZER, "steps": args.steps, "seed": args.seed, "n_initialize": 400}
        for name, train, dev in (("syntax", data.train, data.dev), ("ner", data.ner_train, data.ner_dev)):
            job = {**common, "config": CONFIGS[name](), "train": train, "dev": dev}
            if name == "syntax" and not args.pipeline:
                job["output"] = str(work / "pipeline")
            out.append((f"train {name}", job))
    if "run" in args.tasks:
        pipeline = args.pipeline or str(work / "pipeline")
        if not args.pipeline and "train" not in args.tasks:
            raise SystemExit("bench: the run task needs --pipeline, or the train task before it")
        out.append(("load", {"task": "load", "pipeline": pipeline}))
        out.append(("run", {"task": "run", "pipeline": pipeline, "texts": data.texts, "dev": data.dev}))
    return out


def main() -> int:
    args = parse()
    peer = find_peer(args)
    compile_modules()
    sides = [("engine", sys.executable)] + ([("spacy", peer)] if peer else [])
    results: Results = {}
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        data = prepare(work, args.words)
        for name, job in jobs(args, data, work):
            for number in range(args.rounds):
                for library, python in sides if number % 2 == 0 else sides[::-1]:
                    sent = {**job, "predictions": str(work / f"{library}.json")} if name == "run" else dict(job)
                    if library != "engine":
                        sent.pop("output", None)  # both sides run the pipeline that engine trained
                    result = measure(python, library, sent)
                    if "error" in result:
                        failures.append(f"{name}, {library}: {result['error']}")
                        print(f"{name}, {library}: failed: {result['error']}", file=sys.stderr, flush=True)
                        continue
                    results.setdefault(name, {}).setdefault(library, []).append(result)
                    shown = {k: round(v, 3) for k, v in result.items() if isinstance(v, float)}
                    print(f"{name}, {library}, round {number + 1}: {shown}", flush=True)
        about = describe(args, data, results)
        about["same predictions of both sides, share of tokens"] = agreement(
            str(work / "engine.json"), str(work / "spacy.json")
        )
        about["failures"] = "; ".join(failures)
    args.output.mkdir(parents=True, exist_ok=True)
    text = markdown(results, about)
    (args.output / f"{args.name}.json").write_text(json.dumps({"about": about, "results": results}, indent=1) + "\n")
    (args.output / f"{args.name}.md").write_text(text, encoding="utf8")
    print("\n" + text)
    return 1 if failures else 0


def describe(args: argparse.Namespace, data: Data | None, results: Results) -> dict[str, Any]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    versions = {library: each[0].get("version") for task in results.values() for library, each in task.items() if each}
    return {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": commit.stdout.strip(),
        "versions": ", ".join(f"{library} {version}" for library, version in sorted(versions.items())),
        "processor": processor(),
        "instruction set of the kernels": isa(),
        "Python": platform.python_version(),
        "threads": 1,
        "data": data.name if data else "raw English prose",
        "rounds": args.rounds,
        "steps of training": args.steps,
        "seed": args.seed,
    }


def isa() -> str | None:
    """What the kernels of engine were dispatched to."""
    try:
        from engine.kernels import api
    except ImportError:
        return None
    active = getattr(api, "active", None)
    return str(active()) if active else None


def processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf8").splitlines():
            if line.startswith("model name"):
                return f"{line.partition(':')[2].strip()}, {os.cpu_count()} cores"
    except OSError:
        pass
    return f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores"


if __name__ == "__main__":
    sys.exit(main())
