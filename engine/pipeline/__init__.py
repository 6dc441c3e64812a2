"""Components of pipelines: `from engine.pipeline import Tagger`. Each is imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.pipeline.attribute_ruler import AttributeRuler
    from engine.pipeline.entity_ruler import EntityRuler
    from engine.pipeline.functions import merge_entities, merge_noun_chunks, merge_subtokens
    from engine.pipeline.lemmatizer import Lemmatizer
    from engine.pipeline.morphologizer import Morphologizer
    from engine.pipeline.pipe import Pipe
    from engine.pipeline.sentencizer import Sentencizer
    from engine.pipeline.senter import SentenceRecognizer
    from engine.pipeline.span_ruler import SpanRuler
    from engine.pipeline.tagger import Tagger
    from engine.pipeline.tok2vec import Tok2Vec
    from engine.pipeline.trainable_pipe import TrainablePipe

__all__ = [
    "AttributeRuler",
    "EntityRuler",
    "Lemmatizer",
    "Morphologizer",
    "Pipe",
    "SentenceRecognizer",
    "Sentencizer",
    "SpanRuler",
    "Tagger",
    "Tok2Vec",
    "TrainablePipe",
    "merge_entities",
    "merge_noun_chunks",
    "merge_subtokens",
]
_HOMES = {
    "AttributeRuler": "attribute_ruler",
    "DependencyParser": "dep_parser",
    "EntityRecognizer": "ner",
    "EntityRuler": "entity_ruler",
    "Lemmatizer": "lemmatizer",
    "Morphologizer": "morphologizer",
    "Pipe": "pipe",
    "SentenceRecognizer": "senter",
    "Sentencizer": "sentencizer",
    "SpanRuler": "span_ruler",
    "Tagger": "tagger",
    "Tok2Vec": "tok2vec",
    "TrainablePipe": "trainable_pipe",
    "merge_entities": "functions",
    "merge_noun_chunks": "functions",
    "merge_subtokens": "functions",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
