"""DocCleaner: sets attributes of documents, to free what later components do not need, such as tensors."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

from engine.errors import FormatError, InputError
from engine.pipeline.settings_file import SettingsFile
from engine.tokens.doc import Doc


class DocCleaner(SettingsFile):
    """Sets attributes to given values.

    attrs: name of an attribute of Doc, or "_." and that of an extension attribute -> value. silent: whether names that
    a document lacks go without a warning.
    """

    def __init__(self, attrs: Mapping[str, Any], *, silent: bool = True) -> None:
        if not isinstance(attrs, Mapping) or not all(isinstance(name, str) for name in attrs):
            raise InputError(
                "doc_cleaner.attrs", f"attrs is {attrs!r:.80}", 'Expected a dict, such as {"tensor": None}.'
            )
        self.cfg: dict[str, Any] = {"attrs": dict(attrs), "silent": silent}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a document."""
        for name, value in self.cfg["attrs"].items():
            extension = name[2:] if name.startswith("_.") else None
            if not (hasattr(doc, name) if extension is None else doc.has_extension(extension)):
                if not self.cfg["silent"]:
                    warnings.warn(f"[doc_cleaner.attribute] a Doc has no attribute '{name}'", stacklevel=2)
            elif extension is None:
                setattr(doc, name, value)
            else:
                doc._.set(extension, value)
        return doc

    def _settings(self) -> dict[str, Any]:
        return self.cfg

    def _take_settings(self, settings: dict[str, Any], place: str) -> None:
        attrs = settings.get("attrs")
        if not isinstance(attrs, dict):
            raise FormatError("doc_cleaner.settings", f"{place}: attrs is {attrs!r:.80}, expected an object")
        self.cfg = {"attrs": attrs, "silent": bool(settings.get("silent", True))}


def make_doc_cleaner(nlp: Any, name: str, *, attrs: dict[str, Any], silent: bool) -> DocCleaner:
    """Factory "doc_cleaner"."""
    return DocCleaner(attrs, silent=silent)
