"""Lemmatizer: base forms of words from tables, by lookup or by rules.

In mode "rule", suffix rules of the part of speech give candidates, an index of known words chooses among them, and a
table of exceptions goes first. A token costs one lookup in C once its form has been seen; see lemma_memo.pyx.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from engine.errors import ConfigError, InputError
from engine.gold.component_scorers import lemmatizer_score
from engine.gold.example import Example
from engine.pipeline import serialize
from engine.pipeline.lemma_memo import LemmaMemo, annotate_each, annotate_from_table
from engine.pipeline.lemma_tables import check_tables
from engine.pipeline.pipe import Pipe
from engine.tokens.doc import Doc
from engine.tokens.token import Token
from engine.vocab.lookups import Lookups
from engine.vocab.lookups_data import load_lookups
from engine.vocab.vocab import Vocab

MODES = ("lookup", "rule")
# Tokens in `cache`, 2 MB: few, so that a process does not grow and shrink with it; the memo keeps more.
MAX_CACHED = 1 << 12
NO_WORD = frozenset(["", "eol", "space"])  # parts of speech, in lower case, that have no base form of their own
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


class MissingLookupsError(ConfigError):
    """A lemmatizer lacks tables that its mode needs."""


def by_form(function: FunctionT) -> FunctionT:
    """Mark a lemmatizing method whose result depends on form, part of speech and features alone: it is memoised.

    A subclass that overrides the method without the mark is asked for every token.
    """
    function.by_form = True  # type: ignore[attr-defined]
    return function


class Lemmatizer(Pipe):
    """Assigns base forms.

    model: unused by the modes here; subclasses may have one. mode: "lookup", "rule", or the prefix of a method
    `<mode>_lemmatize` of a subclass. overwrite: whether lemmas that a document has are replaced.
    lemmatize (Callable[[Token], list[str]]): the method of the mode; the first text it returns is the lemma.
    """

    def __init__(
        self,
        vocab: Vocab,
        model: Any = None,
        name: str = "lemmatizer",
        *,
        mode: str = "lookup",
        overwrite: bool = False,
        scorer: Callable[..., dict[str, Any]] | None = lemmatizer_score,
    ) -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self._mode = mode
        self.overwrite = overwrite
        self.scorer = scorer
        self.lookups = Lookups()
        self.cache: dict[tuple[int, int, int], list[str]] = {}
        self._memo = LemmaMemo()
        self._indexes: dict[str, tuple[Any, frozenset[str]]] = {}
        self._validated = False
        found = getattr(self, f"{mode}_lemmatize", None) if isinstance(mode, str) else None
        if not callable(found):
            raise ConfigError(
                "lemmatizer.mode",
                f"{type(self).__name__} has no mode {mode!r}",
                f"Modes: {', '.join(self._modes())}. A subclass adds one with a method <mode>_lemmatize.",
            )
        self.lemmatize: Callable[[Token], list[str]] = found

    @classmethod
    def _modes(cls) -> list[str]:
        ending = "_lemmatize"
        return sorted(each[: -len(ending)] for each in dir(cls) if each.endswith(ending))

    @classmethod
    def get_lookups_config(cls, mode: str) -> tuple[list[str], list[str]]:
        """(tables that a mode needs, tables that it uses when there are any)."""
        if mode == "lookup":
            return (["lemma_lookup"], [])
        if mode == "rule":
            return (["lemma_rules"], ["lemma_exc", "lemma_index"])
        return ([], [])

    @property
    def mode(self) -> str:
        """How lemmas are found; chosen when the component is made."""
        return self._mode

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of a document. Raises MissingLookupsError when the tables were not loaded."""
        if not self._validated:
            self._validate_tables()
        handle = self.get_error_handler()
        try:
            self._annotate(doc)
        except Exception as error:
            handle(self.name, self, [doc], error)
        return doc

    def _annotate(self, doc: Doc) -> None:
        function = getattr(self.lemmatize, "__func__", None)
        own = getattr(self.lemmatize, "__self__", None) is self
        if own and function is Lemmatizer.lookup_lemmatize:
            annotate_from_table(doc, self.lookups.get_table("lemma_lookup", {}), self.overwrite)
        elif own and getattr(function, "by_form", False) and doc.vocab is self.vocab:
            if not self.cache:  # emptied from outside: the memo holds the same
                self._memo.clear()
            self._memo.annotate(doc, self._cached_forms, self.overwrite)
        else:
            annotate_each(doc, self.lemmatize, self.overwrite)

    def _cached_forms(self, token: Token) -> list[str]:
        """The forms of a token, kept in `cache`, which starts over when it is full: the memo has what it had."""
        if len(self.cache) >= MAX_CACHED:
            self.cache.clear()
        key = (token.orth, token.pos, token.morph.key)
        forms = self.lemmatize(token)
        self.cache.setdefault(key, forms)
        return forms

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]] | None = None,
        *,
        nlp: Any = None,
        lookups: Lookups | None = None,
    ) -> None:
        """Take the tables of the mode: from `lookups`, else from an installed package such as spacy-lookups-data.

        Raises MissingLookupsError or MissingTablesError with the names of missing tables.
        """
        required, optional = self.get_lookups_config(self.mode)
        if lookups is None:
            lookups = load_lookups(self.vocab.lang, required)
            more = load_lookups(self.vocab.lang, optional, strict=False)
            for name in more.tables:
                lookups.set_table(name, more.get_table(name))
        elif not isinstance(lookups, Lookups):
            raise InputError(
                "lemmatizer.lookups", f"lookups is a {type(lookups).__name__}", "Expected Lookups, with its tables."
            )
        self.lookups = lookups
        self._reset()
        self._validate_tables()

    def _reset(self) -> None:
        """Forget lemmas of other tables."""
        self._validated = False
        self.cache = {}
        self._memo.clear()
        self._indexes = {}

    def _validate_tables(self) -> None:
        """Raise MissingLookupsError unless the tables of the mode are there."""
        required, _ = self.get_lookups_config(self.mode)
        missing = [name for name in required if name not in self.lookups]
        if missing:
            raise MissingLookupsError(
                "lemmatizer.missing_tables",
                f"component '{self.name}' lacks {', '.join(missing)}, which mode '{self.mode}' needs; it has "
                f"{', '.join(self.lookups.tables) or 'no tables'}",
                "Call nlp.initialize(), which loads tables of the language, or initialize(lookups=...) with your own.",
            )
        self._validated = True

    def lookup_lemmatize(self, token: Token) -> list[str]:
        """Lemmas by the table `lemma_lookup`; a form that is not in it is its own lemma."""
        found = self.lookups.get_table("lemma_lookup", {}).get(token.text, token.text)
        return [found] if isinstance(found, str) else found

    @by_form
    def rule_lemmatize(self, token: Token) -> list[str]:
        """Lemmas by suffix rules, the index and the exceptions, best one first."""
        key = (token.orth, token.pos, token.morph.key)
        forms = self.cache.get(key)
        if forms is None:
            forms = self.cache[key] = self._rule_forms(token)
        return forms  # not out of the cache: another thread may have emptied it

    def _rule_forms(self, token: Token) -> list[str]:
        text, pos = token.text, token.pos_.lower()
        lower = text.lower()
        if not pos and not token.is_space:
            warnings.warn(
                f"[lemmatizer.no_pos] component '{self.name}' found no part of speech for {text!r}: its lemma is its "
                "lower case. Rules need a tagger and attribute_ruler, or a morphologizer, before the lemmatizer.",
                stacklevel=2,
            )
        if pos in NO_WORD or self.is_base_form(token):
            return [lower]
        index_table, exc_table, rules_table = (
            self.lookups.get_table(name, {}) for name in ("lemma_index", "lemma_exc", "lemma_rules")
        )
        if not any(table.get(pos) for table in (index_table, exc_table, rules_table)):
            return [text if pos == "propn" else lower]
        index = self._index(pos, index_table.get(pos, []))
        return apply_rules(text, lower, rules_table.get(pos, []), index, exc_table.get(pos, {}).get(lower, []))

    def _index(self, pos: str, words: Any) -> frozenset[str]:
        """The words of the index as a set: they come as a list of some ten thousand."""
        known = self._indexes.get(pos)
        if known is None or known[0] is not words or len(known[1]) != len(words):
            known = self._indexes[pos] = (words, frozenset(words))
        return known[1]

    def is_base_form(self, token: Token) -> bool:
        """Whether the features of a token say that its form is the base form. For subclasses to override."""
        return False

    # Files

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The tables as bytes. exclude: "vocab", "lookups"."""
        return serialize.to_bytes({"vocab": self.vocab.to_bytes, "lookups": self.lookups.to_bytes}, exclude)

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> Lemmatizer:
        """Read what `to_bytes` wrote. Raises FormatError, MissingLookupsError."""
        readers: serialize.Readers = {"vocab": self.vocab.from_bytes, "lookups": self._lookups_from_bytes}
        serialize.from_bytes(bytes_data, readers, exclude, what=f"component '{self.name}'")
        self._reset()
        self._validate_tables()
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the folder `lookups` with the tables."""
        serialize.to_disk(
            serialize.require_path(path), {"vocab": self.vocab.to_disk, "lookups": self.lookups.to_disk}, exclude
        )

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Lemmatizer:
        """Read what `to_disk` wrote. Raises FormatError, MissingLookupsError, or FileNotFoundError without a folder."""
        path = serialize.require_path(path)
        if not path.is_dir():
            raise FileNotFoundError(f"component '{self.name}': there is no folder {path}")
        readers: serialize.Readers = {"vocab": self.vocab.from_disk, "lookups": self._read_lookups}
        serialize.from_disk(path, readers, exclude)
        self._reset()
        self._validate_tables()
        return self

    def _read_lookups(self, path: Path) -> None:
        self.lookups.from_disk(path)
        check_tables(self.lookups, str(path / "lookups.bin"))

    def _lookups_from_bytes(self, data: bytes) -> None:
        self.lookups.from_bytes(data)
        check_tables(self.lookups, f"the bytes of component '{self.name}'")


def apply_rules(text: str, lower: str, rules: Any, index: Any, exceptions: Iterable[str]) -> list[str]:
    """Candidates for the lemma of `text`: exceptions, then indexed results of rules, then others.

    rules: pairs (ending, replacement), tried in order on the lower-case form. index: known base forms; a result among
    them goes to the front. A result that is not alphabetic goes to the back of those; any other is taken only when
    nothing else is found.
    """
    forms: list[str] = []
    others: list[str] = []
    for old, new in rules:
        if not lower.endswith(old):
            continue
        form = lower[: len(lower) - len(old)] + new
        if not form:
            continue
        if form in index:
            forms.insert(0, form)
        elif not form.isalpha():
            forms.append(form)
        else:
            others.append(form)
    forms = list(dict.fromkeys(forms))
    for form in exceptions:
        if form not in forms:
            forms.insert(0, form)
    return forms or others or [text]


def make_lemmatizer(
    nlp: Any, name: str, model: Any, mode: str, overwrite: bool, scorer: Callable[..., Any] | None
) -> Lemmatizer:
    """Factory "lemmatizer"."""
    return Lemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite, scorer=scorer)
