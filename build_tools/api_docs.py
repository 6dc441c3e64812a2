"""The reference pages docs/api/*.md: prose and examples by hand, lists of members from the code.

A page has regions such as `<!-- class: engine.tokens.Doc -->` ... `<!-- end -->`; what stands between is generated:
`class` lists a class, `functions` some functions, `module` all functions of a module, `command` a command of the
command line, `section` a section of the config. `python -m build_tools.api_docs --write` fills the regions; without
--write it prints what is wrong and exits 1.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from build_tools import api_arguments
from build_tools.api_members import Member, Parameter, function_at, load, members_of, signature

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "api"
REGION = re.compile(r"<!-- (class|functions|module|command|section): ([\w. -]+?) -->\n(.*?)<!-- end -->", re.S)


def escape(text: str) -> str:
    """Text for a cell of a table; names with underscores become code."""
    parts = re.split(r"(`[^`]*`)", re.sub(r"\s+", " ", text).strip())
    for i in range(0, len(parts), 2):
        named = re.sub(r"(?<![\w`.])((?:\w+\.)*\w*_[\w.]*\w(?:\(\))?)", r"`\1`", parts[i])
        pieces = re.split(r"(`[^`]*`)", named)
        pieces[::2] = [re.sub(r"([<*])", r"\\\1", piece) for piece in pieces[::2]]
        parts[i] = "".join(pieces)
    return "".join(parts).replace("|", "\\|")


def code(text: str) -> str:
    """Code for a cell of a table."""
    return f"`{text.replace('|', chr(92) + '|')}`" if text else ""


def capital(text: str) -> str:
    """Text with a capital at its start, unless it starts with a type such as float32."""
    first = text.partition(" ")[0]
    return text if re.search(r"[\d_.`]", first.rstrip(".,:")) else text[:1].upper() + text[1:]


def argument_table(params: list[Parameter]) -> list[str]:
    if not params:
        return []
    out = ["| argument | type | default | meaning |", "|---|---|---|---|"]
    for each in params:
        meaning = escape(each.meaning.rstrip("."))
        out.append(f"| {code(each.name)} | {code(each.type)} | {code(each.default)} | {meaning} |")
    return [*out, ""]


def member_lines(member: Member, title: str, heading: str) -> list[str]:
    """One function or method: heading, call, meaning, arguments, what it gives and raises."""
    kind = f" <sub>{member.kind}</sub>" if member.kind in ("classmethod", "staticmethod") else ""
    out = [f"{heading} `{title}`{kind}", "", "```text", signature(member, title), "```", ""]
    if member.summary:
        out += [escape(capital(member.summary)), ""]
    out += argument_table(member.params or [])
    tail = []
    if member.returns and member.returns != "None":
        said = member.returned.removeprefix("Returns ").rstrip(".")
        tail.append(f"Returns {code(member.returns)}" + (f": {escape(said)}." if said else "."))
    elif member.returned:
        tail.append(escape(member.returned))
    if member.raised:
        tail.append(escape(member.raised))
    if tail:
        out += [" ".join(tail), ""]
    return out


def title_of(cls: str, member: Member) -> str:
    """How a member is called: `Doc(...)`, `doc[...]` and so on."""
    return cls if member.name == "__init__" else f"{cls}.{member.name}"


def class_lines(path: str) -> list[str]:
    """All members of a class: how to make one, attributes, methods."""
    cls = load(path)
    members = members_of(cls)
    out: list[str] = []
    for member in members:
        if member.name == "__init__":
            out += member_lines(member, cls.__name__, "##")
    attributes = [m for m in members if m.params is None]
    if attributes:
        out += [f"## Attributes of {cls.__name__}", "", "| name | type | meaning |", "|---|---|---|"]
        out += [f"| {code(m.name)} | {code(m.returns)} | {escape(capital(m.summary))} |" for m in attributes]
        out.append("")
    methods = [m for m in members if m.params is not None and m.name != "__init__"]
    if methods:
        out += [f"## Methods of {cls.__name__}", ""]
        for member in methods:
            out += member_lines(member, title_of(cls.__name__, member), "###")
    return out


def command_lines(name: str) -> list[str]:
    """Arguments of one command, from the annotations of its function."""
    from engine.cli import app

    command = app.COMMANDS[tuple(name.split())]
    function = load(f"engine.cli.{command.module}.{command.function}")
    hints = get_type_hints(function, include_extras=True)
    out = [f"## `{app.PROGRAM} {name}`", "", command.help, ""]
    out += ["| argument | type | default | meaning |", "|---|---|---|---|"]
    for each in inspect.signature(function).parameters.values():
        if get_origin(hints[each.name]) is not Annotated:
            continue
        type_, info, *_ = get_args(hints[each.name])
        names = list(info.param_decls or ())
        if not any(name.startswith("--") for name in names):
            names.insert(0, f"--{each.name.replace('_', '-')}")
        is_argument = type(info).__name__ == "ArgumentInfo"
        shown = each.name.upper() if is_argument else ", ".join(names)
        default = (
            "" if each.default in (each.empty, None, False, ...) else str(getattr(each.default, "value", each.default))
        )
        out.append(f"| {code(shown)} | {code(_type_name(type_))} | {code(default)} | {escape(info.help or '')} |")
    if command.overrides:
        out.append("| `--section.setting` | value |  | any setting of the config, by its dotted name |")
    return [*out, ""]


def _type_name(type_: Any) -> str:
    """bool and so on; None, which says that an option may be left out, is not named."""
    if isinstance(type_, type) and issubclass(type_, Enum):
        return " | ".join(member.value for member in type_)
    names = [_type_name(part) for part in get_args(type_) if part is not type(None)]
    return " | ".join(names) if names and get_origin(type_) is not list else getattr(type_, "__name__", str(type_))


def section_lines(name: str) -> list[str]:
    """Settings of one section of the config."""
    from engine.config.defaults import default_config, default_pretraining_config
    from engine.config.schemas import CONFIG_SCHEMAS

    defaults = default_pretraining_config() if name == "pretraining" else default_config()
    section = defaults.get(name, {})
    out = ["| setting | default | meaning |", "|---|---|---|"]
    for setting in CONFIG_SCHEMAS[name].model_fields:
        value = section.get(setting, "")
        shown = "a block" if isinstance(value, dict) and value else code("null" if value is None else str(value))
        out.append(f"| {code(setting)} | {shown} | {escape(api_arguments.CONFIG.get(f'{name}.{setting}', ''))} |")
    return [*out, ""]


def functions_of(module: str) -> list[str]:
    """Paths of the package's functions that a module hands on, sorted by name."""
    found = importlib.import_module(module)
    values = {name: getattr(found, name) for name in dir(found) if not name.startswith("_")}
    return [
        f"{module}.{name}"
        for name, value in sorted(values.items())
        if inspect.isroutine(value) and str(value.__module__).startswith("engine.")
    ]


