from contextlib import AbstractContextManager

from cymem.cymem import Pool

from engine.errors import InputError
from engine.vocab.vocab import Vocab

class StaleError(InputError, RuntimeError): ...

class MemoryZone(AbstractContextManager[Pool]):
    mem: Pool
    ended: bool
    def __init__(self, vocab: Vocab, mem: Pool) -> None: ...
    def __enter__(self) -> Pool: ...
    def __exit__(self, *error: object) -> None: ...
