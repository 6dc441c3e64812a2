"""Settings by dotted names, and the other way round: {"training.dropout": 0.1} and {"training": {"dropout": 0.1}}.

A block that names a registered function (a key that starts with "@") is one value where the names are overrides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..errors import ConfigError, UnknownIdError
from .config import Config
from .defaults import has_variables


class UnknownSettingError(UnknownIdError, ConfigError):
    """A config has no section or setting of this name."""


def walk_dict(
    node: Mapping[str, Any], parent: Sequence[str] = (), *, for_overrides: bool = False
) -> Iterator[tuple[list[str], Any]]:
    """(path, value) of each setting of a nested dict. for_overrides: blocks of registered functions are values."""
    for key, value in node.items():
        path = [*parent, key]
        if isinstance(value, Mapping) and not (for_overrides and any(str(k).startswith("@") for k in value)):
            yield from walk_dict(value, path, for_overrides=for_overrides)
        else:
            yield path, value


def dict_to_dot(obj: Mapping[str, Any], *, for_overrides: bool = False) -> dict[str, Any]:
    """{"a.b": 1} of {"a": {"b": 1}}."""
    return {".".join(path): value for path, value in walk_dict(obj, for_overrides=for_overrides)}


def dot_to_dict(values: Mapping[str, Any]) -> dict[str, Any]:
    """{"a": {"b": 1}} of {"a.b": 1}."""
    out: dict[str, Any] = {}
    for name, value in values.items():
        *sections, last = name.split(".")
        place = out
        for section in sections:
            place = place.setdefault(section, {})
            if not isinstance(place, dict):
                raise ConfigError("config.dot_clash", f"{name} lies inside {section}, which has a value of its own")
        place[last] = value
    return out


def dot_to_object(config: Mapping[str, Any], section: str) -> Any:
    """The section or setting of a dotted name. Raises UnknownSettingError, a KeyError."""
    found: Any = config
    for part in section.split("."):
        if not isinstance(found, Mapping) or part not in found:
            raise UnknownSettingError("config.unknown_dotted", f"the config has no {section}: there is no {part!r}")
        found = found[part]
    return found


def set_dot_to_object(config: dict[str, Any], section: str, value: Any) -> None:
    """Set the setting of a dotted name, in place. Raises UnknownSettingError where its section is missing."""
    *sections, last = section.split(".")
    place = dot_to_object(config, ".".join(sections)) if sections else config
    if not isinstance(place, dict):
        raise UnknownSettingError("config.dotted_value", f"{'.'.join(sections)} is no section of the config")
    place[last] = value


def copy_config(config: Mapping[str, Any]) -> Config:
    """A deep copy of a config or dict, as a Config."""
    return config.copy() if isinstance(config, Config) else Config(dict(config)).copy()


def get_sourced_components(config: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The blocks of the components that a config takes from other pipelines, by name."""
    blocks = config.get("components") or {}
    return {name: dict(block) for name, block in blocks.items() if isinstance(block, Mapping) and "source" in block}


def load_config_from_str(text: str, overrides: Mapping[str, Any] | None = None, interpolate: bool = False) -> Config:
    """A config of its text. overrides: {"section.setting": value}. Raises ConfigError."""
    config = Config().from_str(text, overrides=dict(overrides or {}), interpolate=interpolate)
    config.is_interpolated = not has_variables(config)
    return config
