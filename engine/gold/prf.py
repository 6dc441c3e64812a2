"""Counts that scores are made of: precision, recall and F of sets; area under the ROC curve.

Callers: the scoring functions of this room, and user code that scores by itself.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from engine.errors import InputError

EPSILON = 1e-100  # keeps an empty ratio at 0 and changes no other


class PRFScore:
    """Precision, recall and F, from counts of true positives, false positives and false negatives.

    >>> score = PRFScore()
    >>> score.score_set({1, 2}, {2, 3})
    >>> score.tp, score.fp, score.fn
    (1, 1, 1)
    """

    __slots__ = ("fn", "fp", "tp")

    def __init__(self, *, tp: int = 0, fp: int = 0, fn: int = 0) -> None:
        self.tp = tp
        self.fp = fp
        self.fn = fn

    def __len__(self) -> int:
        """How much was counted; 0 means that there is nothing to report."""
        return self.tp + self.fp + self.fn

    def __iadd__(self, other: PRFScore) -> PRFScore:
        self.tp += other.tp
        self.fp += other.fp
        self.fn += other.fn
        return self

    def __add__(self, other: PRFScore) -> PRFScore:
        return PRFScore(tp=self.tp + other.tp, fp=self.fp + other.fp, fn=self.fn + other.fn)

    def __repr__(self) -> str:
        return f"PRFScore(tp={self.tp}, fp={self.fp}, fn={self.fn})"

    def score_set(self, cand: Set[Any], gold: Set[Any]) -> None:
        """Count one set of predictions against the set of right answers."""
        n_right = len(cand & gold)
        self.count(n_right, len(cand), len(gold))

    def count(self, n_right: int, n_predicted: int, n_gold: int) -> None:
        """Count `n_right` of `n_predicted` predictions as true, where there were `n_gold` right answers."""
        self.tp += n_right
        self.fp += n_predicted - n_right
        self.fn += n_gold - n_right

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp + EPSILON)

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn + EPSILON)

    @property
    def fscore(self) -> float:
        p, r = self.precision, self.recall
        return 2 * ((p * r) / (p + r + EPSILON))

    def to_dict(self) -> dict[str, float]:
        return {"p": self.precision, "r": self.recall, "f": self.fscore}


class ROCAUCScore:
    """Area under the ROC curve of one binary label. Undefined until both a positive and a negative were seen."""

    def __init__(self) -> None:
        self.golds: list[int] = []
        self.cands: list[float] = []

    def score_set(self, cand: float, gold: int) -> None:
        """Count one predicted score and its right answer (1 or 0)."""
        self.cands.append(cand)
        self.golds.append(gold)

    def is_binary(self) -> bool:
        return set(self.golds) == {0, 1}

    @property
    def score(self) -> float:
        """The share of (positive, negative) pairs in the right order, ties counting half (Mann-Whitney).

        Raises InputError when only one of the two was seen.
        """
        if not self.is_binary():
            raise InputError("roc.one_class", "only one class was seen", "It takes a positive and a negative case.")
        ranked = sorted(zip(self.cands, self.golds, strict=True))
        n_positive = sum(self.golds)
        n_negative = len(self.golds) - n_positive
        below = 0  # negatives with a lower score
        area = 0.0
        i = 0
        while i < len(ranked):
            j = i
            while j < len(ranked) and ranked[j][0] == ranked[i][0]:
                j += 1
            positives = sum(gold for _, gold in ranked[i:j])
            negatives = j - i - positives
            area += positives * (below + negatives / 2)
            below += negatives
            i = j
        return area / (n_positive * n_negative)
