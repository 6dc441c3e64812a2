from collections.abc import Callable, Collection
from typing import Any

from engine.gold.example import Example
from engine.tokens.doc import Doc

_Counts = tuple[int, int, int]

def count_tokens(examples: list[Example]) -> tuple[int, int, int, int, int] | None: ...
def count_attr(examples: list[Example], attr: int) -> _Counts | None: ...
def count_arcs(
    examples: list[Example], ignored: Collection[Any], missing: Collection[Any]
) -> tuple[_Counts, _Counts, int, dict[str, _Counts]] | None: ...
def count_features(
    examples: list[Example], features_of: Callable[[Doc, int], dict[str, str]], is_missing: Callable[[int], bool]
) -> dict[str, _Counts] | None: ...
def count_sents(examples: list[Example]) -> _Counts | None: ...
