"""SpanRuler: spans by patterns, of tokens or phrases, into a span group, and as entities if asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from engine.formats import json
from engine.formats import srsly_later as srsly
from engine.gold.component_scorers import make_overlapping_labeled_spans_scorer
from engine.matcher.levenshtein import levenshtein_compare
from engine.pipeline import serialize
from engine.pipeline.ruler import Ruler, check_callable, read_jsonl
from engine.pipeline.span_filters import (
    SpanFilter,
    first_longest_spans_filter,
    prioritize_existing_ents_filter,
    prioritize_new_ents_filter,
)
from engine.tokens.doc import Doc
from engine.tokens.span import Span

DEFAULT_SPANS_KEY = "ruler"


class SpanRuler(Ruler):
    """Finds spans, which may overlap.

    spans_key: name of the span group to write, or None. spans_filter: function of (spans of the group, new ones), which
    returns those to add. annotate_ents: whether entities are set. ents_filter: function of (entities, new spans), which
    returns the entities. overwrite: whether the group and the entities that a document has are dropped.

    >>> ruler = nlp.add_pipe("span_ruler")
    >>> ruler.add_patterns([{"label": "ORG", "pattern": "Apple"}])
    """

    def __init__(
        self,
        nlp: Any,
        name: str = "span_ruler",
        *,
        spans_key: str | None = DEFAULT_SPANS_KEY,
        spans_filter: SpanFilter | None = None,
        annotate_ents: bool = False,
        ents_filter: SpanFilter = first_longest_spans_filter,
        phrase_matcher_attr: str | int | None = None,
        matcher_fuzzy_compare: Callable[[str, str, int], bool] = levenshtein_compare,
        validate: bool = False,
        overwrite: bool = False,
        scorer: Callable[..., dict[str, Any]] | None = make_overlapping_labeled_spans_scorer(DEFAULT_SPANS_KEY),
    ) -> None:
        self.spans_key = spans_key
        self.spans_filter = None if spans_filter is None else check_callable(spans_filter, "spans_filter")
        self.annotate_ents = annotate_ents
        self.ents_filter = check_callable(ents_filter, "ents_filter")
        self.overwrite = overwrite
        super().__init__(
            nlp,
            name,
            phrase_matcher_attr=phrase_matcher_attr,
            matcher_fuzzy_compare=matcher_fuzzy_compare,
            validate=validate,
            scorer=scorer,
        )

    def _key(self, label: str, ent_id: str) -> str:
        return str((label, ent_id))

    def __contains__(self, label: object) -> bool:
        """Whether there are patterns with a label."""
        return any(entry.label == label for entry in self._entries)

    @property
    def key(self) -> str | None:
        """Name of the span group."""
        return self.spans_key

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the patterns, sorted."""
        return self._ids()

    @property
    def patterns(self) -> list[dict[str, Any]]:
        """All patterns, as they were added."""
        return [entry.given for entry in self._entries]

    def remove(self, label: str) -> None:
        """Remove the patterns with a label. Raises UnknownIdError, a ValueError, when there are none."""
        self._without("label", label, [entry for entry in self._entries if entry.label == label])

    def remove_by_id(self, pattern_id: str) -> None:
        """Remove the patterns with an id. Raises UnknownIdError, a ValueError, when there are none."""
        self._without("id", pattern_id, [entry for entry in self._entries if entry.id and entry.id == pattern_id])

    def match(self, doc: Doc) -> list[Span]:
        """The matches as spans, each once, in the order of the text; of the same tokens by label and id."""
        found = {(start, end, *self._labels_of[key]) for key, start, end in self._find(doc)}
        return [Span(doc, start, end, label=label, span_id=ent_id) for start, end, label, ent_id in sorted(found)]

    def set_annotations(self, doc: Doc, matches: Iterable[Span]) -> None:
        """Write spans into the group, and make them entities if asked."""
        matches = list(matches)
        if self.spans_key:
            kept = [] if self.overwrite else list(doc.spans.get(self.spans_key, []))
            added = matches if self.spans_filter is None else list(self.spans_filter(kept, matches))
            doc.spans[self.spans_key] = [*kept, *added]
        if self.annotate_ents:
            entities = [] if self.overwrite else list(doc.ents)
            doc.ents = sorted(self.ents_filter(entities, matches))

    # Files

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The patterns as bytes."""
        return serialize.to_bytes({"patterns": lambda: srsly.json_dumps(self.patterns)}, exclude)

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> SpanRuler:
        """Read what `to_bytes` wrote, in place of the patterns there are. Raises FormatError."""
        what = f"component '{self.name}'"

        def read(text: Any) -> None:
            self._replace(json.loads(text, f"the bytes of {what}"), f"the bytes of {what}")

        serialize.from_bytes(bytes_data, {"patterns": read}, exclude, what=what)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write a folder with the file `patterns`: JSON, one pattern a line."""
        writers: serialize.Readers = {"patterns": lambda file: srsly.write_jsonl(file, self.patterns)}
        serialize.to_disk(serialize.require_path(path), writers, exclude)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> SpanRuler:
        """Read what `to_disk` wrote, in place of the patterns there are. Raises FormatError, FileNotFoundError."""
        path = serialize.require_path(path)
        if not path.is_dir():
            raise FileNotFoundError(f"component '{self.name}': there is no folder {path}")
        readers: serialize.Readers = {"patterns": lambda file: self._replace(read_jsonl(file), str(file))}
        serialize.from_disk(path, readers, exclude)
        return self


def make_span_ruler(
    nlp: Any,
    name: str,
    spans_key: str | None,
    spans_filter: Callable[..., Any] | None,
    annotate_ents: bool,
    ents_filter: Callable[..., Any],
    phrase_matcher_attr: str | int | None,
    matcher_fuzzy_compare: Callable[..., Any],
    validate: bool,
    overwrite: bool,
    scorer: Callable[..., Any] | None,
) -> SpanRuler:
    """Factory "span_ruler"."""
    return SpanRuler(
        nlp,
        name,
        spans_key=spans_key,
        spans_filter=spans_filter,
        annotate_ents=annotate_ents,
        ents_filter=ents_filter,
        phrase_matcher_attr=phrase_matcher_attr,
        matcher_fuzzy_compare=matcher_fuzzy_compare,
        validate=validate,
        overwrite=overwrite,
        scorer=scorer,
    )


def make_future_entity_ruler(
    nlp: Any,
    name: str,
    phrase_matcher_attr: str | int | None,
    matcher_fuzzy_compare: Callable[..., Any],
    validate: bool,
    overwrite_ents: bool,
    ent_id_sep: str,
    scorer: Callable[..., Any] | None,
) -> SpanRuler:
    """Factory "future_entity_ruler": a span ruler that sets entities as the entity ruler does. ent_id_sep is unused."""
    return SpanRuler(
        nlp,
        name,
        spans_key=None,
        annotate_ents=True,
        ents_filter=prioritize_new_ents_filter if overwrite_ents else prioritize_existing_ents_filter,
        phrase_matcher_attr=phrase_matcher_attr,
        matcher_fuzzy_compare=matcher_fuzzy_compare,
        validate=validate,
        scorer=scorer,
    )
