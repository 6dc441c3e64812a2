"""Colours of labels, and the colour of text that can be read on them. Callers: the renderers of entities and spans."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from typing import Any

from engine.errors import InputError

DEFAULT_COLOR = "#ddd"
# Light enough for dark text at a contrast of 9 : 1 and more; kinds that stand together differ in hue.
LABEL_COLORS: dict[str, str] = {
    "PERSON": "#b9c6ff",
    "PER": "#b9c6ff",
    "NORP": "#dcbcff",
    "FAC": "#a5dcc6",
    "ORG": "#8edff2",
    "GPE": "#ffcf85",
    "LOC": "#ffb595",
    "PRODUCT": "#bceba2",
    "EVENT": "#ffe680",
    "WORK_OF_ART": "#f8c4e6",
    "LAW": "#ffb4c2",
    "LANGUAGE": "#f1cbb0",
    "DATE": "#b4e4df",
    "TIME": "#c8e6f4",
    "PERCENT": "#d2e3bf",
    "MONEY": "#dbe9b3",
    "QUANTITY": "#e7e3b0",
    "ORDINAL": "#e3dcc8",
    "CARDINAL": "#d7dce3",
    "MISC": "#e5d3f0",
}

# Names of CSS colours on which white is easier to read than black.
DARK_NAMES = frozenset(
    "black blue blueviolet brown chocolate crimson darkblue darkgreen darkmagenta darkolivegreen darkred "
    "darkslateblue darkslategray darkslategrey darkviolet dimgray dimgrey firebrick forestgreen green indigo maroon "
    "mediumblue mediumvioletred midnightblue navy olive purple rebeccapurple saddlebrown seagreen sienna teal "
    "slategray slategrey".split()
)
COLOR = re.compile(r"#([0-9a-f]{3,8})\b|\b(rgb|hsl)a?\(([^)]*)\)|\b([a-z]+)\b", re.I)
FUNCTIONS = re.compile(r"\b(?:linear|radial|conic|repeating)[a-z-]*|\b(?:to|at|from|in)\s+[a-z ]+")


def label_colors(colors: Mapping[str, str] | None) -> dict[str, str]:
    """{label in capitals: CSS colour}: what is built in, then the registry `displacy_colors`, then the option."""
    from engine.config import registry  # it brings thinc, which drawing dependencies does not need

    found = dict(LABEL_COLORS)
    for name, value in registry.displacy_colors.get_all().items():
        table = value() if callable(value) else value
        if not isinstance(table, Mapping):
            raise InputError(
                "displacy.bad_colors",
                f"The registry displacy_colors has {type(table).__name__} {table!r} as {name!r}.",
                "Register a dict of labels and CSS colours, or a function that returns one.",
            )
        found.update({str(label).upper(): str(color) for label, color in table.items()})
    found.update({str(label).upper(): str(color) for label, color in (colors or {}).items()})
    return found


def text_color(background: str) -> str:
    """Near black or white, whichever has the greater contrast with a CSS colour or the mean of a gradient."""
    values = _luminances(background)
    if not values:
        return "#16181d"
    mean = sum(values) / len(values)
    # WCAG 2: contrast is (lighter + 0.05) / (darker + 0.05); both colours tie at this luminance
    return "#16181d" if mean > 0.179 else "#fff"


def _luminances(css: str) -> list[float]:
    found = []
    for digits, function, arguments, name in COLOR.findall(FUNCTIONS.sub(" ", css.lower())):
        if digits:
            wide = len(digits) >= 6
            if len(digits) not in (3, 4, 6, 8):
                continue
            parts = [digits[i : i + 2] if wide else digits[i] * 2 for i in range(0, 6 if wide else 3, 2 if wide else 1)]
            found.append(_luminance([int(part, 16) / 255 for part in parts]))
        elif function:
            rgb = _channels(function, arguments)
            if rgb is not None:
                found.append(_luminance(rgb))
        elif name in DARK_NAMES:
            found.append(0.05)
        elif name not in ("deg", "turn", "rad", "px", "em", "rem"):
            found.append(0.6)
    return found


def _channels(function: str, arguments: str) -> list[float] | None:
    numbers = re.findall(r"-?[\d.]+%?", arguments)
    if len(numbers) < 3:
        return None
    try:
        if function == "rgb":
            return [float(n[:-1]) / 100 if n.endswith("%") else float(n) / 255 for n in numbers[:3]]
        hue, saturation, light = (float(n.rstrip("%")) for n in numbers[:3])
    except ValueError:
        return None
    return list(colorsys.hls_to_rgb(hue % 360 / 360, light / 100, saturation / 100))


def _luminance(rgb: list[float]) -> float:
    """Relative luminance, 0 to 1, as WCAG 2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (min(max(c, 0.0), 1.0) for c in rgb)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def as_colors(value: Any, option: str) -> dict[str, str]:
    """The option `colors`, checked."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InputError(
            "displacy.bad_colors_option",
            f"The option {option!r} is {type(value).__name__} {value!r}.",
            'It takes a dict such as {"ORG": "#8edff2"}.',
        )
    return {str(label): str(color) for label, color in value.items()}
