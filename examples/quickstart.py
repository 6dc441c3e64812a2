"""Convert the example corpus, train a pipeline on it, and parse a sentence.

`python examples/quickstart.py [--output DIR]`
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SENTENCE = "Nadia Keller leads the research team of Northwind in Lisbon."


def run(*args: object) -> None:
    command = [sys.executable, "-m", "engine", *map(str, args)]
    print("\n$ python -m engine " + " ".join(command[3:]), flush=True)
    code = subprocess.run(command, check=False).returncode
    if code:
        raise SystemExit(code)


def main(output: Path, max_steps: int) -> None:
    for split in ("train", "dev"):
        run("convert", HERE / "corpus" / f"{split}.conllu", output, "--n-sents", 3)
    config = output / "config.cfg"
    run("init", "config", config, "--lang", "en", "--pipeline", "tagger,morphologizer,parser,ner", "--force")
    run(
        *("train", config, "--output", output / "model", "--overwrite"),
        *("--paths.train", output / "train.spacy", "--paths.dev", output / "dev.spacy"),
        *("--training.max_steps", max_steps, "--training.eval_frequency", 50),
        *("--components.parser.min_action_freq", 1),
    )

    import engine

    nlp = engine.load(output / "model" / "model-best")
    doc = nlp(SENTENCE)
    print(f"\n{doc.text}\n")
    rows = [(token.text, token.tag_, token.pos_, token.dep_, token.head.text) for token in doc]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print("\nentities: " + ", ".join(f"{ent.text} ({ent.label_})" for ent in doc.ents))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, help="folder for data, config and pipeline (default: a temporary one)")
    parser.add_argument("--max-steps", type=int, default=200)
    args = parser.parse_args()
    if args.output:
        args.output.mkdir(parents=True, exist_ok=True)
        main(args.output, args.max_steps)
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder), args.max_steps)
