"""Checks of a whole config before anything is built from it; every problem at once.

Checked are section and setting names, types of values, variables, names of registered functions with their arguments,
and that the pipeline and the components agree. What needs data or weights is left to those who load them.
"""

from __future__ import annotations

import inspect
import sys
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from .config import Config
from .defaults import normalize_batch_size, with_defaults
from .nearest import did_you_mean, nearest
from .places import Problem, check_variables, problems_error, walk_paths
from .registries import registry
from .schemas import CONFIG_SCHEMAS, ConfigSchemaPretrainEmpty

Path = tuple[str, ...]
PROBLEM_TEXTS = {
    "bool_type": "true or false",
    "callable_type": "a block that names a registered function, or null",
    "dict_type": "a section",
    "float_type": "a number",
    "int_type": "a whole number",
    "list_type": "a list",
    "string_type": "a text",
}


def validate(
    config: Mapping[str, Any],
    *,
    sections: tuple[str, ...] = ("nlp", "training", "pretraining", "initialize"),
) -> Config:
    """Check a config and return it interpolated, with default settings filled in.

    config (Config): as read, interpolated or not. Settings that it leaves out are taken from the defaults first.
    sections (tuple): top-level sections to hold against their schemas.
    Raises ConfigError listing every problem with file, line, value, expectation and nearest valid name.
    """
    source = normalize_batch_size(config if isinstance(config, Config) else Config(dict(config)))
    problems = problems_of(source, sections=sections)
    if problems:
        raise problems_error(problems, source.places)
    filled = with_defaults(source)
    return filled if filled.is_interpolated else filled.interpolate()


def problems_of(
    config: Config, *, sections: tuple[str, ...] = ("nlp", "training", "pretraining", "initialize")
) -> list[Problem]:
    """All problems of a config; see `validate`."""
    config = normalize_batch_size(config)
    filled = with_defaults(config)
    problems: list[Problem] = []
    if not filled.is_interpolated:
        problems += check_variables(config.places, filled)
    if problems:  # values are not known; names can be checked all the same
        values: Config = Config(dict(filled), is_interpolated=True, places=config.places)
        broken = {problem.path for problem in problems}
    else:
        values = filled if filled.is_interpolated else filled.interpolate()
        broken = set()
    found = [*check_top(config)]
    for name in sections:
        found += check_section(name, values)
    found += check_functions(values)
    found += check_pipeline(values)
    found += check_sourced(values)
    found = [problem for problem in found if problem.path not in broken]
    seen = set()
    for problem in found:
        if (problem.path, problem.text) not in seen:
            problems.append(_with_text_note(problem, config))
        seen.add((problem.path, problem.text))
    return problems


def _with_text_note(problem: Problem, config: Config) -> Problem:
    """Say so where a value was taken as a text because it is no valid JSON."""
    raw = config.places.raw(problem.path)
    if raw and raw[0] in "[{\"'" and isinstance(_at(config, problem.path), str) and _at(config, problem.path) == raw:
        return problem._replace(hint="The value is no valid JSON: check its quotes (double) and brackets.")
    return problem


def _at(config: Any, path: Path) -> Any:
    for part in path:
        if not isinstance(config, Mapping) or part not in config:
            return None
        config = config[part]
    return config


def is_function_block(value: Any) -> bool:
    """Whether a section names a registered function, "@registry = name"."""
    return isinstance(value, Mapping) and any(isinstance(key, str) and key.startswith("@") for key in value)


def check_top(config: Config) -> Iterator[Problem]:
    """A misspelt top-level section; sections of one's own are allowed."""
    known = ("paths", "system", "nlp", "components", "corpora", "training", "pretraining", "initialize")
    for name, value in config.items():
        if name in known:
            continue
        if not isinstance(value, Mapping):
            yield Problem((name,), "the setting is in no section.", "Put it below a [section].")
            continue
        near = nearest(name, (each for each in known if each not in config), 1)
        if near:
            yield Problem((name,), "is not a section of a config.", f"Did you mean [{near[0]}]?")
    if "nlp" not in config:
        yield Problem((), "there is no section [nlp].", 'Add one, with lang = "en" and the names of the pipeline.')


