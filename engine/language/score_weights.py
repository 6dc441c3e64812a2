"""Weights of the scores of a pipeline: the defaults of its components, combined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def combine_score_weights(
    weights: Iterable[Mapping[str, float | None]], overrides: Mapping[str, float | None] | None = None
) -> dict[str, float | None]:
    """The weights of several components as one dict whose values add up to 1, rounded to two decimals.

    A later component wins where two weigh the same score; `overrides` win over both, before weights are normalised.
    None hides a score and stays None.

    >>> combine_score_weights([{"tag_acc": 1.0}, {"ents_f": 1.0}])
    {'tag_acc': 0.5, 'ents_f': 0.5}
    """
    combined: dict[str, float | None] = {}
    for each in weights:
        combined.update(each)
    combined.update(overrides or {})
    total = sum(value for value in combined.values() if value)
    if not total:
        return combined
    return {key: round(value / total, 2) if value else value for key, value in combined.items()}
