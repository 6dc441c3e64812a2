"""docs/errors.md lists the codes that the sources raise; each stands for one cause."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))

from build_tools import error_codes  # noqa: E402
from build_tools.doc_commands import blocks  # noqa: E402


def test_codes_and_page():
    assert error_codes.check() == []


def test_the_example_runs(capsys):
    (block,) = [block for block in blocks(error_codes.PAGE) if block.language == "python"]
    exec(compile(block.body, "errors.md", "exec"), {})
    assert capsys.readouterr().out.count("\n") >= 3


def test_every_kind_of_source_is_read():
    found = error_codes.sites()
    assert {Path(site.path).suffix for site in found} == {".py", ".pyx"}
    assert len({site.code for site in found}) > 400
    assert all(site.detail for site in found)


def test_shared_and_bad_codes_are_found():
    site = error_codes.Site("doc.bad", "InputError", "a.py", 1, "what", "")
    assert error_codes.problems([site, site]) == []
    (line,) = error_codes.problems([site, site._replace(path="b.py")])
    assert "two causes" in line and "b.py:1" in line
    (line,) = error_codes.problems([site, site._replace(cls="DataError")])
    assert "two causes" in line
    (line,) = error_codes.problems([site._replace(code="Doc.bad")])
    assert "slug" in line


def test_calls_are_read_whole():
    text = 'raise InputError("a.b", f"{x[\')\']} (", "c" if d else "e")  # )\n'
    end = error_codes._call_end(text, text.index("("))
    assert text[end:].startswith("  #")
