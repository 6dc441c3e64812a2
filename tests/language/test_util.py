"""engine.util: every name is there and does what people know it for."""

from __future__ import annotations

import json
import os
import pathlib
from itertools import islice

import pytest

import engine
from engine import util
from engine.errors import ConfigError, InputError

CONFIG = """
[nlp]
lang = "en"
pipeline = ["t"]

[components]

[components.t]
source = "foo"

[training]

[training.optimizer]
@optimizers = "Adam.v1"
L2 = 0.1
"""


def test_every_name_resolves():
    for name in util.__all__:
        assert getattr(util, name) is not None, name
    assert set(util.__all__) <= set(dir(util))
    with pytest.raises(AttributeError):
        util.nope  # noqa: B018


def test_dotted_names():
    config = util.Config().from_str(CONFIG)
    dotted = util.dict_to_dot(config)
    assert dotted["training.optimizer.@optimizers"] == "Adam.v1" and dotted["nlp.lang"] == "en"
    assert util.dict_to_dot(config, for_overrides=True)["training.optimizer"] == {"@optimizers": "Adam.v1", "L2": 0.1}
    nested = {"a": {"b": 1, "c": {"d": 2}}, "e": 3}
    assert util.dot_to_dict(util.dict_to_dot(nested)) == nested
    assert list(util.walk_dict(nested)) == [(["a", "b"], 1), (["a", "c", "d"], 2), (["e"], 3)]
    assert util.dot_to_object(config, "training.optimizer.L2") == 0.1
    copy = util.copy_config(config)
    util.set_dot_to_object(copy, "training.optimizer.L2", 0.2)
    assert (copy["training"]["optimizer"]["L2"], config["training"]["optimizer"]["L2"]) == (0.2, 0.1)
    for use in (
        lambda: util.dot_to_object(config, "training.nope"),
        lambda: util.set_dot_to_object(config, "nope.x", 1),
    ):
        with pytest.raises(KeyError, match="nope"):
            use()
    with pytest.raises(ConfigError, match="a value of its own"):
        util.dot_to_dict({"a": 1, "a.b": 2})
    assert util.get_sourced_components(config) == {"t": {"source": "foo"}}
    loaded = util.load_config_from_str(CONFIG, overrides={"nlp.lang": "de"})
    assert loaded["nlp"]["lang"] == "de"


def test_paths_and_folders(tmp_path):
    assert util.ensure_path("a/b") == pathlib.Path("a/b") and util.ensure_path(None) is None
    before = os.getcwd()
    with pytest.raises(ZeroDivisionError), util.working_dir(tmp_path) as there:
        assert os.getcwd() == str(there) == str(tmp_path.resolve())
        raise ZeroDivisionError
    assert os.getcwd() == before
    with util.make_tempdir() as folder:
        (folder / "file").write_text("x")
    assert not folder.exists()
    (tmp_path / "mine.py").write_text("VALUE = 3\n")
    assert util.import_file("mine", tmp_path / "mine.py").VALUE == 3
    with pytest.raises(InputError, match="cannot be imported"):
        util.import_file("mine", tmp_path / "mine.txt")
    assert util.get_module_path(engine) == pathlib.Path(engine.__file__).parent


def test_commands():
    assert util.split_command("a 'b c' d") == ["a", "b c", "d"]
    assert util.run_command("echo hi", capture=True).stdout == "hi\n"
    with pytest.raises(RuntimeError, match="exit code 1") as caught:
        util.run_command(["false"], capture=True)
    assert caught.value.ret.returncode == 1 and caught.value.command == ["false"]
    with pytest.raises(SystemExit):
        util.run_command("false")
    with pytest.raises(FileNotFoundError):
        util.run_command("no-such-program")


def test_packages(tmp_path):
    assert util.is_package("numpy") and not util.is_package("no-such-package")
    assert (util.get_package_path("srsly") / "__init__.py").exists() and util.get_package_version("nope-q") is None
    assert isinstance(util.get_installed_models(), list)
    with pytest.raises(OSError):
        util.load_model("no-such-pipeline")
    with pytest.raises(ModuleNotFoundError):
        util.load_model_from_package("no_such_pipeline")
    with pytest.raises(OSError):
        util.load_model_from_path(tmp_path / "nope")


def test_a_package_by_its_init_file(tmp_path):
    nlp = engine.blank("en", meta={"name": "mine", "version": "1.2.3"})
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "en_mine-1.2.3")
    (tmp_path / "meta.json").write_text(json.dumps({**nlp.meta, "description": "packed"}))
    loaded = util.load_model_from_init_py(tmp_path / "__init__.py", disable=["sentencizer"])
    assert loaded.disabled == ["sentencizer"] and loaded.meta["description"] == "packed"
    assert util.load_meta(tmp_path / "meta.json") == util.get_model_meta(tmp_path) == util.load_meta(tmp_path)
    with pytest.raises(OSError):
        util.load_model_from_init_py(tmp_path / "en_mine-1.2.3" / "x" / "__init__.py")


