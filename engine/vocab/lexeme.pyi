from typing import Any

from engine.vocab.vocab import Vocab

class Lexeme:
    vocab: Vocab
    orth: int
    rank: int
    prob: float
    cluster: int
    sentiment: float
    flags: int
    vector: Any
    lower: int
    lower_: str
    norm: int
    norm_: str
    shape: int
    shape_: str
    prefix: int
    prefix_: str
    suffix: int
    suffix_: str
    lang: int
    lang_: str
    is_alpha: bool
    is_ascii: bool
    is_digit: bool
    is_lower: bool
    is_punct: bool
    is_space: bool
    is_title: bool
    is_upper: bool
    like_url: bool
    like_num: bool
    like_email: bool
    is_stop: bool
    is_bracket: bool
    is_quote: bool
    is_left_punct: bool
    is_right_punct: bool
    is_currency: bool
    def __init__(self, vocab: Vocab, orth: int | str) -> None: ...
    @property
    def text(self) -> str: ...
    @property
    def orth_(self) -> str: ...
    @property
    def has_vector(self) -> bool: ...
    @property
    def vector_norm(self) -> float: ...
    @property
    def is_oov(self) -> bool: ...
    def set_attrs(self, **attrs: Any) -> None: ...
    def set_flag(self, flag_id: int, value: bool) -> None: ...
    def check_flag(self, flag_id: int) -> bool: ...
    def similarity(self, other: Any) -> float: ...
    def __lt__(self, other: Lexeme) -> bool: ...
    def __le__(self, other: Lexeme) -> bool: ...
    def __gt__(self, other: Lexeme) -> bool: ...
    def __ge__(self, other: Lexeme) -> bool: ...
