"""The registry: names found lazily, under every prefix, and helpful when they are not."""

import inspect
import subprocess
import sys

import catalogue
import pytest
import thinc.api

from engine.config import Config, registry
from engine.config.registries import LazyRegistry, RegistryNameError, load_target, spellings
from engine.errors import InternalError, UnknownIdError


@pytest.fixture
def scratch():
    """A registry of its own, and nothing left behind."""
    made = LazyRegistry("scratch_test")
    yield made
    for key in [key for key in catalogue.REGISTRY if key[:2] == ("engine", "scratch_test")]:
        del catalogue.REGISTRY[key]


def test_all_documented_registries_exist(golden):
    assert set(golden("registry_names")["registries"]) == set(registry.get_registry_names())
    assert issubclass(registry, thinc.api.registry)


def test_lazy_names_are_imported_once_when_looked_up(scratch):
    scratch.add_lazy({"spacy.Sqrt.v1": "math:sqrt", "spacy-legacy.Old.v1": "math:floor", "broken": "math:nothing"})
    import math

    assert "spacy.Sqrt.v1" in scratch and "engine.Sqrt.v1" in scratch and "Sqrt.v1" not in scratch
    assert scratch.get("spacy.Sqrt.v1") is math.sqrt is scratch.get("engine.Sqrt.v1")
    assert scratch.get("spacy.Old.v1") is scratch.get("engine.Old.v1") is scratch.get("spacy-legacy.Old.v1")
    with pytest.raises(InternalError, match="math:nothing"):
        scratch.get("broken")
    assert "broken" in scratch.names()


def test_what_users_register_comes_first(scratch):
    scratch.add_lazy({"spacy.Sqrt.v1": "math:sqrt"})

    @scratch("spacy.Sqrt.v1")
    def mine():
        return 1

    assert scratch.get("spacy.Sqrt.v1") is mine
    assert scratch.get("engine.Sqrt.v1") is mine
    assert scratch.get_all() == {"spacy.Sqrt.v1": mine}
    scratch.register("other", func=len)
    assert scratch.get("other") is len


def test_spellings():
    assert spellings("spacy.X.v1") == ("spacy.X.v1", "engine.X.v1", "spacy-legacy.X.v1")
    assert spellings("engine.X.v1") == ("engine.X.v1", "spacy.X.v1", "spacy-legacy.X.v1")
    assert spellings("X.v1") == ("X.v1",)
    assert load_target("collections:OrderedDict.fromkeys")("a") == {"a": None}


def test_unknown_names_come_with_the_nearest():
    with pytest.raises(RegistryNameError, match=r'"Adam\.v1"') as caught:
        registry.get("optimizers", "Adm.v1")
    assert isinstance(caught.value, UnknownIdError) and isinstance(caught.value, catalogue.RegistryError)
    with pytest.raises(UnknownIdError, match=r'"architectures"'):
        registry.get("architecture", "x")
    assert not registry.has("architecture", "x") and not registry.has("optimizers", "Adm.v1")


def test_thinc_names_are_there_without_being_copied():
    assert registry.get("schedules", "compounding.v1") is thinc.api.registry.get("schedules", "compounding.v1")
    assert "Linear.v1" in registry.layers.names()

    @registry.layers("engine_test_layer.v1")
    def layer():
        return None

    assert registry.get("layers", "engine_test_layer.v1") is layer
    assert not thinc.api.registry.has("layers", "engine_test_layer.v1")
    del catalogue.REGISTRY[("engine", "layers", "engine_test_layer.v1")]


def test_blocks_are_resolved_bottom_up():
    config = Config().from_str(
        '[o]\n@optimizers = "Adam.v1"\n[o.learn_rate]\n@schedules = "warmup_linear.v1"\n'
        "initial_rate = 0.01\nwarmup_steps = 10\ntotal_steps = 100"
    )
    optimizer = registry.resolve(config)["o"]
    assert isinstance(optimizer, thinc.api.Optimizer)
    filled = registry.fill(config)
    assert isinstance(filled, Config) and filled["o"]["beta1"] == 0.9


def test_every_shipped_target_exists():
    """Each name in a room's table leads to something that can be called."""
    missing = []
    for kind in registry.get_registry_names():
        reg = registry.of(kind)
        reg.names()
        for name, target in reg.lazy.items():
            if not callable(load_target(target)):
                missing.append((kind, name, target))
    assert missing == []


def test_shipped_names_are_those_of_the_peer(golden):
    """Whatever is shipped under a "spacy." name is a name that spaCy has."""
    for kind, names in golden("registry_names")["registries"].items():
        shipped = {name for name in registry.of(kind).lazy if name.startswith(("spacy.", "spacy-legacy."))}
        unknown = shipped - set(names) - {"spacy.ConsoleLogger.v1"}
        assert not unknown, (kind, unknown)


def test_the_registry_is_filled_right_after_import():
    code = (
        "import sys, engine; assert 'numpy' not in sys.modules and 'thinc' not in sys.modules; "
        "has = engine.registry.has; "
        "print(has('architectures', 'engine.Tagger.v2'), has('readers', 'spacy.Corpus.v1'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


def test_created_registries_belong_to_the_class():
    registry.create("my_own_test_registry")
    try:
        registry.my_own_test_registry("a.v1", func=len)
        assert registry.get("my_own_test_registry", "a.v1") is len
        with pytest.raises(ValueError, match="already"):
            registry.create("my_own_test_registry")
    finally:
        del registry.my_own_test_registry


def test_arguments_are_those_of_the_peer(golden):
    """A block with a "spacy." name takes the same arguments with the same defaults, so that configs go both ways."""
    differing = {}
    for kind, functions in golden("registry_signatures")["functions"].items():
        shipped = {name for name in registry.of(kind).names() if name in registry.of(kind).lazy}
        for listed, expected in functions.items():
            name = listed if listed in shipped else listed.replace("spacy-legacy.", "spacy.")
            if name not in shipped:
                continue
            parameters = inspect.signature(registry.get(kind, name)).parameters.values()
            named = {p.name: p for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)}
            found = {key: ... if p.default is p.empty else p.default for key, p in named.items()}
            wanted = {each["name"]: each.get("default", ...) for each in expected}
            if set(found) != set(wanted) or not all(same_default(found[key], wanted[key]) for key in wanted):
                differing[name] = (found, wanted)
    assert differing == {}


def same_default(found, recorded):
    """Recorded are JSON values; functions and other objects are recorded as "<callable or object>"."""
    if recorded == "<callable or object>":
        return found is not ...
    return (list(found) if isinstance(found, (list, tuple)) else found) == recorded
