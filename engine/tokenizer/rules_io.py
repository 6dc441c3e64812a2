"""The file of a tokenizer: patterns as texts, special cases as lists of attributes. Checks of both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from engine.errors import FormatError, InputError
from engine.formats import msgpack
from engine.formats import srsly_later as srsly
from engine.strings.symbols import IDS, attribute_id

ORTH, NORM = IDS["ORTH"], IDS["NORM"]
PATTERNS = ("prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match")
METHODS = {"prefix_search": "search", "suffix_search": "search", "infix_finditer": "finditer"}
ENTRIES = {*PATTERNS, "exceptions", "faster_heuristics"}  # of a file; the exceptions are the rules of Tokenizer
HINT = "Save the pipeline again, or restore the file."


def check_special_case(text: str, parts: Iterable[Mapping[Any, Any]]) -> list[dict[int, str]]:
    """The parts of a special case with attribute ids as keys. InputError when they do not spell the text."""
    out: list[dict[int, str]] = []
    for part in parts:
        found = {attribute_id(key): value for key, value in part.items()}
        is_usable = isinstance(found.get(ORTH), str) and found[ORTH] and isinstance(found.get(NORM), str | None)
        if not is_usable or not set(found) <= {ORTH, NORM}:
            raise InputError(
                "tokenizer.bad_special_case",
                f"The special case {text!r} has the part {dict(part)!r}.",
                "A part has ORTH, a text that is not empty, and may have NORM; nothing else.",
            )
        out.append({key: value for key, value in found.items() if value is not None})
    if not out or "".join(part[ORTH] for part in out) != text:
        raise InputError(
            "tokenizer.bad_special_case",
            f"The parts of the special case {text!r} spell {''.join(part[ORTH] for part in out)!r}.",
            "Together the ORTH of the parts are the text.",
        )
    return out


def dump(tokenizer: Any) -> bytes:
    """msgpack map: patterns (null where there is none, or no compiled pattern), exceptions, faster_heuristics."""
    content: dict[str, Any] = {name: pattern_of(getattr(tokenizer, name)) for name in PATTERNS}
    content["exceptions"] = dict(sorted(tokenizer.rules.items()))
    content["faster_heuristics"] = tokenizer.faster_heuristics
    return srsly.msgpack_dumps(content)


def pattern_of(function: Callable[..., Any] | None) -> str | None:
    owner = getattr(function, "__self__", None)
    return owner.pattern if isinstance(owner, re.Pattern) else None


def load(data: bytes, where: str) -> dict[str, Any]:
    """The settings of a tokenizer file, patterns compiled. FormatError names `where` and the entry."""
    content = msgpack.loads(data, where)
    if not isinstance(content, dict):
        raise FormatError("tokenizer.not_a_map", f"{where}: holds a {type(content).__name__}, not a map.", HINT)
    out: dict[str, Any] = {}
    for name in PATTERNS:
        if name not in content:
            continue
        pattern = content[name]
        if pattern is None or pattern == "":
            out[name] = None
            continue
        try:
            out[name] = getattr(re.compile(pattern), METHODS.get(name, "match"))
        except (re.error, TypeError, ValueError, RecursionError, OverflowError, MemoryError) as err:
            raise FormatError("tokenizer.bad_pattern", f"{where}: {name} is no pattern: {err}.", HINT) from None
    if "faster_heuristics" in content:
        out["faster_heuristics"] = bool(content["faster_heuristics"])
    if "exceptions" in content:
        out["exceptions"] = load_exceptions(content["exceptions"], where)
    return out


def is_checked(text: Any, parts: Any) -> bool:
    """Whether a special case is just as `check_special_case` returns it, as nearly all in files are."""
    spelled = ""
    if type(parts) is not list or not parts:
        return False
    for part in parts:
        if type(part) is not dict or type(part.get(ORTH)) is not str or not part[ORTH]:
            return False
        if len(part) > 1 and (len(part) > 2 or type(part.get(NORM)) is not str):
            return False
        spelled += part[ORTH]
    return spelled == text


def load_exceptions(exceptions: Any, where: str) -> dict[str, list[dict[int, str]]]:
    if not isinstance(exceptions, dict):
        raise FormatError("tokenizer.bad_exceptions", f"{where}: the special cases are no map.", HINT)
    out = {}
    for text, parts in exceptions.items():
        if is_checked(text, parts):
            out[text] = parts
            continue
        try:
            # Keys are attribute ids; old files have them as texts.
            parts = [{int(key) if str(key).isdigit() else key: value for key, value in part.items()} for part in parts]
            out[text] = check_special_case(text, parts)
        except (InputError, AttributeError, TypeError, ValueError) as err:
            detail = err.detail if isinstance(err, InputError) else f"the special case {text!r} is {parts!r}"
            raise FormatError("tokenizer.bad_exceptions", f"{where}: {detail}", HINT) from None
    return out
