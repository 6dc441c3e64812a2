from typing import Any

from engine.tokens.doc import Doc

class Piece:
    start: int
    end: int
    base: int
    words: list[str]
    heads: list[tuple[int, int]] | None
    values: list[dict[int, int]]
    has_space: bool
    def __init__(
        self,
        start: int,
        end: int,
        base: int,
        words: list[str],
        heads: list[tuple[int, int]] | None,
        values: list[dict[int, int]],
        has_space: bool,
    ) -> None: ...

def rebuild(doc: Doc, pieces: list[Piece]) -> list[int]: ...
def moved_tensor(tensor: Any, source: Any, pieces: list[Piece], firsts: list[int]) -> Any: ...
