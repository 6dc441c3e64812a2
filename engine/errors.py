"""Exception classes by cause. Each carries a stable code, what happened, and what to do about it.

Messages live where they are raised; this module only says how they are put together.
"""

from __future__ import annotations


class EngineError(Exception):
    """Base of all errors that engine raises on purpose.

    code (str): stable slug such as "doc.span_out_of_range".
    detail (str): the value, where it was found, and what was expected.
    hint (str): what the person can do; may be empty.
    """

    def __init__(self, code: str, detail: str, hint: str = ""):
        self.code = code
        self.detail = detail
        self.hint = hint
        super().__init__(code, detail, hint)

    def __str__(self) -> str:
        text = f"[{self.code}] {self.detail}"
        return f"{text}\n  {self.hint}" if self.hint else text


class InputError(EngineError, ValueError):
    """An argument of a Python call cannot be used."""


class UnknownIdError(InputError, KeyError):
    """An id or a name is not in the table it was looked up in."""

    __str__ = EngineError.__str__


class MatchPatternError(InputError):
    """Token patterns of a Matcher that cannot be used; the detail names every mistake."""


class WrongTypeError(InputError, TypeError):
    """An argument has a type that cannot be used."""


class RangeError(InputError, IndexError):
    """An index lies outside its sequence."""


class ConfigError(EngineError, ValueError):
    """A config cannot be used."""


class DataError(EngineError, ValueError):
    """Annotated data contradict themselves."""


class FormatError(DataError):
    """Bytes or text are not in the format they should be in."""


class InternalError(EngineError, RuntimeError):
    """A state that cannot happen was reached: a defect in engine, with the state attached."""
