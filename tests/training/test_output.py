"""Output folders: refused when used, and always whole."""

import errno

import pytest

from engine.errors import DataError, InputError
from engine.training.output import OutputExistsError, copy_pipeline, prepare_output, save_pipeline


class Pipeline:
    def __init__(self, content, error=None):
        self.content = content
        self.error = error

    def to_disk(self, path):
        path.mkdir(parents=True)
        (path / "half").write_text(self.content)
        if self.error is not None:
            raise self.error
        (path / "whole").write_text(self.content)


def content(path):
    return {file.name: file.read_text() for file in path.iterdir()}


def test_used_folder_is_refused_untouched(tmp_path):
    save_pipeline(Pipeline("old"), tmp_path / "model-best")
    with pytest.raises(OutputExistsError, match="--overwrite"):
        prepare_output(tmp_path)
    assert content(tmp_path / "model-best")["whole"] == "old"
    assert prepare_output(tmp_path, overwrite=True) == tmp_path
    # until there is something to replace it with
    assert content(tmp_path / "model-best")["whole"] == "old"


def test_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="not a folder"):
        prepare_output(tmp_path / "file")


def test_saving_replaces(tmp_path):
    save_pipeline(Pipeline("old"), tmp_path / "model-last")
    save_pipeline(Pipeline("new"), tmp_path / "model-last")
    copy_pipeline(tmp_path / "model-last", tmp_path / "model-best")
    assert content(tmp_path / "model-last") == content(tmp_path / "model-best") == {"half": "new", "whole": "new"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model-best", "model-last"]


@pytest.mark.parametrize(
    ("code", "error", "text"), [(errno.ENOSPC, DataError, "is full"), (errno.EACCES, DataError, "cannot be written")]
)
def test_failed_save_keeps_the_old_pipeline(tmp_path, code, error, text):
    save_pipeline(Pipeline("old"), tmp_path / "model-last")
    with pytest.raises(error, match=text):
        save_pipeline(Pipeline("new", OSError(code, "no")), tmp_path / "model-last")
    assert content(tmp_path / "model-last") == {"half": "old", "whole": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["model-last"]
