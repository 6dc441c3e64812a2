"""Reading and writing configs: variables, overrides, order of sections, and errors with their places."""

import pytest
import thinc.api
from hypothesis import given
from hypothesis import strategies as st

from engine.config import Config, default_config, default_pretraining_config, normalize_batch_size, with_defaults
from engine.errors import ConfigError, FormatError

GUIDE = """
[paths]
version = 5
root = "/Users/you/data"
train = "${paths:root}/train_${paths:version}.spacy"

[system]
seed = 7

[training]
seed = ${system:seed}
rows = [${system.seed}, 2]
names = ["${paths.root}", "b"]

[training.optimizer]
@optimizers = "Adam.v1"
learn_rate = 0.25

[pretraining]
optimizer = ${training.optimizer}
"""


def test_variables_as_the_guide_shows_them():
    config = Config().from_str(GUIDE)
    assert config["paths"]["train"] == "/Users/you/data/train_5.spacy"
    assert config["training"]["seed"] == 7
    assert config["training"]["rows"] == [7, 2]
    assert config["training"]["names"] == ["/Users/you/data", "b"]
    assert config["pretraining"]["optimizer"] == {"@optimizers": "Adam.v1", "learn_rate": 0.25}
    assert isinstance(config, thinc.api.Config)
    assert config.is_interpolated


def test_overrides_are_applied_before_variables_are_replaced():
    config = Config().from_str(GUIDE, overrides={"paths.root": "/other", "system.seed": 3})
    assert config["paths"]["train"] == "/other/train_5.spacy"
    assert config["training"]["seed"] == 3
    raw = Config().from_str(GUIDE, interpolate=False, overrides={"system.seed": 3})
    assert raw["training"]["seed"] == "${system:seed}" and not raw.is_interpolated
    assert raw.interpolate()["training"]["seed"] == 3


def test_a_block_can_be_overridden_by_a_value():
    config = Config().from_str(GUIDE, overrides={"training.optimizer": None})
    assert config["training"]["optimizer"] is None and config["pretraining"]["optimizer"] is None


def test_only_settings_that_exist_can_be_overridden():
    with pytest.raises(ConfigError) as caught:
        Config().from_str(GUIDE, overrides={"training.sed": 1, "paths": 2, "system.seed": 3})
    text = str(caught.value)
    assert "--training.sed" in text and '"training.seed"' in text and "--paths:" in text and "system.seed:" not in text
    assert len(caught.value.problems) == 2


def test_settings_with_a_default_can_be_overridden_where_the_text_leaves_them_out():
    config = Config().from_str('[nlp]\nlang = "en"', overrides={"paths.train": "x", "training.max_steps": 5})
    assert config["paths"]["train"] == "x" and config["training"]["max_steps"] == 5
    other = '[training]\n[training.batcher]\n@batchers = "my.v1"'
    with pytest.raises(ConfigError):  # the arguments of another batcher are not known
        Config().from_str(other, overrides={"training.batcher.tolerance": 0.5})


def test_round_trip_with_and_without_variables():
    for interpolate in (True, False):
        config = Config().from_str(GUIDE, interpolate=interpolate)
        again = Config().from_str(config.to_str(), interpolate=interpolate)
        assert again == config
        assert again.to_str() == config.to_str()
        assert Config().from_bytes(config.to_bytes(), interpolate=interpolate) == config


def test_sections_are_written_in_the_documented_order():
    names = ["zebra", "initialize", "training", "corpora", "apple", "components", "nlp", "system", "paths"]
    text = Config({name: {"a": {"x": 1}, "k": 2} for name in names}).to_str()
    tops = [line[1:-1] for line in text.splitlines() if line.startswith("[") and "." not in line]
    assert tops == ["paths", "system", "nlp", "components", "corpora", "training", "initialize", "apple", "zebra"]
    lines = [line for line in text.splitlines() if line]
    assert lines[:4] == ["[paths]", "k = 2", "[paths.a]", "x = 1"]  # depth first


def test_positional_blocks_keep_their_order():
    text = '[x]\n@layers = "chain.v1"\n\n[x.*.second]\nk = 1\n\n[x.*.first]\nk = 2'
    config = Config().from_str(text)
    assert list(config["x"]["*"]) == ["second", "first"]
    assert list(Config().from_str(config.to_str())["x"]["*"]) == ["second", "first"]


def test_disk(tmp_path):
    path = tmp_path / "c.cfg"
    config = Config().from_str(GUIDE, interpolate=False)
    config.to_disk(path)
    again = Config().from_disk(path, interpolate=False)
    assert again == config
    assert again.places.file == str(path)
    assert again.places.line_of(("system", "seed")) == path.read_text().splitlines().index("seed = 7") + 1
    path.write_bytes(b"[a]\nx = \xff\n")
    with pytest.raises(FormatError, match=r"c\.cfg is not UTF-8 text: byte 8"):
        Config().from_disk(path)
    with pytest.raises(ConfigError, match=r"missing\.cfg cannot be read"):
        Config().from_disk(tmp_path / "missing.cfg")