def check_section(name: str, config: Mapping[str, Any]) -> Iterator[Problem]:
    """Hold one top-level section against its schema; blocks that name functions are passed over.

    [pretraining] may be incomplete, such as an optimizer alone: training does not read it.
    """
    data = config.get(name)
    schema: type[BaseModel] = CONFIG_SCHEMAS[name]
    if not isinstance(data, Mapping):
        yield Problem((name,), f"is {data!r}, not a section.", f"Write [{name}] and its settings below.")
        return
    if name == "pretraining" and not data:
        schema = ConfigSchemaPretrainEmpty
    try:
        schema.model_validate(dict(data))
    except ValidationError as error:
        for each in error.errors():
            if name == "pretraining" and each["type"] == "missing":
                continue
            yield from _schema_problem(name, data, schema, each)


def _schema_problem(section: str, data: Mapping[str, Any], schema: type[BaseModel], error: Any) -> Iterator[Problem]:
    # unions add the names of their branches to the place; it ends where the config does
    path: Path = (section,)
    node: Any = data
    item = ""
    missing = error["type"] == "missing"
    for part in error["loc"]:
        if is_function_block(node):
            return
        if isinstance(node, Mapping) and part in node:
            node = node[part]
            path = (*path, str(part))
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            node, item = node[part], f" (item {part + 1} of the list)"
        elif missing and isinstance(node, Mapping):
            path = (*path, str(part))
    if is_function_block(node):
        return
    if missing:
        yield Problem(path, "the setting is missing.", "Add it, or fill the config: python -m engine init fill-config.")
    elif error["type"] == "extra_forbidden":
        names = list(schema.model_fields)
        if section == "training":
            names.append("batch_size")
        hint = did_you_mean(path[-1], names) or f"Settings are: {', '.join(names)}."
        yield Problem(path, f"[{section}] has no such setting.", hint)
    else:
        expected = PROBLEM_TEXTS.get(error["type"])
        if expected is None:
            expected = error["msg"][:1].lower() + error["msg"][1:].removeprefix("nput should be ")
            expected = expected.removeprefix("i") if error["msg"].startswith("Input should be ") else expected
        yield Problem(path, f"{node!r}{item} should be {expected}.")


def walk_functions(data: Any, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """(path, block) of every block that names a registered function, inner blocks too."""
    if not isinstance(data, Mapping):
        return
    if is_function_block(data):
        yield path, data
    for key, value in data.items():
        yield from walk_functions(value, (*path, str(key)))


def check_functions(config: Mapping[str, Any]) -> Iterator[Problem]:
    """Names of registered functions, and their arguments."""
    for path, block in walk_functions(config):
        keys = [key for key in block if key.startswith("@")]
        if len(keys) > 1:
            yield Problem(path, f"names {len(keys)} functions: {', '.join(keys)}.", "Keep one of them.")
            continue
        kind, name = keys[0][1:], block[keys[0]]
        if kind not in registry.get_registry_names():
            hint = did_you_mean(f"@{kind}", (f"@{each}" for each in registry.get_registry_names()))
            yield Problem((*path, keys[0]), f'there is no registry "{kind}".', hint)
            continue
        reg = registry.of(kind)
        if name not in reg:
            hint = did_you_mean(str(name), reg.names()) or f"Registered are: {', '.join(reg.names()) or 'none'}."
            yield Problem(
                (*path, keys[0]),
                f'"{name}" is not registered in "{kind}".',
                f"{hint} A function of your own needs --code.",
            )
            continue
        try:
            function = reg.get(name)
        except ImportError as error:
            yield Problem((*path, keys[0]), f'"{name}" cannot be imported: {error}.')
            continue
        yield from check_arguments(path, block, function, f'"{name}"')


def check_arguments(
    path: Path,
    block: Mapping[str, Any],
    function: Callable[..., Any],
    name: str,
    given: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
) -> Iterator[Problem]:
    """Unknown, missing and wrongly typed arguments of a block.

    given (tuple): arguments that the caller passes. ignore (tuple): keys of the block that are no arguments.
    """
    try:
        parameters = inspect.signature(function).parameters
    except (TypeError, ValueError):  # functions in C without a signature
        return
    hints = _hints(function)
    named = {
        key: parameter
        for key, parameter in parameters.items()
        if parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY) and key not in given
    }
    takes_any = any(parameter.kind == parameter.VAR_KEYWORD for parameter in parameters.values())
    takes_list = any(parameter.kind == parameter.VAR_POSITIONAL for parameter in parameters.values())
    for key, value in block.items():
        if key.startswith("@") or key in ignore:
            continue
        if key == "*":
            if not takes_list and not named:
                yield Problem((*path, key), f"{name} takes no positional arguments.")
            continue
        if key not in named:
            if not takes_any:
                hint = did_you_mean(key, named) or f"Its arguments are: {', '.join(named) or 'none'}."
                yield Problem((*path, key), f"{name} has no argument {key!r}.", hint)
            continue
        expected = None if is_function_block(value) else type_mismatch(value, hints.get(key))
        if expected:
            yield Problem((*path, key), f"{value!r} should be {expected}.")
    if "*" in block:
        return
    for key, parameter in named.items():
        if key not in block and parameter.default is parameter.empty:
            yield Problem((*path, key), f"{name} needs the argument {key!r}.", "Add it to the block.")


