"""From a config to a pipeline that is ready to be trained."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from thinc.util import fix_random_seed as fix_thinc_seed

from engine.config import Config, registry
from engine.config.schemas import ConfigSchemaTraining
from engine.language.load import nlp_from_config
from engine.training.batch_stream import no_examples
from engine.training.loop import resolve_dot_names

N_STREAMED = 100  # examples that a streamed corpus is initialized with


def fix_random_seed(seed: int = 0) -> None:
    """Seed the generators that training draws from: Python's, numpy's global one, and those of PyTorch and CuPy where
    they are installed."""
    fix_thinc_seed(seed)


def init_nlp(config: Config, *, use_gpu: int = -1) -> Any:
    """Create the pipeline of a config and initialize it on its training corpus.

    Sourced components keep their weights; frozen ones are left alone. Two calls with the same config, data and seed
    give the same weights.
    """
    settings = config.interpolate() if not config.is_interpolated else config
    seed = settings["training"].get("seed")
    if seed is not None:
        fix_random_seed(seed)
    nlp = nlp_from_config(config)
    plain = nlp.config.interpolate()
    training = registry.resolve(plain["training"], schema=ConfigSchemaTraining)
    train_corpus, dev_corpus = resolve_dot_names(plain, [training["train_corpus"], training["dev_corpus"]])
    optimizer = training["optimizer"]
    frozen = list(training["frozen_components"])
    # Of the config as written: in that of the pipeline, a sourced component has the factory that it was made by.
    sourced = sourced_components(settings)
    resumed = [name for name in sourced if name not in frozen]
    # Looked at now: a mistake in the data should not wait until the first evaluation.
    if next(iter(dev_corpus(nlp)), None) is None:
        raise no_examples("dev")
    with nlp.select_pipes(disable=[*frozen, *resumed]):
        if training["max_epochs"] == -1:
            sample = list(itertools.islice(train_corpus(nlp), N_STREAMED))
            if not sample:
                raise no_examples("train")
            nlp.initialize(lambda: sample, sgd=optimizer)
        else:
            examples = list(train_corpus(nlp))
            if not examples:
                raise no_examples("train")
            nlp.initialize(lambda: examples, sgd=optimizer)
    if resumed:
        with nlp.select_pipes(enable=resumed):
            nlp.resume_training(sgd=optimizer)
    return nlp


def sourced_components(config: Mapping[str, Any]) -> list[str]:
    """Names of the components that a config takes from other pipelines."""
    return [name for name, block in config.get("components", {}).items() if "source" in block]
