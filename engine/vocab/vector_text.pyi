from typing import Any

class VectorText:
    words: list[str]
    n: int
    line: int
    data: Any
    spaced: list[tuple[int, str]]
    n_spaced: int
    limit: int
    def __init__(self, width: int, rows: int, limit: int, where: str, line: int = ...) -> None: ...
    @property
    def is_full(self) -> bool: ...
    def feed(self, chunk: bytes) -> None: ...
    def close(self) -> Any: ...
