"""Where each section and setting of a config text stands, and what is wrong with the text itself.

A small line scanner beside confection's parser, which keeps no positions. It follows the same rules (those of
Python's configparser: full-line comments with # or ;, "key = value", indented lines continue a value) and collects
every structural problem instead of stopping at the first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..errors import ConfigError
from .nearest import did_you_mean

VARIABLE = re.compile(r"\$\{(?P<path>[^}\s]*)\}")
HEADER = re.compile(r"\[(?P<header>.+)\]")
KEY = re.compile(r"(?P<key>.*?)\s*[=:]\s*(?P<value>.*)$")
UNCLOSED_VARIABLE = re.compile(r"(?<!\$)(?:\$\$)*\$(?:\{[^}]*(?:\s|$)|(?![{$]))")


class Problem(NamedTuple):
    """One thing that is wrong: where, what, and the remedy."""

    path: tuple[str, ...]  # of the section or setting; () for the whole text
    text: str
    hint: str = ""
    line: int = 0  # 1-based; 0 when not known


class Entry(NamedTuple):
    line: int
    value: str  # raw text, continuation lines joined by a newline


@dataclass
class Places:
    """File, section lines and setting lines of one config text."""

    file: str = ""
    sections: dict[tuple[str, ...], int] = field(default_factory=dict)
    entries: dict[tuple[str, ...], Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, path: tuple[str, ...]) -> int:
        """Line of a setting or section, else that of the nearest enclosing one; 0 when nothing is known."""
        while path:
            if path in self.entries:
                return self.entries[path].line
            if path in self.sections:
                return self.sections[path]
            path = path[:-1]
        return 0

    def raw(self, path: tuple[str, ...]) -> str | None:
        entry = self.entries.get(path)
        return entry.value if entry else None

    def text(self) -> str:
        """The same config with every section below its parent, whatever their order, and without comments."""
        lines = []
        for section in sorted(self.sections, key=len):
            lines.append(f"[{'.'.join(section)}]")
            for path, entry in self.entries.items():
                if path[:-1] == section:
                    value = entry.value.replace("\n", "\n    ")
                    lines.append(f"{path[-1]} = {value}")
        return "\n".join(lines)

    def where(self, problem: Problem) -> str:
        """ "config.cfg:12 [training] max_steps", as far as it is known."""
        line = problem.line or self.line_of(problem.path)
        file = self.file or ("config" if line else "")
        place = f"{file}:{line}" if line else file
        *section, key = problem.path or ("",)
        if problem.path and problem.path not in self.entries and problem.path in self.sections:
            setting = f"[{'.'.join(problem.path)}]"
        elif section:
            setting = f"[{'.'.join(section)}] {key}"
        else:
            setting = f"[{key}]" if key else ""
        return " ".join(part for part in (place, setting) if part)


def split_section(header: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in header.strip().split("."))


def scan(text: str, file: str = "") -> Places:
    """Read a config text line by line. Never raises; what is wrong ends up in `problems`."""
    places = Places(file)
    section: tuple[str, ...] | None = None
    open_key: tuple[str, ...] | None = None
    indent = 0
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped or stripped[0] in "#;":
            continue
        depth = len(line) - len(line.lstrip())
        if open_key is not None and depth > indent:
            old = places.entries[open_key]
            places.entries[open_key] = Entry(old.line, f"{old.value}\n{stripped}")
            continue
        indent, open_key = depth, None
        header = HEADER.match(stripped)
        if header:
            section = split_section(header["header"])
            if section in places.sections:
                first = places.sections[section]
                places.problems.append(
                    Problem(section, f"the section is there already, in line {first}.", "Join the two.", number)
                )
            elif section == ("DEFAULT",):
                places.problems.append(Problem(section, "the name is reserved.", "Choose another name.", number))
            elif not all(section):
                places.problems.append(
                    Problem((header["header"],), "a part of the section's name is empty.", "Write [a.b].", number)
                )
            places.sections.setdefault(section, number)
            continue
        match = KEY.match(stripped)
        if match is None or not match["key"]:
            places.problems.append(
                Problem((), f"{stripped[:60]!r} is neither a [section] nor a setting.", 'Write "key = value".', number)
            )
        elif section is None:
            places.problems.append(
                Problem((match["key"],), "the setting stands before the first [section].", "Move it down.", number)
            )
        else:
            key = (*section, match["key"])
            if key in places.entries:
                first = places.entries[key].line
                places.problems.append(
                    Problem(key, f"the setting is there already, in line {first}.", "Keep one of the two.", number)
                )
            else:
                places.entries[key] = Entry(number, match["value"].strip())
            open_key = key
    check_nesting(places)
    return places


def check_nesting(places: Places) -> None:
    """Every [a.b] needs an [a], and no setting may share its name with a section."""
    reported: set[tuple[str, ...]] = set()
    for section, line in places.sections.items():
        for end in range(1, len(section)):
            parent = section[:end]
            if parent in places.sections or parent in reported or "*" in parent:
                continue
            reported.add(parent)
            names = [".".join(each) for each in places.sections if len(each) == end]
            hint = did_you_mean(".".join(parent), names) or f"Add a line [{'.'.join(parent)}] above it."
            places.problems.append(Problem(section, f"there is no section [{'.'.join(parent)}].", hint, line))
        if section in places.entries:
            other = places.entries[section].line
            places.problems.append(
                Problem(section, f"is a setting in line {other} and a section here.", "Keep one of the two.", line)
            )


def dotted_names(places: Places) -> list[str]:
    """All sections and settings as "a.b.c"."""
    return [".".join(path) for path in (*places.sections, *places.entries)]


def has_path(data: Any, path: tuple[str, ...]) -> bool:
    node = data
    for part in path:
        if not isinstance(node, Mapping) or part not in node:
            return False
        node = node[part]
    return True


def check_variables(places: Places, data: Mapping[str, Any]) -> list[Problem]:
    """Variables that lead nowhere, to themselves, or are not closed.

    data (dict): the config, not interpolated, with overrides applied; what the variables can refer to.
    """
    problems = []
    targets: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for path, value in walk_values(data):
        if not isinstance(value, str) or "$" not in value:
            continue
        for match in VARIABLE.finditer(value):
            target = tuple(match["path"].replace(":", ".").split("."))
            beside = (*path[:-1], *target)
            if len(target) == 1 and has_path(data, beside) and beside != path:
                targets.setdefault(path, []).append(beside)
                continue
            targets.setdefault(path, []).append(target)
            if not all(target):
                problems.append(Problem(path, f"{match[0]} names nothing.", "Write ${section.setting}."))
            elif not has_path(data, target):
                names = [".".join(each) for each in walk_paths(data)]
                hint = did_you_mean(".".join(target), names) or "A variable is ${section.setting} or ${section.block}."
                problems.append(Problem(path, f"{match[0]}: there is no such setting or section.", hint))
            elif target == path[: len(target)]:
                problems.append(Problem(path, f"{match[0]} refers to itself.", "Refer to another setting."))
            elif is_block(data, target) and value.strip().strip('"') != match[0]:
                problems.append(
                    Problem(path, f"{match[0]} is a whole section, inside a string or list.", "Refer to one setting.")
                )
        if UNCLOSED_VARIABLE.search(value) and places.raw(path) is not None:
            problems.append(
                Problem(path, f"{value!r} has a lone $.", "Write ${section.setting} for a variable, $$ for a dollar.")
            )
    return problems + circles(targets)


def circles(targets: Mapping[tuple[str, ...], list[tuple[str, ...]]]) -> list[Problem]:
    """Variables that lead back to themselves through others. targets (dict): {setting: what it refers to}."""
    problems = []
    for start in targets:
        seen: set[tuple[str, ...]] = set()
        todo = list(targets[start])
        while todo:
            path = todo.pop()
            if path in seen:
                continue
            seen.add(path)
            todo += targets.get(path, [])
        if start in seen and start not in targets[start]:
            problems.append(Problem(start, "its variables lead back to itself.", "Give one of them a value."))
    return problems


def is_block(data: Mapping[str, Any], path: tuple[str, ...]) -> bool:
    node: Any = data
    for part in path:
        node = node[part]
    return isinstance(node, Mapping)


def walk_values(data: Mapping[str, Any], path: tuple[str, ...] = ()) -> Any:
    """(path, value) of every setting that is no section, lists flattened into their strings."""
    for key, value in data.items():
        here = (*path, str(key))
        if isinstance(value, Mapping):
            yield from walk_values(value, here)
        elif isinstance(value, (list, tuple)):
            for each in value:
                yield here, each
        else:
            yield here, value


def walk_paths(data: Mapping[str, Any], path: tuple[str, ...] = ()) -> Any:
    """Paths of all sections and settings."""
    for key, value in data.items():
        here = (*path, str(key))
        yield here
        if isinstance(value, Mapping):
            yield from walk_paths(value, here)


def problems_error(problems: list[Problem], places: Places, title: str = "") -> ConfigError:
    """One error that lists every problem with its place and remedy, in the order of the file."""
    ordered = sorted(dict.fromkeys(problems), key=lambda p: p.line or places.line_of(p.path) or 1 << 30)
    lines = []
    for problem in ordered:
        where = places.where(problem)
        lines.append(f"{where}: {problem.text}" if where else problem.text)
        if problem.hint:
            lines[-1] += f" {problem.hint}"
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    head = f"{title or places.file or 'The config'}: {count}."
    error = ConfigError("config.invalid", "\n  - ".join([head, *lines]))
    error.problems = ordered  # type: ignore[attr-defined]
    return error
