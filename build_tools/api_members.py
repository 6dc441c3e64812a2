"""What the public classes and functions take, give and say: read from stubs, sources and docstrings.

Main type: Member. Signatures and types come from the stub beside an extension module, else from the source; what
they mean comes from docstrings, comments of fields in .pxd files, api_texts.py and api_arguments.py. Caller: api_docs.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from build_tools import api_arguments, api_texts

ROOT = Path(__file__).resolve().parent.parent
# Special methods that people call through syntax; others are not listed.
SPECIAL = (
    "__init__", "__call__", "__len__", "__getitem__", "__setitem__", "__delitem__", "__contains__", "__iter__",
    "__add__", "__iadd__", "__lt__", "__eq__", "__str__", "__bytes__", "__enter__", "__exit__",
)  # fmt: skip
SHOWN_SPECIAL = frozenset(SPECIAL) - {
    "__str__",
    "__eq__",
    "__lt__",
    "__bytes__",
    "__enter__",
    "__exit__",
    "__delitem__",
}


@dataclass
class Parameter:
    """One parameter: name with its stars, default as written or "", type as written or ""."""

    name: str
    default: str = ""
    type: str = ""
    meaning: str = ""
    keyword_only: bool = False


@dataclass
class Member:
    """A function, a method, or an attribute (params is None) of a class."""

    name: str
    params: list[Parameter] | None = None
    returns: str = ""
    kind: str = "method"
    summary: str = ""
    returned: str = ""
    raised: str = ""
    owner: str = ""
    notes: list[str] = field(default_factory=list)


def load(path: str) -> Any:
    """The object at "package.module.Class"."""
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


@cache
def tree_of(module: str) -> tuple[ast.Module, str]:
    """The stub of a module, else its source, and the text of its .pxd file if it has one."""
    base = ROOT.joinpath(*module.split("."))
    if base.is_dir():
        base = base / "__init__"
    paths = [path for path in (base.with_suffix(".pyi"), base.with_suffix(".py")) if path.exists()]
    pxd = base.with_suffix(".pxd")
    return ast.parse(paths[0].read_text(encoding="utf8")), pxd.read_text(encoding="utf8") if pxd.exists() else ""


def definition(module: str, name: str) -> Any:
    """The class or function of a name in a module's stub or source; the last of several."""
    found = [
        node
        for node in tree_of(module)[0].body
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name == name
    ]
    return found[-1] if found else None


def _parameters(node: ast.FunctionDef) -> list[Parameter]:
    given = node.args
    positional = [*given.posonlyargs, *given.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(given.defaults)) + list(given.defaults)
    out = [_parameter(arg, default) for arg, default in zip(positional, defaults, strict=True)]
    if given.vararg:
        out.append(replace(_parameter(given.vararg, None), name=f"*{given.vararg.arg}"))
    for arg, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        out.append(replace(_parameter(arg, default), keyword_only=True))
    if given.kwarg:
        out.append(replace(_parameter(given.kwarg, None), name=f"**{given.kwarg.arg}"))
    return out


def _parameter(arg: ast.arg, default: ast.expr | None) -> Parameter:
    return Parameter(
        arg.arg, "" if default is None else ast.unparse(default), ast.unparse(arg.annotation) if arg.annotation else ""
    )


def _kind(node: ast.FunctionDef) -> str:
    names = {ast.unparse(decorator) for decorator in node.decorator_list}
    if names & {"property", "cached_property"}:
        return "property"
    for kind in ("classmethod", "staticmethod"):
        if kind in names:
            return kind
    return "setter" if any(name.endswith((".setter", ".deleter")) for name in names) else "method"


