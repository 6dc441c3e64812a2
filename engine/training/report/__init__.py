"""Reports: one HTML file that shows how a pipeline was trained, what it gets right, and what it confuses.

`write_report` makes one from examples with predictions, their scores, and the curves of a run. Callers: the commands
train and evaluate.
"""

from __future__ import annotations

from engine.training.report.build import Facts, build_report, check_target, predict, write_report

__all__ = ["Facts", "build_report", "check_target", "predict", "write_report"]
