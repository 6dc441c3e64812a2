from typing import Any

class NgramHasher:
    minn: int
    maxn: int
    hash_count: int
    hash_seed: int
    bow: str
    eow: str
    def __init__(self, minn: int, maxn: int, hash_count: int, hash_seed: int, bow: str, eow: str) -> None: ...
    def rows(self, word: str, n_rows: int) -> list[int]: ...
    def mean(self, words: list[str], table: Any, out: Any) -> None: ...