def _written_members(cls: type) -> Iterator[Member]:
    """What the stub or source of one class defines, without its bases."""
    node = definition(cls.__module__, cls.__name__)
    overloads: dict[str, list[ast.FunctionDef]] = {}
    for item in node.body if node is not None else ():
        if isinstance(item, ast.FunctionDef) and "overload" in map(ast.unparse, item.decorator_list):
            overloads.setdefault(item.name, []).append(item)
        if isinstance(item, ast.FunctionDef):
            kind = _kind(item)
            if kind == "setter":
                continue
            returns = ast.unparse(item.returns) if item.returns else ""
            if kind == "property":
                yield Member(item.name, None, returns, "attribute")
            else:
                params = _parameters(item)
                if item.name in overloads:
                    params, returns = _joined(overloads[item.name])
                yield Member(item.name, params[0 if kind == "staticmethod" else 1 :], returns, kind)
                if item.name == "__init__":
                    yield from _assigned(item)
        elif isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            yield Member(item.target.id, None, ast.unparse(item.annotation), "attribute")
        elif isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name):
            yield Member(item.targets[0].id, None, "", "attribute")


def _joined(overloads: list[ast.FunctionDef]) -> tuple[list[Parameter], str]:
    """Parameters and result of a method that is written several times, each type with the others."""
    several = [_parameters(each) for each in overloads]
    types: dict[str, dict[str, None]] = {}
    for params in several:
        for each in params:
            types.setdefault(each.name, {})[each.type] = None
    longest = max(several, key=len)
    joined = [replace(each, type=" | ".join(types[each.name])) for each in longest]
    return joined, " | ".join(dict.fromkeys(ast.unparse(each.returns) for each in overloads if each.returns))


def _without_aliases(type_: str, module: str) -> str:
    """A type with the private names of a stub replaced by what they stand for."""
    for node in tree_of(module)[0].body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            type_ = re.sub(rf"\b{node.targets[0].id}\b", lambda _, node=node: ast.unparse(node.value), type_)
    return type_


def _assigned(init: ast.FunctionDef) -> Iterator[Member]:
    """Attributes that __init__ sets; where nothing says the type, it is that of an argument of the same name."""
    arguments = [*init.args.args, *init.args.kwonlyargs]
    types = {arg.arg: ast.unparse(arg.annotation) for arg in arguments if arg.annotation}
    for node in ast.walk(init):
        if isinstance(node, ast.AnnAssign):
            pairs, written = [(node.target, node.value)], ast.unparse(node.annotation)
        elif isinstance(node, ast.Assign):
            pairs, written = [pair for target in node.targets for pair in _pairs(target, node.value)], ""
        else:
            continue
        for target, value in pairs:
            if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self":
                type_ = written or _type_of(value, types) or types.get(target.attr, "")
                yield Member(target.attr, None, type_, "attribute")


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """(target, value) of each name of an assignment, several names at once included."""
    if isinstance(target, ast.Tuple):
        if isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            return list(zip(target.elts, value.elts, strict=True))
        return [(each, value) for each in target.elts]
    return [(target, value)]


def _type_of(value: ast.expr, types: dict[str, str]) -> str:
    """Type of a simple value: an argument's, or that of bool(...), str(...) and constants."""
    if isinstance(value, ast.Name):
        return types.get(value.id, "")
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        name = value.func.id
        return name if name in ("bool", "str", "int", "float", "list", "dict", "set") or name[0].isupper() else ""
    if isinstance(value, ast.Constant) and value.value is not None:
        return type(value.value).__name__
    return ""


def members_of(cls: type) -> list[Member]:
    """Public members of a class and of its bases in the package, in the order in which they are written."""
    found: dict[str, Member] = {}
    for base in cls.__mro__:
        if not base.__module__.startswith("engine"):
            continue
        for member in _written_members(base):
            for each in member.params or ():
                each.type = _without_aliases(each.type, base.__module__)
            member.returns = _without_aliases(member.returns, base.__module__)
            known = found.get(member.name)
            if {member.name, f"{cls.__name__}.{member.name}"} & api_texts.INTERNAL:
                continue
            if known is not None:
                known.returns = known.returns or member.returns
            elif member.name in SHOWN_SPECIAL or not member.name.startswith("_"):
                found[member.name] = replace(member, owner=base.__name__)
    own = f"{cls.__name__}."
    return [_described(member, cls, own) for member in found.values()]


