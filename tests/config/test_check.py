"""Checks of whole configs: every problem at once, each with its place, its value and the nearest name."""

from collections.abc import Callable
from typing import Any, Literal

import catalogue
import pytest

from engine.config import Config, default_config, parse_overrides, registry
from engine.config.check import check_arguments, problems_of, type_mismatch, validate
from engine.errors import ConfigError

BASE = """[nlp]
lang = "en"
pipeline = ["custom"]

[components]

[components.custom]
factory = "check_test"
label_smoothing = 0.5

[training]
max_steps = 10
"""


@pytest.fixture(autouse=True)
def own_functions(monkeypatch):
    """A factory and a reader whose arguments are known, so that nothing else is needed."""

    def make(nlp, name: str, label_smoothing: float, labels: list[str], overwrite: bool = False):
        return None

    def stand_in(path: str | None = None, **settings: Any):
        return None

    settings = {"target": "unused:unused", "default_config": {"labels": ["a"], "overwrite": False}}
    monkeypatch.setitem(registry.factory_table, "check_test", settings)
    registry.factories("check_test", func=make)
    added = [("engine", "factories", "check_test")]
    for kind, name in (
        ("readers", "spacy.Corpus.v1"),
        ("batchers", "spacy.batch_by_words.v1"),
        ("loggers", "spacy.ConsoleLogger.v1"),
        ("tokenizers", "spacy.Tokenizer.v1"),
        ("vectors", "spacy.Vectors.v1"),
    ):
        registry.of(kind)(name, func=stand_in)
        added.append(("engine", kind, name))
    yield
    for key in added:
        del catalogue.REGISTRY[key]


def problems(text: str, **overrides: Any) -> list[str]:
    """What `validate` says about a config, one line a problem."""
    config = Config().from_str(text, interpolate=False, name="c.cfg", overrides=overrides)
    try:
        validate(config)
    except ConfigError as error:
        return [line.removeprefix("  - ") for line in str(error).splitlines()[1:]]
    return []


def test_a_sound_config_is_filled_and_interpolated():
    values = validate(Config().from_str(BASE, interpolate=False))
    assert values.is_interpolated
    assert values["training"]["seed"] == 0 and values["training"]["max_steps"] == 10


def test_everything_at_once():
    text = BASE.replace("max_steps = 10", 'max_stpes = 10\npatience = "x"\ndropout = 0.1\neval_frequency = 0')
    text = text.replace('["custom"]', '["custom", "custum", 3]')
    text = text.replace("label_smoothing = 0.5", 'label_smoothing = "much"\noverwrit = true')
    text += 'frozen_components = ["other"]\ndev_corpus = "corpora.dve"\n'
    text += '[training.optimizer]\n@optimizers = "Adm.v1"\n'
    found = problems(text)
    expected = [
        ("c.cfg:3 [nlp] pipeline", "no section [components.custum]", '"custom"'),
        ("c.cfg:3 [nlp] pipeline", "3 (item 3 of the list) should be a text", ""),
        ("c.cfg:9 [components.custom] label_smoothing", "'much' should be a number", ""),
        ("c.cfg:10 [components.custom] overwrit", "no argument 'overwrit'", '"overwrite"'),
        ("c.cfg:13 [training] max_stpes", "no such setting", '"max_steps"'),
        ("c.cfg:14 [training] patience", "'x' should be a whole number", ""),
        ("c.cfg:16 [training] eval_frequency", "0 should be greater than or equal to 1", ""),
        ("c.cfg:17 [training] frozen_components", '"other" is not in the pipeline', "custom"),
        ("c.cfg:18 [training] dev_corpus", "no section [corpora.dve]", '"corpora.dev"'),
        ("c.cfg:20 [training.optimizer] @optimizers", '"Adm.v1" is not registered', '"Adam.v1"'),
    ]
    for parts in expected:
        assert any(all(part in line for part in parts) for line in found), (parts, found)
    assert len(found) == len(expected), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '[nlp]\nlang = "en"\n[traning]\nmax_steps = 1',
            "c.cfg:3 [traning]: is not a section of a config. Did you mean [training]",
        ),
        ("[training]\nmax_steps = 1", "there is no section [nlp]"),
        ("[nlp]\nlang = 3", "c.cfg:2 [nlp] lang: 3 should be a text"),
        ('[nlp]\nlang = "en"\npipeline = ["a"', "The value is no valid JSON"),
        ('[nlp]\nlang = "en"\npipeline = "a"', "'a' should be a list"),
        (
            '[nlp]\nlang = "en"\n[components]\n[components.x]\ny = 1',
            "[components.x]: has neither a factory nor a source",
        ),
        ('[nlp]\nlang = "en"\n[components]\n[components.x]\nfactory = "check_tset"', '"check_test"'),
        (
            '[nlp]\nlang = "en"\n[components]\n[components.x]\nsource = "p"\nlabels = []',
            "a sourced component has no such",
        ),
        ('[nlp]\nlang = "en"\n[training]\nseed = "a"', "'a' should be a whole number"),
        ('[nlp]\nlang = "en"\n[training]\n[training.optimizer]\n@optimizer = "Adam.v1"', '"@optimizers"'),
        (
            '[nlp]\nlang = "en"\n[training]\n[training.x]\n@optimizers = "Adam.v1"\nlearn_rate = 1\nL3 = 1',
            "no argument 'L3'",
        ),
        ('[nlp]\nlang = "en"\n[training]\n[training.score_weights]\nx = "a"', "c.cfg:5 [training.score_weights] x"),
        (
            '[nlp]\nlang = "en"\n[pretraining]\nmax_epochs = "x"',
            "[pretraining] max_epochs: 'x' should be a whole number",
        ),
    ],
)
def test_one_problem_each(text, expected):
    found = problems(text)
    assert any(expected in line for line in found), found


