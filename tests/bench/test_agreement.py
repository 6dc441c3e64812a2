"""Pipelines of every architecture, trained by either side on little data, run by both: the same predictions."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from pathlib import Path

import pytest
from thinc.api import Config

from bench.agreement import SIDES, Runner, differences, different_files, markdown, write_vectors
from bench.agreement_worker import FIELDS
from bench.data import conllu_texts
from bench.pipelines import OPTIMIZER
from bench.variants import VARIANTS, config_of, tiny

CORPUS = Path(__file__).resolve().parent.parent.parent / "examples" / "corpus"
TRAINED = [name for name, variant in VARIANTS.items() if not variant.derived]


@pytest.fixture(scope="module")
def runner(tmp_path_factory):
    """Workers of both sides: spaCy under this Python, or under the one that ENGINE_PEER_PYTHON names."""
    python = os.environ.get("ENGINE_PEER_PYTHON") or (sys.executable if importlib.util.find_spec("spacy") else None)
    if python is None:
        pytest.skip("no spaCy here; ENGINE_PEER_PYTHON may name a Python that has it")
    run = Runner({"engine": sys.executable, "spacy": python}, tmp_path_factory.mktemp("workers") / "stderr.txt")
    yield run
    run.close()


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    path = tmp_path_factory.mktemp("texts") / "texts.json"
    known = [text for split in ("dev", "train") for text in conllu_texts(CORPUS / f"{split}.conllu")]
    path.write_text(json.dumps([*known, "", " ", "Ähm … 😀!"]), encoding="utf8")
    return str(path)


@pytest.fixture(scope="module")
def vectors(tmp_path_factory):
    folder = tmp_path_factory.mktemp("vectors")
    words = sorted({word for text in conllu_texts(CORPUS / "train.conllu") for word in text.split()})
    return {mode: str(write_vectors(words, mode, folder)) for mode in ("default", "floret")}


@pytest.fixture(scope="module")
def train(runner, vectors, example_corpus, tmp_path_factory):
    """train(name, side) is the folder of a trained variant; each is trained once."""
    done: dict[tuple[str, str], Path] = {}

    def make(name: str, side: str) -> Path:
        if (name, side) not in done:
            variant = tiny(VARIANTS[name])
            folder = tmp_path_factory.mktemp(f"{name}-{side}")
            if variant.derived:
                source = str(make("usual", SIDES[1 - SIDES.index(side)]))  # each works on what the other trained
                runner(side, task="derive", kind=variant.derived, pipeline=source, output=str(folder))
            else:
                config = config_of(variant, vectors.get(variant.vectors), rows=200)
                job = {
                    "train": str(example_corpus / "train.spacy"),
                    "n_docs": 0,
                    "n_initialize": 50,
                    "steps": 20,
                    "seed": 1,
                }
                optimizer = OPTIMIZER.replace("0.001", "0.01")
                job |= {"optimizer": optimizer, "batch_words": 150, "config": config, "output": str(folder)}
                runner(side, task="train", **job)
            done[name, side] = folder
        return done[name, side]

    return make


def run_both(runner, pipeline, texts, folder, pipelines=None):
    """Predictions of both sides, as files; their warnings. pipelines: another folder for each side."""
    paths = {}
    for side in SIDES:
        paths[side] = str(folder / f"{side}.json")
        where = str(pipelines[side] if pipelines else pipeline)
        result = runner(side, task="run", pipeline=where, texts=texts, predictions=paths[side])
        assert result["warnings"] == [], side
    return paths


@pytest.mark.peer
@pytest.mark.slow
@pytest.mark.parametrize("trainer", SIDES)
@pytest.mark.parametrize("name", VARIANTS)
def test_the_same_predictions(name, trainer, runner, train, texts, tmp_path):
    if name == "torch" and not runner.have("torch"):
        pytest.skip("no PyTorch here")
    runner.code = ["custom_models"] if name in ("thinc", "torch") else []
    paths = run_both(runner, train(name, trainer), texts, tmp_path)
    n_tokens, found, shown = differences(paths["engine"], paths["spacy"])
    assert not found, (found, shown)
    assert n_tokens > 1000
    # It has learnt something: no field that the components write is the same everywhere.
    rows = [dict(zip(FIELDS, row, strict=True)) for doc in json.loads(Path(paths["engine"]).read_text()) for row in doc]
    for key in ("tag", "pos", "morph", "sent_start"):
        assert len({row[key] for row in rows}) > 1, key
    if "parser" in VARIANTS[name].components:
        assert len({row["dep"] for row in rows}) > 2


@pytest.mark.peer
@pytest.mark.slow
@pytest.mark.parametrize("name", ["usual", "vectors", "mixed-own", "sourced", "senter"])
def test_what_one_side_saves_the_other_loads_and_saves(name, runner, train, texts, tmp_path):
    runner.code = []
    first = train(name, "engine")
    (tmp_path / "none.json").write_text("[]")
    again = {side: tmp_path / side for side in SIDES}
    for side in SIDES:
        job = {"texts": str(tmp_path / "none.json"), "output": str(again[side])}
        assert runner(side, task="run", pipeline=str(first), **job)["warnings"] == []
    # The same bytes but for two files: the peer orders sections in another way, and keeps strings of its tokenizer.
    assert set(different_files(again["engine"], again["spacy"])) <= {"config.cfg", "vocab/strings.json"}
    configs = [Config().from_disk(folder / "config.cfg", interpolate=False) for folder in again.values()]
    assert configs[0] == configs[1]
    strings = [set(json.loads((folder / "vocab" / "strings.json").read_text())) for folder in again.values()]
    assert strings[0] <= strings[1]
    # Each side runs what the other saved.
    crossed = run_both(runner, None, texts, tmp_path, {"engine": again["spacy"], "spacy": again["engine"]})
    (tmp_path / "first").mkdir()
    before = run_both(runner, first, texts, tmp_path / "first")
    contents = {Path(path).read_bytes() for path in (*crossed.values(), *before.values())}
    assert len(contents) == 1
    # And once more, the other way round: engine saves what the peer saved.
    job = {"texts": str(tmp_path / "none.json"), "output": str(tmp_path / "back")}
    runner("engine", task="run", pipeline=str(again["spacy"]), **job)
    assert set(different_files(again["spacy"], tmp_path / "back")) <= {"config.cfg", "vocab/strings.json"}


def test_configs_of_variants_are_whole():
    for name in TRAINED:
        config = Config().from_str(config_of(VARIANTS[name], "vectors"))
        assert sorted(config["nlp"]["pipeline"]) == sorted(config["components"]), name
    texts = [config_of(VARIANTS[name], VARIANTS[name].vectors) for name in TRAINED]
    assert len(set(texts)) == len(texts)


def test_differences_are_counted(tmp_path):
    row = list(range(len(FIELDS)))
    other = [*row]
    other[FIELDS.index("dep")] = "x"
    (tmp_path / "a").write_text(json.dumps([[row, row], [row]]))
    (tmp_path / "b").write_text(json.dumps([[row, other], [row, row]]))
    n_tokens, found, shown = differences(str(tmp_path / "a"), str(tmp_path / "b"))
    assert n_tokens == 3 and found == {"any": 1, "dep": 1, "tokens": 1}
    assert shown and "text 0, token 1" in shown[0]


def test_different_files(tmp_path):
    for side, content in (("a", b"1"), ("b", b"2")):
        (tmp_path / side / "x").mkdir(parents=True)
        (tmp_path / side / "x" / "same").write_bytes(b"0")
        (tmp_path / side / "x" / "other").write_bytes(content)
    (tmp_path / "a" / "alone").write_bytes(b"")
    assert different_files(tmp_path / "a", tmp_path / "b") == ["alone", "x/other"]


def test_the_report():
    common = {"title": "some", "tokens": 1000, "words_per_s": {"engine": [30.0, 50.0, 40.0], "spacy": [10.0]}}
    results = {
        "a": {**common, "trained_by": "engine", "differences": {}, "saved again": True},
        "b": {
            **common,
            "trained_by": "spacy",
            "differences": {"any": 1, "dep": 1},
            "training": {"engine": 6.0, "spacy": 2.0},
        },
    }
    text = markdown(results, {"rounds": 3})
    assert "| some | engine | 1,000 | 100% | same | 40 | 4.0 × | – |" in text
    assert "| some | peer | 1,000 | 99.9000% (1 differ) | – | 40 | 4.0 × | 3.0 × |" in text


def test_a_failing_worker_tells_why(tmp_path):
    run = Runner({"engine": sys.executable}, tmp_path / "stderr.txt")
    with pytest.raises(RuntimeError, match=r"load\.not_found"):
        (tmp_path / "t.json").write_text("[]")
        run("engine", task="run", pipeline=str(tmp_path / "nothing"), texts=str(tmp_path / "t.json"))
    run.workers["engine"].communicate()
