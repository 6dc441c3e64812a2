"""What people do with the components of a pipeline, side by side with the peer: the same results, errors alike."""

from __future__ import annotations

import importlib

import pytest

import engine

pytestmark = pytest.mark.peer
LISTS = ("pipe_names", "component_names", "disabled", "pipe_factories", "pipe_labels")


def register(package):
    """The same components in either package."""
    language = importlib.import_module(f"{package.__name__}.language").Language

    @language.component("c1", assigns=["token.lemma", "doc._.foo"], requires=["token.pos"], retokenizes=True)
    def c1(doc):
        return doc

    @language.component("c2", assigns=["doc.ents"])
    def c2(doc):
        return doc

    @language.factory(
        "f1",
        default_config={"a": 1, "b": {"c": 2}},
        assigns=["token.tag"],
        requires=["doc.ents"],
        default_score_weights={"x": 0.5, "y": None},
    )
    def f1(nlp, name, a: int, b: dict):
        def run(doc):
            doc.user_data[name] = a
            return doc

        return run

    @language.component("bad")
    def bad(doc):
        if "bad" in doc.text:
            raise ZeroDivisionError(doc.text)
        return doc


@pytest.fixture(scope="module")
def packages():
    spacy = pytest.importorskip("spacy", reason="no spaCy here")
    for package in (engine, spacy):
        register(package)
    return engine, spacy


def make(package, *names):
    nlp = package.blank("en")
    for name in names or ("c1", "c2", "f1"):
        nlp.add_pipe(name)
    return nlp


def view(nlp):
    return [getattr(nlp, name) for name in LISTS] + [[name for name, _ in nlp.components]]


def outcome(package, action):
    """What an action on a fresh pipeline gives, or the kind of its error."""
    try:
        return action(package, make(package))
    except (ValueError, KeyError, TypeError, NotImplementedError):
        return "an error"


def loaded(**settings):
    def action(package, nlp):
        nlp.disable_pipe("c2")
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            nlp.to_disk(folder)
            return view(package.load(folder, **settings))

    return action


def selected(**settings):
    def action(package, nlp):
        with nlp.select_pipes(**settings) as names:
            inside = [sorted(names), view(nlp)]
        return inside, list(names), view(nlp)

    return action


def made(**settings):
    return lambda package, nlp: view(type(nlp).from_config(nlp.config, **settings))


def added(**place):
    def action(package, nlp):
        nlp.add_pipe("bad", **place)
        return view(nlp)

    return action


def sourced(package, nlp):
    other = package.blank("en")
    nlp.replace_pipe("f1", "f1", config={"a": 7})
    other.add_pipe("f1", source=nlp)
    other.add_pipe("c1", name="renamed", source=nlp)
    config = dict(other.get_pipe_config("f1"))
    return view(other), config, other("x").user_data


def handled(package, nlp):
    nlp.add_pipe("bad")
    seen = []
    nlp.set_error_handler(lambda name, pipe, docs, error: seen.append((name, [d.text for d in docs], str(error))))
    texts = ["a", "a bad one", "b"]
    pairs = [(doc.text, i) for doc, i in nlp.pipe(((t, i) for i, t in enumerate(texts)), as_tuples=True)]
    return [doc.text for doc in nlp.pipe(texts)], pairs, nlp("bad").text, seen


def renamed(package, nlp):
    nlp.rename_pipe("c1", "z")
    return view(nlp), nlp.has_pipe("z"), nlp.get_pipe_meta("z").factory


def removed(package, nlp):
    nlp.disable_pipe("c2")
    return nlp.remove_pipe("c2")[0], view(nlp), nlp.has_pipe("c2")


def replaced(package, nlp):
    nlp.replace_pipe("c2", "f1", config={"a": 5})
    return view(nlp), nlp("x").user_data, nlp.config["components"], nlp.config["training"]["score_weights"]


def described(package, nlp):
    meta = nlp.get_factory_meta("f1")
    weights = meta.default_score_weights
    return list(meta.assigns), list(meta.requires), list(meta.scores), weights, meta.default_config, meta.retokenizes


