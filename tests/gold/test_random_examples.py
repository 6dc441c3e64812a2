"""Random pairs of documents: alignment, projection and scores are what spaCy recorded for them."""

import importlib.util
import json
from pathlib import Path

import pytest

from engine.gold import component_scorers
from engine.gold.example import Example
from engine.strings.symbols import IDS
from engine.tokens.doc import Doc
from engine.vocab.vocab import Vocab

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "gold"


def load_script():
    spec = importlib.util.spec_from_file_location("make_random_examples", GOLDEN / "make_random_examples.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def assert_same(found, expected, where):
    if isinstance(expected, dict):
        assert found.keys() == expected.keys(), where
        for key in expected:
            assert_same(found[key], expected[key], (*where, key))
    elif isinstance(expected, float):
        assert found == pytest.approx(expected, abs=1e-12), where
    else:
        assert found == expected, where


def test_random_examples():
    script = load_script()
    vocab = Vocab(lex_attr_getters={IDS["IS_SPACE"]: str.isspace})
    names = ("tagger", "morphologizer", "parser", "ner", "senter")
    scorers = {name: getattr(component_scorers, f"make_{name}_scorer")() for name in names}
    cases = json.loads((GOLDEN / "random_examples.json").read_text(encoding="utf8"))
    assert len(cases) == script.N_CASES
    for number, case in enumerate(cases):
        example = Example(Doc(vocab, **case["pred"]), Doc(vocab, **case["gold"]))
        found = script.observe(example, scorers)
        for key, expected in case["says"].items():
            if expected is not None:  # spaCy fails where a gold sentence begins with a token that aligns to nothing
                assert_same(found[key], expected, (number, key))
