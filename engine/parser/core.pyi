from collections.abc import Iterable, Mapping, Sequence
from typing import Any

LABEL_ROOT: int
LABEL_DEP: int
LABEL_SUBTOK: int

class TransitionSystem:
    mem: Any
    n_classes: int
    def __init__(
        self, classes: Iterable[tuple[int, int]], decorations: Mapping[int, tuple[int, int]] | None = None
    ) -> None: ...
    def n_moves(self) -> int: ...
    def moves(self) -> list[tuple[int, int]]: ...

class ArcEager(TransitionSystem): ...
class Biluo(TransitionSystem): ...

class DocBatch:
    mem: Any
    n_docs: int
    n_tokens: int
    def __init__(
        self,
        lengths: Sequence[int],
        sent_starts: Sequence[int] | None = None,
        heads: Sequence[int] | None = None,
        deps: Sequence[int] | None = None,
        ent_iob: Sequence[int] | None = None,
        ent_types: Sequence[int] | None = None,
        is_space: Sequence[bool] | None = None,
    ) -> None: ...

class Gold:
    mem: Any
    n_tokens: int

class GoldTree(Gold):
    def __init__(
        self, heads: Sequence[int | None], labels: Sequence[int], sent_starts: Sequence[int | None]
    ) -> None: ...

class GoldEntities(Gold):
    def __init__(self, tags: Sequence[tuple[int, int]], wrong: Iterable[tuple[int, int, int]] = ()) -> None: ...

class StateBatch:
    mem: Any
    system: TransitionSystem
    docs: DocBatch
    n_states: int
    n_active: int
    n_tokens: int
    has_gold: bool
    def __init__(
        self,
        system: TransitionSystem,
        docs: DocBatch,
        golds: Sequence[Gold] | None = None,
        doc_of_state: Sequence[int] | None = None,
    ) -> None: ...
    def active(self) -> list[int]: ...
    def documents(self) -> list[int]: ...
    def stack(self, b: int) -> list[int]: ...
    def buffer(self, b: int) -> list[int]: ...
    def features(self, F: int) -> list[list[int]]: ...
    def valid(self) -> list[list[bool]]: ...
    def costs(self) -> list[list[float]]: ...
    def advance(self, classes: Sequence[int]) -> None: ...
    def tree(self, b: int) -> tuple[list[int], list[int]]: ...
    def marks(self, b: int) -> list[int]: ...
    def spans(self, b: int) -> list[tuple[int, int, int]]: ...
    def oracle(self) -> list[list[int]]: ...
    def cut(self, max_moves: int, annotated: list[bytes] | None = None) -> StateBatch: ...
