from typing import Any

from numpy import ndarray

class BlockRun:
    drop: float
    def __init__(self, block: Any, M: int, is_train: bool) -> None: ...

def copy_aligned(values: ndarray) -> ndarray: ...
