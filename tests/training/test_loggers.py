"""The score table, JSONL rows, chains."""

import io
import json
from types import SimpleNamespace

import pytest

from engine.errors import ConfigError, FormatError
from engine.training.history import History
from engine.training.loggers import (
    chain_logger,
    console_logger,
    console_logger_v3,
    jsonl_logger,
    lookup_logger,
    step_logger,
)
from engine.training.memory import resident_mb


def make_nlp(weights, frozen=()):
    pipes = [("tok2vec", SimpleNamespace(is_trainable=True)), ("ner", SimpleNamespace(is_trainable=True))]
    pipes.append(("rules", SimpleNamespace(is_trainable=False)))
    training = {"score_weights": weights, "frozen_components": list(frozen), "max_steps": 10, "eval_frequency": 5}
    return SimpleNamespace(pipeline=pipes, config={"training": training})


INFO = {
    "epoch": 1,
    "step": 200,
    "losses": {"tok2vec": 12.345, "ner": 6.0},
    "other_scores": {"ents_f": 0.5, "ents_p": None, "speed": 1234.5, "a_rather_long_name": 1.0},
    "score": 0.5,
    "words": 10,
    "seconds": 1,
}
WEIGHTS = {"ents_f": 1.0, "ents_p": 0.0, "ents_r": None, "speed": 0.0, "a_rather_long_name": 0.0}


STEP = {
    "epoch": 0,
    "step": 7,
    "score": None,
    "other_scores": {},
    "losses": {"ner": 9.0},
    "step_losses": {"ner": 2.5, "tok2vec": float("nan")},
    "words": 100,
    "elapsed": 1.23456,
    "step_words": 30,
    "step_seconds": 0.5,
    "learn_rate": 0.001,
    "grad_norm": None,
}


def run(logger, nlp, infos):
    stdout = io.StringIO()
    log_step, finalize = logger(nlp, stdout, io.StringIO())
    try:
        for info in infos:
            log_step(info)
    finally:
        finalize()
    return stdout.getvalue()


def test_table():
    text = run(console_logger(), make_nlp(WEIGHTS), [None, INFO, None, {**INFO, "step": 400}])
    assert text.splitlines() == [
        "  E       #  LOSS TOK2VEC  LOSS NER  ENTS_F  ENTS_P      SPEED  A_RATHER_L...   SCORE",
        "---  ------  ------------  --------  ------  ------  ---------  -------------  ------",
        "  1     200         12.35      6.00   50.00       -    1234.50         100.00    0.50",
        "  1     400         12.35      6.00   50.00       -    1234.50         100.00    0.50",
    ]


def test_frozen_components_have_no_column():
    assert "TOK2VEC" not in run(console_logger(), make_nlp(WEIGHTS, ["tok2vec"]), [INFO])


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_bar_is_drawn_on_terminals_only():
    for stream, drawn in ((Terminal(), True), (io.StringIO(), False)):
        log_step, finalize = console_logger_v3("eval")(make_nlp(WEIGHTS), io.StringIO(), stream)
        log_step({**INFO, "step": 5})
        log_step(None)
        finalize()
        assert bool(stream.getvalue()) is drawn


def test_there_is_no_bar_after_the_last_step():
    stream = Terminal()
    log_step, finalize = console_logger_v3("eval")(make_nlp(WEIGHTS), io.StringIO(), stream)
    log_step({**INFO, "step": 10})
    finalize()
    assert stream.getvalue() == ""


def test_jsonl_and_chain(tmp_path):
    path = tmp_path / "logs" / "run.jsonl"
    text = run(chain_logger(console_logger(), jsonl_logger(path)), make_nlp(WEIGHTS), [INFO, None, INFO])
    assert len(text.splitlines()) == 4
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    assert len(rows) == 2 and rows[0]["scores"]["ents_f"] == 0.5 and rows[0]["losses"]["tok2vec"] == 12.345
    with pytest.raises(ConfigError, match="exists already"):
        jsonl_logger(path)


def test_mistakes_are_named():
    with pytest.raises(ConfigError, match="ner"):
        run(console_logger(), make_nlp(WEIGHTS), [{**INFO, "losses": {"tok2vec": 1.0}}])
    with pytest.raises(ConfigError, match="ents_f"):
        run(console_logger(), make_nlp(WEIGHTS), [{**INFO, "other_scores": {"ents_f": {"PER": 1}}}])
    with pytest.raises(ConfigError, match="progress_bar"):
        console_logger_v3("always")