def test_versions():
    assert util.is_compatible_version("1.2.3", ">=1.0,<2") is True
    assert util.is_compatible_version("1.2.3", ">2") is False
    assert util.is_compatible_version("x", ">1") is None and util.is_compatible_version("1", "x y") is None
    assert util.is_compatible_version("1.2.3", "1.2.3") and util.is_compatible_version("2.0.0a1", ">=1.0")
    assert not util.is_compatible_version("2.0.0a1", ">=1.0", False)
    assert [util.is_unconstrained_version(c) for c in (">=1.0", "==1.0", "<2", ">=1,<2")] == [True, False, True, False]
    assert util.split_requirement("foo-bar>=1.0,<2") == ("foo-bar", ">=1.0,<2")
    assert util.get_minor_version("1.2.3") == "1.2" and util.get_minor_version("x") is None
    assert util.get_base_version("3.0.0a1") == "3.0.0" and util.is_prerelease_version("3.0.0a1")
    assert util.get_minor_version_range("1.2.3.dev0") == ">=1.2.3.dev0,<1.3.0"
    assert util.get_model_lower_version(">=1.0,<2.0") == "1.0" and util.get_model_lower_version("<2") is None
    assert util.is_minor_version_match("1.2.3", "1.2.9") and not util.is_minor_version_match("1.2", "1.3")


def test_languages():
    assert util.get_lang_class("de").__name__ == "German" and not util.lang_class_is_loaded("xq9")
    with pytest.raises(ImportError):
        util.get_lang_class("xq9")
    with pytest.raises(ImportError):
        engine.blank("xq9")

    class Custom(engine.Language):
        lang = "xq9"

    util.set_lang_class("xq9", Custom)
    try:
        assert util.get_lang_class("xq9") is Custom and util.lang_class_is_loaded("xq9")
        assert type(engine.blank("xq9")) is Custom
    finally:
        import catalogue

        catalogue.REGISTRY.pop(("engine", "languages", "xq9"))


def test_special_cases():
    case = {"don't": [{65: "do"}, {65: "n't"}]}
    both = {**case, "don’t": [{65: "do"}, {65: "n’t"}]}
    assert util.expand_exc(case, "'", "’") == both and util.update_exc({}, case) == both
    assert util.update_exc({"a": [{65: "a"}]}, {"a": [{65: "a", 67: "b"}]}) == {"a": [{65: "a", 67: "b"}]}
    with pytest.raises(InputError, match="spell"):
        util.update_exc({}, {"ab": [{65: "a"}]})


def test_numbers_names_and_getters():
    assert list(islice(util.compounding(1.0, 10.0, 1.5), 7)) == [1.0, 1.5, 2.25, 3.375, 5.0625, 7.59375, 10.0]
    assert list(islice(util.compounding(10.0, 1.0, 0.5), 5)) == [10.0, 5.0, 2.5, 1.25, 1.0]
    assert next(islice(util.decaying(10.0, 0.1), 1, None)) == pytest.approx(10 / 1.1)
    assert util.get_arg_names(lambda a, b=1, *c, d, **e: 0) == ["a", "b", "d"]
    assert util.get_object_name(test_versions) == "test_versions" and util.get_object_name(3) == "int"
    getter = util.add_lookups(str.lower, {"A": "x"}, {"B": "y"})
    assert [getter(text) for text in "ABC"] == ["x", "y", "c"]
    assert util.create_default_optimizer().grad_clip == 1.0
    slices = ((None, None), (2, 5), (-3, None), (20, 30), (5, 2), (-30, -20))
    assert [util.normalize_slice(10, *each) for each in slices] == [(0, 10), (2, 5), (7, 10), (10, 10), (5, 5), (0, 0)]
    with pytest.raises(ValueError, match="step"):
        util.normalize_slice(10, 0, 5, 2)


def test_spans():
    doc = engine.blank("en")("a b c d e f g")
    spans = [doc[0:2], doc[1:4], doc[5:6]]
    assert [(span.start, span.end) for span in util.filter_chain_spans(spans[:2], spans[2:])] == [(1, 4), (5, 6)]


def test_saving_by_name(tmp_path):
    found = []
    path = util.to_disk(str(tmp_path / "x"), {"a": lambda p: p.write_text("1"), "b": lambda p: 1 / 0}, ["b"])
    util.from_disk(path, {"a": lambda p: found.append(p.read_text()), "b": lambda p: 1 / 0}, ["b"])
    data = util.to_bytes({"a": lambda: b"2", "b": lambda: 1 / 0}, ["b"])
    util.from_bytes(data, {"a": found.append, "b": lambda _: 1 / 0}, ["b"])
    fields = util.to_dict({"a": lambda: 3, "b": lambda: 1 / 0}, ["b"])
    assert util.from_dict(fields, {"a": found.append, "b": lambda _: 1 / 0}, []) == {"a": 3}
    assert found == ["1", b"2", 3] and os.listdir(path) == ["a"]


def test_error_handlers():
    assert util.ignore_error("name", None, [], ValueError()) is None
    with pytest.raises(KeyError):
        util.raise_error("name", None, [], KeyError("x"))
