"""Architectures that neither side ships: an encoder of thinc's layers, and one of PyTorch's behind thinc's wrapper.

Imported by the workers of both sides, under the name custom_models; `register` adds them to a side's registry.
"""

from __future__ import annotations

from typing import Any

from thinc.api import Gelu, LayerNorm, Model, PyTorchWrapper, chain, clone, expand_window, residual, with_array


def thinc_encoder(width: int, depth: int) -> Model[Any, Any]:
    """Residual blocks of Gelu layers over windows; nothing in it that the compiled runtime knows as a whole."""
    body = chain(expand_window(window_size=1), Gelu(nO=width, nI=width * 3), LayerNorm(nI=width))
    encoder = with_array(clone(residual(body), depth), pad=depth)
    encoder.set_dim("nO", width)
    return encoder


def torch_encoder(width: int, depth: int) -> Model[Any, Any]:
    """A feed-forward network of PyTorch over each token's vector."""
    import torch

    layers: list[Any] = []
    for _ in range(depth):
        layers += [torch.nn.Linear(width, width), torch.nn.GELU(), torch.nn.LayerNorm(width), torch.nn.Dropout(0.1)]
    encoder = with_array(PyTorchWrapper(torch.nn.Sequential(*layers)))
    encoder.set_dim("nO", width)
    return encoder


def thinc_tagger(tok2vec: Model[Any, Any], nO: int | None = None) -> Model[Any, Any]:
    """A tagger's model with a hidden layer before the classes."""
    from thinc.api import Maxout, Softmax_v2

    width = tok2vec.get_dim("nO")
    output = Softmax_v2(nO, width)
    model = chain(tok2vec, with_array(chain(Maxout(width, width, nP=2, normalize=True), output)))
    model.set_ref("tok2vec", tok2vec)
    model.set_ref("output_layer", output)
    return model


ARCHITECTURES = {"thinc_encoder": thinc_encoder, "torch_encoder": torch_encoder, "thinc_tagger": thinc_tagger}


def register(library: Any) -> None:
    """Add them to the registry of a side, as custom.NAME.v1."""
    for name, function in ARCHITECTURES.items():
        library.registry.architectures.register(f"custom.{name}.v1", func=function)
