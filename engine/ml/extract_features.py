"""FeatureExtractor: the first layer of an embedding, documents to keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy
from thinc.api import Model

from engine.ml.token_keys import as_attribute_ids, flat_keys


def build_feature_extractor(columns: Sequence[int | str]) -> Model[list[Any], list[Any]]:
    """Registered as spacy.FeatureExtractor.v1.

    columns: attributes, by name or id.
    The layer maps Docs or Spans to one array of keys each, uint64 (tokens, columns).
    """
    return Model("extract_features", forward, attrs={"columns": columns})


def forward(model: Model[list[Any], list[Any]], docs: list[Any], is_train: bool) -> tuple[list[Any], Callable]:
    keys, lengths = flat_keys(docs, as_attribute_ids(model.attrs["columns"]))
    out = numpy.split(model.ops.asarray(keys), numpy.cumsum(lengths)[:-1]) if len(docs) else []
    return out, no_gradient


def no_gradient(d_keys: Any) -> list[Any]:
    """Documents have no gradient."""
    return []
