"""`Config`: a nested dict read from and written to `.cfg` text, with the place of every setting.

Extends confection's class, which does the parsing and the interpolation. Added here: all structural problems and bad
variables at once with file and line, overrides for existing settings only, and a stable order of sections.
"""

from __future__ import annotations

import configparser
import copy
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import confection

from ..errors import ConfigError, FormatError
from .nearest import did_you_mean
from .places import Places, Problem, check_variables, has_path, problems_error, scan, walk_paths

SECTION_ORDER = (
    "paths",
    "variables",
    "system",
    "nlp",
    "components",
    "corpora",
    "training",
    "pretraining",
    "initialize",
)
DEFAULT_CONFIG_PATH = Path(__file__).parent / "default_config.cfg"
NOTHING: dict[str, Any] = {}


class Config(confection.Config):
    """A config as nested dicts.

    places (Places): file, and line of every section and setting, as far as the config came from text.
    is_interpolated (bool): False while `${...}` variables stand in it.
    """

    places: Places
    section_order: list[str]

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        is_interpolated: bool | None = None,
        section_order: list[str] | None = None,
        places: Places | None = None,
    ):
        if data is not None and not isinstance(data, dict):
            raise ConfigError(
                "config.not_a_dict", f"A config is made of a dict, not of {type(data).__name__}.", "Pass a dict."
            )
        super().__init__(data, is_interpolated=is_interpolated, section_order=section_order)
        if not self.section_order:
            self.section_order = list(SECTION_ORDER)
        self.places = places or getattr(data, "places", None) or Places()

    def interpolate(self) -> Config:
        """A copy with every variable replaced by its value."""
        new = type(self)(places=self.places)
        _load(new, self.to_str(), self.places, interpolate=True, scanned=False)
        return new

    def copy(self) -> Config:
        """A deep copy."""
        return type(self)(
            copy.deepcopy(dict(self)),
            is_interpolated=self.is_interpolated,
            section_order=list(self.section_order),
            places=self.places,
        )

    def __deepcopy__(self, memo: dict[int, Any]) -> Config:
        return self.copy()

    def merge(self, updates: dict[str, Any] | confection.Config, remove_extra: bool = False) -> Config:
        """This config updated by `updates`, deeply; a block that names another function is replaced whole.

        remove_extra (bool): leave out what this config does not have.
        """
        merged = super().merge(updates, remove_extra=remove_extra)
        merged.places = getattr(updates, "places", None) or self.places
        if not merged.places.entries:
            merged.places = self.places
        return merged

    def from_str(
        self,
        text: str,
        *,
        interpolate: bool = True,
        overrides: Mapping[str, Any] = NOTHING,
        schema: Any = None,
        name: str = "",
    ) -> Config:
        """Read the config from text, in place.

        interpolate (bool): replace variables by their values.
        overrides (dict): {"section.setting": value}, for settings that exist; applied before variables are replaced.
        name (str): what error messages call the text.
        Returns this config. Raises ConfigError with every structural problem and bad variable.
        """
        places = scan(text, name)
        if places.problems:
            raise problems_error(places.problems, places)
        _load(self, places.text(), places, interpolate=interpolate, overrides=overrides)
        if schema is not None:
            self.fill_defaults(schema)
            self.validate(schema)
        return self

    def to_str(self, *, interpolate: bool = True) -> str:
        """The config as text: sections depth first, top level in the documented order, subsections by name."""
        lines: list[str] = []
        order = {name: i for i, name in enumerate(self.section_order)}
        for name in sorted(self, key=lambda n: (order.get(n, len(order)), n)):
            _write_section(lines, (name,), self[name], escape=self.is_interpolated)
        return "\n".join(lines).strip()

    def from_bytes(
        self,
        bytes_data: bytes,
        *,
        interpolate: bool = True,
        overrides: Mapping[str, Any] = NOTHING,
        name: str = "",
    ) -> Config:
        """Read the config from UTF-8 bytes. Raises FormatError, ConfigError."""
        try:
            text = bytes(bytes_data).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FormatError(
                "config.not_utf8",
                f"{name or 'The config'} is not UTF-8 text: byte {error.start}.",
                "A config is a plain text file.",
            ) from None
        return self.from_str(text, interpolate=interpolate, overrides=overrides, name=name)

    def from_disk(
        self, path: str | Path, *, interpolate: bool = True, overrides: Mapping[str, Any] = NOTHING
    ) -> Config:
        """Read the config from a file. Raises ConfigError, with the remedy, when there is none."""
        path = Path(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ConfigError(
                "config.unreadable",
                f"The config {path} cannot be read: {error.strerror or error}.",
                "Make one with: python -m engine init config config.cfg",
            ) from None
        return self.from_bytes(data, interpolate=interpolate, overrides=overrides, name=str(path))

    def to_disk(self, path: str | Path, *, interpolate: bool = True) -> None:
        """Write the config to a file."""
        Path(path).write_text(self.to_str(interpolate=interpolate), encoding="utf8")


def _dump(value: Any, section: dict[str, Any], escape: bool) -> str:
    """A value as JSON; a text with variables as it is. Text that was not interpolated has its $ doubled already."""
    text = confection.try_dump_json(value, section)
    if escape or (isinstance(value, str) and confection.VARIABLE_RE.search(value)):
        return text
    return text.replace("$$", "$")


def _write_section(lines: list[str], path: tuple[str, ...], node: Any, escape: bool) -> None:
    if not isinstance(node, Mapping):
        raise ConfigError(
            "config.not_a_section", f'"{".".join(path)}" is {node!r}, not a section.', "Put it in a [section]."
        )
    leaves = [(key, value) for key, value in node.items() if not isinstance(value, Mapping)]
    blocks = [(key, value) for key, value in node.items() if isinstance(value, Mapping)]
    # [a.*] itself is implied by its children [a.*.name]
    if path[-1] != "*" or leaves:
        lines.append(f"[{'.'.join(path)}]")
        lines += [f"{key} = {_dump(value, dict(node), escape)}" for key, value in leaves]
        lines.append("")
    if path[-1] != "*":  # below a * the order is that of the function's arguments
        blocks.sort(key=lambda item: item[0])
    for key, value in blocks:
        _write_section(lines, (*path, str(key)), value, escape)


def _load(
    config: Config,
    text: str,
    places: Places,
    *,
    interpolate: bool,
    overrides: Mapping[str, Any] = NOTHING,
    scanned: bool = True,
) -> None:
    """Fill `config` from text that is structurally sound."""
    try:
        raw = confection.Config().from_str(text, interpolate=False)
    except (ValueError, KeyError, configparser.Error) as error:
        raise ConfigError(
            "config.unparsable",
            f"{places.file or 'The config'} cannot be read: {' '.join(str(error).split())}",
            'It is made of [sections] with lines "key = value", each value JSON.',
        ) from error
    problems = apply_overrides(raw, overrides)
    if interpolate:
        problems += check_variables(places, raw)
    if problems:
        raise problems_error(problems, places)
    if interpolate:
        try:
            raw = confection.Config().from_str(Config(raw, is_interpolated=False).to_str())
        except confection.ConfigValidationError as error:
            raise ConfigError("config.variables", f"{places.file or 'The config'}: {error.desc or error}") from None
        except Exception as error:  # configparser's own errors: chains of variables too deep or circular
            raise ConfigError(
                "config.variables",
                f"{places.file or 'The config'}: the variables cannot be resolved: {error}",
                "Variables must not refer to each other in a circle.",
            ) from None
    config.clear()
    config.update(raw)
    config.is_interpolated = interpolate
    config.places = places


def apply_overrides(config: dict[str, Any], overrides: Mapping[str, Any]) -> list[Problem]:
    """Set {"section.setting": value} in place. Returns a problem for each that is no setting of the config.

    "training.batch_size" may be set wherever a batcher is: it is the documented short form of its size.
    """
    problems = []
    for name, value in overrides.items():
        path = tuple(name.split("."))
        if len(path) > 1 and all(path) and (has_path(config, path) or is_known(path, config)):
            node = config
            for part in path[:-1]:
                node = node.setdefault(part, {})
            node[path[-1]] = value
        else:
            names = [".".join(each) for each in (*walk_paths(config), *walk_paths(known_settings())) if len(each) > 1]
            hint = did_you_mean(name, names)
            problems.append(
                Problem(
                    (),
                    f"--{name}: the config has no such setting.",
                    hint or "Only settings that the config has can be overridden, as --section.setting.",
                )
            )
    return problems


def is_known(path: tuple[str, ...], config: Mapping[str, Any]) -> bool:
    """Whether a setting that the text leaves out has a default, so that it can be overridden all the same."""
    if path == ("training", "batch_size"):
        return True
    if not has_path(known_settings(), path):
        return False
    # below a block that the text gives to another function, the default's settings mean nothing
    node: Any = config
    defaults: Any = known_settings()
    for part in path[:-1]:
        node = node.get(part, {}) if isinstance(node, Mapping) else None
        defaults = defaults[part]
        if not isinstance(node, Mapping):
            return False
        for key in (*node, *defaults):
            if key.startswith("@") and node and node.get(key) != defaults.get(key):
                return False
    return True


@functools.cache
def known_settings() -> dict[str, Any]:
    """The default settings, to look names up in."""
    return dict(confection.Config().from_str(DEFAULT_CONFIG_PATH.read_text(encoding="utf8"), interpolate=False))
