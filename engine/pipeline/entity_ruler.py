"""EntityRuler: entities by patterns, of tokens or phrases, with labels and ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from engine.errors import FormatError
from engine.formats import msgpack
from engine.formats import srsly_later as srsly
from engine.gold.component_scorers import ner_score
from engine.matcher.levenshtein import levenshtein_compare
from engine.pipeline import serialize
from engine.pipeline.ruler import Entry, PatternDict, Ruler, check_setting, read_jsonl
from engine.tokens.doc import Doc
from engine.tokens.span import Span

DEFAULT_SEPARATOR = "||"
Match = tuple[int, int, int]


class EntityRuler(Ruler):
    """Finds entities: the longest matches, the first of equally long ones.

    overwrite_ents: whether entities that overlap a match give way to it; else the match is left out. ent_id_sep: what
    joins label and id in the keys of the matchers. patterns: added at once.

    >>> ruler = nlp.add_pipe("entity_ruler")
    >>> ruler.add_patterns([{"label": "ORG", "pattern": "Apple", "id": "apple"}])
    """

    def __init__(
        self,
        nlp: Any,
        name: str = "entity_ruler",
        *,
        phrase_matcher_attr: str | int | None = None,
        matcher_fuzzy_compare: Callable[[str, str, int], bool] = levenshtein_compare,
        validate: bool = False,
        overwrite_ents: bool = False,
        ent_id_sep: str = DEFAULT_SEPARATOR,
        patterns: Iterable[PatternDict] | None = None,
        scorer: Callable[..., dict[str, Any]] | None = ner_score,
    ) -> None:
        self.overwrite = overwrite_ents
        self.ent_id_sep = ent_id_sep
        super().__init__(
            nlp,
            name,
            phrase_matcher_attr=phrase_matcher_attr,
            matcher_fuzzy_compare=matcher_fuzzy_compare,
            validate=validate,
            scorer=scorer,
        )
        if patterns is not None:
            self.add_patterns(patterns)

    def _key(self, label: str, ent_id: str) -> str:
        return f"{label}{self.ent_id_sep}{ent_id}" if ent_id else label

    def __contains__(self, label: object) -> bool:
        """Whether there are patterns with a label; those with an id are found by label, separator and id."""
        return any(self._key(entry.label, entry.id) == label for entry in self._entries)

    @property
    def ent_ids(self) -> tuple[str, ...]:
        """Ids of the patterns, sorted."""
        return self._ids()

    @property
    def token_patterns(self) -> dict[str, list[Any]]:
        """Token patterns by label (and separator and id)."""
        return self._grouped(list)

    @property
    def phrase_patterns(self) -> dict[str, list[Any]]:
        """Phrases by label (and separator and id)."""
        return self._grouped(str)

    def _grouped(self, kind: type) -> dict[str, list[Any]]:
        out: dict[str, list[Any]] = {}
        for entry in self._ordered():
            if isinstance(entry.pattern, kind):
                out.setdefault(self._key(entry.label, entry.id), []).append(entry.pattern)
        return out

    @property
    def patterns(self) -> list[dict[str, Any]]:
        """All patterns: first those of tokens, by label, then the phrases."""
        return [as_dict(entry) for entry in self._ordered()]

    def _ordered(self) -> list[Entry]:
        places: dict[str, int] = {}
        for entry in self._entries:
            places.setdefault(self._key(entry.label, entry.id), len(places))
        return sorted(
            self._entries,
            key=lambda entry: (isinstance(entry.pattern, str), places[self._key(entry.label, entry.id)]),
        )

    def remove(self, ent_id: str) -> None:
        """Remove the patterns with an id. Raises UnknownIdError, a ValueError, when there are none."""
        self._without("id", ent_id, [entry for entry in self._entries if entry.id and entry.id == ent_id])

    def match(self, doc: Doc) -> list[Match]:
        """[(id of the key, start, end)], each once: the longest first, of equally long ones the first in the text.

        Among the matches of the same tokens the order is that of a set, the same in every run.
        """
        return sorted(set(self._find(doc)), key=lambda match: (match[1] - match[2], match[1]))

    def set_annotations(self, doc: Doc, matches: Iterable[Match]) -> None:
        """Make entities of matches, in their order: each unless it overlaps an earlier one, or entities that stay."""
        entities = list(doc.ents)
        taken = [False] * len(doc)
        blocked = [False] * len(doc) if self.overwrite else [token.ent_type != 0 for token in doc]
        new: list[Span] = []
        for key, start, end in matches:
            if any(taken[start:end]) or any(blocked[start:end]):
                continue
            label, ent_id = self._labels_of.get(key, (key, ""))
            new.append(Span(doc, start, end, label=label, span_id=ent_id))
            taken[start:end] = [True] * (end - start)
        if new:
            entities = [ent for ent in entities if not any(taken[ent.start : ent.end])]
        doc.ents = [*entities, *new]

    # Files

    def _cfg(self) -> dict[str, Any]:
        return {
            "overwrite": self.overwrite,
            "phrase_matcher_attr": self.phrase_matcher_attr,
            "ent_id_sep": self.ent_id_sep,
        }

    def _take_cfg(self, cfg: dict[str, Any], place: str) -> None:
        attr = cfg.get("phrase_matcher_attr", self.phrase_matcher_attr)
        if attr is not None and not isinstance(attr, (str, int)):
            raise FormatError("ruler.attr", f"{place}: phrase_matcher_attr is {attr!r:.60}")
        self.overwrite = check_setting("overwrite", cfg.get("overwrite", self.overwrite), bool, place)
        self.ent_id_sep = check_setting("ent_id_sep", cfg.get("ent_id_sep", self.ent_id_sep), str, place)
        self.phrase_matcher_attr = attr

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Settings and patterns as bytes."""
        return srsly.msgpack_dumps({**self._cfg(), "patterns": self.patterns})

    def from_bytes(self, patterns_bytes: bytes, *, exclude: Iterable[str] = ()) -> EntityRuler:
        """Read what `to_bytes` wrote, or a list of patterns, in place of those there are. Raises FormatError."""
        place = f"the bytes of component '{self.name}'"
        content = msgpack.loads(patterns_bytes, place)
        if isinstance(content, dict):
            self._take_cfg(content, place)
            content = content.get("patterns", [])
        self._replace(content, place)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write a folder with the files cfg and patterns.jsonl; only the patterns to a path that ends in .jsonl."""
        path = serialize.require_path(path)
        if path.suffix == ".jsonl":
            srsly.write_jsonl(path, self.patterns)
            return
        writers: serialize.Readers = {
            "cfg": lambda file: srsly.write_json(file, self._cfg()),
            "patterns.jsonl": lambda file: srsly.write_jsonl(file, self.patterns),
        }
        serialize.to_disk(path, writers)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> EntityRuler:
        """Read what `to_disk` wrote, or a file of patterns, in place of those there are. Raises FormatError."""
        path = serialize.require_path(path)
        bare = path.with_suffix(".jsonl")
        if path.suffix == ".jsonl" or (not path.is_dir() and bare.is_file()):
            self._replace(read_jsonl(bare), str(bare))
            return self
        if not path.is_dir():
            raise FileNotFoundError(f"component '{self.name}': there is no folder {path}")

        def read_cfg(file: Path) -> None:
            if file.exists():
                self._take_cfg(serialize.read_json_object(file.read_bytes(), str(file)), str(file))

        readers: serialize.Readers = {
            "cfg": read_cfg,
            "patterns.jsonl": lambda file: self._replace(read_jsonl(file), str(file)),
        }
        serialize.from_disk(path, readers)
        return self


def as_dict(entry: Entry) -> dict[str, Any]:
    out: dict[str, Any] = {"label": entry.label, "pattern": entry.pattern}
    if entry.id:
        out["id"] = entry.id
    return out


def make_entity_ruler(
    nlp: Any,
    name: str,
    phrase_matcher_attr: str | int | None,
    matcher_fuzzy_compare: Callable[..., Any],
    validate: bool,
    overwrite_ents: bool,
    ent_id_sep: str,
    scorer: Callable[..., Any] | None,
) -> EntityRuler:
    """Factory "entity_ruler"."""
    return EntityRuler(
        nlp,
        name,
        phrase_matcher_attr=phrase_matcher_attr,
        matcher_fuzzy_compare=matcher_fuzzy_compare,
        validate=validate,
        overwrite_ents=overwrite_ents,
        ent_id_sep=ent_id_sep,
        scorer=scorer,
    )
