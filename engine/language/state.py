"""LanguageState: the fields of a pipeline object, declared once for the classes that Language is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from engine.language.meta import FactoryMeta
from engine.language.pipe_configs import PipeConfigs
from engine.tokens.doc import Doc
from engine.vocab.vocab import Vocab

if TYPE_CHECKING:
    from thinc.api import Config, Optimizer

FROZEN = (
    "[language.frozen] This says what the pipeline has, and cannot be changed. Use add_pipe, remove_pipe, rename_pipe, "
    "enable_pipe and disable_pipe, or copy it."
)
PipeCallable = Callable[[Doc], Doc]


class LanguageState:
    """Fields shared by the parts of Language."""

    lang: ClassVar[str | None] = None  # code of the language
    Defaults: ClassVar[Any]  # language data: tokenizer rules, stop words, ...
    default_config: ClassVar[Config]  # what a config may leave out

    vocab: Vocab
    tokenizer: Any  # str -> Doc
    max_length: int  # longest text, in characters
    batch_size: int  # documents that `pipe` and `evaluate` handle at once, unless told otherwise
    default_error_handler: Callable[..., Any]

    _components: list[tuple[str, Any]]  # all components, in order
    _disabled: set[str]  # names of those that do not run
    _pipe_meta: dict[str, FactoryMeta]  # by component name
    _pipe_configs: PipeConfigs  # by component name; with "factory"
    _made_config: Config | Callable[[], Config]  # `_config`, or what makes it
    _is_filled: bool  # whether `_config` has the default arguments of the functions that it names
    _meta: dict[str, Any]
    _path: Path | None  # where it was loaded from
    _optimizer: Optimizer | None
    _makes_later_models: bool = False  # while components are made whose weights are about to be read

    @property
    def _config(self) -> Config:
        """The config as created, from which `config` starts. Most pipelines run without anybody asking for it."""
        made = self._made_config
        if not isinstance(made, dict):
            made = self._made_config = made()
        return made

    @_config.setter
    def _config(self, value: Config) -> None:
        self._made_config = value

    # Lists that change nothing when they are changed would mislead: these raise.

    @property
    def pipe_names(self) -> list[str]:
        """Names of the components that run, in order."""
        return frozen(name for name, _ in self._components if name not in self._disabled)

    @property
    def component_names(self) -> list[str]:
        """Names of all components, in order, disabled ones included."""
        return frozen(name for name, _ in self._components)

    @property
    def components(self) -> list[tuple[str, Any]]:
        """(name, component) of all components, in order, disabled ones included."""
        return frozen(self._components)

    @property
    def pipeline(self) -> list[tuple[str, Any]]:
        """(name, component) of the components that run, in order."""
        return frozen((name, pipe) for name, pipe in self._components if name not in self._disabled)

    @property
    def disabled(self) -> list[str]:
        """Names of the components that do not run, in order."""
        return frozen(name for name, _ in self._components if name in self._disabled)


class FrozenList(list[Any]):
    """A list that cannot be changed; as confection's SimpleFrozenList, without importing that."""

    def _refuse(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(FROZEN)

    append = clear = extend = insert = pop = remove = reverse = sort = _refuse


def frozen(items: Iterable[Any]) -> list[Any]:
    """A list that cannot be changed."""
    return FrozenList(items)


def frozen_dict(items: Mapping[str, Any]) -> dict[str, Any]:
    """A dict that cannot be changed."""
    from confection import SimpleFrozenDict  # it brings pydantic along

    return SimpleFrozenDict(items, error=FROZEN)
