"""Mistakes that people make, met by the commands: each is answered with the place and the remedy, exits with 1 and
leaves files as they were."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
import srsly

import engine

CORPUS = Path(__file__).resolve().parents[2] / "examples" / "corpus"
GOOD = "1\tHi\thi\tINTJ\tUH\t_\t0\troot\t_\t_\n\n"


def conllu(*rows):
    """Text of one sentence; rows: (form, head, misc)."""
    return "".join(
        f"{i}\t{form}\t_\tX\tX\t_\t{head}\tdep\t_\t{misc}\n" for i, (form, head, misc) in enumerate(rows, start=1)
    )


def contents(folder):
    """Every file below a folder with its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def train(command, tagger_config, example_corpus, tmp_path):
    """train(option=value, ...): the train command with the small corpus; output is tmp_path/out."""

    def run(*args, config=tagger_config, train_path=example_corpus / "train.spacy", dev=example_corpus / "dev.spacy"):
        paths = ["--paths.train", train_path, "--paths.dev", dev]
        return command("train", config, "--output", tmp_path / "out", *paths, *args)

    return run


def changed_config(tagger_config, tmp_path, *changes):
    text = tagger_config.read_text(encoding="utf8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "bad.cfg"
    path.write_text(text, encoding="utf8")
    return path, {line: number for number, line in enumerate(text.splitlines(), start=1)}


# Configs


def test_every_problem_of_a_config_at_once(train, tagger_config, tmp_path):
    config, lines = changed_config(
        tagger_config,
        tmp_path,
        ('lang = "en"', 'lang = "en"\nbatch_sise = 100'),
        ("max_steps = 6", "max_stepz = 6\ndropout = high\npatience = 1.5"),
        ("[system]\nseed = 0", "[systm]\nseed = 0"),
        ("spacy.HashEmbedCNN.v2", "spacy.HashEmbedCNM.v2"),
        ('factory = "tagger"', 'factory = "taggr"'),
    )
    done = train(config=config)
    assert done.code == 1
    for line, near in (
        ("batch_sise = 100", "batch_size"),
        ("max_stepz = 6", "max_steps"),
        ("dropout = high", "a number from 0 to 1"),
        ("patience = 1.5", "a whole number"),
        ("[systm]", "[system]"),
        ('@architectures = "spacy.HashEmbedCNM.v2"', "spacy.HashEmbedCNN.v2"),
        ('factory = "taggr"', "tagger"),
    ):
        reported = [text for text in done.err.splitlines() if f"{config}:{lines[line]} " in text]
        assert any(near in text for text in reported), (line, done.err)
    assert not (tmp_path / "out").exists()


def test_missing_sections(train, tagger_config, tmp_path):
    text = tagger_config.read_text(encoding="utf8")
    config = tmp_path / "bad.cfg"
    config.write_text(text[: text.index("[nlp]")] + text[text.index("[corpora]") :], encoding="utf8")
    done = train(config=config)
    assert done.code == 1
    assert "[nlp]" in done.err and str(config) in done.err
    config.write_text(text.replace("[components.tagger]", "[components.tager]"), encoding="utf8")
    done = train(config=config)
    assert done.code == 1
    assert "tager" in done.err and f"{config}:" in done.err
    assert not (tmp_path / "out").exists()


def test_misspelt_override(train, tmp_path):
    done = train("--training.max_stps", "3")
    assert done.code == 1
    assert "training.max_stps" in done.err and "training.max_steps" in done.err
    assert not (tmp_path / "out").exists()


def test_no_config(train, tmp_path):
    done = train(config=tmp_path / "none.cfg")
    assert done.code == 1
    assert str(tmp_path / "none.cfg") in done.err and "init config" in done.err


def test_no_path_of_data(command, tagger_config, tmp_path):
    done = command("train", tagger_config, "--output", tmp_path / "out")
    assert done.code == 1
    assert "--paths.train" in done.err
    assert not (tmp_path / "out").exists()


# .spacy files


def bad_files(corpus):
    good = (corpus / "train.spacy").read_bytes()
    record = srsly.msgpack_loads(zlib.decompress(good))
    return {
        "empty": b"",
        "truncated": good[: len(good) // 2],
        "altered": good[:500] + bytes(byte ^ 0x55 for byte in good[500:600]) + good[600:],
        "text": b"This is a text, not a .spacy file.\n" * 20,
        "other-data": zlib.compress(srsly.msgpack_dumps({"some": "thing"})),
        "short-array": zlib.compress(srsly.msgpack_dumps({**record, "tokens": record["tokens"][:-8]})),
    }


@pytest.mark.parametrize("kind", ["missing", "empty", "truncated", "altered", "text", "other-data", "short-array"])
def test_bad_spacy_file(train, command, trained, example_corpus, tmp_path, kind):
    path = tmp_path / f"{kind}.spacy"
    if kind != "missing":
        path.write_bytes(bad_files(example_corpus)[kind])
    for done in (train(train_path=path), train(dev=path), command("evaluate", trained, path)):
        assert done.code == 1
        assert str(path) in done.err
        assert "\n  " in done.err  # the remedy
    assert not (tmp_path / "out").exists()


def test_folder_without_data(train, tmp_path):
    (tmp_path / "data").mkdir()
    done = train(train_path=tmp_path / "data")
    assert done.code == 1
    assert str(tmp_path / "data") in done.err and "convert" in done.err


@pytest.mark.parametrize("which", ["train_path", "dev"])
def test_data_without_documents(train, tmp_path, which):
    from engine.tokens.doc_bin import DocBin

    DocBin().to_disk(tmp_path / "none.spacy")
    done = train(**{which: tmp_path / "none.spacy"})
    assert done.code == 1
    assert "no example" in done.err


# Text to convert


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("1\tHi\thi\tINTJ\tUH\t_\t0\troot\t_\n", 1, "9 columns"),
        ("1 Hi hi INTJ UH _ 0 root _ _\n", 1, "1 columns"),
        (conllu(("a", 0, "_"), ("b", 3, "_")), 2, "head"),
        (conllu(("a", 0, "_"), ("b", "x", "_")), 2, "head"),
        (conllu(("a", 0, "_"), ("b", -1, "_")), 2, "head"),
        (conllu(("a", 0, "_"), ("b", 2, "_")), 2, "own head"),
        (conllu(("a", 0, "_"), ("b", 3, "_"), ("c", 4, "_"), ("d", 2, "_")), 2, "2 -> 3 -> 4 -> 2"),
        (conllu(("a", 0, "NE=Q-X")), 1, "Q-X"),
        ("x\tHi\thi\tINTJ\tUH\t_\t0\troot\t_\t_\n", 1, "x"),
    ],
)
def test_bad_conllu(command, tmp_path, text, line, reason):
    path = tmp_path / "bad.conllu"
    path.write_text(GOOD + text, encoding="utf8")
    done = command("convert", path, tmp_path / "out")
    assert done.code == 1
    assert f"{path}:{line + 2}:" in done.err and reason in done.err
    assert not (tmp_path / "out").exists()


