"""Evaluating in the middle of training: the dev data are read once, and predicted on all threads of the run.

Main function: create_evaluation_callback. Caller: the training loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from engine.errors import ConfigError
from engine.gold.example import Example
from engine.kernels.api import get_num_threads, set_num_threads
from engine.language.threads import may_cut
from engine.training.batch_stream import no_examples
from engine.training.corpus import Corpus

MAX_WORDS = 10_000  # of a task; larger ones take no less time a word, and leave threads without work at the end
DevCorpus = Callable[[Any], Iterable[Example]]


def create_evaluation_callback(
    nlp: Any, dev_corpus: DevCorpus, weights: Mapping[str, float | None]
) -> Callable[[], tuple[float, dict[str, Any]]]:
    """A function that evaluates on the dev corpus and gives the weighted score and all scores."""
    weighed = {name: weight for name, weight in weights.items() if weight is not None}
    kept: list[Example] = []

    def evaluate() -> tuple[float, dict[str, Any]]:
        examples = kept or list(dev_corpus(nlp))
        if not examples:
            raise no_examples("dev")
        if not kept and gives_the_same(nlp, dev_corpus):
            kept.extend(examples)
        scores = evaluate_on_threads(nlp, examples)
        weighted = 0.0
        for name, weight in weighed.items():
            value = scores.get(name)
            if isinstance(value, dict):
                raise ConfigError(
                    "training.score_is_a_table",
                    f"The score {name!r} holds a score for each label, and cannot be weighted.",
                    f"Set training.score_weights.{name} = null, or weigh one of: {', '.join(numbers(scores))}.",
                )
            weighted += (value or 0.0) * weight
        return weighted, scores

    return evaluate


def numbers(scores: Mapping[str, Any]) -> list[str]:
    return sorted(name for name, value in scores.items() if isinstance(value, (int, float)))


def gives_the_same(nlp: Any, corpus: DevCorpus) -> bool:
    """Whether a corpus gives the same examples each time, so that they can be kept. Readers and tokenizers of others
    are asked each time, and so is what draws from a random generator."""
    return (
        type(corpus) is Corpus and corpus.augmenter is None and not corpus.shuffle and is_of_engine(type(nlp.tokenizer))
    )


def is_of_engine(cls: type) -> bool:
    return cls.__module__.partition(".")[0] == "engine"


def evaluate_on_threads(nlp: Any, examples: list[Example]) -> dict[str, Any]:
    """The scores of a pipeline, which do not depend on the number of threads.

    Where all components are engine's, and may have their documents in any batches, each thread runs the pipeline over
    documents of its own. Else the documents are run as one stream, and threads share the arithmetic as in an update.
    """
    n_threads = get_num_threads()
    components = [component for _, component in nlp.pipeline]
    if n_threads == 1 or not all(is_of_engine(type(one)) for one in components) or not may_cut(components):
        return nlp.evaluate(examples)
    n_words = sum(len(example) for example in examples)
    n_tasks = n_threads * -(-n_words // (n_threads * MAX_WORDS))
    size = -(-len(examples) // max(n_tasks, 1))
    with arithmetic_on_one_thread():
        return nlp.evaluate(examples, batch_size=min(size, nlp.batch_size), n_threads=n_threads)


@contextmanager
def arithmetic_on_one_thread() -> Iterator[None]:
    """Inside the block no update or prediction has helpers: threads that all have work are not to wait for them."""
    before = get_num_threads()
    set_num_threads(1)
    try:
        yield
    finally:
        set_num_threads(before)
