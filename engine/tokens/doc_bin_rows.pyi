from collections.abc import Sequence
from typing import Any

from engine.tokens.doc import Doc
from engine.vocab.vocab import Vocab

class RowReader:
    vocab: Vocab
    source: str
    def __init__(self, vocab: Vocab, attrs: Sequence[int], source: str) -> None: ...
    def read(self, doc: Doc, rows: Any, spaces: Any, index: int) -> None: ...

def encode(doc: Doc, attrs: Sequence[int], strings: set[str]) -> tuple[Any, Any]: ...
