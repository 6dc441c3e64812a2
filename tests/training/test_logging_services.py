"""Loggers for TensorBoard, Weights & Biases and MLflow: the real packages where they are installed, and stand-ins that
record what they are called with."""

from __future__ import annotations

import io
import json
import sys
from types import ModuleType

import pytest

from engine.errors import ConfigError
from engine.training.initialize import init_nlp
from engine.training.loggers import resuming_after
from engine.training.loop import train

KEYS = {"remove_config_values": ["paths.train", "corpora.train.path"]}


class Recorder(ModuleType):
    """A module whose functions, and what they return, note each call."""

    def __init__(self, name):
        super().__init__(name)
        self.calls = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*args, **kwargs):
            self.calls.append((name, args, kwargs))
            return Part(self.calls, name)

        return call

    def of(self, name):
        return [(args, kwargs) for called, args, kwargs in self.calls if called == name]


class Part:
    def __init__(self, calls, name):
        self.calls = calls
        self.id = "run1"
        self.origin = name

    def __getattr__(self, name):
        def call(*args, **kwargs):
            self.calls.append((f"{self.origin}.{name}", args, kwargs))

        return call


@pytest.fixture
def fake(monkeypatch):
    def make(name):
        module = Recorder(name)
        monkeypatch.setitem(sys.modules, name, module)
        return module

    return make


def run(make_config, logger, output=None, **settings):
    config = make_config("tok2vec", "tagger", training={"logger": logger, **settings})
    stdout = io.StringIO()
    train(init_nlp(config), output, stdout=stdout, stderr=io.StringIO())
    return stdout.getvalue()


# Stand-ins


def test_wandb(make_config, fake, tmp_path):
    wandb = fake("wandb")
    (tmp_path / "data").mkdir()
    out = tmp_path / "out"
    settings = {"project_name": "p", "entity": "me", "run_name": "r", "model_log_interval": 4, **KEYS}
    settings |= {"log_dataset_dir": str(tmp_path / "data"), "log_best_dir": str(out / "model-best")}
    settings |= {"log_latest_dir": str(out / "model-last"), "log_custom_stats": ["^words", "grad_norm"]}
    printed = run(make_config, {"@loggers": "spacy.WandbLogger.v5", **settings}, out)
    assert "TAG_ACC" not in printed
    ((_, started),) = wandb.of("init")
    assert (started["project"], started["entity"], started["name"]) == ("p", "me", "r")
    assert "train" not in started["config"]["paths"] and "dev" in started["config"]["paths"]
    assert "path" not in started["config"]["corpora"]["train"] and started["config"]["training"]["max_steps"] == 4
    rows = [(args[0], kwargs["step"]) for args, kwargs in wandb.of("init.log")]
    assert [step for _, step in rows] == [0, 2, 4]
    for values, _ in rows:
        assert {"score", "loss_tagger", "loss_tok2vec", "tag_acc", "words", "grad_norm"} <= values.keys()
        assert values["words"] > 0 and 0 <= values["tag_acc"] <= 1
    made = [(args[0], kwargs["type"], kwargs["metadata"]) for args, kwargs in wandb.of("Artifact")]
    assert [name for name, _, _ in made] == ["dataset", "pipeline_run1", "model_best", "model_last"]
    assert made[1][1] == "checkpoint" and made[1][2]["step"] == 4
    folders = [args[0] for args, _ in wandb.of("Artifact.add_dir")]
    assert folders == [str(tmp_path / "data"), *(str(out / f"model-{name}") for name in ("last", "best", "last"))]
    assert len(wandb.of("init.log_artifact")) == 4 and wandb.calls[-1][0] == "init.finish"


@pytest.mark.parametrize("name", ["spacy.WandbLogger.v3", "spacy.WandbLogger.v4"])
def test_older_wandb_loggers_print_the_table(make_config, fake, name):
    wandb = fake("wandb")
    more = {"log_best_dir": None} if name.endswith("v4") else {}
    assert "TAG_ACC" in run(make_config, {"@loggers": name, "project_name": "p", **more})
    assert len(wandb.of("init.log")) == 3


def test_mlflow(make_config, fake):
    mlflow = fake("mlflow")
    settings = {"experiment_id": "1", "run_id": "2", "run_name": "3", "nested": True, "tags": {"a": "b"}, **KEYS}
    settings["log_custom_stats"] = ["^epoch", "checkpoints"]  # the latter is no number, and not sent
    assert "TAG_ACC" not in run(make_config, {"@loggers": "spacy.MLflowLogger.v2", **settings})
    started = {"run_id": "2", "experiment_id": "1", "run_name": "3", "nested": True, "tags": {"a": "b"}}
    assert mlflow.of("start_run") == [((), started)]
    params = {name: value for args, _ in mlflow.of("log_params") for name, value in args[0].items()}
    assert params["training.max_steps"] == "4" and params["nlp.lang"] == "en" and "paths.train" not in params
    assert all(len(args[0]) <= 100 for args, _ in mlflow.of("log_params"))
    assert all(isinstance(value, str) and len(value) <= 500 for value in params.values())
    assert not any(set(name) & set("@:$") for name in params)
    rows = [(args[0], kwargs["step"]) for args, kwargs in mlflow.of("log_metrics")]
    assert [step for _, step in rows] == [0, 2, 4]
    assert all({"score", "loss_tagger", "tag_acc", "epoch"} <= values.keys() for values, _ in rows)
    assert all(isinstance(value, float) for values, _ in rows for value in values.values())
    assert mlflow.calls[-1][0] == "end_run"
    assert "TAG_ACC" in run(make_config, {"@loggers": "spacy.MLflowLogger.v1"})