def _described(member: Member, cls: type, prefix: str) -> Member:
    value = inspect.getattr_static(cls, member.name, None)
    doc = _docstring(cls if member.name == "__init__" else value)
    if member.params is None:
        doc = doc if inspect.isdatadescriptor(value) or type(value).__name__ == "cached_property" else ""
        text = " ".join(doc.split()) or _class_text(cls, member.name)
        member.summary = api_texts.MEMBERS.get(prefix + member.name, text)
        member.summary = member.summary or api_texts.MEMBERS.get(member.name, "")
        return member
    _fill_defaults(member, cls, value)
    return _explained(member, prefix, "" if member.name == "__init__" and not doc else doc)


def _class_text(cls: type, name: str) -> str:
    """What a class's docstring or the comment of its field in a .pxd file says about an attribute."""
    for base in cls.__mro__:
        if not base.__module__.startswith("engine"):
            continue
        for found, _, meaning in _entries(_docstring(base)):
            if found == name:
                return meaning
        comment = re.search(
            rf"^\s*cdef (?:public|readonly)[^#\n]*\b{name}\b[^#\n]*#\s*(.+)$", tree_of(base.__module__)[1], re.M
        )
        if comment:
            return comment[1][0].upper() + comment[1][1:]
    return ""


def _docstring(value: Any) -> str:
    """A docstring without the signature that Cython writes into its first line."""
    if isinstance(value, (classmethod, staticmethod)):
        value = value.__func__
    doc = value.__dict__.get("__doc__") if isinstance(value, type) else getattr(value, "__doc__", None)
    text = inspect.cleandoc(doc or "")
    first, _, rest = text.partition("\n")
    if re.match(r"[\w.]+\(.*\)( -> .+)?$|[\w.]+: ['\w\[\], |.]+$", first) and not first.endswith("."):
        text = rest.strip()
    text = "\n\n".join(part for part in re.split(r"\n\s*\n", text) if ">>>" not in part)
    return "" if text.startswith(("Initialize self", "Return ", "Implement ", "Call self")) else text


def _shown(value: Any) -> str:
    """A default as code: functions and classes by name."""
    return value.__name__ if callable(value) and hasattr(value, "__name__") else repr(value)


def _fill_defaults(member: Member, cls: type, value: Any) -> None:
    """Real defaults where the stub has dots."""
    real: dict[str, str] = {}
    try:
        signature = inspect.signature(getattr(cls, member.name) if cls is not object else value)
        real = {p.name: _shown(p.default) for p in signature.parameters.values() if p.default is not p.empty}
    except (TypeError, ValueError):
        pass
    if member.name == "__init__":
        text = inspect.cleandoc(cls.__dict__.get("__doc__") or "").partition("\n")[0]
        real.update(re.findall(r"(\w+)=((?:\([^)]*\)|\"[^\"]*\"|'[^']*'|[^,()])+)", text))
    for parameter in member.params or ():
        named = re.fullmatch(r"[A-Z_][A-Z0-9_]*", parameter.default) and len(real.get(parameter.name, "x" * 99)) < 60
        if parameter.default == "..." or named:
            parameter.default = real.get(parameter.name, "...").replace('"', "'")


def _entries(doc: str) -> Iterator[tuple[str, str, str]]:
    """(name, type, meaning) of the lines "name (type): meaning" of a docstring, with the lines that go on."""
    block = ""
    for line in [*doc.split("\n"), ""]:
        starts = re.match(r"[*\w]+(, [*\w]+)*( \(.*?\))?:( |$)", line)
        if block and (starts or not line.strip() or line.startswith(("Returns ", "Raises ", "Warns "))):
            yield from _entry(block)
            block = ""
        if starts:
            block = line
        elif block:
            block += " " + line.strip()


