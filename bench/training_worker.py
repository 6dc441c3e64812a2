"""One measurement of training in a fresh process, see bench/training.py; the result is the last line of the output."""

from __future__ import annotations

import hashlib
import importlib
import json
import random
import sys
import time
from collections.abc import Iterator
from typing import Any

WARM_UP = 3  # steps that are not timed


def register(registry: Any, kind: str) -> None:
    """An encoder of the kind of layers that is measured: two layers over each token."""
    from thinc.api import Model, PyTorchWrapper, Relu, chain, residual, with_array

    def make(width: int) -> Model:
        if kind == "thinc":
            inner: Model = chain(residual(Relu(width, width)), residual(Relu(width, width)))
        else:
            torch = importlib.import_module("torch")

            torch.manual_seed(0)
            layers = [torch.nn.Linear(width, width), torch.nn.ReLU(), torch.nn.Linear(width, width)]
            inner = PyTorchWrapper(torch.nn.Sequential(*layers))
        return with_array(inner, pad=0) if kind == "thinc" else named(with_array(inner), width)

    def named(model: Model, width: int) -> Model:
        model.set_dim("nO", width, force=True)
        return model

    def make_with_width(width: int) -> Model:
        return named(make(width), width)

    registry.architectures(f"bench.{kind}.v1", func=make_with_width)


def batches(examples: list[Any], n_words: int, seed: int) -> Iterator[tuple[list[Any], int]]:
    """Shuffled, of at least so many words, over and over."""
    rng = random.Random(seed)
    while True:
        order = list(range(len(examples)))
        rng.shuffle(order)
        batch: list[Any] = []
        size = 0
        for i in order:
            batch.append(examples[i])
            size += len(examples[i].reference)
            if size >= n_words:
                yield batch, size
                batch, size = [], 0


def train(job: dict[str, Any]) -> dict[str, Any]:
    from thinc.api import Config, fix_random_seed

    importlib.import_module(job["library"])
    training = importlib.import_module(job["library"] + ".training")
    util = importlib.import_module(job["library"] + ".util")
    if job.get("custom"):
        register(util.registry, job["custom"])
    fix_random_seed(job["seed"])
    nlp = util.load_model_from_config(Config().from_str(job["config"]), auto_fill=True)
    optimizer = util.registry.resolve(Config().from_str(job["optimizer"]))["optimizer"]
    corpus = training.Corpus(job["train"])
    examples = [example for _ in range(job.get("copies", 1)) for example in corpus(nlp)]
    nlp.initialize(lambda: examples[:200], sgd=optimizer)
    losses: dict[str, float] = {}
    stream = batches(examples, job["n_words"], job["seed"])
    for _ in range(WARM_UP):
        nlp.update(next(stream)[0], sgd=optimizer, drop=0.1, losses=losses)
    n_words = 0
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(job["steps"]):
        batch, size = next(stream)
        nlp.update(batch, sgd=optimizer, drop=0.1, losses=losses)
        n_words += size
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    digest = hashlib.sha256()
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk():
            for name in node.param_names:
                digest.update(node.get_param(name).tobytes())
    return {
        "wall_words_per_s": n_words / wall,
        "cpu_words_per_s": n_words / cpu,
        "n_words": n_words,
        "losses": {name: float(loss) for name, loss in losses.items()},
        "weights": digest.hexdigest()[:16],
    }


if __name__ == "__main__":
    print(json.dumps(train(json.loads(sys.argv[1]))))
