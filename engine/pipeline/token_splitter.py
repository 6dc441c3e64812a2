"""TokenSplitter: cuts very long tokens into pieces, for components whose cost grows with the length of a token."""

from __future__ import annotations

from typing import Any

from engine.errors import FormatError, InputError
from engine.pipeline.settings_file import SettingsFile
from engine.tokens.doc import Doc


class TokenSplitter(SettingsFile):
    """Cuts tokens of at least `min_length` characters into pieces of `split_length`; 0 for either cuts none.

    Each piece is its own head.
    """

    def __init__(self, min_length: int = 0, split_length: int = 0) -> None:
        problem = wrong_length(min_length, split_length)
        if problem:
            raise InputError("token_splitter.length", problem, "Lengths are numbers of characters; 0 cuts no token.")
        self.min_length = min_length
        self.split_length = split_length

    def __call__(self, doc: Doc) -> Doc:
        """Cut the long tokens of a document."""
        if self.min_length <= 0 or self.split_length <= 0:
            return doc
        with doc.retokenize() as retokenizer:
            for token in doc:
                text = token.text
                if len(text) >= self.min_length:
                    pieces = [text[i : i + self.split_length] for i in range(0, len(text), self.split_length)]
                    retokenizer.split(token, pieces, [(token, i) for i in range(len(pieces))])
        return doc

    def _settings(self) -> dict[str, Any]:
        return {"min_length": self.min_length, "split_length": self.split_length}

    def _take_settings(self, settings: dict[str, Any], place: str) -> None:
        lengths = settings.get("min_length", 0), settings.get("split_length", 0)
        problem = wrong_length(*lengths)
        if problem:
            raise FormatError("token_splitter.settings", f"{place}: {problem}")
        self.min_length, self.split_length = lengths


def wrong_length(min_length: Any, split_length: Any) -> str:
    """What is wrong with the settings; "" when nothing is."""
    for name, value in (("min_length", min_length), ("split_length", split_length)):
        if isinstance(value, bool) or not isinstance(value, int):
            return f"{name} is {value!r}, expected an integer"
    return ""


def make_token_splitter(nlp: Any, name: str, *, min_length: int = 0, split_length: int = 0) -> TokenSplitter:
    """Factory "token_splitter"."""
    return TokenSplitter(min_length=min_length, split_length=split_length)