def test_byte_order_mark_and_windows_lines():
    config = Config().from_bytes(b"\xef\xbb\xbf[a]\r\nx = 1\r\n")
    assert config == {"a": {"x": 1}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a]\nb = 1\nb = 2", ["config:3 [a] b: the setting is there already, in line 2"]),
        ("[a]\n[a]\nx = 1", ["config:2 [a]: the section is there already, in line 1"]),
        ("x = 1\n[a]", ["config:1 [x]: the setting stands before the first [section]"]),
        ("[a]\nnonsense", ["config:2: 'nonsense' is neither a [section] nor a setting"]),
        ("[a]\n[b.c]\nx = 1", ["config:2 [b.c]: there is no section [b]"]),
        ("[a]\nb = 1\n[a.b]\nc = 1", ["config:3 [a] b: is a setting in line 2 and a section here"]),
        ("[a]\nx = ${a.y}\nyy = ${b.z}", ["config:2 [a] x: ${a.y}", "config:3 [a] yy: ${b.z}"]),
        ("[a]\nx = ${a.x}", ["config:2 [a] x: ${a.x} refers to itself"]),
        ("[a]\nx = ${a.y}\ny = ${a.x}", ["config:2 [a] x: its variables lead", "config:3 [a] y: its variables lead"]),
        ('[a]\nx = "s ${b}"\n[b]\ny = 1', ["config:2 [a] x: ${b} is a whole section, inside a string"]),
        ('[a]\nx = "$5"', ["config:2 [a] x: '$5' has a lone $"]),
        ("[a]\n\nx = 1\n x 2\nb", ["config:5: 'b' is neither"]),
    ],
)
def test_every_problem_of_the_text_at_once(text, expected):
    with pytest.raises(ConfigError) as caught:
        Config().from_str(text)
    lines = str(caught.value).splitlines()[1:]
    assert len(lines) == len(expected)
    for line, part in zip(lines, expected, strict=True):
        assert part in line


def test_nearest_names_of_a_bad_variable():
    with pytest.raises(ConfigError, match=r'Did you mean "paths\.train"'):
        Config().from_str("[paths]\ntrain = 1\n[c]\nx = ${paths.trian}")


def test_dollars_survive():
    config = Config().from_str('[a]\nx = "$$5"')
    assert config["a"]["x"] == "$5"
    assert Config().from_str(config.to_str()) == config
    raw = Config().from_str('[a]\nx = "$$5"', interpolate=False)
    assert raw.interpolate() == config


def test_copy_and_merge_keep_places():
    config = Config().from_str(GUIDE, interpolate=False, name="g.cfg")
    assert config.copy().places.file == "g.cfg"
    merged = default_config().merge(config)
    assert merged.places.file == "g.cfg" and merged["training"]["dropout"] == 0.1
    copied = config.copy()
    copied["system"]["seed"] = 99
    assert config["system"]["seed"] == 7


def test_batch_size_becomes_the_size_of_the_batcher():
    number = Config().from_str("[training]\nbatch_size = 128", interpolate=False)
    assert normalize_batch_size(number)["training"]["batcher"]["size"] == 128
    assert "batch_size" in number["training"]  # the argument is not changed
    filled = with_defaults(number)
    assert filled["training"]["batcher"]["size"] == 128 and "batch_size" not in filled["training"]
    assert filled["training"]["batcher"]["@batchers"] == "spacy.batch_by_words.v1"
    block = Config().from_str(
        '[training]\n[training.batch_size]\n@schedules = "compounding.v1"\nstart = 1\nstop = 2\ncompound = 1.5',
        interpolate=False,
    )
    assert with_defaults(block)["training"]["batcher"]["size"]["start"] == 1
    override = Config().from_str('[nlp]\nlang = "en"', interpolate=False, overrides={"training.batch_size": 9})
    assert with_defaults(override)["training"]["batcher"]["size"] == 9


def test_defaults():
    config = default_config().interpolate()
    assert config["training"]["seed"] == 0
    assert config["training"]["patience"] == 1600
    assert config["training"]["max_steps"] == 20000
    assert config["training"]["eval_frequency"] == 200
    assert config["training"]["optimizer"]["eps"] == 1e-8
    assert config["training"]["batcher"]["size"] == {
        "@schedules": "compounding.v1",
        "start": 100,
        "stop": 1000,
        "compound": 1.001,
    }
    assert default_pretraining_config()["pretraining"]["max_epochs"] == 1000
    default_config()["training"]["patience"] = 1
    assert default_config()["training"]["patience"] == 1600  # a fresh copy each time


KEY = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    TEXT.filter(lambda text: "${" not in text),
)
SECTION = st.recursive(
    st.dictionaries(KEY, st.one_of(VALUE, st.lists(VALUE, max_size=3)), max_size=4),
    lambda inner: st.dictionaries(KEY, st.one_of(VALUE, inner), max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEY, SECTION, max_size=4))
def test_round_trip_of_any_config(data):
    assert Config().from_str(Config(data).to_str()) == data


def test_a_section_may_stand_above_its_parent():
    assert Config().from_str("[a.b]\nx = 1\n[a]\ny = 2") == {"a": {"b": {"x": 1}, "y": 2}}


def test_values_over_several_lines_and_comments():
    config = Config().from_str("# one\n[a]\nx = [1,\n  2,\n  # inside\n  3]\n; two\ny = 1")
    assert config == {"a": {"x": [1, 2, 3], "y": 1}}


PIECES = [
    "[",
    "]",
    "a",
    ".",
    "=",
    "\n",
    " ",
    "${",
    "}",
    "$",
    '"',
    "1",
    "[a]\n",
    "[b]\n",
    "[a.b]\n",
    "x = ",
    "${a.x}",
    "${a}",
]
PIECES += ["*", ":", ";", "#", "\t", "null", "{}", "[]", "\\", "'", "%", "DEFAULT"]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=100))
def test_any_text_is_read_or_refused_with_a_message(text):
    try:
        config = Config().from_str(text)
    except ConfigError as error:
        assert str(error)
    else:
        assert Config().from_str(config.to_str()) == config
