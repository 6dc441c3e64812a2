from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, overload

from engine.tokens.doc import Doc
from engine.tokens.span import Span
from engine.vocab.vocab import Vocab

_FuzzyCompare = Callable[[str, str, int], bool]
_OnMatch = Callable[[Matcher, Doc, int, list[tuple[Any, ...]]], Any]

class Matcher:
    vocab: Vocab
    validate: bool
    fuzzy_compare: _FuzzyCompare
    def __init__(self, vocab: Vocab, validate: bool = ..., fuzzy_compare: _FuzzyCompare = ...) -> None: ...
    def __len__(self) -> int: ...
    def __contains__(self, key: object) -> bool: ...
    @property
    def labels(self) -> tuple[str | int, ...]: ...
    def has_key(self, key: str | int) -> bool: ...
    def get(self, key: str | int, default: Any = ...) -> Any: ...
    def add(
        self,
        key: str | int,
        patterns: list[list[dict[Any, Any]]],
        *,
        on_match: _OnMatch | None = ...,
        greedy: Literal["FIRST", "LONGEST"] | None = ...,
    ) -> None: ...
    def remove(self, key: str | int) -> None: ...
    @overload
    def __call__(
        self,
        doclike: Doc | Span,
        *,
        as_spans: Literal[False] = False,
        allow_missing: bool = False,
        with_alignments: Literal[False] = False,
    ) -> list[tuple[int, int, int]]: ...
    @overload
    def __call__(
        self, doclike: Doc | Span, *, as_spans: Literal[True], allow_missing: bool = ..., with_alignments: bool = ...
    ) -> list[Span]: ...
    @overload
    def __call__(
        self,
        doclike: Doc | Span,
        *,
        as_spans: Literal[False] = ...,
        allow_missing: bool = ...,
        with_alignments: Literal[True],
    ) -> list[tuple[int, int, int, list[int]]]: ...
    @overload
    def __call__(
        self, doclike: Doc | Span, *, as_spans: bool = ..., allow_missing: bool = ..., with_alignments: bool = ...
    ) -> list[Any]: ...
    def pipe(
        self, docs: Iterable[Any], batch_size: int = ..., return_matches: bool = ..., as_tuples: bool = ...
    ) -> Iterator[Any]: ...

def unpickle_matcher(
    vocab: Any, validate: Any, fuzzy_compare: Any, patterns: Any, callbacks: Any, greedy: Any, order: Any
) -> Matcher: ...

class _testing:
    @staticmethod
    def py_work(matcher: Matcher, doc: Doc) -> int: ...