def _hints(function: Callable[..., Any]) -> dict[str, Any]:
    target = function.__init__ if inspect.isclass(function) else function
    try:
        return typing.get_type_hints(target, vars(sys.modules.get(target.__module__, types.ModuleType("none"))))
    except Exception:  # hints that only a type checker can evaluate
        return {}


SIMPLE: dict[Any, tuple[tuple[type, ...], str]] = {
    bool: ((bool,), "true or false"),
    int: ((int,), "a whole number"),
    float: ((int, float), "a number"),
    str: ((str,), "a text"),
    type(None): ((type(None),), "null"),
}


def type_mismatch(value: Any, hint: Any) -> str | None:
    """What `value` should be, where it cannot be what the hint says; None where it fits or cannot be judged."""
    if hint is None or hint is Any:
        return None if hint is Any or hint is None else "null"
    if hint in SIMPLE:
        kinds, text = SIMPLE[hint]
        fits = isinstance(value, kinds) and (hint is bool or not isinstance(value, bool))
        return None if fits else text
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return type_mismatch(value, args[0])
    if origin in (typing.Union, types.UnionType):
        expected = [type_mismatch(value, each) for each in args]
        return None if None in expected else " or ".join(dict.fromkeys(filter(None, expected)))
    if origin is typing.Literal:
        return None if value in args else f"one of {', '.join(repr(each) for each in args)}"
    if origin in (list, tuple, set, frozenset) or hint in (list, tuple, set):
        if not isinstance(value, (list, tuple)):
            return "a list"
        if origin in (list, set, frozenset) and args:
            wrong = next(filter(None, (type_mismatch(each, args[0]) for each in value)), None)
            return f"a list whose items are each {wrong}" if wrong else None
        return None
    if origin is dict or hint is dict:
        return None if isinstance(value, Mapping) else "a section"
    module = getattr(origin or hint, "__module__", "")
    written_down = isinstance(value, (str, int, float, bool, list))
    if written_down and inspect.isclass(origin or hint) and module.startswith(("thinc", "engine")):
        return _class_mismatch(value, origin or hint)
    return None


def _class_mismatch(value: Any, kind: type) -> str | None:
    """Models, optimizers and schedules are made by functions, never written down."""
    if kind.__name__ not in ("Model", "Optimizer", "Schedule") or isinstance(value, kind):
        return None
    return f"a block that names a function returning a {kind.__name__}"