def test_bad_conllu_keeps_what_was_converted_before(command, tmp_path):
    path = tmp_path / "text.conllu"
    path.write_text(GOOD, encoding="utf8")
    assert command("convert", path, tmp_path / "out").code == 0
    before = contents(tmp_path / "out")
    path.write_text(GOOD + "nonsense\n", encoding="utf8")
    assert command("convert", path, tmp_path / "out").code == 1
    assert contents(tmp_path / "out") == before and list(before) == ["text.spacy"]


def json_training_data(*entities):
    tokens = [{"id": i, "orth": word, "ner": "O"} for i, word in enumerate(("Ada", "Lovelace", "wrote"))]
    paragraph = {
        "raw": "Ada Lovelace wrote",
        "sentences": [{"tokens": [{k: v for k, v in token.items() if k != "ner"} for token in tokens]}],
        "entities": [list(entity) for entity in entities],
    }
    return [{"id": 0, "paragraphs": [paragraph]}]


@pytest.mark.parametrize(
    ("entities", "reason"),
    [
        ([(0, 12, "PER"), (4, 12, "PER")], "overlap"),
        ([(0, 6, "PER")], "token"),
    ],
)
def test_entities_that_overlap_or_fit_no_tokens(command, tmp_path, entities, reason):
    path = tmp_path / "bad.json"
    srsly.write_json(path, json_training_data(*entities))
    done = command("convert", path, tmp_path / "out")
    assert done.code == 1
    assert str(path) in done.err and reason in done.err
    assert not (tmp_path / "out").exists()


