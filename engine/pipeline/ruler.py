"""Ruler: what the components share that find spans by patterns: reading patterns, matchers, files of patterns."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import EngineError, FormatError, InputError, MatchPatternError, UnknownIdError
from engine.formats import json
from engine.gold.example import Example
from engine.matcher import Matcher, PhraseMatcher
from engine.matcher.levenshtein import levenshtein_compare
from engine.matcher.patterns import read_patterns
from engine.pipeline.pipe import Pipe
from engine.strings.store import get_string_id
from engine.strings.symbols import NAMES
from engine.tokens.doc import Doc

PatternDict = Mapping[str, Any]
# Attributes that a token has from its text alone, in any pipeline.
LEXICAL = frozenset({"ORTH", "TEXT", "LOWER", "SHAPE", "PREFIX", "SUFFIX", "LENGTH"})
HINT = 'A pattern is {"label": ..., "pattern": a text or a list of dicts, "id": ...}; the id may be left out.'


@dataclass
class Entry:
    """One pattern. given: as it was added."""

    label: str
    pattern: str | list[dict[Any, Any]]
    id: str
    given: dict[str, Any]


class Ruler(Pipe):
    """Base of EntityRuler and SpanRuler.

    nlp: the pipeline; it tokenizes phrases, and annotates them where phrase_matcher_attr needs it. phrase_matcher_attr:
    attribute that phrases are compared by, ORTH by default. matcher_fuzzy_compare: comparison behind FUZZY.
    """

    def __init__(
        self,
        nlp: Any,
        name: str,
        *,
        phrase_matcher_attr: str | int | None = None,
        matcher_fuzzy_compare: Callable[[str, str, int], bool] = levenshtein_compare,
        validate: bool = False,
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        self.nlp = nlp
        self.name = name
        self.phrase_matcher_attr = phrase_matcher_attr
        self.matcher_fuzzy_compare = matcher_fuzzy_compare
        self.validate = validate
        self.scorer = scorer
        self.clear()

    def _key(self, label: str, ent_id: str) -> str:
        """Key of the patterns of one label and id in the matchers."""
        raise NotImplementedError

    def clear(self) -> None:
        """Remove all patterns."""
        self._entries: list[Entry] = []
        self._labels_of: dict[int, tuple[str, str]] = {}  # id of a key -> (label, id)
        self.matcher = Matcher(self.nlp.vocab, validate=self.validate, fuzzy_compare=self.matcher_fuzzy_compare)
        self.phrase_matcher = PhraseMatcher(self.nlp.vocab, attr=self.phrase_matcher_attr, validate=self.validate)

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of the patterns, sorted."""
        return tuple(sorted({entry.label for entry in self._entries}))

    def _ids(self) -> tuple[str, ...]:
        return tuple(sorted({entry.id for entry in self._entries if entry.id}))

    # Patterns

    def add_patterns(self, patterns: Iterable[PatternDict]) -> None:
        """Add patterns: dicts with "label", "pattern" (a phrase, or a token pattern), and maybe "id".

        Nothing is added when one cannot be used. Raises MatchPatternError, a ValueError, that names all mistakes.
        """
        self._add(self._read(patterns))

    def _read(self, patterns: Any) -> list[Entry]:
        if isinstance(patterns, (str, bytes, Mapping)) or not isinstance(patterns, Iterable):
            raise MatchPatternError("ruler.patterns", f"add_patterns got {patterns!r:.80}", f"Expected a list. {HINT}")
        entries: list[Entry] = []
        problems: list[str] = []
        for number, given in enumerate(patterns):
            found = self._problems(given)
            problems += [f"pattern {number}: {each}" for each in found]
            if not found:
                entries.append(Entry(given["label"], given["pattern"], given.get("id") or "", dict(given)))
        if problems:
            listed = "".join(f"\n- {problem}" for problem in problems)
            raise MatchPatternError(
                "ruler.bad_patterns",
                f"the patterns for component '{self.name}' have {len(problems)} "
                f"mistake{'s' if len(problems) > 1 else ''}:{listed}",
                HINT,
            )
        return entries

    def _problems(self, given: Any) -> list[str]:
        """What is wrong with one pattern."""
        if not isinstance(given, Mapping):
            return [f"{given!r:.60} is no dict"]
        problems = []
        label, ent_id = given.get("label"), given.get("id")
        if not isinstance(label, str):
            problems.append(f"label is {label!r:.60}, expected a text" if "label" in given else "label is missing")
        if not (ent_id is None or isinstance(ent_id, str)):
            problems.append(f"id is {ent_id!r:.60}, expected a text")
        if "pattern" not in given:
            return [*problems, "pattern is missing"]
        pattern = given["pattern"]
        if isinstance(pattern, str):
            if not pattern:
                problems.append("the phrase is empty")
        elif not isinstance(pattern, list):
            problems.append(f"pattern is {pattern!r:.60}, expected a text or a list of dicts")
        else:
            try:
                read_patterns(
                    "x",
                    [pattern],
                    self.nlp.vocab,
                    validate=self.validate,
                    fuzzy_compare=self.matcher_fuzzy_compare,
                )
            except EngineError as error:
                _, *listed = error.detail.split("\n- ")
                for each in listed or [error.detail]:
                    problems.append(each.removeprefix("pattern 0, ").removeprefix("pattern 0: "))
        return problems

    def _add(self, entries: list[Entry]) -> None:
        # One at a time: the order of matches of the same tokens follows that of adding.
        docs = iter(self._phrase_docs([entry.pattern for entry in entries if isinstance(entry.pattern, str)]))
        for entry in entries:
            key = self._key(entry.label, entry.id)
            self._labels_of[get_string_id(key)] = (entry.label, entry.id)
            if isinstance(entry.pattern, str):
                self.phrase_matcher.add(key, [next(docs)])
            else:
                self.matcher.add(key, [entry.pattern])
        for entry in entries:
            self.nlp.vocab.strings.add(entry.label, allow_transient=False)
            self.nlp.vocab.strings.add(entry.id, allow_transient=False)
        self._entries += entries

    def _phrase_docs(self, texts: list[str]) -> list[Doc]:
        """Phrases as documents with the attribute that they are compared by.

        They go through the components before this one; for an attribute that follows from the text, only where one of
        those changes the tokens.
        """
        if not texts:
            return []
        names = list(self.nlp.pipe_names)
        places = [i for i, name in enumerate(names) if self.nlp.get_pipe(name) is self]
        before = names[: places[0]] if places else names
        attr = self.phrase_matcher_attr
        attr = NAMES[attr] if isinstance(attr, int) and 0 <= attr < len(NAMES) else str(attr or "ORTH").upper()
        if attr in LEXICAL and not any(self.nlp.get_pipe_meta(name).retokenizes for name in before):
            return [self.nlp.make_doc(text) for text in texts]
        with self.nlp.select_pipes(disable=[name for name in names if name not in before]):
            return list(self.nlp.pipe(texts))

    def _keep(self, entries: list[Entry]) -> None:
        """Remove all patterns but these."""
        self.clear()
        self._add(entries)

    def _without(self, kind: str, value: str, found: list[Entry]) -> None:
        """Remove the patterns `found`, whose label or id is `value`. Raises UnknownIdError when there are none."""
        if not found:
            known = self.labels if kind == "label" else self._ids()
            raise UnknownIdError(
                "ruler.unknown_pattern",
                f"component '{self.name}' has no pattern with {kind} {value!r}",
                f"There are: {', '.join(known) or 'none'}.",
            )
        self._keep([entry for entry in self._entries if not any(entry is each for each in found)])

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]] | None = None,
        *,
        nlp: Any = None,
        patterns: Iterable[PatternDict] | None = None,
    ) -> None:
        """Replace the patterns by `patterns`."""
        self.clear()
        if patterns:
            self.add_patterns(patterns)

    # Matching

    def _find(self, doc: Doc) -> list[tuple[int, int, int]]:
        """[(id of the key, start, end)] of all matches that are not empty, first those of token patterns."""
        if not self._entries:
            warnings.warn(f"[ruler.no_patterns] component '{self.name}' has no patterns", stacklevel=3)
            return []
        found: list[tuple[int, int, int]] = []
        for matcher in (self.matcher, self.phrase_matcher):
            if len(matcher):
                found += matcher(doc)
        return [match for match in found if match[1] != match[2]]

    def match(self, doc: Doc) -> Any:
        """Matches in a document, as `set_annotations` takes them."""
        raise NotImplementedError

    def set_annotations(self, doc: Doc, matches: Any) -> None:
        """Write matches into a document."""
        raise NotImplementedError

    def __call__(self, doc: Doc) -> Doc:
        """Find the patterns in a document and annotate it."""
        handle = self.get_error_handler()
        try:
            self.set_annotations(doc, self.match(doc))
        except Exception as error:
            handle(self.name, self, [doc], error)
        return doc

    # Files

    def _replace(self, patterns: Any, place: str) -> None:
        """Take patterns from a file in place of those there are. Raises FormatError naming the place."""
        try:
            entries = self._read(patterns)
        except EngineError as error:
            raise FormatError("ruler.file", f"{place}: {error.detail}", error.hint) from error
        self._keep(entries)


def read_jsonl(path: Path) -> list[Any]:
    """The JSON values of a file, one a line. Raises FormatError naming file and line, FileNotFoundError."""
    try:
        text = path.read_text(encoding="utf8")
    except UnicodeDecodeError as error:
        raise FormatError("ruler.encoding", f"{path} is not UTF-8: {error}") from None
    values = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        values.append(json.loads(line, f"{path}:{number}: {line[:60]!r}"))
    return values


def check_setting(name: str, value: Any, expected: type, place: str) -> Any:
    """A setting from a file. Raises FormatError."""
    if not isinstance(value, expected):
        raise FormatError("ruler.setting", f"{place}: {name} is {value!r:.60}, expected a {expected.__name__}")
    return value


def check_callable(value: Any, name: str) -> Any:
    """A function given as a setting. Raises InputError."""
    if not callable(value):
        raise InputError("ruler.filter", f"{name} is {value!r:.60}", "Expected a function of (entities, spans).")
    return value
