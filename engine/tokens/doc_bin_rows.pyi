from collections.abc import Sequence
from typing import Any, final

from engine.tokens.doc import Doc
from engine.vocab.vocab import Vocab

@final
class RowReader:
    vocab: Vocab
    source: str
    def __init__(self, vocab: Vocab, attrs: Sequence[int], source: str) -> None: ...
    def read(self, doc: Doc, rows: Any, spaces: Any, index: int) -> None: ...

@final
class RowWriter:
    def __init__(self, attrs: Sequence[int], strings: set[str]) -> None: ...
    def fits(self, attrs: Sequence[int], strings: set[str]) -> bool: ...
    def write(self, doc: Doc) -> tuple[Any, Any]: ...