def test_batch_size_is_a_setting_of_training():
    assert problems(BASE + "batch_size = 128\n") == []
    assert problems(BASE, **{"training.batch_size": 128}) == []


def test_pretraining_may_be_incomplete():
    assert problems(BASE + "[pretraining]\noptimizer = ${training.optimizer}\n") == []


def test_bad_variables_do_not_hide_other_problems():
    config = default_config()
    config["training"]["seed"] = "${system.sed}"
    config["nlp"]["lang"] = 3
    found = problems_of(config)
    assert {problem.path for problem in found} == {("training", "seed"), ("nlp", "lang")}


def test_argument_checks_follow_hints():
    def function(a: int, b: float = 0.5, *, c: Literal["x", "y"] = "x", d: dict[str, int] | None = None):
        return a, b, c, d

    found = {p.path[-1]: p.text for p in check_arguments(("s",), {"b": 1, "c": "z", "d": [1], "e": 1}, function, "f")}
    assert set(found) == {"a", "c", "d", "e"}
    assert "needs the argument" in found["a"] and "one of 'x', 'y'" in found["c"]


@pytest.mark.parametrize(
    ("value", "hint", "fits"),
    [
        (1, int, True),
        (True, int, False),
        (1, float, True),
        (1.5, int, False),
        ("a", str, True),
        (None, int | None, True),
        ("a", int | None, False),
        (["a"], list[str], True),
        ([1], list[str], False),
        ("ab", list[str], False),
        (3, Any, True),
        ([1, 2], list[int] | int, True),
        ("x", Callable[..., Any], True),  # cannot be judged before it is resolved
    ],
)
def test_type_mismatch(value, hint, fits):
    assert (type_mismatch(value, hint) is None) == fits


def test_overrides_on_the_command_line():
    args = ["--paths.train", "a b.spacy", "--training.dropout=0.5", "--nlp.flag", "--x.y", "[1, 2]", "--x.z", "null"]
    assert parse_overrides(args, {}) == {
        "paths.train": "a b.spacy",
        "training.dropout": 0.5,
        "nlp.flag": True,
        "x.y": [1, 2],
        "x.z": None,
    }
    environ = {"ENGINE_CONFIG_OVERRIDES": '--paths.train "c d" --x.y 3'}
    assert parse_overrides(["--x.y", "4"], environ) == {"paths.train": "c d", "x.y": 4}
    with pytest.raises(ConfigError, match="no option --verbos"):
        parse_overrides(["--verbos"], {})
    with pytest.raises(ConfigError, match="neither an option nor an override"):
        parse_overrides(["stray"], {})
    assert parse_overrides(["--x.low", "-1"], {}) == {"x.low": -1}