def region_lines(kind: str, what: str) -> list[str]:
    """What stands in a region."""
    if kind == "class":
        return class_lines(what)
    if kind == "functions":
        return [
            line
            for path in what.split()
            for line in member_lines(function_at(path), path.removeprefix("engine."), "##")
        ]
    if kind == "module":
        return region_lines("functions", " ".join(functions_of(what)))
    return command_lines(what) if kind == "command" else section_lines(what)


def filled(text: str) -> str:
    """A page with its regions made anew."""

    def fill(match: re.Match[str]) -> str:
        body = "\n".join(region_lines(match[1], match[2]))
        return f"<!-- {match[1]}: {match[2]} -->\n\n{body}\n<!-- end -->"

    return REGION.sub(fill, text)


def pages() -> list[Path]:
    return sorted(FOLDER.glob("*.md"))


def gaps(kind: str, what: str) -> list[str]:
    """Members and arguments of which no text says what they mean."""
    if kind == "class":
        cls = load(what)
        members, prefix = members_of(cls), f"{cls.__name__}."
    elif kind in ("functions", "module"):
        what = " ".join(functions_of(what)) if kind == "module" else what
        members, prefix = [function_at(path) for path in what.split()], ""
    else:
        rows = [line for line in region_lines(kind, what) if line.startswith("| `")]
        return [f"{what}: {row.split('|')[1].strip()} has no meaning" for row in rows if row.endswith("|  |")]
    out = [f"{prefix}{m.name} has no text" for m in members if not m.summary and m.name != "__init__"]
    return out + [
        f"{prefix}{m.name}: the argument {p.name} has no meaning"
        for m in members
        for p in m.params or ()
        if not p.meaning
    ]


def check() -> list[str]:
    """What is wrong with the pages."""
    out = []
    for path in pages():
        text = path.read_text(encoding="utf8")
        for kind, what, _ in REGION.findall(text):
            out += [f"{path.name}: {gap}" for gap in gaps(kind, what)]
        if filled(text) != text:
            out.append(f"{path.name} is out of date; run: python -m build_tools.api_docs --write")
    return out


if __name__ == "__main__":
    if "--write" in sys.argv:
        for page in pages():
            page.write_text(filled(page.read_text(encoding="utf8")), encoding="utf8")
    wrong = check()
    print("\n".join(wrong) or f"{len(pages())} pages hold")
    sys.exit(1 if wrong else 0)
