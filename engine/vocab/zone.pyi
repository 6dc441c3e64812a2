from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from cymem.cymem import Pool

from engine.errors import InputError
from engine.vocab.vocab import Vocab

class StaleError(InputError, RuntimeError): ...

class MemoryZone(AbstractContextManager[Pool]):
    mem: Pool
    ended: bool
    kept: dict[Any, Any]
    at_end: list[Callable[[], Any]]
    def __init__(self, vocab: Vocab, mem: Pool) -> None: ...
    def __enter__(self) -> Pool: ...
    def __exit__(self, *error: object) -> None: ...
    def join(self) -> None: ...
    def leave(self) -> None: ...
