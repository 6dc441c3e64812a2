"""Runs that were ended and go on: the same bits as a run that was never ended."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import numpy
import pytest

from engine.config import registry
from engine.errors import DataError, FormatError, InputError
from engine.training.checkpoint import (
    Cadence,
    Checkpoint,
    check_same_config,
    get_optimizer,
    get_weights,
    random_states,
    read_checkpoint,
    set_random_states,
    write_checkpoint,
)
from engine.training.initialize import init_nlp
from engine.training.loggers import resuming_after
from engine.training.loop import TrainingInterrupted, train
from engine.training.output import OutputExistsError, prepare_output, replace_folder

ALL = ("tok2vec", "tagger", "morphologizer", "parser", "ner", "senter")
QUIET = {"logger": {"@loggers": "resume_test.quiet.v1"}}


@pytest.fixture(autouse=True)
def quiet():
    registry.loggers("resume_test.quiet.v1", func=lambda: lambda nlp, out, err: (lambda info: None, lambda: None))


class Killed(BaseException):
    """Stands for the end of the process."""


def run(config, output, *, resume=False):
    checkpoint = Checkpoint.from_disk(output / "checkpoint") if resume else None
    if checkpoint is not None and checkpoint.state["start"] is not None:
        set_random_states(checkpoint.state["start"])
    start = random_states()
    with resuming_after(None if checkpoint is None else checkpoint.progress.step):
        nlp = init_nlp(config)
    if checkpoint is not None:
        checkpoint.check_config(nlp.config.interpolate())
    return train(nlp, output, stdout=io.StringIO(), resume=checkpoint, start=start)[0]


def kill_at(monkeypatch, step):
    """Ends the run in the middle of a step, when some components are updated and others are not."""
    from engine.pipeline.tagger import Tagger

    update = Tagger.update
    calls = []

    def killing(self, *args, **kwargs):
        calls.append(self.name)
        if self.name == "tagger" and calls.count("tagger") == step + 1:
            raise Killed
        return update(self, *args, **kwargs)

    monkeypatch.setattr(Tagger, "update", killing)


def files(folder):
    found = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    meta = json.loads(found["meta.json"])
    meta["performance"].pop("speed", None)
    return {**found, "meta.json": json.dumps(meta).encode()}


def same(a, b):
    a, b = files(a), files(b)
    return sorted(a) == sorted(b) and [name for name in a if a[name] != b[name]] == []


def without_times(progress):
    """What differs from run to run is taken out."""
    progress.pop("seconds")
    for point in progress["history"]["points"]:
        point[3] = 0.0
    for row in progress["history"]["evaluations"]:
        row.pop("seconds")
        row["scores"].pop("speed", None)


SETTINGS = {
    "plain": {},
    "averages": {"optimizer": {"@optimizers": "Adam.v1", "learn_rate": 0.01, "use_averages": True}},
    "radam": {"optimizer": {"@optimizers": "RAdam.v1", "learn_rate": 0.01}},
    "schedules": {
        "optimizer": {
            "@optimizers": "Adam.v1",
            "learn_rate": {
                "@schedules": "warmup_linear.v1",
                "warmup_steps": 3,
                "total_steps": 20,
                "initial_rate": 0.02,
            },
        },
        "dropout": {"@schedules": "decaying.v1", "base_rate": 0.3, "decay": 0.01},
        "batcher": {
            "@batchers": "spacy.batch_by_words.v1",
            "discard_oversize": False,
            "tolerance": 0.2,
            "size": {"@schedules": "compounding.v1", "start": 100, "stop": 400, "compound": 1.2},
        },
    },
    "accumulated": {"accumulate_gradient": 2, "checkpoint_frequency": 3},
    "streamed": {"max_epochs": -1},
    "unseeded": {"seed": None},
}


@pytest.mark.parametrize("name", SETTINGS)
def test_resumed_runs_end_in_the_same_bits(make_config, monkeypatch, tmp_path, name):
    pipeline = ("tok2vec", "tagger", "parser")
    settings = {**QUIET, "max_steps": 13, "eval_frequency": 4, "checkpoint_frequency": 4, **SETTINGS[name]}
    start = random_states()

    def config():
        return make_config(*pipeline, training=settings)

    run(config(), tmp_path / "whole")
    set_random_states(start)
    with monkeypatch.context() as patch:
        kill_at(patch, 21 if name == "accumulated" else 10)
        with pytest.raises(Killed):
            run(config(), tmp_path / "cut")
    assert Checkpoint.from_disk(tmp_path / "cut" / "checkpoint").progress.step == (9 if name == "accumulated" else 8)
    random.random()
    run(config(), tmp_path / "cut", resume=True)
    for model in ("model-last", "model-best"):
        assert same(tmp_path / "whole" / model, tmp_path / "cut" / model)
    whole, cut = (read_checkpoint(tmp_path / folder / "checkpoint") for folder in ("whole", "cut"))
    for state in (whole, cut):
        without_times(state["progress"])
        state["performance"].pop("speed", None)
        state.pop("start")
    assert whole == cut


def test_augmented_data(make_config, monkeypatch, tmp_path):
    """A reader and a batcher that draw from the random generators give the same data again."""

    @registry.readers("resume_test.reader.v1")
    def make(path: str):
        from engine.training.corpus import Corpus

        def read(nlp):
            for example in Corpus(path, shuffle=True)(nlp):
                if random.random() < 0.7 and numpy.random.random() < 0.9:
                    yield example

        return read

    @registry.batchers("resume_test.batcher.v1")
    def make_batcher():
        def batch(examples):
            kept = []
            for example in examples:
                kept.append(example)
                if random.random() < 0.4:
                    yield kept
                    kept = []

        return batch

    for max_epochs in (0, -1):
        settings = {**QUIET, "max_steps": 9, "eval_frequency": 3, "checkpoint_frequency": 3, "max_epochs": max_epochs}

        def config(settings=settings):
            made = make_config(
                "tok2vec", "tagger", training={**settings, "batcher": {"@batchers": "resume_test.batcher.v1"}}
            )
            reader = {"@readers": "resume_test.reader.v1", "path": made["paths"]["train"]}
            made["corpora"]["train"] = reader
            return made

        whole, cut = tmp_path / f"whole{max_epochs}", tmp_path / f"cut{max_epochs}"
        run(config(), whole)
        with monkeypatch.context() as patch:
            kill_at(patch, 5)
            with pytest.raises(Killed):
                run(config(), cut)
        run(config(), cut, resume=True)
        assert same(whole / "model-last", cut / "model-last")


def test_a_finished_run_goes_on_when_asked_for_more(make_config, tmp_path):
    settings = {**QUIET, "eval_frequency": 2}
    run(make_config("tok2vec", "tagger", training={**settings, "max_steps": 8}), tmp_path / "whole")
    first = make_config("tok2vec", "tagger", training={**settings, "max_steps": 5})
    run(first, tmp_path / "parts")
    before = files(tmp_path / "parts" / "model-last")
    run(first, tmp_path / "parts", resume=True)  # nothing left to do
    assert files(tmp_path / "parts" / "model-last") == before
    run(make_config("tok2vec", "tagger", training={**settings, "max_steps": 8}), tmp_path / "parts", resume=True)
    for model in ("model-last", "model-best"):
        whole, parts = files(tmp_path / "whole" / model), files(tmp_path / "parts" / model)
        assert [name for name in whole if whole[name] != parts[name]] == []


def test_logs_go_on(make_config, monkeypatch, tmp_path):
    logger = {"@loggers": "spacy.ConsoleLogger.v3", "output_file": str(tmp_path / "log.jsonl")}
    config = make_config("tok2vec", "tagger", training={"logger": logger, "max_steps": 8, "checkpoint_frequency": 4})
    with monkeypatch.context() as patch:
        kill_at(patch, 7)
        with pytest.raises(Killed):
            run(config, tmp_path / "out")
    with open(tmp_path / "log.jsonl", "a") as file:
        file.write('{"epoch": 0, "st')
    run(config, tmp_path / "out", resume=True)
    rows = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [row["step"] for row in rows] == [0, 2, 4, 6, 8]


def test_step_logs_go_on(make_config, monkeypatch, tmp_path):
    """No step is missing, none is there twice, and all but the times is as in a run that was never ended."""

    def config(name):
        steps = {"@loggers": "engine.StepLogger.v1", "path": str(tmp_path / name)}
        logger = {"@loggers": "spacy.ChainLogger.v1", "logger1": QUIET["logger"], "logger2": steps}
        return make_config("tok2vec", "tagger", training={"logger": logger, "max_steps": 8, "checkpoint_frequency": 3})

    def rows(name):
        found = [json.loads(line) for line in (tmp_path / name).read_text().splitlines()]
        assert all(row.pop("rss_mb") > 10 and row.pop("words_per_second") > 0 for row in found)
        seconds = [row.pop("seconds") for row in found]
        assert seconds == sorted(seconds) and seconds[-1] > 0
        for row in found:
            row.get("scores", {}).pop("speed", None)
        return found

    run(config("whole.jsonl"), tmp_path / "whole")
    with monkeypatch.context() as patch:
        kill_at(patch, 8)
        with pytest.raises(Killed):
            run(config("cut.jsonl"), tmp_path / "cut")
    path = tmp_path / "cut.jsonl"
    assert [row["step"] for row in rows("cut.jsonl")] == list(range(8))
    assert Checkpoint.from_disk(tmp_path / "cut" / "checkpoint").progress.step == 6
    for end in ('{"step": 8, "ep', '{"step": 5, "epoch": 0}', "\xff\x00", '{"step": 6, "half": 1}'):
        path.write_text(path.read_text() + end, encoding="utf8")  # without the end of the line
        run(config("cut.jsonl"), tmp_path / "cut", resume=True)
        assert rows("cut.jsonl") == rows("whole.jsonl")
    assert [row["step"] for row in rows("whole.jsonl")] == list(range(9))


def test_curves_go_on(make_config, monkeypatch, tmp_path):
    config = make_config("tok2vec", "tagger", training={**QUIET, "max_steps": 12, "checkpoint_frequency": 2})
    monkeypatch.setattr("engine.training.history.MAX_POINTS", 5)
    run(config, tmp_path / "whole")
    with monkeypatch.context() as patch:
        kill_at(patch, 9)
        with pytest.raises(Killed):
            run(config, tmp_path / "cut")
    run(config, tmp_path / "cut", resume=True)
    whole, cut = (Checkpoint.from_disk(tmp_path / name / "checkpoint").progress.history for name in ("whole", "cut"))
    for state in (whole, cut):
        without_times({"seconds": 0, "history": state})
    assert whole == cut
    assert [row["step"] for row in cut["evaluations"]] == [0, 2, 4, 6, 8, 10, 12]
    assert cut["width"] == 4 and [point[:2] for point in cut["points"]] == [[3, 4], [7, 4], [11, 4], [12, 1]]


# How often


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def writing(self, seconds):
        def write():
            self.now += seconds

        return write


def test_checkpoints_take_a_small_share_of_the_time():
    clock = Clock()
    cadence = Cadence(None, clock)
    assert not cadence.is_due(3, evaluated=False)
    assert cadence.is_due(4, evaluated=True)
    cadence.write(4, clock.writing(2.0))
    assert cadence.step == 4
    clock.now += 60 * 2.0 - 0.5
    assert not cadence.is_due(8, evaluated=True)
    clock.now += 0.5
    assert cadence.is_due(12, evaluated=True) and not cadence.is_due(13, evaluated=False)
    rng = random.Random(0)
    written = 0.0
    cadence, clock = Cadence(None, clock), Clock()
    cadence.clock = clock
    for step in range(2000):
        clock.now += rng.uniform(0.5, 2)
        if cadence.is_due(step, evaluated=True):
            seconds = rng.choice([0.0, 0.1, 1.0])
            cadence.write(step, clock.writing(seconds))
            written += seconds
    assert 0.004 < written / clock.now < 0.02


def test_a_given_frequency_is_kept():
    clock = Clock()
    cadence = Cadence(3, clock)
    due = []
    for step in range(8):
        if cadence.is_due(step, evaluated=step % 2 == 0):
            cadence.write(step, clock.writing(100.0))
            due.append(step)
    assert due == [0, 3, 6]


def test_the_last_checkpoint_is_older_than_the_models(make_config, monkeypatch, tmp_path):
    """Writing takes so long that there is no second checkpoint: what was saved since is made again, to the bit."""
    config = make_config("tok2vec", "tagger", "ner", training={**QUIET, "max_steps": 9, "eval_frequency": 2})
    monkeypatch.setattr("engine.training.checkpoint.PAUSE", 1e9)
    run(config, tmp_path / "whole")
    with monkeypatch.context() as patch:
        kill_at(patch, 7)
        with pytest.raises(Killed):
            run(config, tmp_path / "cut")
    assert Checkpoint.from_disk(tmp_path / "cut" / "checkpoint").progress.step == 0
    assert not same(tmp_path / "whole" / "model-last", tmp_path / "cut" / "model-last")
    with monkeypatch.context() as patch:
        kill_at(patch, 3)
        with pytest.raises(Killed):
            run(config, tmp_path / "cut", resume=True)
    assert Checkpoint.from_disk(tmp_path / "cut" / "checkpoint").progress.step == 2  # the first of this part
    run(config, tmp_path / "cut", resume=True)
    for model in ("model-last", "model-best"):
        assert same(tmp_path / "whole" / model, tmp_path / "cut" / model)
    whole, cut = (Checkpoint.from_disk(tmp_path / name / "checkpoint") for name in ("whole", "cut"))
    assert whole.progress.step == cut.progress.step == 9
    assert whole.state["weights"] == cut.state["weights"] and whole.state["optimizer"] == cut.state["optimizer"]


def test_interrupted_runs_end_with_a_checkpoint(make_config, monkeypatch, tmp_path):
    def interrupt(info):
        if info is not None and info["step"] == 4:
            raise KeyboardInterrupt

    registry.loggers("resume_test.interrupt.v1", func=lambda: lambda nlp, out, err: (interrupt, lambda: None))
    monkeypatch.setattr("engine.training.checkpoint.PAUSE", 1e9)
    training = {"max_steps": 9, "eval_frequency": 2, "logger": {"@loggers": "resume_test.interrupt.v1"}}
    with pytest.raises(TrainingInterrupted):
        run(make_config("tok2vec", "tagger", training=training), tmp_path)
    assert Checkpoint.from_disk(tmp_path / "checkpoint").progress.step == 4


# Kills


@pytest.mark.slow
@pytest.mark.parametrize("frequency", [None, 2], ids=["default", "every 2"])
def test_killed_at_random_moments(make_config, tmp_path, frequency):
    """SIGKILL, also while files are written. The folder always holds a whole checkpoint and a whole model-best, once it
    has had one. ENGINE_TEST_KILLS sets how often."""
    n_kills = int(os.environ.get("ENGINE_TEST_KILLS", "3"))
    settings = {"max_steps": 40, "eval_frequency": 2, "checkpoint_frequency": frequency}
    config = make_config("tok2vec", "tagger", "ner", training=settings)
    config.to_disk(tmp_path / "config.cfg")
    command = [sys.executable, "-m", "engine", "train", str(tmp_path / "config.cfg"), "--output"]
    started = time.perf_counter()
    subprocess.run([*command, str(tmp_path / "whole")], check=True, capture_output=True)
    seconds = time.perf_counter() - started
    rng = random.Random(n_kills)
    n_killed = 0
    cut = tmp_path / "cut"

    def check_the_end():
        for model in ("model-last", "model-best"):
            assert same(tmp_path / "whole" / model, cut / model)
        assert sorted(path.name for path in cut.iterdir()) == ["checkpoint", "model-best", "model-last"]

    while n_killed < n_kills:
        process = subprocess.Popen([*command, str(cut), "--resume"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            process.wait(rng.uniform(seconds * 0.4, seconds * 0.9))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            n_killed += 1
        output = process.communicate()[0]
        if (cut / "checkpoint").exists():
            Checkpoint.from_disk(cut / "checkpoint")
            assert (cut / "model-best" / "tagger" / "model").exists()
        if process.returncode == 0:  # it came to its end: kill another one
            check_the_end()
            shutil.rmtree(cut)
        else:
            assert process.returncode == -signal.SIGKILL, output
    done = subprocess.run([*command, str(cut), "--resume"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    check_the_end()


# What is refused


def test_other_configs_are_refused(make_config, tmp_path):
    run(make_config("tok2vec", "tagger", training={**QUIET, "max_steps": 1}), tmp_path)
    other = make_config("tok2vec", "tagger", training={**QUIET, "max_steps": 2, "dropout": 0.5}, system={"seed": 3})
    with pytest.raises(InputError) as caught:
        run(other, tmp_path, resume=True)
    assert "training.dropout: 0.1, now 0.5" in str(caught.value) and "system.seed: 0, now 3" in str(caught.value)
    assert "max_steps:" not in str(caught.value)
    check_same_config({"training": {"max_steps": 1}}, {"training": {"max_steps": 2}}, tmp_path)


def test_fewer_data_are_refused(make_config, tmp_path, example_corpus):
    from engine.tokens.doc_bin import DocBin
    from engine.vocab import Vocab

    vocab = Vocab()
    docs = list(DocBin().from_disk(example_corpus / "train.spacy").get_docs(vocab))
    path = tmp_path / "train.spacy"
    DocBin(docs=docs).to_disk(path)
    config = make_config(
        "tok2vec", "tagger", training={**QUIET, "max_steps": 60, "max_epochs": 1, "eval_frequency": 50}
    )
    config["paths"]["train"] = str(path)
    run(config, tmp_path / "out")
    DocBin(docs=docs[:20]).to_disk(path)
    with pytest.raises(DataError):
        run(config, tmp_path / "out", resume=True)


def test_damaged_checkpoints(make_config, tmp_path):
    run(make_config("tok2vec", "tagger", training={**QUIET, "max_steps": 1}), tmp_path)
    path = tmp_path / "checkpoint"
    data = path.read_bytes()
    rng = random.Random(0)
    for _ in range(50):
        place = rng.randrange(len(data))
        path.write_bytes(data[:place] + bytes([data[place] ^ (1 << rng.randrange(8))]) + data[place + 1 :])
        with pytest.raises(FormatError):
            Checkpoint.from_disk(path)
        path.write_bytes(data[:place])
        with pytest.raises(FormatError):
            Checkpoint.from_disk(path)
    write_checkpoint(path, {"progress": {"stap": 1}})
    with pytest.raises(FormatError, match="progress"):
        Checkpoint.from_disk(path)
    write_checkpoint(path, {"progress": {}})
    with pytest.raises(FormatError, match="config"):
        Checkpoint.from_disk(path)


def test_output_folders(tmp_path):
    out = tmp_path / "out"
    assert prepare_output(out, resume=True) == out  # nothing there: the run starts
    (out / "model-best").mkdir()
    with pytest.raises(OutputExistsError, match="no checkpoint"):
        prepare_output(out, resume=True)
    (out / "checkpoint").write_bytes(b"x")
    prepare_output(out, resume=True)
    with pytest.raises(OutputExistsError, match="--resume"):
        prepare_output(out)
    with pytest.raises(InputError, match="exclude"):
        prepare_output(out, resume=True, overwrite=True)
    assert (out / "checkpoint").exists()
    # killed while the pipeline was being replaced
    (out / "model-best").rename(out / ".model-best.old")
    (out / ".model-last.new").mkdir()
    (out / ".checkpoint.new").write_bytes(b"")
    prepare_output(out, resume=True)
    assert sorted(path.name for path in out.iterdir()) == ["checkpoint", "model-best"]
    prepare_output(out, overwrite=True)
    assert (out / "checkpoint").exists()  # until there is something to replace it with


def test_folders_are_replaced_without_the_system_call(tmp_path, monkeypatch):
    monkeypatch.setattr("engine.training.output.exchange", lambda a, b: False)
    for content in ("a", "b"):
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "file").write_text(content)
        replace_folder(tmp_path / "new", tmp_path / "model")
        assert (tmp_path / "model" / "file").read_text() == content
        assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_random_states():
    random.gauss(0, 1)
    numpy.random.standard_normal()
    states = random_states()
    drawn = random.gauss(0, 1), random.random(), numpy.random.standard_normal(3).tolist(), numpy.random.bytes(9)
    set_random_states(states)
    assert drawn == (
        random.gauss(0, 1),
        random.random(),
        numpy.random.standard_normal(3).tolist(),
        numpy.random.bytes(9),
    )


def test_state_is_by_place(make_config):
    """The ids of nodes differ between processes; a checkpoint names parameters by component and number."""
    nlp = init_nlp(make_config("tok2vec", "tagger"))
    again = init_nlp(make_config("tok2vec", "tagger"))
    assert get_weights(nlp) == get_weights(again)
    assert get_optimizer(nlp, nlp._optimizer).keys() == get_optimizer(again, again._optimizer).keys()
