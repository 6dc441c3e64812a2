"""Errors that Doc and its views share."""

from __future__ import annotations

from engine.errors import InputError


class MissingNounChunks(InputError, NotImplementedError):
    """The language of a document has no rule for noun chunks."""


class ViewPickleError(InputError, NotImplementedError):
    """Views on documents cannot be pickled without them."""


class FixedAttributeError(InputError, NotImplementedError):
    """An attribute that follows from others cannot be set."""


def no_sentences() -> InputError:
    """The error of asking for sentences where nobody set them."""
    return InputError(
        "doc.no_sentences",
        "The document has no sentence boundaries.",
        "Add a component that sets them, such as 'parser', 'senter' or 'sentencizer', or set token.is_sent_start.",
    )
