"""Training a pipeline: initializing, updating, rehearsing, evaluating."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from engine import config as configs
from engine.config.nearest import did_you_mean
from engine.errors import ConfigError, InputError
from engine.gold.example import Example
from engine.gold.validation import validate_examples, validate_get_examples
from engine.language.initialization import init_vocab, load_tok2vec_weights
from engine.language.running import RunningMixin, explain
from engine.tokens import Doc

if TYPE_CHECKING:
    from thinc.api import Optimizer

    from engine.gold.scorer import Scorer

Losses = dict[str, float]
GetExamples = Callable[[], Iterable[Example]]


def has_model(pipe: Any) -> bool:
    """Whether a component learns and has a model to be updated."""
    from thinc.api import Model  # slow to import: pipelines without models do without it

    return bool(getattr(pipe, "is_trainable", False)) and isinstance(getattr(pipe, "model", None), Model)


class TrainingMixin(RunningMixin):
    """The methods of Language that training calls."""

    config: Any

    def create_optimizer(self) -> Optimizer:
        """The optimizer of [training.optimizer]."""
        block = self.config["training"]["optimizer"]
        block = configs.Config({"optimizer": block, **self._variable_sections()}).interpolate()["optimizer"]
        return configs.registry.resolve({"optimizer": block})["optimizer"]

    def _variable_sections(self) -> dict[str, Any]:
        """Sections that variables usually point to."""
        config = self.config
        return {key: config[key] for key in ("paths", "system", "variables") if key in config}

    # Initializing

    def initialize(self, get_examples: GetExamples | None = None, *, sgd: Optimizer | None = None) -> Optimizer:
        """Set up the pipeline for training, by [initialize]: vocabulary, vectors, tokenizer, labels, weights.

        get_examples: called without arguments, returns examples; components take their labels and sizes from them.
        Returns the optimizer, which is also kept for `update`.
        """
        if get_examples is None:
            # Not from the tokenizer, which may need to be initialized first.
            example = Example.from_dict(Doc(self.vocab, words=["x", "y", "z"]), {})

            def get_examples() -> Iterable[Example]:
                return [example]

        validate_get_examples(get_examples, "Language.initialize")
        config = self.config
        plain = config if config.is_interpolated else config.interpolate()
        settings = configs.registry.resolve({"initialize": plain["initialize"]})["initialize"]
        if settings.get("before_init") is not None:
            settings["before_init"](self)
        init_vocab(
            self,
            data=settings.get("vocab_data"),
            lookups=settings.get("lookups"),
            vectors=settings.get("vectors"),
        )
        if hasattr(self.tokenizer, "initialize"):
            options = settings.get("tokenizer") or {}
            check_arguments(self.tokenizer.initialize, options, "initialize.tokenizer")
            self.tokenizer.initialize(get_examples, nlp=self, **options)
        of_components = settings.get("components") or {}
        for name, pipe in self.pipeline:
            if not hasattr(pipe, "initialize"):
                continue
            options = of_components.get(name) or {}
            check_arguments(pipe.initialize, options, f"initialize.components.{name}")
            pipe.initialize(get_examples, nlp=self, **options)
        self._link_components()
        if settings.get("init_tok2vec"):
            load_tok2vec_weights(self, plain, settings["init_tok2vec"])
        self._optimizer = sgd if sgd is not None else self.create_optimizer()
        if settings.get("after_init") is not None:
            settings["after_init"](self)
        return self._optimizer

    def begin_training(self, get_examples: GetExamples | None = None, *, sgd: Optimizer | None = None) -> Optimizer:
        """Older name of `initialize`."""
        return self.initialize(get_examples, sgd=sgd)

    def resume_training(self, *, sgd: Optimizer | None = None) -> Optimizer:
        """Go on training a pipeline that has its weights. Keeps a copy of each model for `rehearse`."""
        from thinc.api import Model

        from engine.pipeline.rehearsal import teacher_of

        upstreams = [pipe for _, pipe in self._components if hasattr(pipe, "listener_map")]
        for _, pipe in self._components:
            if hasattr(pipe, "_rehearsal_model") and isinstance(pipe.model, Model):
                pipe._rehearsal_model = teacher_of(pipe.model, upstreams)
        self._optimizer = sgd if sgd is not None else self.create_optimizer()
        return self._optimizer

    def _link_components(self) -> None:
        raise NotImplementedError

    # Updating

    def update(
        self,
        examples: Iterable[Example],
        _: Any = None,
        *,
        drop: float = 0.0,
        sgd: Optimizer | bool | None = None,
        losses: Losses | None = None,
        component_cfg: Mapping[str, Mapping[str, Any]] | None = None,
        exclude: Iterable[str] = (),
        annotates: Iterable[str] = (),
    ) -> Losses:
        """Update the models of all components on one batch.

        drop: dropout rate. sgd: optimizer; None stands for one that is made once and kept; False leaves the gradients
        for a later update. losses: added to, component by component, and returned. component_cfg: name -> keyword
        arguments of its update. exclude: components not to update. annotates: components whose predictions are set on
        the documents before later components are updated.
        Raises InputTypeError for anything but examples.
        """
        if _ is not None:
            raise InputError(
                "update.two_arguments",
                "update got texts and annotations as two arguments",
                "Pass one list of Example objects: Example.from_dict(nlp.make_doc(text), annotations).",
            )
        losses = {} if losses is None else losses
        batch = listed(examples)
        validate_examples(batch, "Language.update")
        if not batch:
            return losses
        left_out, annotating = set(exclude), set(annotates)
        if annotating:
            # Predictions go to copies: the caller's documents stay as they are.
            batch = [detached(example) for example in batch]
        optimizer = self._optimizer_for(sgd)
        settings = component_cfg or {}
        pipeline = self.pipeline
        for name, pipe in pipeline:
            if name not in left_out and hasattr(pipe, "update"):
                options = {"drop": drop, **settings.get(name, {})}
                try:
                    pipe.update(batch, sgd=None, losses=losses, **options)
                except Exception as error:
                    clearer = explain(name, pipe, error)
                    if clearer is not error:
                        raise clearer from error
                    raise
            if name in annotating:
                stream = self.run_pipe((eg.predicted for eg in batch), pipe, name, self.batch_size, {})
                for example, doc in zip(batch, list(stream), strict=True):
                    if doc is not example.predicted:
                        example.predicted = doc
        if optimizer is not None:
            for name, pipe in pipeline:
                if name not in left_out and has_model(pipe):
                    pipe.finish_update(optimizer)
        return losses

    def _optimizer_for(self, sgd: Optimizer | bool | None) -> Optimizer | None:
        """The optimizer that the argument `sgd` stands for; None for no step."""
        if sgd is False:
            return None
        if sgd is None or sgd is True:
            if self._optimizer is None:
                self._optimizer = self.create_optimizer()
            return self._optimizer
        return sgd

    def rehearse(
        self,
        examples: Iterable[Example],
        *,
        sgd: Optimizer | bool | None = None,
        losses: Losses | None = None,
        component_cfg: Mapping[str, Mapping[str, Any]] | None = None,
        exclude: Iterable[str] = (),
    ) -> Losses:
        """Update the components towards what they predicted when `resume_training` was called."""
        losses = {} if losses is None else losses
        batch = listed(examples)
        validate_examples(batch, "Language.rehearse")
        if not batch:
            return losses
        left_out = set(exclude)
        optimizer = self._optimizer_for(sgd)
        rehearsed = []
        for name, pipe in self.pipeline:
            if name in left_out:
                continue
            if getattr(pipe, "listener_map", None):
                # The shared layers have nothing to rehearse themselves; listeners take this batch's vectors from them.
                pipe.update(batch, sgd=None, losses={})
            elif getattr(pipe, "_rehearsal_model", None) is not None:
                pipe.rehearse(batch, sgd=None, losses=losses, **(component_cfg or {}).get(name, {}))
            else:
                continue
            rehearsed.append(pipe)
        if optimizer is not None:
            for pipe in rehearsed:
                pipe.finish_update(optimizer)
        return losses

    @contextmanager
    def use_params(self, params: Mapping[Any, Any] | None) -> Iterator[None]:
        """Inside the block the models have other weights, such as an optimizer's averages."""
        if not params:
            yield
            return
        from thinc.api import Model

        with ExitStack() as stack:
            for _, pipe in self.pipeline:
                if hasattr(pipe, "use_params") and isinstance(getattr(pipe, "model", None), Model):
                    stack.enter_context(pipe.use_params(params))
            yield

    # Evaluating

    def evaluate(
        self,
        examples: Iterable[Example],
        *,
        batch_size: int | None = None,
        scorer: Scorer | None = None,
        component_cfg: Mapping[str, Mapping[str, Any]] | None = None,
        scorer_cfg: Mapping[str, Any] | None = None,
        per_component: bool = False,
        n_threads: int = 1,
    ) -> dict[str, Any]:
        """Run the pipeline over the predicted documents of examples and score them; the examples stay as they are.

        Returns scores by name, and "speed" in words per second. per_component: one dict of scores per component.
        n_threads: threads that share the documents, as in `pipe`; the scores do not depend on it.
        """
        examples = listed(examples)
        validate_examples(examples, "Language.evaluate")
        copies = [detached(example) for example in examples]
        from engine.gold.scorer import Scorer  # slow to import

        scorer = scorer or Scorer(self, **dict(scorer_cfg or {}))
        start = time.perf_counter()
        docs = list(
            self.pipe(
                (example.predicted for example in copies),
                batch_size=batch_size,
                component_cfg=component_cfg or {},
                n_threads=n_threads,
            )
        )
        for example, doc in zip(copies, docs, strict=True):
            if doc is not example.predicted:
                example.predicted = doc
        end = time.perf_counter()
        n_words = sum(len(doc) for doc in docs)
        results = scorer.score(copies, per_component=per_component)
        results["speed"] = n_words / max(end - start, 1e-9)
        return results


def listed(examples: Any) -> Any:
    """What an iterator gives as a list, as checking goes through it; anything else as it is."""
    return list(examples) if isinstance(examples, Iterator) else examples


def detached(example: Example) -> Example:
    """An example with a copy of the predicted document; the reference and what was derived from it are shared."""
    copy = Example(example.predicted.copy(), example.reference, alignment=example.alignment)
    copy.cache = example.cache
    return copy


def check_arguments(function: Callable[..., Any], options: Mapping[str, Any], section: str) -> None:
    """Raise ConfigError for settings that an `initialize` method does not take."""
    try:
        parameters = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return
    if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values()):
        return
    names = [name for name in parameters if name not in ("get_examples", "nlp")]
    for name in options:
        if name not in names:
            raise ConfigError(
                "initialize.unknown_setting",
                f"[{section}] sets {name}, which the component's initialize does not take",
                did_you_mean(name, names) or f"It takes: {', '.join(names) or 'nothing'}.",
            )