ACTIONS = {
    "analyze": lambda package, nlp: nlp.analyze_pipes(),
    "analyze keys": lambda package, nlp: nlp.analyze_pipes(keys=["assigns", "retokenizes"])["summary"],
    "append": lambda package, nlp: nlp.pipe_names.append("x"),
    "append disabled": lambda package, nlp: nlp.disabled.append("x"),
    "append labels": lambda package, nlp: nlp.pipe_labels.update({"x": []}),
    "select one": selected(disable="c1"),
    "select two": selected(disable=["c1", "f1"]),
    "select enable": selected(enable="c1"),
    "select both": selected(enable=["c1"], disable=["c2", "f1"]),
    "select contradiction": selected(enable=["c1"], disable=["c2"]),
    "select nothing": selected(),
    "select unknown": selected(disable=["nope"]),
    "select none": selected(disable=[]),
    "add before": added(before="c2"),
    "add after": added(after="c1"),
    "add first": added(first=True),
    "add last": added(last=True),
    "add before 0": added(before=0),
    "add after 0": added(after=0),
    "add before 9": added(before=9),
    "add before nope": added(before="nope"),
    "add two places": added(first=True, last=True),
    "add twice": lambda package, nlp: nlp.add_pipe("c1"),
    "add unknown": lambda package, nlp: nlp.add_pipe("nope"),
    "add function": lambda package, nlp: nlp.add_pipe(len),
    "add wrong setting": lambda package, nlp: nlp.add_pipe("f1", name="g", config={"zz": 1}),
    "add wrong type": lambda package, nlp: nlp.add_pipe("f1", name="g", config={"a": "x"}),
    "source": sourced,
    "source unknown": lambda package, nlp: nlp.add_pipe("q", source=make(package)),
    "source no pipeline": lambda package, nlp: nlp.add_pipe("c1", name="n", source="en"),
    "rename": renamed,
    "rename unknown": lambda package, nlp: nlp.rename_pipe("q", "r"),
    "rename taken": lambda package, nlp: nlp.rename_pipe("c1", "c2"),
    "remove": removed,
    "remove unknown": lambda package, nlp: nlp.remove_pipe("q"),
    "replace": replaced,
    "replace unknown": lambda package, nlp: nlp.replace_pipe("q", "c2"),
    "disable unknown": lambda package, nlp: nlp.disable_pipe("q"),
    "enable unknown": lambda package, nlp: nlp.enable_pipe("q"),
    "get unknown": lambda package, nlp: nlp.get_pipe("q"),
    "factory": described,
    "factory unknown": lambda package, nlp: nlp.get_factory_meta("q"),
    "factories": lambda package, nlp: [nlp.has_factory(name) for name in ("c1", "f1", "tagger", "nope")],
    "handlers": handled,
    "made": made(),
    "made disable": made(disable=["c1"]),
    "made disable str": made(disable="c1"),
    "made enable": made(enable=["c1"]),
    "made exclude": made(exclude=["c1"]),
    "made both": made(enable=["c1"], disable=["c2", "f1"]),
    "made contradiction": made(enable=["c1"], disable=["c1"]),
    "made unknown": made(disable=["nope"]),
    "loaded": loaded(),
    "loaded disable": loaded(disable=["c1"]),
    "loaded exclude": loaded(exclude="c1"),
    "loaded exclude the disabled": loaded(exclude=["c2"]),
    "loaded contradiction": loaded(enable=["c1"], disable=["c1"]),
    "loaded config": loaded(config={"nlp.disabled": []}),
    "too long": lambda package, nlp: setattr(nlp, "max_length", 3) or nlp("abcd"),
    "skipped": lambda package, nlp: sorted(nlp("x", disable=["f1"]).user_data),
    "bytes": lambda package, nlp: nlp(nlp("some text").to_bytes()).text,
    "meta": lambda package, nlp: [nlp.meta[k] for k in ("lang", "name", "version", "labels", "pipeline", "vectors")],
}
ATTRIBUTES = (
    "foo", "doc", "doc.", "token", "token.lemma", "token.lemma_", "token.nope", "token._", "token._.x", "token._.x.y",
    "span.label", "span", "span._.x", "doc.ents", "doc.ents.x", "doc.user_data", "token.head.text", "lexeme.x",
)  # fmt: skip


@pytest.mark.parametrize("name", list(ACTIONS))
def test_the_same(packages, name):
    ours, theirs = (outcome(package, ACTIONS[name]) for package in packages)
    assert ours == theirs


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_the_same_attributes_may_be_declared(packages, attribute):
    found = []
    for package in packages:
        language = importlib.import_module(f"{package.__name__}.language").Language
        try:
            language.component("declares", assigns=[attribute], func=lambda doc: doc)
            found.append(True)
        except ValueError:
            found.append(False)
    assert found[0] == found[1]
