"""Loggers: what a person sees while a pipeline is trained, on the console, in files, at logging services."""

from __future__ import annotations

from engine.training.loggers.base import RESUMED_AFTER, Info, Logger, LogStep, Steps, resuming_after, tell
from engine.training.loggers.chain import chain_logger, chained, lookup_logger
from engine.training.loggers.console import ScoreTable, console_logger, console_logger_v2, console_logger_v3
from engine.training.loggers.files import jsonl_logger, step_logger
from engine.training.loggers.progress import live_progress

__all__ = [
    "RESUMED_AFTER",
    "Info",
    "LogStep",
    "Logger",
    "ScoreTable",
    "Steps",
    "chain_logger",
    "chained",
    "console_logger",
    "console_logger_v2",
    "console_logger_v3",
    "jsonl_logger",
    "live_progress",
    "lookup_logger",
    "resuming_after",
    "step_logger",
    "tell",
]
