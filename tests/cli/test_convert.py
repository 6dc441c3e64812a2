"""The convert command: files, folders, options, and that nothing half-written stays behind."""

import json

import pytest
import typer
from typer.testing import CliRunner

from engine.cli import convert as module
from engine.cli.convert import convert, convert_cli
from engine.errors import DataError, FormatError, InputError
from engine.tokens.doc_bin import DocBin
from engine.vocab.vocab import Vocab

CONLLU = "1\tHi\thi\tINTJ\tUH\t_\t0\troot\t_\tNE=B-X\n\n1\tyou\tyou\tPRON\tPRP\t_\t0\troot\t_\t_\n\n"


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf8")
    return path


def read(path):
    return list(DocBin().from_disk(path).get_docs(Vocab()))


def test_a_file(source, tmp_path):
    (written,) = convert(source, tmp_path / "new" / "out", silent=True)
    assert written == tmp_path / "new" / "out" / "a.spacy"
    assert [[t.text for t in doc] for doc in read(written)] == [["Hi"], ["you"]]


def test_the_command(source, tmp_path):
    app = typer.Typer()
    app.command()(convert_cli)
    result = CliRunner().invoke(app, [str(source), str(tmp_path), "-n", "10"])
    assert result.exit_code == 0, result.output
    assert "Wrote 1 documents" in result.output
    assert len(read(tmp_path / "a.spacy")) == 1
    result = CliRunner().invoke(app, [str(source), "--file-type", "json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["paragraphs"][0]["raw"] == "Hi "


def test_a_folder(source, tmp_path):
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    for name in ("x.conllu", "deep/y.conllu"):
        (folder / name).write_text(CONLLU, encoding="utf8")
    (folder / ".hidden").write_text("", encoding="utf8")
    written = convert(folder, tmp_path / "out", silent=True)
    assert sorted(p.relative_to(tmp_path / "out").as_posix() for p in written) == ["deep/y.spacy", "x.spacy"]
    (one,) = convert(folder, tmp_path / "out", concatenate=True, silent=True)
    assert one.name == "in.spacy" and len(read(one)) == 4
    (folder / "z.iob").write_text("a|O\n", encoding="utf8")
    with pytest.raises(InputError, match="several types"):
        convert(folder, tmp_path / "out", silent=True)


def test_ner_map(source, tmp_path):
    labels = tmp_path / "map.json"
    labels.write_text('{"X": "Y"}', encoding="utf8")
    (written,) = convert(source, tmp_path, ner_map=labels, n_sents=0, silent=True)
    assert [ent.label_ for ent in read(written)[0].ents] == ["Y"]
    labels.write_text("[1]", encoding="utf8")
    with pytest.raises(FormatError, match="map of labels"):
        convert(source, tmp_path, ner_map=labels, silent=True)


def test_json_output_is_input_again(source, tmp_path):
    (written,) = convert(source, tmp_path, file_type="json", n_sents=2, silent=True)
    (again,) = convert(written, tmp_path / "b", silent=True)
    (doc,) = read(again)
    assert [(t.text, t.tag_, t.dep_) for t in doc] == [("Hi", "UH", "ROOT"), ("you", "PRP", "ROOT")]


def test_bad_arguments(source, tmp_path):
    with pytest.raises(InputError, match="standard output"):
        convert(source)
    with pytest.raises(InputError, match="nothere"):
        convert(tmp_path / "nothere.conllu", tmp_path)
    with pytest.raises(InputError, match="csv"):
        convert(source, tmp_path, file_type="csv")
    with pytest.raises(InputError, match="conllz"):
        convert(source, tmp_path, converter="conllz")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no files"):
        convert(tmp_path / "empty", tmp_path)


def test_not_utf8(tmp_path):
    path = tmp_path / "a.conllu"
    path.write_bytes(b"abc\xff")
    with pytest.raises(FormatError, match="byte 3"):
        convert(path, tmp_path, silent=True)


def test_a_full_disk_leaves_the_old_file(source, tmp_path, monkeypatch):
    (written,) = convert(source, tmp_path / "out", silent=True)
    before = written.read_bytes()

    def no_space(fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", no_space)
    with pytest.raises(DataError, match="No space left"):
        convert(source, tmp_path / "out", n_sents=2, silent=True)
    assert written.read_bytes() == before
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["a.spacy"]


def test_malformed_input_writes_nothing(tmp_path):
    path = tmp_path / "bad.conllu"
    path.write_text("1\ta\n", encoding="utf8")
    with pytest.raises(FormatError, match=r"bad\.conllu:1: 2 columns"):
        convert(path, tmp_path / "out", silent=True)
    assert not (tmp_path / "out").exists()


def test_same_file_as_the_peer(data_dir, tmp_path):
    """Counts of the peer's own conversion of EWT dev with ten sentences a document."""
    (written,) = convert(data_dir / "ewt" / "dev.conllu", tmp_path, n_sents=10, silent=True)
    docs = read(written)
    assert len(docs) == 201
    assert sum(len(doc) for doc in docs) == 25147
    assert sum(len(doc.ents) for doc in docs) == 966
