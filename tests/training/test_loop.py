"""Whole training runs on the small corpus: repeatable, stopped and saved as the config says."""

from __future__ import annotations

import io
import json
import random
import signal

import pytest

import engine
from engine.config import registry
from engine.errors import ConfigError, DataError
from engine.training.initialize import init_nlp
from engine.training.loop import TrainingInterrupted, subdivide_batch, train, train_while_improving

QUIET = {"logger": {"@loggers": "loop_test.log.v1"}}
ALL = ("tok2vec", "tagger", "morphologizer", "parser", "ner", "senter")


@pytest.fixture
def log(monkeypatch):
    """A logger that keeps what it is told; `log` is the list of those dicts."""
    rows: list[dict] = []

    def make():
        def setup(nlp, stdout, stderr):
            def log_step(info):
                if info is not None:
                    rows.append({**info, "losses": dict(info["losses"]), "checkpoints": list(info["checkpoints"])})

            return log_step, lambda: rows.append({"finalized": True})

        return setup

    registry.loggers("loop_test.log.v1", func=make)
    return rows


@pytest.fixture
def run(make_config, log, tmp_path):
    """run(*pipeline, ...): train; the pipeline. The rows of the logger are in `log`, the models in tmp_path/out."""

    def start(*pipeline, training=None, output="out", **changes):
        config = make_config(*pipeline, training={**QUIET, **(training or {})}, **changes)
        return train(init_nlp(config), None if output is None else tmp_path / output, stdout=io.StringIO())[0]

    return start


