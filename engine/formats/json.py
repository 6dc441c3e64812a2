"""Reading JSON: whatever is wrong with it is a FormatError that names the place."""

from __future__ import annotations

import json
from typing import Any

from engine.errors import FormatError

HINT = "The file is damaged, or not what it is taken for: restore it, or save it again."


def loads(data: Any, place: str) -> Any:
    """Value of JSON text or UTF-8 bytes. Raises FormatError with the place, and the line where it is known."""
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        what = f"{error.msg} in line {error.lineno}, column {error.colno}"
    except UnicodeDecodeError as error:
        what = f"{error.reason} in byte {error.start}"
    except RecursionError:
        what = "lists and objects lie too deep in each other"
    except (ValueError, TypeError) as error:  # integers of too many digits; no text at all
        what = str(error)
    raise FormatError("format.json", f"{place}: no JSON: {what}", HINT)


def loads_object(data: Any, place: str) -> dict[str, Any]:
    """An object of JSON text. Raises FormatError."""
    value = loads(data, place)
    if not isinstance(value, dict):
        raise FormatError("format.json_object", f"{place}: a JSON {type(value).__name__}, expected an object", HINT)
    return value
