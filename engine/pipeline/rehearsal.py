"""Copies of models for rehearsal: what a component predicted when training resumed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from thinc.api import Model

from engine.ml.tok2vec_listener import Tok2VecListener


def teacher_of(model: Model[Any, Any], upstreams: Iterable[Any]) -> Model[Any, Any]:
    """A copy of a model that goes on to say what the model says now.

    upstreams: the tok2vec components. A listener is replaced by a copy of the model that it listens to, which would
    otherwise change under it.
    """
    teacher = model.copy()
    twins = [
        (node, twin)
        for node, twin in zip(model.walk(), teacher.walk(), strict=True)
        if isinstance(node, Tok2VecListener)
    ]
    for node, twin in twins:
        source = next((each for each in upstreams if any(node is layer for layer in each.listeners)), None)
        if source is None:
            continue
        if twin is teacher:
            return source.model.copy()
        teacher.replace_node(twin, source.model.copy())
    return teacher
