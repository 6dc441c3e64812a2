"""What `Language.initialize` does to the vocabulary, and pretrained weights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.errors import ConfigError, FormatError
from engine.formats import srsly_later as srsly
from engine.language.finding import META_FILE, find_pipeline, read_meta
from engine.strings.symbols import IDS
from engine.vocab.lookups import Lookups
from engine.vocab.vectors import Vectors


def init_vocab(nlp: Any, *, data: Any = None, lookups: Lookups | None = None, vectors: str | None = None) -> None:
    """Give the vocabulary its lookup tables, lexeme data and vectors.

    data: path of a JSONL file, one lexeme a line ({"orth": ..., attribute: value}). vectors: path or package of a
    pipeline with vectors.
    """
    if lookups is not None:
        nlp.vocab.lookups = lookups
    if data:
        read_vocab_data(nlp.vocab, data)
    if vectors:
        load_vectors_into_vocab(nlp, vectors)


def read_vocab_data(vocab: Any, path: str | Path) -> None:
    """Add the lexemes of a JSONL file."""
    path = Path(path)
    if not path.is_file():
        raise ConfigError("initialize.vocab_data", f"vocab_data of [initialize]: there is no file {path}")
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            values = srsly.json_loads(line)
            word = values.pop("orth") if isinstance(values, dict) else None
        except (ValueError, KeyError):
            word = None
        if not isinstance(word, str):
            raise FormatError(
                "initialize.vocab_line", f'{path}:{number}: expected a JSON object with "orth", found {line[:60]!r}'
            )
        lexeme = vocab[word]
        for name, value in values.items():
            if name in ("norm", "lower", "shape", "prefix", "suffix") and isinstance(value, str):
                setattr(lexeme, f"{name}_", value)
            elif name in ("prob", "cluster", "sentiment") and isinstance(value, (int, float)):
                setattr(lexeme, name, value)
            elif IDS.get(name.upper(), 64) < 64 and isinstance(value, bool):
                lexeme.set_attrs(**{name: value})


def load_vectors_into_vocab(nlp: Any, name: str | Path) -> None:
    """Take the vectors of a saved pipeline, or of a folder that holds `vocab/vectors` or the vectors themselves."""
    path = find_pipeline(name)
    folder = path / "vocab" if (path / "vocab").is_dir() else path
    if not (folder / "vectors").exists():
        raise ConfigError(
            "initialize.no_vectors",
            f"vectors = {str(name)!r} of [initialize]: {folder} holds no file 'vectors'",
            "Name a pipeline that has word vectors, or set vectors = null.",
        )
    vectors = Vectors(strings=nlp.vocab.strings)
    vectors.from_disk(folder)
    strings = folder / "strings.json"
    if strings.is_file():
        for string in srsly.read_json(strings):
            nlp.vocab.strings.add(string, False)
    if (path / META_FILE).is_file():
        vectors.name = (read_meta(path).get("vectors") or {}).get("name")
    nlp.vocab.vectors = vectors


def load_tok2vec_weights(nlp: Any, config: Mapping[str, Any], path: str | Path) -> None:
    """Load pretrained weights into the layer that [pretraining] names by component and layer."""
    section = config.get("pretraining") or {}
    component = section.get("component", "tok2vec")
    layer_name = section.get("layer") or ""
    path = Path(path)
    if not path.is_file():
        raise ConfigError("initialize.init_tok2vec", f"init_tok2vec of [initialize]: there is no file {path}")
    if component not in nlp.component_names:
        raise ConfigError(
            "pretraining.component",
            f"[pretraining] names component '{component}', which the pipeline does not have",
            f"It has: {', '.join(nlp.component_names) or 'no components'}.",
        )
    model = nlp.get_pipe(component).model
    layer = model.get_ref(layer_name) if layer_name else model
    try:
        layer.from_bytes(path.read_bytes())
    except Exception as error:
        raise FormatError(
            "initialize.bad_weights",
            f"the weights in {path} do not fit the model of '{component}': {type(error).__name__}: {error}",
            "Pretrain with the same model settings.",
        ) from error


def vectors_summary(vocab: Any) -> dict[str, Any]:
    """What meta.json says of the vectors."""
    vectors = vocab.vectors
    rows, width = vectors.shape
    return {
        "width": int(width),
        "vectors": int(rows),
        "keys": int(vectors.n_keys),
        "name": vectors.name,
        "mode": getattr(vectors.mode, "value", vectors.mode),
    }
