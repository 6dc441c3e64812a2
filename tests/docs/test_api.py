"""docs/api: every public member of each class with its real signature and what it means; every example runs."""

import importlib
import inspect
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))

from build_tools import api_docs, api_texts  # noqa: E402
from build_tools.api_members import load  # noqa: E402
from build_tools.doc_commands import blocks  # noqa: E402

PAGES = api_docs.pages()
TEXTS = {page.name: page.read_text(encoding="utf8") for page in PAGES}
CLASSES = [
    (name, path) for name, text in TEXTS.items() for kind, path, _ in api_docs.REGION.findall(text) if kind == "class"
]
# Runtime has them, people do not use them: Cython's, pydantic's and the containers' own
INHERITED = frozenset(dir(dict)) | frozenset(dir(list)) | frozenset(dir(object))


def calls(text):
    """{"Doc.char_span": names of its parameters} of the calls that a page shows."""
    found = {}
    for call in re.findall(r"```text\n(.*?)\n```", text, re.S):
        name, _, rest = call.partition("(")
        tree = importlib.import_module("ast").parse(f"def f({rest[:-1].replace('...', 'None')}): pass")
        given = tree.body[0].args
        found[name] = [arg.arg for arg in [*given.args, given.vararg, *given.kwonlyargs, given.kwarg] if arg]
    return found


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_everything_has_a_meaning(page):
    found = [gap for kind, what, _ in api_docs.REGION.findall(TEXTS[page]) for gap in api_docs.gaps(kind, what)]
    assert not found, "say what they mean in docstrings, or in build_tools/api_texts.py"


@pytest.mark.parametrize(("page", "path"), CLASSES)
def test_every_public_member_is_listed(page, path):
    cls = load(path)
    for name in dir(cls):
        if name.startswith("_") or {name, f"{cls.__name__}.{name}"} & api_texts.INTERNAL:
            continue
        owner = next(base for base in cls.__mro__ if name in vars(base))
        if owner.__module__.partition(".")[0] != "engine":
            continue
        listed = f"`{cls.__name__}.{name}`" in TEXTS[page] or f"| `{name}` |" in TEXTS[page]
        assert listed, f"{page} lacks {cls.__name__}.{name}; run: python -m build_tools.api_docs --write"


@pytest.mark.parametrize(("page", "path"), CLASSES)
def test_signatures_are_the_real_ones(page, path):
    cls = load(path)
    checked = 0
    for name, shown in calls(TEXTS[page]).items():
        owner, _, method = name.partition(".")
        if owner != cls.__name__ or not method or method.startswith("__"):
            continue
        value = getattr(cls, method)
        try:
            real = [p.name for p in inspect.signature(value).parameters.values()]
        except (TypeError, ValueError):
            continue
        if real[:1] == ["self"]:
            real = real[1:]
        if "kwargs" in real and set(real) - {"kwargs"} < set(shown):
            continue  # the stub names what goes through **kwargs
        assert shown == real, f"{page}: {name}; run: python -m build_tools.api_docs --write"
        checked += 1
    assert checked or len([m for m in vars(cls) if not m.startswith("_")]) < 12


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_functions_and_settings_are_up_to_date(page):
    regions = [region for region in api_docs.REGION.findall(TEXTS[page]) if region[0] != "class"]
    for kind, what, body in regions:
        expected = "\n".join(api_docs.region_lines(kind, what)).strip()
        assert body.strip() == expected, f"{page} is out of date; run: python -m build_tools.api_docs --write"


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```python" in TEXTS[page.name]], ids=lambda page: page.name
)
def test_examples_run(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    scope = {"__name__": "example"}
    for block in blocks(page):
        if block.language == "python":
            exec(compile("\n" * block.line + block.body, str(page), "exec"), scope)


def test_every_command_is_listed():
    from engine.cli import app

    missing = [
        " ".join(words) for words in app.COMMANDS if f"<!-- command: {' '.join(words)} -->" not in TEXTS["cli.md"]
    ]
    assert not missing, "add a region for each to docs/api/cli.md"


def test_every_component_and_matcher_has_a_page():
    listed = {path.rpartition(".")[2] for _, path in CLASSES}
    public = "pipeline matcher tokens vocab vectors lookups morphology lexeme scorer training displacy".split()
    for module in (f"engine.{name}" for name in public):
        found = importlib.import_module(module)
        names = {*found.__all__, *getattr(found, "_HOMES", ())}
        classes = {name for name in names if isinstance(getattr(found, name), type)} - {
            "Underscore", "Mode", "NothingToDraw", "OtherPort", "InNotebook",
        }  # fmt: skip
        assert classes <= listed, f"{module} has classes without a page: {sorted(classes - listed)}"


def test_every_page_has_an_example_and_a_link():
    index = TEXTS["README.md"]
    links = set(re.findall(r"\]\(([\w./-]+\.md)\)", index))
    assert {name for name in TEXTS if name != "README.md"} <= links
    for text in TEXTS.values():
        for link in re.findall(r"\]\(([\w./-]+\.md)\)", text):
            assert (ROOT / "docs" / "api" / link).resolve().exists(), link
    assert all("```python" in text for name, text in TEXTS.items() if name != "README.md")
