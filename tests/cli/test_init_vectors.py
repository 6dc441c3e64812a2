"""The command `init vectors`."""

from __future__ import annotations

import json

import numpy
import pytest
import srsly

import engine

TEXT = "5 3\nthe 0.1 0.2 0.3\ncat 1 2 3\na b 1 2 3\ndog -1.5e-2 2 3\nthe 9 9 9\n"
FLORET = "4 2 2 3 2 5 < >\n0 1 2\n1 3 4\n2 5 6\n3 7 8\n"


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "v.txt"
    path.write_text(TEXT)
    return path


def contents(folder):
    """What the files of vectors hold."""
    vocab = folder / "vocab"
    meta = json.loads((folder / "meta.json").read_text())
    return (
        numpy.load(vocab / "vectors").tolist(),
        srsly.read_msgpack(vocab / "key2row"),
        srsly.read_json(vocab / "vectors.cfg"),
        meta["vectors"],
    )


def test_a_pipeline_with_vectors(command, text, tmp_path):
    done = command("init", "vectors", "en", text, tmp_path / "out", "--name", "mine", "--verbose")
    assert done.code == 0, done.err
    assert "'the' in 2 and 6" in done.err and "4 words share 3 vectors of width 3" in done.out
    nlp = engine.load(tmp_path / "out")
    assert nlp.vocab.get_vector("the").tolist() == [9, 9, 9] and nlp.vocab.has_vector("a b")
    assert nlp.meta["vectors"] == {"width": 3, "vectors": 3, "keys": 4, "name": "mine", "mode": "default"}
    other = engine.blank("en", config={"initialize": {"vectors": str(tmp_path / "out")}})
    other.initialize()
    assert other("the cat")[1].vector.tolist() == [1, 2, 3] and other.meta["vectors"]["name"] == "mine"


def test_pruned_truncated_by_attribute(command, text, tmp_path):
    assert command("init", "vectors", "en", text, tmp_path / "p", "--prune", 2, "--attr", "LOWER").code == 0
    nlp = engine.load(tmp_path / "p")
    assert nlp.vocab.vectors.shape == (2, 3) and nlp.vocab.vectors.n_keys == 4
    assert command("init", "vectors", "en", text, tmp_path / "t", "--truncate", 2).code == 0
    assert engine.load(tmp_path / "t").vocab.vectors.shape == (2, 3)


def test_floret(command, tmp_path):
    (tmp_path / "f.txt").write_text(FLORET)
    done = command("init", "vectors", "en", tmp_path / "f.txt", tmp_path / "out", "--mode", "floret")
    assert done.code == 0, done.err
    vectors = engine.load(tmp_path / "out").vocab.vectors
    assert vectors.mode == "floret" and vectors.hash_seed == 5 and vectors["unseen"].shape == (2,)
    done = command("init", "vectors", "en", tmp_path / "f.txt", tmp_path / "o", "--mode", "floret", "--prune", 2)
    assert done.code == 1 and "cannot be pruned" in done.err


def test_rows_named_by_lexemes(command, tmp_path):
    numpy.save(tmp_path / "v.npy", numpy.eye(2))
    srsly.write_jsonl(
        tmp_path / "l.jsonl", [{"lang": "en"}, {"orth": "cat", "norm": "feline"}, {"orth": "dog", "id": 0}]
    )
    done = command("init", "vectors", "en", tmp_path / "v.npy", tmp_path / "out")
    assert done.code == 1 and "--jsonl-loc" in done.err
    srsly.write_jsonl(tmp_path / "l.jsonl", [{"orth": "cat", "norm": "feline", "id": 1}, {"orth": "dog", "id": 0}])
    done = command("init", "vectors", "en", tmp_path / "v.npy", tmp_path / "out", "--jsonl-loc", tmp_path / "l.jsonl")
    assert done.code == 0, done.err
    nlp = engine.load(tmp_path / "out")
    assert nlp.vocab.get_vector("cat").tolist() in ([0, 1], [1, 0])
    assert nlp.vocab.get_vector("dog").tolist() != nlp.vocab.get_vector("cat").tolist()


@pytest.mark.parametrize(
    ("text", "message"),
    [("the 1 2\ncat 1\n", "v.txt:2: "), ("the 1 2\ncat 1 x\n", "v.txt:2: .*'x'"), ("", "v.txt:1: ")],
)
def test_bad_files(command, text, message, tmp_path):
    import re

    (tmp_path / "v.txt").write_text(text)
    done = command("init", "vectors", "en", tmp_path / "v.txt", tmp_path / "out")
    assert done.code == 1 and re.search(message, done.err) and not (tmp_path / "out").exists()
    done = command("init", "vectors", "en", tmp_path / "nope", tmp_path / "out")
    assert done.code == 1 and "no file" in done.err


@pytest.mark.peer
@pytest.mark.slow
@pytest.mark.parametrize("mode", ["default", "floret"])
def test_files_equal_the_peers(mode, tmp_path):
    pytest.importorskip("spacy", reason="no spaCy here")
    from spacy.cli.init_pipeline import init_vectors_cli as theirs

    from engine.cli.init_vectors import init_vectors

    rng = numpy.random.default_rng(0)
    path = tmp_path / "v.txt"
    lines = [f"w{i} " + " ".join(f"{x:.4f}" for x in rng.standard_normal(6)) for i in range(50)]
    lines[7] = "w7 " + lines[3].split(" ", 1)[1]
    path.write_text("50 6\n" + "\n".join(lines) + "\n" if mode == "default" else FLORET)
    prune = 20 if mode == "default" else -1
    init_vectors("en", path, tmp_path / "ours", prune=prune, mode=mode, attr="LOWER", name="n")
    theirs("en", path, tmp_path / "theirs", prune, 0, mode, "n", False, None, "LOWER")
    assert contents(tmp_path / "ours") == contents(tmp_path / "theirs")