def _entry(block: str) -> Iterator[tuple[str, str, str]]:
    # several may stand in one line: "a (int): this. b (str): that."
    for part in re.split(r"(?<=\.) (?=[a-z_]\w*(?:, \w+)*(?: \([^)]*\))?: )", block):
        match = re.match(r"([*\w]+(?:, [*\w]+)*)(?: \((.*?)\))?:\s*(.*)", part)
        if match:
            for name in match[1].split(", "):
                yield name.lstrip("*"), match[2] or "", match[3]


def _explained(member: Member, prefix: str, doc: str) -> Member:
    """A member with the texts of its docstring."""
    sentences = re.split(r"(?<=[.;]) (?=[A-Z]|[*\w]+(?:, \w+)*(?: \([^)]*\))?: )", _prose(member, doc))
    entry = re.compile(r"([*\w]+)(?:, [*\w]+)*(?: \([^)]*\))?: ")
    inline = [s for s in sentences if (found := entry.match(s)) and found[1].strip("*") in _names(member)]
    entries = {name: (type_, meaning) for s in inline for name, type_, meaning in _entry(s)}
    entries.update({name: (type_, meaning) for name, type_, meaning in _entries(doc)})
    for parameter in member.params or ():
        name = parameter.name.lstrip("*")
        type_, meaning = entries.get(name, ("", ""))
        parameter.meaning = (
            api_arguments.ARGUMENTS.get(f"{prefix}{member.name}.{name}")
            or meaning
            or api_arguments.ARGUMENTS.get(f"{prefix}{name}")
            or api_arguments.ARGUMENTS.get(name, "")
        )
        if re.match(r"\w+, \w+", type_):  # a shape
            parameter.meaning = f"{parameter.meaning.rstrip('.')}, ({type_})"
        elif type_ and (not parameter.type or parameter.type in ("Any", "Any | None")):
            parameter.type = type_
    sentences = [s for s in sentences if s not in inline]
    member.returned = " ".join(s for s in sentences if s.startswith("Returns "))
    member.raised = " ".join(s for s in sentences if s.startswith(("Raises ", "Warns ")))
    member.summary = " ".join(s for s in sentences if not s.startswith(("Returns ", "Raises ", "Warns ")))
    own = api_texts.MEMBERS.get(prefix + member.name)
    member.summary = own or member.summary or api_texts.MEMBERS.get(member.name, "")
    return member


def _prose(member: Member, doc: str) -> str:
    """A docstring without the lines about arguments."""
    kept = []
    for paragraph in re.split(r"\n\s*\n", doc):
        lines = []
        for line in paragraph.split("\n"):
            starts = re.match(r"[*\w]+(, [*\w]+)*( \(.*?\))?:( |$)", line)
            if starts and any(name.strip("*") in _names(member) for name in re.split(r"[ (:]", line)[0].split(",")):
                break
            lines.append(line.strip())
        kept.append(" ".join(lines).strip())
    return " ".join(part for part in kept if part)


def _names(member: Member) -> set[str]:
    return {parameter.name.lstrip("*") for parameter in member.params or ()}


def function_at(path: str) -> Member:
    """A function of a module."""
    value: Callable[..., Any] = load(path)
    name = path.rpartition(".")[2]
    node = definition(value.__module__, getattr(value, "__name__", name))
    if node is None:
        raise LookupError(f"{path}: no definition of {name} in {value.__module__}")
    member = Member(name, _parameters(node), ast.unparse(node.returns) if node.returns else "", "function")
    return _explained(member, "", _docstring(value))


def signature(member: Member, title: str) -> str:
    """The call as people write it: names and defaults."""
    parts, star = [], False
    for parameter in member.params or ():
        if parameter.keyword_only and not star and not any(p.startswith("*") for p in parts):
            parts.append("*")
            star = True
        parts.append(parameter.name + (f"={parameter.default}" if parameter.default else ""))
    call = f"{title}({', '.join(parts)})"
    return call if len(call) <= 100 else "\n".join([f"{title}(", *(f"    {part}," for part in parts), ")"])
