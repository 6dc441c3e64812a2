"""Examples, alignment, scores, corpora, batchers and the training loop: what people import to train pipelines."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.gold.alignment import Alignment
    from engine.gold.example import Example
    from engine.training.corpus import Corpus, JsonlCorpus, PlainTextCorpus

_HOMES: dict[str, str] = {
    "Alignment": "engine.gold.alignment",
    "Example": "engine.gold.example",
    "Corpus": "engine.training.corpus",
    "JsonlCorpus": "engine.training.corpus",
    "PlainTextCorpus": "engine.training.corpus",
    "create_combined_augmenter": "engine.training.augment",
    "create_lower_casing_augmenter": "engine.training.augment",
    "create_orth_variants_augmenter": "engine.training.augment",
    "dont_augment": "engine.training.augment",
    "lower_casing_augmenter": "engine.training.augment",
    "orth_variants_augmenter": "engine.training.augment",
    "minibatch": "engine.training.batchers",
    "minibatch_by_padded_size": "engine.training.batchers",
    "minibatch_by_words": "engine.training.batchers",
    "console_logger": "engine.training.loggers",
    "validate_examples": "engine.gold.validation",
    "validate_get_examples": "engine.gold.validation",
    "init_nlp": "engine.training.initialize",
    "train": "engine.training.loop",
    "train_while_improving": "engine.training.loop",
} | dict.fromkeys(
    (
        "biluo_tags_to_offsets",
        "biluo_tags_to_spans",
        "biluo_to_iob",
        "iob_to_biluo",
        "offsets_to_biluo_tags",
        "remove_bilu_prefix",
        "split_bilu_label",
        "tags_to_entities",
        "doc_to_biluo_tags",
    ),
    "engine.gold.iob",
)
__all__ = ["Alignment", "Corpus", "Example", "JsonlCorpus", "PlainTextCorpus"]


def __getattr__(name: str) -> Any:
    # Lazily: the loop needs thinc, an Example does not.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'engine.training' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
