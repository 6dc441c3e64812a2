from collections.abc import Sequence

from numpy import ndarray

class PackedLinear:
    def __init__(self, W: ndarray, b: ndarray) -> None: ...
    def run(self, vectors: Sequence[ndarray]) -> ndarray: ...
