from collections.abc import Sequence
from typing import Any

from numpy import ndarray

def available() -> list[str]: ...
def active() -> str: ...
def aligned_empty(shape: tuple[int, ...], dtype: str = ...) -> ndarray: ...
def adam_step(
    weights: ndarray,
    gradient: ndarray,
    mom1: ndarray,
    mom2: ndarray,
    beta1: float,
    beta2: float,
    eps: float,
    rate: float,
    decay: float,
    grad_clip: float,
    average: ndarray | None = ...,
    average_rate: float = ...,
    isa: str = ...,
) -> float: ...
def parameter_sums(params: Sequence[ndarray]) -> list[tuple[Any, int]]: ...

class _testing:
    def __init__(self, isa: str) -> None: ...
    def py_forward(
        self,
        data: ndarray,
        M: int,
        stride: int,
        W: ndarray,
        b: ndarray,
        G: ndarray,
        shift: ndarray,
        residual: ndarray | None = ...,
        drop: float = ...,
        seed: int = ...,
        train: bool = ...,
    ) -> Any: ...
    def py_linear(self, data: ndarray, M: int, stride: int, W: ndarray, b: ndarray) -> ndarray: ...
    def py_step_hidden(
        self, table: ndarray, pad: ndarray, bias: ndarray, ids: ndarray, relu: bool = ...
    ) -> tuple[ndarray, ndarray]: ...
    def py_step_pick(self, scores: ndarray, valid: ndarray) -> ndarray: ...
    def py_window(
        self, data: ndarray, groups: ndarray, W: ndarray, b: ndarray, G: ndarray, shift: ndarray
    ) -> ndarray: ...
    def py_window_first(
        self, mixed: ndarray, parts: ndarray, ids: ndarray, bias: ndarray, G: ndarray, shift: ndarray
    ) -> ndarray: ...
    @staticmethod
    def py_parameter_sum(values: ndarray) -> int: ...
    def py_backward(
        self,
        data: ndarray,
        stride: int,
        W: ndarray,
        G: ndarray,
        d_out: ndarray,
        xhat: ndarray,
        rstd: ndarray,
        which: ndarray,
        drop: float,
    ) -> tuple[ndarray, ndarray, ndarray, ndarray, ndarray]: ...
    def py_gather_add(self, table: ndarray, ids: ndarray) -> ndarray: ...
    def py_scatter_add(self, n_rows: int, ids: ndarray, d_out: ndarray) -> ndarray: ...
    def py_add_rows(self, n_rows: int, ids: ndarray, values: ndarray) -> ndarray: ...
    def py_dropout(self, rows: ndarray, drop: float, seed: int) -> None: ...
    @staticmethod
    def py_hash_rows(keys: ndarray, seed: int, n_rows: int) -> ndarray: ...
    @staticmethod
    def py_dropout_mask(n_rows: int, n_columns: int, drop: float, seed: int) -> ndarray: ...
