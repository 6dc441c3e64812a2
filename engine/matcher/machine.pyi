from engine.matcher.patterns import Node

class Known:
    def __init__(self, n_columns: int, has_predicates: list[bool]) -> None: ...

class Run: ...

LIMITS: tuple[int, int]

class Machine:
    keys: list[int]
    def __init__(
        self, patterns: list[tuple[int, list[Node]]], greedy: dict[int, str | None], limits: tuple[int, int] = ...
    ) -> None: ...