def files(folder):
    """Bytes of every file of a pipeline; the speed in meta.json, which differs between runs, is left out."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    meta = json.loads(found["meta.json"])
    meta["performance"].pop("speed", None)
    return {**found, "meta.json": json.dumps(meta).encode()}


def steps_of(log):
    return [row["step"] for row in log if "step" in row]


def weights(pipe):
    return pipe.model.to_bytes()


# Repeatability and what is saved


@pytest.mark.slow
def test_equal_seeds_give_equal_files(run, tmp_path):
    for name in ("a", "b"):
        run(*ALL, output=name)
    run(*ALL, output="c", system={"seed": 1})
    for model in ("model-last", "model-best"):
        a, b, c = (files(tmp_path / name / model) for name in "abc")
        assert sorted(a) == sorted(b) and [name for name in a if a[name] != b[name]] == []
        assert a["tagger/model"] != c["tagger/model"] and a["parser/model"] != c["parser/model"]


def test_saved_pipelines_predict_as_in_memory(run, tmp_path):
    nlp = run(*ALL)
    text = "Mary Smith moved to Iceland in May. She likes it."
    expected = [(t.tag_, str(t.morph), t.head.i, t.dep_, t.ent_type_, t.is_sent_start) for t in nlp(text)]
    loaded = engine.load(tmp_path / "out" / "model-last")
    assert [(t.tag_, str(t.morph), t.head.i, t.dep_, t.ent_type_, t.is_sent_start) for t in loaded(text)] == expected
    assert loaded.meta["performance"].keys() >= {"tag_acc", "dep_las", "ents_f", "tagger_loss", "ner_loss"}
    assert loaded.config["training"]["max_steps"] == 4


def test_nothing_is_saved_without_a_folder(make_config, log, tmp_path):
    nlp, path = train(init_nlp(make_config("tok2vec", "tagger", training=QUIET)), None)
    assert path is None and nlp("We saw seals.")[0].tag_
    assert list(tmp_path.iterdir()) == []


def test_model_last_is_kept_after_an_error(make_config, log, tmp_path):
    @registry.callbacks("loop_test.fail.v1")
    def make():
        def fail(nlp, args):
            if args["step"] == 3:
                raise ZeroDivisionError

        return fail

    config = make_config("tok2vec", "tagger", training={**QUIET, "before_update": {"@callbacks": "loop_test.fail.v1"}})
    nlp = init_nlp(config)
    with pytest.raises(ZeroDivisionError):
        train(nlp, tmp_path)
    assert log[-1] == {"finalized": True}
    saved = engine.load(tmp_path / "model-last")
    assert weights(saved.get_pipe("tagger")) == weights(nlp.get_pipe("tagger"))


@pytest.fixture
def ctrl_c():
    """SIGINT raises KeyboardInterrupt, also where the tests run in the background of a shell, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_interrupted_while_saving(make_config, log, tmp_path, ctrl_c):
    """Ctrl-C, and again during the last save: what is being written gets finished."""
    calls = []

    @registry.callbacks("loop_test.interrupt.v1")
    def make():
        def interrupt(nlp):
            calls.append(nlp)
            signal.raise_signal(signal.SIGINT)
            return nlp

        return interrupt

    callback = {"before_to_disk": {"@callbacks": "loop_test.interrupt.v1"}}
    nlp = init_nlp(make_config("tok2vec", "tagger", training={**QUIET, **callback}))
    handler = signal.getsignal(signal.SIGINT)
    with pytest.raises(TrainingInterrupted) as caught:
        train(nlp, tmp_path)
    assert signal.getsignal(signal.SIGINT) is handler
    assert caught.value.saved == tmp_path / "model-last" and caught.value.step == 0
    assert len(calls) == 2 and steps_of(log) == [0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model-best", "model-last"]
    for name in ("model-best", "model-last"):
        saved = engine.load(tmp_path / name)
        assert weights(saved.get_pipe("tagger")) == weights(nlp.get_pipe("tagger"))


def test_interrupted_before_the_best_is_saved(make_config, log, tmp_path):
    """Ctrl-C between an evaluation and the saving of its pipeline loses neither."""

    @registry.loggers("loop_test.interrupt.v1")
    def make():
        def log_step(info):
            if info is not None and info["step"] == 0:
                raise KeyboardInterrupt

        return lambda nlp, stdout, stderr: (log_step, lambda: None)

    config = make_config("tok2vec", "tagger", training={"logger": {"@loggers": "loop_test.interrupt.v1"}})
    with pytest.raises(TrainingInterrupted):
        train(init_nlp(config), tmp_path)
    assert files(tmp_path / "model-best") == files(tmp_path / "model-last")


# Evaluation and stopping


def test_steps_and_evaluations(run, log):
    run("tok2vec", "tagger", training={"max_steps": 5, "eval_frequency": 2})
    assert steps_of(log) == [0, 2, 4]
    assert log[0]["score"] is not None and log[-1] == {"finalized": True}
    assert [len(row["checkpoints"]) for row in log[:-1]] == [1, 2, 3]
    # the losses of two steps each, not of the whole run
    assert log[2]["losses"]["tagger"] < log[1]["losses"]["tagger"] * 1.5


class Updates:
    """Stands for a pipeline: counts its updates."""

    pipeline: list = []

    def __init__(self):
        self.parts = []

    def update(self, part, **options):
        self.parts.append((part, options))

    def use_params(self, params):
        import contextlib

        return contextlib.nullcontext()


class Optimizer:
    averages = None

    def step_schedules(self):
        pass


def improve(scores, n_batches=100, **settings):
    """(step, is_best) of a run whose evaluations give `scores`; and its updates."""
    given = iter(scores)
    nlp = Updates()
    options = {"dropout": 0.1, "eval_frequency": 1, "patience": 0, "max_steps": 0, "exclude": [], **settings}
    batches = ((0, [f"batch {i}"]) for i in range(n_batches))
    options.setdefault("annotating_components", [])
    steps = train_while_improving(nlp, Optimizer(), batches, lambda: (next(given), {}), **options)
    return [(info["step"], is_best) for _, info, is_best in steps], nlp.parts


@pytest.fixture(autouse=True)
def batches_of_texts(monkeypatch):
    """The loop alone is tested with texts in place of examples."""
    from engine.training import loop

    original = loop.subdivide_batch
    monkeypatch.setattr(
        loop, "subdivide_batch", lambda batch, n: [batch] if isinstance(batch[0], str) else original(batch, n)
    )


def test_max_steps_counts_from_zero():
    rows, updates = improve([0.0] * 10, max_steps=4)
    assert [step for step, _ in rows] == [0, 1, 2, 3, 4]
    assert len(updates) == 5
    assert len(improve([0.0] * 10, n_batches=7)[0]) == 7  # 0: no limit


def test_a_tie_is_best_and_patience_counts_from_the_first():
    rows, _ = improve([0.1, 0.5, 0.4, 0.5, 0.5, 0.2], patience=4)
    assert rows == [(0, True), (1, True), (2, False), (3, True), (4, True), (5, False)]
    rows, _ = improve([0.1, 0.5, 0.4, 0.6] + [0.0] * 20, patience=4)
    assert rows[-1] == (7, False)
    assert len(improve([0.5] + [0.1] * 30, n_batches=20, patience=0)[0]) == 20
    # evaluated every third step, and stopped in between
    assert improve([0.5, 0.1, 0.1], eval_frequency=3, patience=5)[0][-1] == (5, None)


def test_dropout_can_be_a_schedule():
    _, updates = improve([0.0] * 3, n_batches=3, dropout=iter([0.3, 0.2, 0.1]))
    assert [options["drop"] for _, options in updates] == [0.3, 0.2, 0.1]


def test_a_tie_replaces_model_best(run, log, tmp_path):
    run("tok2vec", "tagger", training={"score_weights": {"tag_acc": None}})
    assert [row["score"] for row in log[:-1]] == [0.0, 0.0, 0.0]
    assert files(tmp_path / "out" / "model-best") == files(tmp_path / "out" / "model-last")


def test_patience_of_a_run(run, log):
    run("tok2vec", "tagger", training={"patience": 3, "max_steps": 50, "score_weights": {"tag_acc": None}})
    assert steps_of(log) == [0, 2]


def test_epochs(run, log):
    run("tok2vec", "tagger", training={"max_epochs": 2, "max_steps": 0, "eval_frequency": 1})
    epochs = [row["epoch"] for row in log[:-1]]
    assert sorted(set(epochs)) == [0, 1] and epochs == sorted(epochs)


def test_streaming(run, log, make_config, example_corpus):
    """max_epochs -1: read again for each epoch, in the order of the file; the first 100 examples initialize."""
    order: list[tuple[str, int]] = []

    @registry.readers("loop_test.reader.v1")
    def make(path: str):
        from engine.training.corpus import Corpus

        def read(nlp):
            for number, example in enumerate(Corpus(path)(nlp)):
                order.append((example.text, number))
                yield example

        return read

    reader = {"@readers": "loop_test.reader.v1", "path": str(example_corpus / "train.spacy")}
    corpora = {"train": reader, "dev": {"@readers": "spacy.Corpus.v1", "path": str(example_corpus / "dev.spacy")}}
    settings = {"max_epochs": -1, "max_steps": 60, "eval_frequency": 30}
    run("tok2vec", "tagger", training=settings, corpora=corpora)
    n_documents = 104
    assert [number for _, number in order[:100]] == list(range(100))
    rest = [number for _, number in order[100:]]
    assert rest == [*range(n_documents), *range(n_documents)][: len(rest)]
    assert len(rest) > n_documents
    assert log[-2]["epoch"] >= 1
    order.clear()
    run("tok2vec", "tagger", training={**settings, "max_epochs": 1, "max_steps": 3}, corpora=corpora, output="memory")
    assert [number for _, number in order] == [*range(n_documents), *range(n_documents)]  # initialize, then once more


def test_without_examples(make_config, log, tmp_path):
    from engine.tokens.doc_bin import DocBin

    DocBin().to_disk(tmp_path / "none.spacy")
    for name in ("train", "dev"):
        for max_epochs in (0, -1):
            config = make_config("tok2vec", "tagger", training={"max_epochs": max_epochs})
            config["paths"][name] = str(tmp_path / "none.spacy")
            with pytest.raises(DataError, match=f"{name} corpus has no example"):
                init_nlp(config)


# Batches


def test_subdividing(make_config):
    nlp = engine.blank("en")
    from engine.gold.example import Example

    batch = [Example.from_dict(nlp.make_doc("x " * n), {}) for n in (5, 1, 4, 2, 3, 7, 6)]
    parts = list(subdivide_batch(batch, 3))
    assert [[len(example.predicted) for example in part] for part in parts] == [[1, 2], [3, 4], [5, 6, 7]]
    assert [len(part) for part in subdivide_batch(batch[:2], 4)] == [2]


def test_accumulating_gradients(run, log):
    """Two parts a batch: one step of the optimizer, and weights nearly as those of one part."""
    calls = []

    @registry.callbacks("loop_test.count_updates.v1")
    def make():
        def watch(nlp):
            update = nlp.update

            def counted(examples, **options):
                calls.append((len(examples), options["sgd"]))
                return update(examples, **options)

            nlp.update = counted
            return nlp

        return watch

    settings = {"accumulate_gradient": 3, "dropout": 0.0, "max_steps": 2}
    nlp = {"after_pipeline_creation": {"@callbacks": "loop_test.count_updates.v1"}}
    parts = run("tok2vec", "tagger", training=settings, nlp={"lang": "en", "pipeline": ["tok2vec", "tagger"], **nlp})
    assert len(calls) == 9 and {sgd for _, sgd in calls} == {False}
    whole = run("tok2vec", "tagger", training={**settings, "accumulate_gradient": 1})
    a, b = (p.get_pipe("tagger").model.get_ref("softmax").get_param("W") for p in (parts, whole))
    assert abs(a).max() > 1e-4
    assert a == pytest.approx(b, abs=2e-4)


# Components


def test_frozen_components(run, log, tmp_path):
    before = run("tok2vec", "tagger", "senter", output="first", training={"max_steps": 2})
    source = str(tmp_path / "first" / "model-last")
    components = {name: {"source": source} for name in ("tok2vec", "tagger", "senter")}
    settings = {"frozen_components": ["tok2vec", "tagger"], "max_steps": 3}
    after = run("tok2vec", "tagger", "senter", training=settings, components=components)
    for name in ("tok2vec", "tagger"):
        assert weights(after.get_pipe(name)) == weights(before.get_pipe(name)), name
    assert weights(after.get_pipe("senter")) != weights(before.get_pipe("senter"))
    assert "tagger" not in log[-2]["losses"] and "senter" in log[-2]["losses"]


def test_sourced_components_go_on_learning(run, log, tmp_path):
    first = run("tok2vec", "tagger", output="first", training={"max_steps": 30, "eval_frequency": 15})
    score = log[-2]["other_scores"]["tag_acc"]
    log.clear()
    source = str(tmp_path / "first" / "model-last")
    components = {name: {"source": source} for name in ("tok2vec", "tagger")}
    second = run("tok2vec", "tagger", training={"max_steps": 4}, components=components)
    assert second.get_pipe("tagger").labels == first.get_pipe("tagger").labels
    assert log[0]["other_scores"]["tag_acc"] > score - 0.1 > 0.2  # from where the first run ended
    assert weights(second.get_pipe("tagger")) != weights(first.get_pipe("tagger"))


def test_annotating_components(run, log):
    """What an annotating component predicts is seen by the components after it, and not without it."""
    seen = []

    @registry.callbacks("loop_test.watch_senter.v1")
    def make():
        def watch(nlp):
            pipe = nlp.get_pipe("senter")
            update = pipe.update

            def watched(examples, **options):
                seen.append(any(token.tag for example in examples for token in example.predicted))
                return update(examples, **options)

            pipe.update = watched
            return nlp

        return watch

    nlp = {"after_pipeline_creation": {"@callbacks": "loop_test.watch_senter.v1"}}
    for annotating, expected in ((["tagger"], True), ([], False)):
        seen.clear()
        run("tok2vec", "tagger", "senter", nlp=nlp, training={"annotating_components": annotating})
        assert seen == [expected] * 5


# Callbacks, weights of scores, averages


def test_before_update(run, log):
    calls = []

    @registry.callbacks("loop_test.before_update.v1")
    def make():
        return lambda nlp, args: calls.append((nlp.lang, args))

    run("tok2vec", "tagger", training={"before_update": {"@callbacks": "loop_test.before_update.v1"}, "max_steps": 2})
    assert [args["step"] for _, args in calls] == [0, 1, 2]
    assert all(lang == "en" and set(args) == {"step", "epoch"} for lang, args in calls)


def test_before_to_disk(run, log, tmp_path):
    @registry.callbacks("loop_test.before_to_disk.v1")
    def make(result: str):
        def change(nlp):
            nlp.meta["author"] = "Ada"
            return nlp if result == "nlp" else result

        return change

    callback = {"@callbacks": "loop_test.before_to_disk.v1", "result": "nlp"}
    run("tok2vec", "tagger", training={"before_to_disk": callback})
    for name in ("model-last", "model-best"):
        assert engine.load(tmp_path / "out" / name).meta["author"] == "Ada"
    with pytest.raises(ConfigError, match="returned str"):
        run("tok2vec", "tagger", training={"before_to_disk": {**callback, "result": "x"}}, output="other")


def test_score_weights(run, log, tmp_path):
    weights = {"tag_acc": 0.75, "sents_f": 0.25, "sents_p": None, "no_such_score": 0.0}
    run("tok2vec", "tagger", "senter", training={"score_weights": weights})
    for row in log[:-1]:
        scores = row["other_scores"]
        expected = 0.75 * scores["tag_acc"] + 0.25 * (scores["sents_f"] or 0.0)
        assert row["score"] == pytest.approx(expected)
    performance = engine.load(tmp_path / "out" / "model-last").meta["performance"]
    assert performance["no_such_score"] == 0.0 and performance["tag_acc"] > 0
    assert "sents_p" not in performance


@pytest.mark.parametrize(
    "logger",
    [
        {"@loggers": "spacy.ConsoleLogger.v3", "output_file": "{log}"},
        {"@loggers": "engine.JsonlLogger.v1", "path": "{log}"},
    ],
)
def test_log_files(make_config, tmp_path, logger):
    path = tmp_path / "log.jsonl"
    settings = {key: value.format(log=path) for key, value in logger.items()}
    train(init_nlp(make_config("tok2vec", "tagger", training={"logger": settings})), None, stdout=io.StringIO())
    assert [json.loads(line)["step"] for line in path.read_text().splitlines()] == [0, 2, 4]


def test_weighing_a_table_of_scores(run, log):
    with pytest.raises(ConfigError, match="morph_per_feat"):
        run("tok2vec", "morphologizer", training={"score_weights": {"morph_per_feat": 1.0}}, output=None)


def test_averages_are_saved(run, log, tmp_path):
    optimizer = {"@optimizers": "Adam.v1", "learn_rate": 0.01, "use_averages": True}
    nlp = run("tok2vec", "tagger", training={"optimizer": optimizer})
    plain = run("tok2vec", "tagger", training={"optimizer": {**optimizer, "use_averages": False}}, output="plain")
    saved = engine.load(tmp_path / "out" / "model-last")
    assert weights(nlp.get_pipe("tagger")) == weights(plain.get_pipe("tagger"))  # averages change what is saved only
    assert weights(saved.get_pipe("tagger")) != weights(nlp.get_pipe("tagger"))
    assert weights(engine.load(tmp_path / "plain" / "model-last").get_pipe("tagger")) == weights(
        plain.get_pipe("tagger")
    )


def test_seeding(make_config, log):
    """The generators that a run draws from are set by [training.seed], whatever was drawn before."""
    random.random()
    first = init_nlp(make_config("tok2vec", "tagger"))
    drawn = random.random()
    second = init_nlp(make_config("tok2vec", "tagger"))
    assert random.random() == drawn
    assert first.to_bytes() == second.to_bytes()