def test_every_step_as_a_line(tmp_path):
    path = tmp_path / "steps.jsonl"
    evaluated = {**STEP, "step": 8, "score": 0.5, "other_scores": {"ents_f": 0.5, "ents_p": None, "per_type": {"A": 1}}}
    text = run(chain_logger(console_logger(), step_logger(path)), make_nlp({}), [STEP])
    assert text == ""
    row = json.loads(path.read_text())
    assert row.pop("rss_mb") == pytest.approx(resident_mb(), rel=0.2)
    assert row == {
        "step": 7,
        "epoch": 0,
        "seconds": 1.235,
        "words": 100,
        "words_per_second": 60.0,
        "losses": {"ner": 2.5, "tok2vec": None},
        "learn_rate": 0.001,
        "grad_norm": None,
    }
    with pytest.raises(ConfigError, match="exists already"):
        step_logger(path)
    with pytest.raises(ConfigError, match="is a folder"):
        step_logger(tmp_path)
    run(step_logger(path, overwrite=True), make_nlp({}), [STEP, evaluated])
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    assert [row["step"] for row in rows] == [7, 8]
    assert rows[1]["score"] == 0.5 and rows[1]["scores"] == {"ents_f": 0.5, "ents_p": None}
    assert "scores" not in rows[0]


def test_lines_are_there_at_once(tmp_path):
    path = tmp_path / "steps.jsonl"
    log_step, _ = step_logger(path)(make_nlp({}))
    for n in range(3):
        log_step(STEP)
        assert len(path.read_text().splitlines()) == n + 1  # though nothing was closed
    assert path.read_text().endswith("\n")


def test_looked_up_values():
    text = run(lookup_logger(["^losses", "ents_p$"]), make_nlp(WEIGHTS), [None, INFO])
    assert text == "losses.tok2vec: 12.345\nlosses.ner: 6.0\nother_scores.ents_p: None\n"
    with pytest.raises(ConfigError, match=r"'\('"):
        lookup_logger(["("])


def test_an_interrupted_step_is_in_every_log(tmp_path):
    def interrupting(nlp, out, err):
        def log_step(info):
            raise KeyboardInterrupt

        return log_step, lambda: None

    path = tmp_path / "steps.jsonl"
    with pytest.raises(KeyboardInterrupt):
        run(chain_logger(interrupting, step_logger(path)), make_nlp({}), [STEP])
    assert json.loads(path.read_text())["step"] == STEP["step"]


def test_all_loggers_of_a_chain_end(tmp_path):
    ended = []

    def make(name, fails=False):
        def end():
            ended.append(name)
            if fails:
                raise ValueError(name)

        return lambda nlp, out, err: (lambda info: None, end)

    def broken(nlp, out, err):
        raise ConfigError("logger.test", "broken")

    with pytest.raises(ValueError, match="a"):
        run(chain_logger(make("a", True), make("b")), make_nlp({}), [])
    assert ended == ["a", "b"]
    with pytest.raises(ConfigError, match="broken"):
        run(chain_logger(make("c"), broken, make("d")), make_nlp({}), [])
    assert ended == ["a", "b", "c"]


def test_curves_take_bounded_space(monkeypatch):
    monkeypatch.setattr("engine.training.history.MAX_POINTS", 8)
    history = History()
    for step in range(101):
        history.add(
            {**STEP, "step": step, "step_losses": {"ner": float(step)}, "score": 0.1 if step % 50 == 0 else None}
        )
        assert len(history.points) <= 8
        again = History()
        again.restore(json.loads(json.dumps(history.state())))
        assert again.state() == history.state()
        history = again
    assert sum(point[1] for point in history.points) == 101
    assert sum(point[2] for point in history.points) == 101 * 30
    assert sum(point[4]["ner"] for point in history.points) == sum(range(101))
    assert history.width == 16 and [point[0] for point in history.points] == [15, 31, 47, 63, 79, 95, 100]
    assert history.losses()["ner"][0] == (15, 7.5) and history.speeds()[0] == (15, 60.0)
    assert [row["step"] for row in history.evaluations] == [0, 50, 100]
    for bad in ({"points": [[1]]}, {"evaluations": [{}]}, {"width": "x"}, {"points": [[1, 1, 1, 1, 5]]}):
        with pytest.raises(FormatError):
            History().restore(bad)
