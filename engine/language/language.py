"""Language: a text-processing pipeline, and everything that can be done with it.

`Language` is put together from one class a concern: state.py (fields), factories.py (registering components), pipes.py
(which components there are), creation.py (from a config), running.py, training.py, files.py.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from engine import config as configs
from engine.errors import InputError
from engine.lang import get_defaults
from engine.language.creation import CreationMixin
from engine.language.files import FilesMixin
from engine.language.filling import fill_functions
from engine.language.finding import CONFIG_FILE, find_pipeline
from engine.language.initialization import vectors_summary
from engine.language.pipe_configs import PipeConfigs
from engine.language.score_weights import combine_score_weights
from engine.language.training import TrainingMixin
from engine.language.vocabulary import create_vectors, create_vocab
from engine.pipeline.pipe import raise_error
from engine.vocab.vocab import Vocab

if TYPE_CHECKING:
    from engine.config import Config

# What pipelines are compatible with, in the meta data that spaCy checks when it loads one.
SPACY_VERSION = ">=3.8.18,<3.9.0"
DEFAULT_TOKENIZER = "spacy.Tokenizer.v1"


class DefaultConfig:
    """Class attribute `default_config`: the documented defaults, with what the language sets otherwise."""

    def __get__(self, instance: Any, owner: Any) -> Config:
        config = _default_config(owner.lang)
        own = getattr(owner.Defaults, "config", None)
        return config.merge(own) if own else config


@functools.cache
def _default_config(lang: str | None) -> Config:
    config = configs.default_config()
    config["nlp"]["lang"] = lang
    return config


class BaseDefaults:
    """Class attribute `Defaults` of a Language that belongs to no language: the data all languages share."""

    def __get__(self, instance: Any, owner: type) -> Any:
        return get_defaults("xx")


class Language(CreationMixin, TrainingMixin, FilesMixin):
    """A pipeline: vocabulary, tokenizer, and components in order.

    vocab: a Vocab, or True for a new one with the language's data. max_length: longest text, in characters.
    meta: entries of the meta data. create_tokenizer: called with the pipeline, returns the tokenizer.
    create_vectors: called with the vocabulary, returns the vectors. batch_size: of `pipe` and `evaluate`.

    >>> nlp = engine.blank("en")
    >>> doc = nlp("Hello world")
    """

    lang: ClassVar[str | None] = None
    Defaults: ClassVar[Any] = BaseDefaults()
    default_config: ClassVar[Any] = DefaultConfig()
    source_loader: ClassVar[Callable[..., Any] | None] = None  # set by load.py, which needs this class

    def __init__(
        self,
        vocab: Vocab | bool = True,
        *,
        max_length: int = 10**6,
        meta: Mapping[str, Any] | None = None,
        create_tokenizer: Callable[[Any], Callable[[str], Any]] | None = None,
        create_vectors: Callable[[Vocab], Any] | None = None,
        batch_size: int | None = None,
        **kwargs: Any,
    ) -> None:
        if kwargs:
            raise InputError(
                "language.arguments",
                f"{type(self).__name__} takes no argument {', '.join(kwargs)}",
                "Settings of a pipeline go into its config: Language.from_config.",
            )
        self._made_config = self._default_config
        self._is_filled = False
        self._meta = dict(meta or {})
        self._path = None
        self._optimizer = None
        self._components = []
        self._disabled = set()
        self._pipe_meta = {}
        self._pipe_configs = PipeConfigs()
        self.max_length = max_length
        self.batch_size = 1000 if batch_size is None else batch_size
        self.default_error_handler = raise_error
        if vocab is True:
            name = (self._meta.get("vectors") or {}).get("name")
            vocab = create_vocab(self.lang, self.Defaults, vectors_name=name)
            vocab.vectors = (create_vectors or _empty_vectors)(vocab)
            if name and not vocab.vectors.name:
                vocab.vectors.name = name
        elif not isinstance(vocab, Vocab):
            raise InputError("language.vocab", f"vocab is {vocab!r:.80}", "Expected a Vocab, or True for a new one.")
        if self.lang is not None and vocab.lang and vocab.lang != self.lang:
            raise InputError(
                "language.vocab_lang",
                f'the vocabulary is for "{vocab.lang}", the pipeline for "{self.lang}"',
                "Share a vocabulary only between pipelines of one language.",
            )
        self.vocab = vocab
        if create_tokenizer is None:
            create_tokenizer = default_tokenizer(self._config["nlp"].get("tokenizer"))
        self.tokenizer = create_tokenizer(self)

    @classmethod
    def _default_config(cls) -> Config:
        """The config of a pipeline that was made without one."""
        config = cls.default_config.copy()
        config.is_interpolated = False
        return config

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)

    @property
    def path(self) -> Path | None:
        """Folder that the pipeline was loaded from."""
        return self._path

    @property
    def meta(self) -> dict[str, Any]:
        """Meta data: what meta.json holds. Names of components and labels are as they are now."""
        meta = self._meta
        meta["lang"] = self.lang or self.vocab.lang or meta.get("lang", "")
        for key, default in (
            ("name", "pipeline"),
            ("version", "0.0.0"),
            ("spacy_version", SPACY_VERSION),
            ("description", ""),
            ("author", ""),
            ("email", ""),
            ("url", ""),
            ("license", ""),
            ("spacy_git_version", ""),
        ):
            meta.setdefault(key, default)
        meta["vectors"] = vectors_summary(self.vocab)
        meta["labels"] = dict(self.pipe_labels)
        meta["pipeline"] = list(self.pipe_names)
        meta["components"] = list(self.component_names)
        meta["disabled"] = list(self.disabled)
        return meta

    @meta.setter
    def meta(self, value: Mapping[str, Any]) -> None:
        self._meta = dict(value)

    @property
    def config(self) -> Config:
        """The config that makes this pipeline: a copy, with variables in their places.

        Score weights are the defaults of the components, combined and normalised, under those that the config set.
        """
        if not self._is_filled:
            # When first asked for: running a pipeline needs none of the functions that training is configured with.
            for name, block in self._config.items():
                if name != "components":
                    fill_functions(block)
            self._is_filled = True
        config = self._config.copy()
        section = config["nlp"]
        section["lang"] = self.lang
        section["pipeline"] = list(self.component_names)
        section["disabled"] = list(self.disabled)
        section["batch_size"] = section.get("batch_size") or self.batch_size
        config["components"] = {name: configs.Config(self._pipe_configs[name]).copy() for name in self.component_names}
        training = config.setdefault("training", {})
        weights = [self._pipe_meta[name].default_score_weights or {} for name in self.component_names]
        training["score_weights"] = combine_score_weights(weights, training.get("score_weights"))
        config.is_interpolated = not configs.has_variables(config)
        return config

    @config.setter
    def config(self, value: Mapping[str, Any]) -> None:
        self._config = value.copy() if isinstance(value, configs.Config) else configs.Config(dict(value))
        self._is_filled = False

    def load_source(self, origin: str | Path, needed: str) -> Any:
        """Load the pipeline that the component `needed` comes from, sharing nothing with this one.

        Its other components are left out where engine has no factory for them.
        """
        if self.source_loader is None:
            raise InputError("language.no_loader", "the module engine.language.load was not imported")
        saved = configs.Config().from_disk(find_pipeline(origin) / CONFIG_FILE, interpolate=False)
        left_out = []
        for name, block in (saved.get("components") or {}).items():
            factory = block.get("factory") if isinstance(block, Mapping) else None
            if name != needed and isinstance(factory, str) and not self.has_factory(factory):
                left_out.append(name)
        return type(self).source_loader(origin, exclude=left_out)  # type: ignore[misc]

    def __reduce__(self) -> Any:
        """Pickled as its config and its bytes: the factories of its components have to be known where it is loaded."""
        state = {key: getattr(self, key) for key in ("max_length", "batch_size", "default_error_handler")}
        cls = self.lang if self.lang and make_class(self.lang) is type(self) else type(self)
        return unpickle, (cls, self.config.to_str(), self.meta, self.to_bytes(), list(self.disabled), state)

    def _link_components(self) -> None:
        CreationMixin._link_components(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.lang}: {', '.join(self.pipe_names) or 'no components'}>"


def default_tokenizer(block: Mapping[str, Any] | None) -> Callable[[Any], Any]:
    """The function that makes the tokenizer of a block [nlp.tokenizer]; without one, that of the language rules."""
    if not block:
        return configs.registry.get("tokenizers", DEFAULT_TOKENIZER)()
    return configs.registry.resolve({"tokenizer": dict(block)})["tokenizer"]


def make_class(code: str) -> Any:
    return configs.registry.get("languages", code) if configs.registry.has("languages", code) else None


def unpickle(
    cls: Any, config: str, meta: dict[str, Any], data: bytes, disabled: list[str], state: dict[str, Any]
) -> Language:
    """The pipeline that `Language.__reduce__` took apart."""
    cls = make_class(cls) if isinstance(cls, str) else cls
    nlp = cls.from_config(configs.Config().from_str(config, interpolate=False), meta=meta, disable=disabled)
    nlp.from_bytes(data)
    for key, value in state.items():
        setattr(nlp, key, value)
    nlp.set_error_handler(state["default_error_handler"])
    return nlp


def _empty_vectors(vocab: Vocab) -> Any:
    return create_vectors()(vocab)
