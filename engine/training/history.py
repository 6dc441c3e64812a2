"""The curves of a run: losses and speed by step, scores by evaluation, in bounded space.

Points lie `width` steps apart; when there are too many, each two become one. A checkpoint holds the state, so that a
run that was ended and goes on has the curves of all its parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.errors import FormatError

MAX_POINTS = 1000
Point = list[Any]  # [last step, steps, words, seconds of training, {component: sum of its losses}]


class History:
    """width (int): steps of a point. points: the last may be unfinished. evaluations (list[dict]): step, epoch, score,
    scores, words and seconds of the run up to there. learn_rates: of each point's last step."""

    def __init__(self) -> None:
        self.width = 1
        self.points: list[Point] = []
        self.evaluations: list[dict[str, Any]] = []

    def add(self, info: Mapping[str, Any]) -> None:
        """One step, as the loop tells of it."""
        step = int(info["step"])
        if not self.points or self.points[-1][1] >= self.width:
            if len(self.points) >= MAX_POINTS:
                self._halve()
            if not self.points or self.points[-1][1] >= self.width:
                self.points.append([step, 0, 0, 0.0, {}])
        point = self.points[-1]
        point[0] = step
        point[1] += 1
        point[2] += int(info["step_words"])
        point[3] += float(info["step_seconds"])
        for name, loss in info["step_losses"].items():
            point[4][name] = point[4].get(name, 0.0) + loss
        if info["score"] is not None:
            scores = {k: float(v) for k, v in info["other_scores"].items() if isinstance(v, (int, float))}
            self.evaluations.append(
                {
                    "step": step,
                    "epoch": int(info["epoch"]),
                    "score": float(info["score"]),
                    "scores": scores,
                    "words": int(info["words"]),
                    "seconds": float(info["elapsed"]),
                }
            )

    def _halve(self) -> None:
        merged = []
        for i in range(0, len(self.points), 2):
            point, *other = self.points[i : i + 2]
            for last, steps, words, seconds, losses in other:
                point[0] = last
                point[1] += steps
                point[2] += words
                point[3] += seconds
                for name, loss in losses.items():
                    point[4][name] = point[4].get(name, 0.0) + loss
            merged.append(point)
        self.points = merged
        self.width *= 2

    def losses(self) -> dict[str, list[tuple[int, float]]]:
        """{component: (step, mean loss of a step) of each point}."""
        curves: dict[str, list[tuple[int, float]]] = {}
        for step, n_steps, _, _, losses in self.points:
            for name, loss in losses.items():
                curves.setdefault(name, []).append((step, loss / n_steps))
        return curves

    def speeds(self) -> list[tuple[int, float]]:
        """(step, words per second of training) of each point."""
        return [(step, words / seconds) for step, _, words, seconds, _ in self.points if seconds > 0]

    def state(self) -> dict[str, Any]:
        """Plain data that `restore` takes."""
        points = [[*point[:4], dict(point[4])] for point in self.points]
        return {"width": self.width, "points": points, "evaluations": list(self.evaluations)}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from a state; an empty one, of a run that kept no curves, is a beginning. Raises FormatError."""
        try:
            self.width = int(state.get("width", 1))
            self.points = [
                [int(last), int(n), int(words), float(seconds), {str(k): float(v) for k, v in losses.items()}]
                for last, n, words, seconds, losses in state.get("points", ())
            ]
            self.evaluations = [
                {
                    "step": int(row["step"]),
                    "epoch": int(row["epoch"]),
                    "score": float(row["score"]),
                    "scores": {str(k): float(v) for k, v in row["scores"].items()},
                    "words": int(row["words"]),
                    "seconds": float(row["seconds"]),
                }
                for row in state.get("evaluations", ())
            ]
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise FormatError("history.bad_state", f"the curves of a run cannot be read: {error}") from error
