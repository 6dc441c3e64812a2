import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.tokens.doc import Doc
from engine.vocab.vocab import Vocab

Match = re.Match[str] | None
Rules = Mapping[str, Iterable[Mapping[Any, Any]]]

class Tokenizer:
    vocab: Vocab
    prefix_search: Callable[[str], Match] | None
    suffix_search: Callable[[str], Match] | None
    infix_finditer: Callable[[str], Iterator[re.Match[str]]] | None
    token_match: Callable[[str], Match] | None
    url_match: Callable[[str], Match] | None
    faster_heuristics: bool
    rules: Any
    def __init__(
        self,
        vocab: Vocab,
        rules: Rules | None = ...,
        prefix_search: Callable[[str], Match] | None = ...,
        suffix_search: Callable[[str], Match] | None = ...,
        infix_finditer: Callable[[str], Iterator[re.Match[str]]] | None = ...,
        token_match: Callable[[str], Match] | None = ...,
        url_match: Callable[[str], Match] | None = ...,
        faster_heuristics: bool = ...,
    ) -> None: ...
    def __call__(self, text: str) -> Doc: ...
    def pipe(self, texts: Iterable[str], batch_size: int = ...) -> Iterator[Doc]: ...
    def find_prefix(self, string: str) -> int: ...
    def find_suffix(self, string: str) -> int: ...
    def find_infix(self, string: str) -> list[re.Match[str]]: ...
    def explain(self, text: str) -> list[tuple[str, str]]: ...
    def add_special_case(self, string: str, substrings: Iterable[Mapping[Any, Any]]) -> None: ...
    def to_bytes(self, *, exclude: Sequence[str] = ...) -> bytes: ...
    def from_bytes(self, bytes_data: bytes, *, exclude: Sequence[str] = ...) -> Tokenizer: ...
    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ...) -> None: ...
    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ...) -> Tokenizer: ...