def check_pipeline(config: Mapping[str, Any]) -> Iterator[Problem]:
    """Names in the pipeline have a [components.NAME], each with a factory or a source, and lists name real ones."""
    components = config.get("components")
    nlp = config.get("nlp")
    if not isinstance(components, Mapping) or not isinstance(nlp, Mapping):
        return
    pipeline = nlp.get("pipeline")
    names = [name for name in pipeline if isinstance(name, str)] if isinstance(pipeline, list) else []
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield Problem(("nlp", "pipeline"), f'"{name}" is listed {names.count(name)} times.', "Name each once.")
        if name not in components:
            hint = did_you_mean(name, components) or f'Add [components.{name}] with its factory, or take "{name}" out.'
            yield Problem(("nlp", "pipeline"), f'there is no section [components.{name}] for "{name}".', hint)
    for name, block in components.items():
        yield from check_component(name, block)
    training = config.get("training")
    lists = [("nlp", "disabled", nlp.get("disabled"))]
    if isinstance(training, Mapping):
        lists += [("training", key, training.get(key)) for key in ("frozen_components", "annotating_components")]
    for section, key, listed in lists:
        for name in listed if isinstance(listed, list) else []:
            if isinstance(name, str) and name not in names:
                hint = did_you_mean(name, names) or f"The pipeline is: {', '.join(names) or 'empty'}."
                yield Problem((section, key), f'"{name}" is not in the pipeline.', hint)
    if isinstance(training, Mapping):
        for key in ("train_corpus", "dev_corpus"):
            yield from check_corpus(key, training.get(key), config)


def check_corpus(key: str, value: Any, config: Mapping[str, Any]) -> Iterator[Problem]:
    if not isinstance(value, str):
        return
    found = _at(config, tuple(value.split(".")))
    if found is None:
        corpora = config.get("corpora")
        names = [f"corpora.{each}" for each in corpora] if isinstance(corpora, Mapping) else []
        if corpora is not None and not is_function_block(corpora):
            yield Problem(
                ("training", key),
                f'there is no section [{value}], which "{key}" names.',
                did_you_mean(value, names) or f"Sections are: {', '.join(names)}.",
            )


def check_component(name: str, block: Any) -> Iterator[Problem]:
    """One [components.NAME]."""
    path = ("components", name)
    if not isinstance(block, Mapping):
        yield Problem(path, f"is {block!r}, not a section.", f"Write [components.{name}] and its settings below.")
        return
    if "source" in block:
        return
    factory = block.get("factory")
    if factory is None:
        yield Problem(path, "has neither a factory nor a source.", 'Add factory = "..." (or source = "...").')
        return
    if not isinstance(factory, str):
        yield Problem((*path, "factory"), f"{factory!r} should be a text.")
        return
    available = registry.factories.names()
    plain = [each for each in available if "." not in each]
    if factory not in registry.factories and not any(each.endswith(f".{factory}") for each in available):
        hint = did_you_mean(factory, plain) or f"Factories are: {', '.join(plain)}."
        yield Problem((*path, "factory"), f'there is no factory "{factory}".', f"{hint} One of your own needs --code.")
        return
    if factory not in registry.factories:
        return
    info = registry.factory_table.get(factory)
    if info is None:
        return
    try:
        target = registry.factories.get(factory)
    except ImportError as error:
        yield Problem((*path, "factory"), f'"{factory}" cannot be imported: {error}.')
        return
    defaults = info.get("default_config")
    with_default = (
        {key: value for key, value in defaults.items() if key not in block} if isinstance(defaults, Mapping) else {}
    )
    if isinstance(defaults, str):
        with_default = {key: value for key, value in Config().from_str(defaults).items() if key not in block}
    yield from check_arguments(
        path,
        {**with_default, **block},
        target,
        f'The factory "{factory}"',
        given=("nlp", "name"),
        ignore=("factory",),
    )


def check_sourced(config: Mapping[str, Any]) -> Iterator[Problem]:
    """Components taken from another pipeline: settings beside `source` are not used."""
    components = config.get("components")
    for name, block in components.items() if isinstance(components, Mapping) else ():
        if not isinstance(block, Mapping) or "source" not in block:
            continue
        if not isinstance(block["source"], str):
            yield Problem(("components", name, "source"), f"{block['source']!r} should be a text.")
        allowed = {"source", "component", "replace_listeners"}
        for key in block:
            if key not in allowed:
                hint = did_you_mean(key, allowed) or f"Settings are: {', '.join(sorted(allowed))}."
                yield Problem(("components", name, key), "a sourced component has no such setting.", hint)


def all_names(config: Mapping[str, Any]) -> list[str]:
    """All sections and settings of a config as "a.b.c"."""
    return [".".join(path) for path in walk_paths(config)]
