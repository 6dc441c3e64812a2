"""A sample of damaged and hostile files; tests/language/hostile.py goes through many more."""

from __future__ import annotations

import os
import shutil
from random import Random

import pytest

import engine
from engine.errors import EngineError, FormatError, InputError
from engine.language.finding import PipelineNotFoundError
from tests.language import hostile

SEEDS = 2
NAMES = ("tok2vec", "tagger", "parser", "ner")


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    pairs = []
    for original in hostile.save_pipelines(tmp_path_factory.mktemp("pipelines")):
        work = original.with_name(original.name + "-damaged")
        shutil.copytree(original, work)
        assert hostile.attempt(work, original) == "loads"
        pairs.append((original, work))
    return pairs


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # where a mark of executed code would appear


def test_every_kind_of_file_is_there(folders):
    names = {str(path) for original, _ in folders for path in hostile.files_of(original)}
    assert names >= {
        "attribute_ruler/patterns", "config.cfg", "entity_ruler/cfg", "entity_ruler/patterns.jsonl",
        "lemmatizer/lookups/lookups.bin", "meta.json", "morphologizer/cfg", "morphologizer/model", "ner/cfg",
        "ner/model", "ner/moves", "parser/cfg", "parser/model", "parser/moves", "senter/cfg", "senter/model",
        "sentencizer.json",
        "span_ruler/patterns", "tagger/cfg", "tagger/model", "tok2vec/cfg", "tok2vec/model", "tokenizer",
        "vocab/key2row", "vocab/lookups.bin", "vocab/strings.json", "vocab/vectors", "vocab/vectors.cfg",
    }  # fmt: skip


@pytest.mark.parametrize("which", [0, 1])
def test_damaged_files(folders, which):
    original, work = folders[which]
    results = set()
    for number, file in enumerate(hostile.files_of(original)):
        for seed in range(SEEDS):
            random = Random(f"{seed} {number}")
            _, result = hostile.damage_and_attempt(original, work, file, random.choice(hostile.DAMAGE), random)
            results.add(result)
    assert {"FormatError", "loads"} <= results


def test_hostile_files(folders):
    contents = sorted(hostile.hostile_bytes().items())
    original, work = folders[0]
    for number, file in enumerate(hostile.files_of(original)):
        # Each file gets some of them, and each of them some files.
        for _, data in contents[number % 9 :: 9]:
            hostile.damage_and_attempt(original, work, file, hostile.writes(data), Random(0))


def test_messages_say_where(folders):
    original, work = folders[0]

    def message(name, data):
        path = work / name
        path.write_bytes(data)
        with pytest.raises(FormatError) as caught:
            engine.load(work)
        shutil.copy(original / name, path)
        assert str(path) in caught.value.detail
        return str(caught.value)

    model = (original / "tagger/model").read_bytes()
    assert f"of {len(model) // 2}: a value claims more bytes" in message("tagger/model", model[: len(model) // 2])
    assert "the model that the config describes has" in message("ner/model", model)
    assert "line 1, column 2" in message("tagger/cfg", b"{nothing}")
    assert "labels" in message("tagger/cfg", b'{"labels": [5]}')
    assert "prefix_search" in message("tokenizer", hostile.srsly.msgpack_dumps({"prefix_search": "("}))
    assert "item 1" in message("vocab/strings.json", b'["a", 5]')


def test_parameters_must_have_their_sizes(folders):
    """Each array cut, turned, or of other numbers: nothing of that reaches the C code."""
    original, work = folders[0]
    nlp = engine.load(original)
    n = 0
    for name in NAMES:
        file = work / name / "model"
        content = hostile.srsly.msgpack_loads((original / name / "model").read_bytes())
        for params in content["params"]:
            for key, value in list(params.items()):
                if value is None:
                    continue
                for other in (value[:-1], value.reshape(-1)[:1], value.astype("int32"), value[..., None]):
                    params[key] = other
                    file.write_bytes(hostile.srsly.msgpack_dumps(content))
                    with pytest.raises(FormatError, match=r"parameter|shape|classes"):
                        nlp.get_pipe(name).from_disk(work / name, exclude=["vocab"])
                    n += 1
                params[key] = value
        shutil.copy(original / name / "model", file)
    assert nlp.to_bytes() == engine.load(original).to_bytes()  # nothing was taken
    assert n > 40


@pytest.mark.parametrize(
    "name", ["../evil", "a/../../b", "/etc/x", "C:\\x", "..\\x", "", ".", "vocab", "meta.json", "a\0b"]
)
def test_names_that_lead_elsewhere(name, tmp_path):
    nlp = engine.blank("en")
    with pytest.raises(InputError, match="name of a component"):
        nlp.add_pipe("sentencizer", name=name)
    nlp.add_pipe("sentencizer")
    with pytest.raises(InputError, match="name of a component"):
        nlp.rename_pipe("sentencizer", name)
    nlp.to_disk(tmp_path / "saved")
    config = (tmp_path / "saved" / "config.cfg").read_text()
    if name.isprintable() and name and "\\" not in name:
        text = config.replace('["sentencizer"]', f'["{name}"]').replace("components.sentencizer", f"components.{name}")
        (tmp_path / "saved" / "config.cfg").write_text(text)
        with pytest.raises(EngineError):
            engine.load(tmp_path / "saved")


def test_what_is_no_pipeline(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path in ("file", "empty", "loop", "missing"):
        with pytest.raises(PipelineNotFoundError, match=path):
            engine.load(tmp_path / path)
    with pytest.raises(InputError, match="names no pipeline"):
        engine.load(5)
    with pytest.raises(PipelineNotFoundError):
        engine.load("os")
    assert os.listdir(tmp_path / "empty") == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("before_creation = null", 'before_creation = "print"', "before_creation of .nlp. is 'print'"),
        ('@vectors = "spacy.Vectors.v1"', '@vectors = "spacy.Vectors.v1"\nsize = 3', "size"),
        ("batch_size = 1000", 'batch_size = "many"', "batch_size"),
    ],
)
def test_settings_that_do_not_fit(folders, old, new, message):
    _, work = folders[0]
    path = work / "config.cfg"
    before = path.read_text(encoding="utf8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf8")
    try:
        with pytest.raises(EngineError, match=message):
            engine.load(work)
    finally:
        path.write_text(before, encoding="utf8")
