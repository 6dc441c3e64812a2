"""The score table, JSONL rows, chains."""

import io
import json
from types import SimpleNamespace

import pytest

from engine.errors import ConfigError
from engine.training.loggers import chain_logger, console_logger, console_logger_v3, jsonl_logger


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


def run(logger, nlp, infos):
    stdout = io.StringIO()
    log_step, finalize = logger(nlp, stdout, io.StringIO())
    for info in infos:
        log_step(info)
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


def test_a_bar_is_drawn_on_terminals_only():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for stream, drawn in ((Terminal(), True), (io.StringIO(), False)):
        log_step, finalize = console_logger_v3("eval")(make_nlp(WEIGHTS), io.StringIO(), stream)
        log_step(INFO)
        log_step(None)
        finalize()
        assert bool(stream.getvalue()) is drawn


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
