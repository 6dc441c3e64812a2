"""FactoryMeta: what is known of a component factory apart from its function."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class FactoryMeta:
    """Description of a registered component factory.

    factory: its name. default_config: settings a config may leave out. assigns, requires: attributes of documents and
    tokens such as "token.tag". retokenizes: whether it changes the tokens. default_score_weights: score -> weight;
    None for a score that is reported and not weighted. scores: names of the scores.
    """

    factory: str
    default_config: dict[str, Any] | None = None
    assigns: tuple[str, ...] | list[str] = ()
    requires: tuple[str, ...] | list[str] = ()
    retokenizes: bool = False
    scores: tuple[str, ...] | list[str] = ()
    default_score_weights: dict[str, float | None] | None = field(default_factory=dict)
