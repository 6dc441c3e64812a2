"""Data for the benchmarks: real annotated text where it lies beside the checkout, else the corpus of examples/."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from engine.cli.convert import convert

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Data:
    """Paths, as strings, that the workers read."""

    name: str  # told in the report
    train: str
    dev: str
    ner_train: str
    ner_dev: str
    texts: str  # JSON list of plain texts
    unseen: str  # JSON list of texts for tokenizing


def find_data() -> Path | None:
    """The folder of annotated text: ENGINE_DATA, or shared/data beside the checkout."""
    path = Path(os.environ.get("ENGINE_DATA", ROOT.parent / "shared" / "data"))
    return path if (path / "ewt" / "train.conllu").is_file() else None


def prepare(folder: Path, n_words: int) -> Data:
    """Convert the data into `folder`. n_words: about how much plain text the measurements of speed run over."""
    source = find_data()
    base = source / "ewt" if source else ROOT / "examples" / "corpus"
    out = folder / "syntax"
    for split in ("train", "dev"):
        convert(base / f"{split}.conllu", out, n_sents=10, silent=True)
    prose = raw_texts(source) if source else []
    texts = [text for split in ("train", "dev") for text in conllu_texts(base / f"{split}.conllu")]
    return Data(
        name="EWT, raw English prose"
        if source
        else "the corpus of examples/ (small: take its numbers as a smoke test)",
        train=str(out / "train.spacy"),
        dev=str(out / "dev.spacy"),
        ner_train=str(out / "train.spacy"),
        ner_dev=str(out / "dev.spacy"),
        texts=_save(folder / "texts.json", take(conllu_texts(base / "dev.conllu") or texts, n_words)),
        unseen=_save(folder / "unseen.json", take(prose or texts, 10 * n_words)),
    )


def conllu_texts(path: Path) -> list[str]:
    """The `# text` comments of a file, ten sentences a text."""
    prefix = "# text = "
    lines = [line[len(prefix) :] for line in path.read_text(encoding="utf8").splitlines() if line.startswith(prefix)]
    return [" ".join(lines[i : i + 10]) for i in range(0, len(lines), 10)]


def raw_texts(source: Path) -> list[str]:
    out = []
    for path in sorted((source / "raw_english").glob("*.jsonl")):
        out += [json.loads(line)["text"] for line in path.read_text(encoding="utf8").splitlines() if line.strip()]
    return out


def take(texts: list[str], n_words: int) -> list[str]:
    out, n = [], 0
    for text in texts:
        if n >= n_words:
            break
        out.append(text)
        n += len(text.split())
    return out


def _save(path: Path, texts: list[str]) -> str:
    path.write_text(json.dumps(texts), encoding="utf8")
    return str(path)
