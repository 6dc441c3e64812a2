"""The codes of all errors that the package raises: docs/errors.md is made of them.

`python -m build_tools.error_codes --write` writes the page; without --write, it prints what is wrong and exits 1: a
code that two causes share, a code that is no slug, or a page that is out of date.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "errors.md"
CALL = re.compile(r'\b([A-Z]\w*)\(\s*"([^"\s]*\.[^"\s]*)",')
SLUG = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
HEAD = """# Errors

What engine raises on purpose derives from `engine.errors.EngineError`. Each error has a `code`, which stays the same
from version to version, a `detail`, which names the value, the place and what was expected, and a `hint`, which says
what can be done. `str(error)` is all three.

| class | also caught as | what is wrong |
|---|---|---|
| `InputError` | `ValueError` | an argument of a call |
| `UnknownIdError` | `ValueError`, `KeyError` | a name or an id that is not in its table |
| `RangeError` | `ValueError`, `IndexError` | an index outside its sequence |
| `ConfigError` | `ValueError` | a config |
| `DataError` | `ValueError` | annotated data that contradict themselves |
| `FormatError` | `DataError`, `ValueError` | bytes or text that are not in their format |
| `InternalError` | `RuntimeError` | a state that cannot happen: a defect of engine |

Classes with other names derive from these.

```python
import engine
from engine.errors import EngineError

try:
    engine.blank("en").add_pipe("taggr")
except EngineError as error:
    print(error.code, error.detail, error.hint, sep="\\n")
```

The tables below are generated from the sources by `python -m build_tools.error_codes --write`. `…` stands for a value.
"""


class Site(NamedTuple):
    """One place that raises an error."""

    code: str
    cls: str
    path: str
    line: int
    detail: str
    hint: str


def _call_end(text: str, start: int) -> int:
    """Index after the bracket that closes the one at `start`; strings are passed over."""
    depth, quote, i = 0, "", start
    while i < len(text):
        char = text[i]
        if quote:
            if char == "\\":
                i += 1
            elif text.startswith(quote, i):
                i += len(quote) - 1
                quote = ""
        elif char in "\"'":
            quote = char * 3 if text.startswith(char * 3, i) else char
            i += len(quote) - 1
        elif char == "#":
            i = text.find("\n", i)
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth == 0:
                return i + 1
        i += 1
    return len(text)


def _words(node: ast.expr | None) -> str:
    """The text of an expression; values that are filled in later are dots."""
    if node is None:
        return ""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _words(node.left) + _words(node.right)
    if isinstance(node, ast.IfExp):
        first, second = _words(node.body), _words(node.orelse)
        return first if not second else second if not first else f"{first} / {second}"
    return "…"


def sites() -> list[Site]:
    """All places that raise an error with a code, sorted by code."""
    found = []
    for path in sorted(p for s in ("*.py", "*.pyx") for p in (ROOT / "engine").rglob(s)):
        text = path.read_text(encoding="utf8")
        for match in CALL.finditer(text):
            end = _call_end(text, match.end(1))
            try:
                call = ast.parse(text[match.start() : end].strip(), mode="eval").body
            except SyntaxError:
                continue
            if not isinstance(call, ast.Call) or len(call.args) < 2:
                continue
            given = {**dict(enumerate(call.args)), **{k.arg: k.value for k in call.keywords}}
            line = text.count("\n", 0, match.start()) + 1
            detail, hint = _words(given.get(1, given.get("detail"))), _words(given.get(2, given.get("hint")))
            found.append(Site(match[2], match[1], str(path.relative_to(ROOT)), line, detail, hint))
    return sorted(found)


def problems(found: list[Site]) -> list[str]:
    """Codes that are no slugs, and codes that stand for two causes: in two files, or of two classes."""
    out = []
    by_code = defaultdict(list)
    for site in found:
        by_code[site.code].append(site)
    for code, same in by_code.items():
        places = ", ".join(f"{site.path}:{site.line} ({site.cls})" for site in same)
        if not SLUG.fullmatch(code):
            out.append(f"{code!r} is no slug such as 'doc.span_out_of_range': {places}")
        if len({(site.cls, site.path) for site in same}) > 1:
            out.append(f"{code!r} stands for two causes: {places}")
    return out


def page(found: list[Site]) -> str:
    """The reference page."""
    areas = defaultdict(lambda: defaultdict(list))
    for site in found:
        areas[site.code.partition(".")[0]][site.code].append(site)
    out = [HEAD]
    for area, codes in sorted(areas.items()):
        out += [f"## {area}", "", "| code | class | what happened | what to do |", "|---|---|---|---|"]
        for code, same in codes.items():
            details = " / ".join(dict.fromkeys(_cell(site.detail) for site in same if site.detail))
            hints = " / ".join(dict.fromkeys(_cell(site.hint) for site in same if site.hint.strip(" …")))
            out.append(f"| `{code}` | `{same[0].cls}` | {details} | {hints} |")
        out.append("")
    return "\n".join(out)


def _cell(text: str) -> str:
    """Text for a cell of a table."""
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"([|<>*_`\[\]])", r"\\\1", text)


def check() -> list[str]:
    found = sites()
    out = problems(found)
    if not PAGE.exists() or PAGE.read_text(encoding="utf8") != page(found):
        out.append("docs/errors.md is out of date; run: python -m build_tools.error_codes --write")
    return out


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(sites()), encoding="utf8")
    wrong = check()
    print("\n".join(wrong) or f"{len({site.code for site in sites()})} codes hold")
    sys.exit(1 if wrong else 0)
