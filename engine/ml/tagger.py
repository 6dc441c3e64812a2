"""Tagger: one softmax layer over the token vectors."""

from __future__ import annotations

from typing import Any

from thinc.api import Model, Softmax_v2, chain, with_array, zero_init

from engine.ml.runtime.linear_forward import forward_scores


def build_tagger_model_v2(
    tok2vec: Model[list[Any], list[Any]], nO: int | None = None, normalize: bool = False
) -> Model[list[Any], list[Any]]:
    """Registered as spacy.Tagger.v2: documents to scores, one array (tokens, nO) each.

    nO: number of classes, set by the component when left out. normalize: whether predictions are probabilities;
    in training they always are.
    """
    width = tok2vec.get_dim("nO") if tok2vec.has_dim("nO") else None
    softmax = Softmax_v2(nO, width, init_W=zero_init, normalize_outputs=normalize)
    model = chain(tok2vec, with_array(softmax))
    model._func = forward_scores
    model.set_ref("tok2vec", tok2vec)
    model.set_ref("softmax", softmax)
    model.set_ref("output_layer", softmax)
    return model


def build_tagger_model_v1(tok2vec: Model[list[Any], list[Any]], nO: int | None = None) -> Model[list[Any], list[Any]]:
    """Registered as spacy-legacy.Tagger.v1: as v2, always normalized."""
    return build_tagger_model_v2(tok2vec, nO, normalize=True)
