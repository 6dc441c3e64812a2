"""`python -m bench.agreement`: do both sides predict the same, whatever a pipeline is built of and whoever trained it?

Each variant of bench/variants.py is trained for some steps by both sides, saved, and run by both from the same folder;
every field of every token is compared. Then each side saves what it loaded, and the other runs that.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from bench.__main__ import ONE_THREAD, find_peer, processor
from bench.agreement_worker import FIELDS
from bench.data import ROOT, conllu_texts, find_data, raw_texts, take
from bench.pipelines import OPTIMIZER
from bench.variants import VARIANTS, Variant, config_of
from engine.cli.convert import convert
from engine.cli.init_vectors import init_vectors

WORKER = Path(__file__).resolve().parent / "agreement_worker.py"
SIDES = ("engine", "spacy")
WIDTH = 24  # of the static vectors


class Runner:
    """Workers of both sides, started when first asked. pythons: library -> interpreter. stderr: file for theirs."""

    def __init__(self, pythons: dict[str, str], stderr: Path) -> None:
        self.pythons = pythons
        self.stderr = stderr
        self.workers: dict[str, subprocess.Popen[str]] = {}
        self.code: list[str] = []  # modules of architectures that each job needs

    def start(self, library: str) -> subprocess.Popen[str]:
        environment = {**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT) if library == "engine" else ""}
        with self.stderr.open("a") as said:
            return subprocess.Popen(
                [self.pythons[library], str(WORKER), library],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                env=environment,
                cwd=WORKER.parent,
            )

    def __call__(self, library: str, **job: Any) -> dict[str, Any]:
        worker = self.workers.get(library)
        if worker is None:
            worker = self.workers[library] = self.start(library)
        assert worker.stdin is not None and worker.stdout is not None
        worker.stdin.write(json.dumps({**job, "code": self.code}) + "\n")
        worker.stdin.flush()
        for line in worker.stdout:
            if line.startswith("{"):
                return json.loads(line)
        raise RuntimeError(f"{library}, {job['task']}: {self.stderr.read_text(encoding='utf8')[-2000:]}")

    def have(self, module: str) -> bool:
        """Whether both interpreters can import a module."""
        command = ["-c", f"import {module}"]
        done = [subprocess.run([p, *command], capture_output=True, check=False) for p in set(self.pythons.values())]
        return all(each.returncode == 0 for each in done)

    def close(self) -> None:
        """End the workers; the next job starts new ones."""
        for worker in self.workers.values():
            worker.communicate()
        self.workers = {}


def write_vectors(words: list[str], mode: str, folder: Path, seed: int = 0) -> Path:
    """Vectors of every other word, or a floret table, by `init vectors` from a text file; the folder of the result."""
    rng = random.Random(seed)
    n_rows = 2000 if mode == "floret" else 0
    keys = [str(i) for i in range(n_rows)] if n_rows else words[::2]
    lines = [f"{n_rows} {WIDTH} 2 4 2 5 < >"] if n_rows else []
    lines += [f"{key} " + " ".join(f"{rng.gauss(0.0, 1.0):.4f}" for _ in range(WIDTH)) for key in keys]
    source = folder / f"{mode}.txt"
    source.write_text("\n".join(lines) + "\n", encoding="utf8")
    init_vectors("en", source, folder / mode, mode=mode)
    return folder / mode


def differences(a: str, b: str) -> tuple[int, Counter[str], list[str]]:
    """(tokens, how often each field differs, the first differences) of two files of predictions."""
    left, right = (json.loads(Path(path).read_text(encoding="utf8")) for path in (a, b))
    n_tokens = 0
    found: Counter[str] = Counter()
    shown = []
    for i, (x, y) in enumerate(zip(left, right, strict=True)):
        n_tokens += len(x)
        if len(x) != len(y):
            found["tokens"] += abs(len(x) - len(y))
        for j, (one, other) in enumerate(zip(x, y, strict=False)):
            if one == other:
                continue
            found["any"] += 1
            wrong = [name for name, p, q in zip(FIELDS, one, other, strict=True) if p != q]
            found.update(wrong)
            if len(shown) < 5:
                shown.append(f"text {i}, token {j}: {dict(zip(FIELDS, zip(one, other, strict=True), strict=True))}")
    return n_tokens, found, shown


def different_files(a: Path, b: Path) -> list[str]:
    """Relative paths of the files that only one folder has, or that hold other bytes."""
    names = {path.relative_to(root).as_posix() for root in (a, b) for path in root.rglob("*") if path.is_file()}
    return sorted(n for n in names if not same_bytes(a / n, b / n))


def same_bytes(a: Path, b: Path) -> bool:
    return a.is_file() and b.is_file() and a.read_bytes() == b.read_bytes()


def compare(
    run: Runner, pipeline: str, texts: str, work: Path, rounds: int, n_timed: int, save: bool
) -> dict[str, Any]:
    """Both sides run a saved pipeline over the texts; in further rounds, in turn, over the first n_timed of them.

    save: each side saves what it loaded, the other runs that over the first texts, with the same predictions."""
    found: dict[str, Any] = {"words_per_s": {side: [] for side in SIDES}, "warnings": {}}
    predictions = {side: str(work / f"{side}.json") for side in SIDES}
    again = {side: work / f"again-{side}" for side in SIDES}
    for side in SIDES:
        job = {"output": str(again[side])} if save else {}
        result = run(side, task="run", pipeline=pipeline, texts=texts, predictions=predictions[side], **job)
        found["words_per_s"][side].append(result["words_per_s"])
        found["warnings"][side] = result["warnings"]
    found["tokens"], fields, found["shown"] = differences(predictions["engine"], predictions["spacy"])
    found["differences"] = dict(fields)
    for number in range(1, rounds):
        for side in SIDES if number % 2 else SIDES[::-1]:
            result = run(side, task="run", pipeline=pipeline, texts=texts, n_texts=n_timed)
            found["words_per_s"][side].append(result["words_per_s"])
    if save:
        found["files"] = different_files(again["engine"], again["spacy"])
        crossed = {side: str(work / f"crossed-{side}.json") for side in SIDES}
        for side, other in (SIDES, SIDES[::-1]):
            folder = str(again[other])
            run(side, task="run", pipeline=folder, texts=texts, n_texts=n_timed, predictions=crossed[side])
        # Not the first of the predictions above: with windows that reach into other documents the last batch counts.
        expected = str(work / "expected.json")
        run("engine", task="run", pipeline=pipeline, texts=texts, n_texts=n_timed, predictions=expected)
        short = json.loads(Path(expected).read_text(encoding="utf8"))
        found["saved again"] = all(
            json.loads(Path(path).read_text(encoding="utf8")) == short for path in crossed.values()
        )
    return found


def markdown(results: dict[str, Any], about: dict[str, Any]) -> str:
    lines = ["# The same predictions", "", *(f"- {key}: {value}" for key, value in about.items()), ""]
    lines += [
        "Words per second: medians of the rounds, the sides in turn; CPU time of one process and one thread.",
        "Saved again: each side loads the pipeline and saves it, the other runs that and predicts the same.",
        "",
        "| pipeline | trained by | tokens | equal in every field | saved again | engine, words/s | against the peer "
        "| training, against the peer |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for result in results.values():
        speeds = {side: statistics.median(values) for side, values in result["words_per_s"].items()}
        wrong = result["differences"].get("any", 0) + result["differences"].get("tokens", 0)
        equal = "100%" if not wrong else f"{100 * (1 - wrong / result['tokens']):.4f}% ({wrong} differ)"
        trained = result.get("training")
        cells = [
            result["title"],
            {"engine": "engine", "spacy": "peer"}.get(result["trained_by"], result["trained_by"]),
            f"{result['tokens']:,}",
            equal,
            {True: "same", False: "differs", None: "–"}[result.get("saved again")],
            f"{speeds['engine']:,.0f}",
            f"{speeds['engine'] / speeds['spacy']:.1f} ×",
            f"{trained['engine'] / trained['spacy']:.1f} ×" if trained else "–",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.agreement", description=__doc__)
    parser.add_argument("--variants", default=",".join(VARIANTS), help="of %(default)s")
    parser.add_argument("--trainers", default=",".join(SIDES), help="who trains (default: %(default)s)")
    parser.add_argument("--pipeline", action="append", default=[], help="a trained pipeline to run too; repeatable")
    parser.add_argument("--peer-python", help="interpreter with spaCy (default: this one)")
    parser.add_argument("--steps", type=int, default=120, help="steps of training, about 600 words each")
    parser.add_argument(
        "--words",
        type=int,
        default=50_000,
        help="words of prose beside the treebank's test part; for pipelines that the peer trains only the latter",
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often to run for the times (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--add", action="store_true", help="add to the report that is there")
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "results", help="folder of the report")
    parser.add_argument("--name", default="agreement", help="file name of the report, without suffix")
    args = parser.parse_args()
    args.no_peer = False
    args.variants = [name for name in args.variants.split(",") if name]
    args.trainers = args.trainers.split(",")
    unknown = sorted({*args.variants} - {*VARIANTS}) + sorted({*args.trainers} - {*SIDES})
    if unknown:
        parser.error(f"no {', '.join(unknown)}; known: {', '.join((*VARIANTS, *SIDES))}")
    return args


def train_pair(run: Runner, variant: Variant, vectors: str | None, folder: Path, **job: Any) -> dict[str, Any]:
    """Both sides train the variant, into folder/SIDE; words per second of each."""
    config = config_of(variant, vectors)
    speeds = {}
    for side in SIDES:
        result = run(
            side, task="train", config=config, output=str(folder / side), optimizer=OPTIMIZER, batch_words=600, **job
        )
        speeds[side] = result["words_per_s"]
        print(f"  trained by {side}: {result['words_per_s']:,.0f} words/s, {result['losses']}", flush=True)
    return speeds


def main() -> int:
    args = parse()
    peer = find_peer(args)
    if peer is None:
        raise SystemExit("bench.agreement: there is nothing to agree with")
    report = args.output / f"{args.name}.json"
    results: dict[str, Any] = json.loads(report.read_text(encoding="utf8"))["results"] if args.add else {}
    source = find_data()
    base = source / "ewt" if source else ROOT / "examples" / "corpus"
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        run = Runner({"engine": sys.executable, "spacy": peer}, work / "stderr.txt")
        convert(base / "train.conllu", work, n_sents=10, silent=True)
        prose = raw_texts(source) if source else []
        random.Random(args.seed).shuffle(prose)
        treebank = conllu_texts(base / ("test.conllu" if source else "dev.conllu"))
        texts = treebank + take(prose, args.words)
        n_timed = len(take(treebank, 15_000))
        paths = {"engine": work / "texts.json", "spacy": work / "treebank.json", "": work / "more.json"}
        more = treebank + take(prose, 2 * args.words)
        for path, these in zip(paths.values(), (texts, treebank, more), strict=True):
            path.write_text(json.dumps(these), encoding="utf8")
        words = sorted({word for text in conllu_texts(base / "train.conllu") for word in text.split()})
        vectors = {mode: str(write_vectors(words, mode, work)) for mode in ("default", "floret")}
        job = {
            "train": str(work / "train.spacy"),
            "n_docs": 400,
            "n_initialize": 200,
            "steps": args.steps,
            "seed": args.seed,
        }
        wanted = [v for v in args.variants if VARIANTS[v].encode != "torch" or run.have("torch")]
        if any(VARIANTS[v].derived for v in wanted) and "usual" not in wanted:
            wanted.insert(0, "usual")
        for variant_name in wanted:
            variant = VARIANTS[variant_name]
            print(f"{variant_name}: {variant.title}", flush=True)
            folder = work / variant_name
            run.code = ["custom_models"] if variant.encode in ("thinc", "torch") else []
            speeds = None
            if variant.derived:
                for trainer in args.trainers:  # each works on what the other trained
                    other = SIDES[1 - SIDES.index(trainer)]
                    pipeline = str(work / "usual" / other)
                    run(trainer, task="derive", kind=variant.derived, pipeline=pipeline, output=str(folder / trainer))
            else:
                speeds = train_pair(run, variant, vectors.get(variant.vectors), folder, **job)
            for trainer in args.trainers:
                found = compare(run, str(folder / trainer), str(paths[trainer]), work, args.rounds, n_timed, save=True)
                if speeds and trainer == args.trainers[0]:
                    found["training"] = speeds
                results[f"{variant_name}, {trainer}"] = {"title": variant.title, "trained_by": trainer, **found}
                tell(f"  of {trainer}", found)
            write(args, results, source is not None)
            run.close()
        for pipeline in args.pipeline:
            found = compare(run, pipeline, str(paths[""]), work, args.rounds, n_timed, save=False)
            results[pipeline] = {"title": f"`{Path(pipeline).name}` in full", "trained_by": "its makers", **found}
            tell(pipeline, found)
            write(args, results, source is not None)
            run.close()
    print("\n" + (args.output / f"{args.name}.md").read_text(encoding="utf8"))
    return 1 if any(result["differences"] or not result.get("saved again", True) for result in results.values()) else 0


def write(args: argparse.Namespace, results: dict[str, Any], is_treebank: bool) -> None:
    """The report of what was measured so far."""
    about = {
        "processor": processor(),
        "data": "EWT test and raw English prose" if is_treebank else "the corpus of examples/ (small: a smoke test)",
        "steps of training": args.steps,
        "rounds": args.rounds,
    }
    args.output.mkdir(parents=True, exist_ok=True)
    (args.output / f"{args.name}.json").write_text(json.dumps({"about": about, "results": results}, indent=1) + "\n")
    (args.output / f"{args.name}.md").write_text(markdown(results, about), encoding="utf8")


def tell(what: str, found: dict[str, Any]) -> None:
    speeds = {side: f"{statistics.median(values):,.0f}" for side, values in found["words_per_s"].items()}
    print(f"{what}: {found['tokens']:,} tokens, differences {found['differences']}, words/s {speeds}", flush=True)
    for key in ("shown", "warnings", "files", "saved again"):
        if found.get(key):
            print(f"    {key}: {found[key]}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