def test_tensorboard(make_config, fake, tmp_path):
    module = fake("tensorboardX")
    logger = {"@loggers": "engine.TensorBoardLogger.v1", "log_dir": str(tmp_path), "every": 2, **KEYS}
    with resuming_after(7):
        run(make_config, logger, max_steps=5)
    assert module.of("SummaryWriter") == [((), {"logdir": str(tmp_path), "purge_step": 8, "filename_suffix": ".8"})]
    points = [args for args, _ in module.of("SummaryWriter.add_scalar")]
    steps = {name: [step for other, _, step in points if other == name] for name, _, _ in points}
    for name in ("loss/tagger", "loss/tok2vec", "learn_rate", "grad_norm", "words_per_second"):
        assert steps[f"train/{name}"] == [0, 2, 4]
    assert steps["eval/score"] == steps["eval/tag_acc"] == [0, 2, 4]
    ((text, _),) = [call[1:] for call in module.calls if call[0] == "SummaryWriter.add_text"]
    assert "max_steps" in text[1] and "train.spacy" not in text[1]
    assert module.calls[-1][0] == "SummaryWriter.close"


@pytest.mark.parametrize(
    "module, extra, logger",
    [
        ("wandb", "wandb", {"@loggers": "spacy.WandbLogger.v5", "project_name": "p"}),
        ("mlflow", "mlflow", {"@loggers": "spacy.MLflowLogger.v2"}),
        ("tensorboardX", "tensorboard", {"@loggers": "engine.TensorBoardLogger.v1", "log_dir": "nowhere"}),
    ],
)
def test_what_is_not_installed_is_named(make_config, monkeypatch, module, extra, logger):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ConfigError, match=rf"pip install \"engine\[{extra}\]\""):
        run(make_config, logger)


def test_mistakes_are_named(make_config, fake):
    fake("wandb")
    logger = {"@loggers": "spacy.WandbLogger.v5", "project_name": "p"}
    with pytest.raises(ConfigError, match=r"paths\.trian"):
        run(make_config, {**logger, "remove_config_values": ["paths.trian"]})
    with pytest.raises(ConfigError, match="log_custom_stats"):
        run(make_config, {**logger, "log_custom_stats": ["("]})
    with pytest.raises(ConfigError, match="every"):
        run(make_config, {"@loggers": "engine.TensorBoardLogger.v1", "log_dir": "nowhere", "every": 0})


# The packages themselves


def test_real_tensorboard(make_config, tmp_path):
    pytest.importorskip("tensorboardX")
    accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    logger = {"@loggers": "engine.TensorBoardLogger.v1", "log_dir": str(tmp_path)}
    run(make_config, logger)
    with resuming_after(2):  # the steps after 2 are made again
        run(make_config, logger)
    events = accumulator.EventAccumulator(str(tmp_path))
    events.Reload()
    names = events.Tags()["scalars"]
    assert {"train/loss/tagger", "train/grad_norm", "train/words_per_second", "eval/tag_acc", "eval/score"} <= set(
        names
    )
    points = events.Scalars("train/learn_rate")
    assert all(point.value == pytest.approx(0.001) for point in points)
    assert [point.step for point in points] == [0, 1, 2, 0, 1, 2, 3, 4]
    assert any("config" in name for name in events.Tags()["tensors"])


def test_real_mlflow(make_config, tmp_path, monkeypatch):
    mlflow = pytest.importorskip("mlflow")
    monkeypatch.setenv("MLFLOW_ALLOW_FILE_STORE", "true")
    mlflow.set_tracking_uri((tmp_path / "runs").as_uri())
    run(make_config, {"@loggers": "spacy.MLflowLogger.v2", "run_name": "small", **KEYS})
    (found,) = mlflow.MlflowClient().search_runs(["0"])
    assert found.info.status == "FINISHED" and found.info.run_name == "small"
    assert found.data.params["training.max_steps"] == "4" and "paths.train" not in found.data.params
    history = mlflow.MlflowClient().get_metric_history(found.info.run_id, "tag_acc")
    assert [point.step for point in history] == [0, 2, 4]
    text = mlflow.artifacts.load_text(f"{found.info.artifact_uri}/config.json")
    assert json.loads(text)["training"]["max_steps"] == 4


def test_real_wandb(make_config, tmp_path, monkeypatch):
    pytest.importorskip("wandb")
    monkeypatch.setenv("WANDB_MODE", "offline")
    monkeypatch.setenv("WANDB_DIR", str(tmp_path))
    monkeypatch.setenv("WANDB_SILENT", "true")
    logger = {"@loggers": "spacy.WandbLogger.v5", "project_name": "p", "log_latest_dir": str(tmp_path / "o/model-last")}
    run(make_config, logger, tmp_path / "o")
    (folder,) = (tmp_path / "wandb").glob("offline-run-*")
    (log,) = folder.glob("*.wandb")
    data = log.read_bytes()
    assert b"loss_tagger" in data and b"tag_acc" in data and b"model_last" in data
