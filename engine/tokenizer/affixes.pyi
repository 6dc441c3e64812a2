import re
from collections.abc import Callable, Iterator

_Match = re.Match[str] | None

class AffixRules:
    def __init__(
        self,
        prefix_search: Callable[[str], _Match] | None,
        suffix_search: Callable[[str], _Match] | None,
        infix_finditer: Callable[[str], Iterator[re.Match[str]]] | None,
        token_match: Callable[[str], _Match] | None,
        url_match: Callable[[str], _Match] | None,
    ) -> None: ...

def _testing_patience(n: int) -> int: ...
