"""Tok2Vec: an embedding of each token followed by an encoding of its context. The registered embeddings and encoders.

Tree of nodes, names and sizes as spaCy's, so that weights load either way (tests/golden/compat/model_trees.json).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from thinc.api import (
    HashEmbed,
    Maxout,
    Mish,
    Model,
    chain,
    clone,
    concatenate,
    expand_window,
    list2ragged,
    ragged2list,
    residual,
    with_array,
)

from engine.errors import InputError
from engine.ml.charembed import build_char_embed
from engine.ml.extract_features import build_feature_extractor
from engine.ml.runtime.tok2vec_forward import forward
from engine.ml.static_vectors import build_static_vectors_v1, build_static_vectors_v2
from engine.strings.symbols import attribute_id

FIRST_SEED = 8  # of the hash functions of MultiHashEmbed's tables: 8, 9, 10 ...
CHARACTER_EMBED_SEED = 5


def build_tok2vec_v2(embed: Model, encode: Model) -> Model[list[Any], list[Any]]:
    """Registered as spacy.Tok2Vec.v2.

    embed: documents to one float array each. encode: those arrays to arrays of the same length.
    """
    tok2vec = chain(embed, encode)
    tok2vec.set_dim("nO", encode.get_dim("nO"))
    tok2vec.set_ref("embed", embed)
    tok2vec.set_ref("encode", encode)
    tok2vec._func = forward
    return tok2vec


def build_tok2vec_v1(embed: Model, encode: Model) -> Model[list[Any], list[Any]]:
    """Registered as spacy-legacy.Tok2Vec.v1: the encoder works on the flattened batch and states how much to pad."""
    tok2vec = chain(embed, with_array(encode, pad=encode.attrs.get("receptive_field", 0)))
    tok2vec.set_dim("nO", encode.get_dim("nO"))
    tok2vec.set_ref("embed", embed)
    tok2vec.set_ref("encode", encode)
    tok2vec._func = forward
    return tok2vec


def build_hash_embed_cnn(
    width: int,
    depth: int,
    embed_size: int,
    window_size: int,
    maxout_pieces: int,
    subword_features: bool,
    pretrained_vectors: bool | None,
) -> Model[list[Any], list[Any]]:
    """Registered as spacy.HashEmbedCNN.v2 and spacy-legacy.HashEmbedCNN.v1.

    width: of all outputs. depth: number of convolutions. embed_size: rows of the table of NORM; those of PREFIX,
    SUFFIX and SHAPE, left out unless subword_features, have half as many. window_size: tokens on either side that a
    convolution sees. pretrained_vectors: whether the vocab's vectors join the embedding.
    """
    if subword_features:
        attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
        rows = [embed_size, embed_size // 2, embed_size // 2, embed_size // 2]
    else:
        attrs, rows = ["NORM"], [embed_size]
    return build_tok2vec_v2(
        build_multi_hash_embed_v2(width, attrs, rows, bool(pretrained_vectors)),
        build_maxout_window_encoder_v2(width, window_size, maxout_pieces, depth),
    )


def build_multi_hash_embed_v2(
    width: int, attrs: Sequence[str | int], rows: Sequence[int], include_static_vectors: bool
) -> Model[list[Any], list[Any]]:
    """Registered as spacy.MultiHashEmbed.v2: one hash table an attribute, mixed by a maxout layer.

    width: of each table and of the output. attrs: token attributes. rows: of each table. include_static_vectors:
    whether the vocab's vectors join in.
    """
    return multi_hash_embed(width, attrs, rows, build_static_vectors_v2 if include_static_vectors else None)


def build_multi_hash_embed_v1(
    width: int, attrs: Sequence[str | int], rows: Sequence[int], include_static_vectors: bool
) -> Model[list[Any], list[Any]]:
    """Registered as spacy-legacy.MultiHashEmbed.v1: as v2, with StaticVectors v1."""
    return multi_hash_embed(width, attrs, rows, build_static_vectors_v1 if include_static_vectors else None)


def multi_hash_embed(
    width: int, attrs: Sequence[str | int], rows: Sequence[int], static_vectors: Callable | None
) -> Model[list[Any], list[Any]]:
    if len(attrs) != len(rows):
        raise InputError(
            "model.rows_per_attr",
            f"MultiHashEmbed got {len(attrs)} attrs ({', '.join(map(str, attrs))}) and {len(rows)} rows.",
            "Give one number of rows an attribute.",
        )
    if not attrs:
        raise InputError("model.no_attrs", "MultiHashEmbed got no attrs.", 'Give at least one, such as "NORM".')
    tables = [HashEmbed(width, n_rows, column=i, seed=FIRST_SEED + i, dropout=0.0) for i, n_rows in enumerate(rows)]
    first = [build_feature_extractor(attrs), list2ragged(), with_array(concatenate(*tables))]
    n_parts = len(attrs)
    if static_vectors is None:
        return chain(*first, with_array(mixing_layer(width, n_parts * width)), ragged2list())
    vectors = static_vectors(width, dropout=0.0)
    mix = with_array(mixing_layer(width, (n_parts + 1) * width))
    return chain(concatenate(chain(*first), vectors), mix, ragged2list())


def mixing_layer(width: int, n_in: int) -> Model:
    return Maxout(width, n_in, nP=3, dropout=0.0, normalize=True)


def build_character_embed_v2(
    width: int, rows: int, nM: int, nC: int, include_static_vectors: bool, feature: str | int = "LOWER"
) -> Model[list[Any], list[Any]]:
    """Registered as spacy.CharacterEmbed.v2: bytes of the word and one hash table, mixed by a maxout layer.

    width: of the output. rows: of the table. nM: width of a byte's embedding. nC: bytes a word. feature: the token
    attribute of the table. include_static_vectors: whether the vocab's vectors join in.
    """
    return character_embed(width, rows, nM, nC, feature, build_static_vectors_v2 if include_static_vectors else None)


def build_character_embed_v1(
    width: int, rows: int, nM: int, nC: int, include_static_vectors: bool, feature: str | int = "LOWER"
) -> Model[list[Any], list[Any]]:
    """Registered as spacy-legacy.CharacterEmbed.v1: as v2, with StaticVectors v1."""
    return character_embed(width, rows, nM, nC, feature, build_static_vectors_v1 if include_static_vectors else None)


def character_embed(
    width: int, rows: int, nM: int, nC: int, feature: str | int, static_vectors: Callable | None
) -> Model[list[Any], list[Any]]:
    table = HashEmbed(width, rows, column=0, seed=CHARACTER_EMBED_SEED)
    parts = [
        chain(build_char_embed(nM=nM, nC=nC), list2ragged()),
        chain(build_feature_extractor([attribute_id(feature)]), list2ragged(), with_array(table)),
    ]
    n_in = nM * nC + width
    if static_vectors is not None:
        parts.append(static_vectors(width, dropout=0.0))
        n_in += width
    return chain(concatenate(*parts), with_array(mixing_layer(width, n_in)), ragged2list())


def check_depth(depth: int) -> None:
    if depth < 1:
        raise InputError("model.depth", f"An encoder got depth {depth}, expected at least 1.")


def convolutions(width: int, window_size: int, dense: Model, depth: int) -> Model:
    """`depth` residual blocks, each of which sees `window_size` tokens on either side."""
    check_depth(depth)
    model = clone(residual(chain(expand_window(window_size=window_size), dense)), depth)
    model.set_dim("nO", width)
    return model


def maxout_convolutions(width: int, window_size: int, maxout_pieces: int, depth: int) -> Model:
    n_in = width * (window_size * 2 + 1)
    dense = Maxout(nO=width, nI=n_in, nP=maxout_pieces, dropout=0.0, normalize=True)
    return convolutions(width, window_size, dense, depth)


def mish_convolutions(width: int, window_size: int, depth: int) -> Model:
    dense = Mish(nO=width, nI=width * (window_size * 2 + 1), dropout=0.0, normalize=True)
    return convolutions(width, window_size, dense, depth)


def build_maxout_window_encoder_v2(
    width: int, window_size: int, maxout_pieces: int, depth: int
) -> Model[list[Any], list[Any]]:
    """Registered as spacy.MaxoutWindowEncoder.v2.

    width: of input and output. window_size: tokens on either side. depth: number of residual blocks.
    """
    return with_array(maxout_convolutions(width, window_size, maxout_pieces, depth), pad=window_size * depth)


def build_maxout_window_encoder_v1(width: int, window_size: int, maxout_pieces: int, depth: int) -> Model[Any, Any]:
    """Registered as spacy-legacy.MaxoutWindowEncoder.v1: as v2, on one flat array."""
    model = maxout_convolutions(width, window_size, maxout_pieces, depth)
    model.attrs["receptive_field"] = window_size * depth
    return model


def build_mish_window_encoder_v2(width: int, window_size: int, depth: int) -> Model[list[Any], list[Any]]:
    """Registered as spacy.MishWindowEncoder.v2. Documents are not kept apart: windows reach into the neighbours."""
    return with_array(mish_convolutions(width, window_size, depth))


def build_mish_window_encoder_v1(width: int, window_size: int, depth: int) -> Model[Any, Any]:
    """Registered as spacy-legacy.MishWindowEncoder.v1: as v2, on one flat array."""
    return mish_convolutions(width, window_size, depth)
