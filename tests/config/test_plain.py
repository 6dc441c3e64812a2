"""What the reader of plain configs reads, it reads as Config does; of anything else it makes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine import Config
from engine.config import plain
from engine.errors import ConfigError

FULL = """\
# a comment
[paths]
train = null

; another
[nlp]
lang = "en"
pipeline = ["a","b"]
batch_size = 256

[nlp.tokenizer]
@tokenizers = "spacy.Tokenizer.v1"

[components]

[components.a]
factory = "tagger"
width = ${components.b.model:width}
list = ${components.b.list}

[components.b]
list = [1,2.5,"x",null,true,{"a":[]}]
empty = {}
text = "äöü = [x] # ;"

[components.b.model]
width = ${components.b.model.inner.width}

[components.b.model.inner]
width = 1e-8
"""


def canonical(config):
    """Text that tells types apart, and leaves out the order of sections, in which nothing lies."""
    return json.dumps(dict(config), sort_keys=True)


def test_variables_and_values():
    config = plain.read(FULL.encode())
    assert config == Config().from_str(FULL)
    assert config["components"]["a"]["width"] == 1e-8
    assert config["components"]["a"]["list"] == config["components"]["b"]["list"]
    assert config["components"]["a"]["list"] is not config["components"]["b"]["list"]


def test_configs_that_programs_write():
    texts = [path.read_text(encoding="utf8") for path in Path(engine.__file__).parent.glob("**/*.cfg")]
    nlp = engine.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.add_pipe("parser")
    texts += [nlp.config.to_str(), engine.blank("de").config.to_str()]
    assert len(texts) > 3
    for text in texts:
        read = plain.read(text.encode())
        assert read is not None and read == Config().from_str(text)
        assert canonical(read) == canonical(Config().from_str(text))


names = st.sampled_from(["a", "b", "c-d", "e_1"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)
sections = st.dictionaries(names, values, max_size=3)


@given(st.dictionaries(names, st.tuples(sections, st.dictionaries(names.map("sub-{}".format), sections, max_size=2))))
def test_any_values(parts):
    data = {name: {**settings, **inner} for name, (settings, inner) in parts.items()}
    text = Config(data).to_str(interpolate=False)
    read = plain.read(text.encode())
    if read is None:
        assert "$" in text or "\\" in text or any(ord(char) > 126 for char in text)
    else:
        assert canonical(read) == canonical(Config().from_str(text))


PIECES = [
    "[a]", "[a.b]", "[b]", "[DEFAULT]", "[a.*]", "[ a ]", "x = 1", "x=2", "y: 3", "x = ${b.y}", 'x = "${b.y}"', "z =",
    "y = 0x1", "y = True", "y = NaN", "  y = 1", "y = ${a}", "y = ${b.y}", "# y", "y = 1 # no", "=", "y = ${c.d}",
    "y = $$", "@y = 1", "y = [1,", "  2]", 'y = "a" ', "k = 1e999", "k = 'x'", "\ufeffk = 1", "k = 1\r",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_never_other_than_the_parser(lines):
    text = "\n".join(lines)
    read = plain.read(text.encode())
    if read is not None:
        assert canonical(read) == canonical(Config().from_str(text))


@pytest.mark.parametrize(
    "text",
    ["x = 1", "[a]\nx = 1\nx = 2", "[a]\n[a]", "[a.b]", "[a]\nb = 1\n[a.b]", "[a]\nx = ${a.x}", "[a]\nx = ${b.c}"],
)
def test_what_is_wrong_is_left_to_the_parser(text):
    assert plain.read(text.encode()) is None
    with pytest.raises(ConfigError):
        Config().from_str(text)


def test_bytes_that_are_no_text():
    assert plain.read(b'[a]\nx = "\xff"') is None
