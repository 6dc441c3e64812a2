"""The settings that the components of a pipeline were made with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.config import Config


class Later:
    """Settings that are made when they are first asked for."""

    def __init__(self, make: Callable[[], Config]) -> None:
        self.make = make


class PipeConfigs(dict[str, Any]):
    """Settings by name of the component, with "factory".

    Filling in the defaults of all functions takes as long as making the component, and most pipelines are loaded to
    run: it is done when the settings are asked for.
    """

    def set_later(self, name: str, make: Callable[[], Config]) -> None:
        """Set the settings of a component to what a function returns."""
        self[name] = Later(make)

    def __getitem__(self, name: str) -> Config:
        found = super().__getitem__(name)
        if isinstance(found, Later):
            found = self[name] = found.make()
        return found

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self else default  # noqa: SIM401 - that would be this method

    def pop(self, name: str, *default: Any) -> Any:
        found = super().pop(name, *default)
        return found.make() if isinstance(found, Later) else found
