"""Functions that engine ships, called without the registry: only where the registry would call them the same way."""

from __future__ import annotations

import catalogue
import pytest

from engine.config import registry, shipped


def made(flag: bool, n: int, x: float = 0.5, text: str | None = None, call: "Callable | None" = None):  # noqa: F821, UP037
    return flag, n, x, text, call


# As in modules with postponed annotations.
made.__annotations__ = {"flag": "bool", "n": "int", "x": "float", "text": "str | None", "call": "Callable | None"}


def call(**arguments):
    return shipped.prepare_call(made, arguments, {})()


def test_exact_arguments():
    assert call(flag=True, n=3) == (True, 3, 0.5, None, None)
    assert call(flag=False, n=0, x=1.0, text="a", call=None) == (False, 0, 1.0, "a", None)
    scorer = call(flag=True, n=1, call={"@scorers": "spacy.tagger_scorer.v1"})[-1]
    assert callable(scorer)


@pytest.mark.parametrize(
    "arguments",
    [
        {"flag": True},
        {"flag": True, "n": 1, "more": 1},
        {"flag": 1, "n": 1},
        {"flag": True, "n": True},
        {"flag": True, "n": 1.0},
        {"flag": True, "n": 1, "x": 1},
        {"flag": True, "n": 1, "text": 1},
        {"flag": True, "n": None},
        {"flag": True, "n": 1, "call": "a"},
        {"flag": True, "n": 1, "text": {"@scorers": "spacy.tagger_scorer.v1"}},
        {"flag": True, "n": 1, "call": {"@scorers": "nobody.knows.v1"}},
        {"flag": True, "n": 1, "call": {"@scorers": "spacy.tagger_scorer.v1", "more": 1}},
        {"flag": True, "n": 1, "call": {"@scorers": "spacy.tagger_scorer.v1", "@misc": "x"}},
        {"flag": True, "n": 1, "call": {"a": {"@scorers": "spacy.tagger_scorer.v1"}}},
    ],
)
def test_anything_else_is_left_to_the_registry(arguments):
    with pytest.raises(shipped.NotShipped):
        call(**arguments)


def test_nothing_is_called_before_all_is_known():
    calls = []
    with pytest.raises(shipped.NotShipped):
        shipped.resolve({"a": {"@x": "n"}, "b": {"@scorers": "no"}}, {"x": lambda block: calls.append(block) or 1})
    # The maker was given nothing either: "x" is no registry that ships the name.
    assert not calls


def test_names_that_somebody_registered_are_theirs():
    assert shipped.find("scorers", "spacy.tagger_scorer.v1") is registry.get("scorers", "engine.tagger_scorer.v1")

    @registry.scorers("spacy.tagger_scorer.v1")
    def own():
        return None

    try:
        for name in ("spacy.tagger_scorer.v1", "engine.tagger_scorer.v1"):
            with pytest.raises(shipped.NotShipped):
                shipped.find("scorers", name)
    finally:
        catalogue._remove(("engine", "scorers", "spacy.tagger_scorer.v1"))
    assert shipped.find("scorers", "spacy.tagger_scorer.v1") is registry.get("scorers", "spacy.tagger_scorer.v1")


def test_the_tables_are_those_of_the_registry():
    shipped.is_registered("scorers", "x")
    shipped.SHIPPED.target("scorers", "x")
    registry.has("scorers", "x")
    for kind, names in shipped.SHIPPED.targets.items():
        assert registry.of(kind).lazy == names
