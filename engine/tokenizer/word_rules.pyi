from collections.abc import Iterable
from typing import Any

class WordRules:
    def __init__(self, source: Any, from_end: bool) -> None: ...

def _testing_words(function: Any, kind: str, strings: Iterable[str]) -> list[Any]: ...