# Output


@pytest.fixture(scope="module")
def trained(command, tagger_config, example_corpus, tmp_path_factory):
    """A pipeline trained by the command."""
    out = tmp_path_factory.mktemp("trained")
    paths = ["--paths.train", example_corpus / "train.spacy", "--paths.dev", example_corpus / "dev.spacy"]
    done = command("train", tagger_config, "--output", out, *paths)
    assert done.code == 0, done.err
    return out / "model-best"


def test_output_that_holds_a_model(train, tmp_path):
    assert train().code == 0
    before = contents(tmp_path / "out")
    done = train()
    assert done.code == 1
    assert "--overwrite" in done.err and str(tmp_path / "out") in done.err
    assert contents(tmp_path / "out") == before
    done = train("--overwrite", "--training.seed", "1")
    assert done.code == 0
    after = contents(tmp_path / "out")
    assert after["model-best/tagger/model"] != before["model-best/tagger/model"]


def test_overwriting_loses_nothing_when_the_new_run_fails(train, tmp_path):
    assert train().code == 0
    before = contents(tmp_path / "out")
    done = train("--overwrite", train_path=tmp_path / "none.spacy")
    assert done.code == 1
    assert contents(tmp_path / "out") == before


def test_output_that_is_a_file(train, tmp_path):
    (tmp_path / "out").write_text("mine")
    done = train()
    assert done.code == 1
    assert "--output" in done.err
    assert (tmp_path / "out").read_text() == "mine"


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 600 KB; skipped where none can be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except OSError:
        pytest.skip("no mount command")
    if done.returncode:
        pytest.skip("no right to mount a small file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk(command, trained, tagger_config, example_corpus, small_disk):
    size = sum(map(len, contents(trained).values()))
    paths = ["--paths.train", example_corpus / "train.spacy", "--paths.dev", example_corpus / "dev.spacy"]
    # Room for one pipeline, not for two: the first save succeeds, and its copy does not.
    free = 600 * 1024 - size * 3 // 2
    assert free > 0
    (small_disk / "other").write_bytes(b"x" * free)
    done = command("train", tagger_config, "--output", small_disk / "out", *paths)
    assert done.code == 1
    assert "full" in done.err and "--output" in done.err and str(small_disk / "out") in done.err
    left = list((small_disk / "out").iterdir())
    assert [path.name for path in left] == ["model-last"]
    assert engine.load(left[0]).pipe_names == ["tagger"]
    before = contents(small_disk / "out")
    done = command("evaluate", trained, example_corpus / "dev.spacy", "--output", small_disk / "scores.json")
    assert done.code == 0
    with (small_disk / "rest").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 1000):
            pass
    scores = (small_disk / "scores.json").read_bytes()
    for done in (
        command("evaluate", trained, example_corpus / "dev.spacy", "--output", small_disk / "scores.json"),
        command("convert", CORPUS / "dev.conllu", small_disk),
        command("train", tagger_config, "--output", small_disk / "out", "--overwrite", *paths),
    ):
        assert done.code == 1
        assert str(small_disk) in done.err and ("full" in done.err or "No space left" in done.err)
    assert (small_disk / "scores.json").read_bytes() == scores
    assert contents(small_disk / "out") == before
    assert sorted(path.name for path in small_disk.iterdir()) == ["other", "out", "rest", "scores.json"]


# Ctrl-C


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT cannot be sent to one process")
def test_interrupting(tagger_config, example_corpus, tmp_path):
    paths = ["--paths.train", example_corpus / "train.spacy", "--paths.dev", example_corpus / "dev.spacy"]
    args = ["train", tagger_config, "--output", tmp_path / "out", *paths, "--training.max_steps", "100000"]
    process = subprocess.Popen(
        [sys.executable, "-m", "engine", *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf8",
        env={**os.environ, "PYTHONUNBUFFERED": ""},
        # A shell that runs the tests in the background has the signal ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with process:
        try:
            for line in process.stdout:
                if line.split()[:2] == ["0", "0"]:  # the first row of the table
                    break
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=120)
        finally:
            process.kill()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "Interrupted" in err and str(tmp_path / "out" / "model-last") in err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["checkpoint", "model-best", "model-last"]
    for name in ("model-best", "model-last"):
        assert engine.load(tmp_path / "out" / name)("We saw seals.")[1].tag_
