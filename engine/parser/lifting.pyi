from collections.abc import Sequence

def lift_arcs(heads: Sequence[int]) -> tuple[list[int], list[bool]]: ...
def lower_arcs(
    heads: Sequence[int],
    labels: Sequence[int],
    decorations: Sequence[tuple[int, int] | None],
    is_space: Sequence[bool],
) -> tuple[list[int], list[int]]: ...
