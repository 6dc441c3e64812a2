"""The pipelines of `python -m bench.agreement`: one config for each way to build a model of the registered parts."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

COMPONENTS = ("tok2vec", "tagger", "morphologizer", "parser", "ner")


@dataclass(frozen=True)
class Variant:
    """What differs from the usual pipeline: a shared tok2vec of hash embeddings and maxout convolutions."""

    title: str
    embed: str = "hash"  # hash, hash1, chars, chars1
    encode: str = (
        "maxout"  # maxout, maxout1, mish, mish1; cnn, cnn1: embedding and encoding in one; thinc, torch: custom
    )
    vectors: str = ""  # "", default or floret: the mode of the static vectors that join the embedding
    use_upper: bool = True
    extra_state_tokens: bool = False
    is_shared: bool = True  # whether the components listen to a tok2vec component, or have their own
    is_custom_tagger: bool = False  # a tagger's model of bench/custom_models.py
    is_legacy: bool = False  # Tok2Vec, Tagger and TransitionBasedParser of version 1
    window: int = 1
    pieces: int = 3
    width: int = 64
    depth: int = 2
    attrs: tuple[str, ...] = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
    components: tuple[str, ...] = COMPONENTS
    derived: str = ""  # "", replaced or sourced: made of the trained pipeline of the variant "usual"


VARIANTS: dict[str, Variant] = {
    "usual": Variant("MultiHashEmbed.v2, MaxoutWindowEncoder.v2, shared"),
    "wide": Variant(
        "six attributes, window 2, two pieces, depth 3",
        window=2,
        pieces=2,
        depth=3,
        attrs=("NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"),
    ),
    "mish": Variant("MishWindowEncoder.v2", encode="mish"),
    "chars": Variant("CharacterEmbed.v2", embed="chars"),
    "vectors": Variant("static vectors", vectors="default"),
    "floret": Variant("static vectors, floret", vectors="floret"),
    "no-upper": Variant("use_upper = false", use_upper=False),
    "extra": Variant("extra_state_tokens = true", extra_state_tokens=True),
    "no-upper-extra": Variant("use_upper = false, extra_state_tokens = true", use_upper=False, extra_state_tokens=True),
    "own": Variant("each component with its own tok2vec", is_shared=False),
    "cnn": Variant("HashEmbedCNN.v2, not shared", encode="cnn", is_shared=False),
    "cnn-vectors": Variant("HashEmbedCNN.v2 with static vectors", encode="cnn", vectors="default"),
    "senter": Variant(
        "senter in place of the parser", components=("tok2vec", "tagger", "morphologizer", "senter", "ner")
    ),
    "mixed": Variant(
        "CharacterEmbed.v2 with static vectors, MishWindowEncoder.v2, no upper layer, extra tokens",
        embed="chars",
        encode="mish",
        vectors="default",
        use_upper=False,
        extra_state_tokens=True,
    ),
    "mixed-own": Variant(
        "floret vectors, MishWindowEncoder.v2 with window 2, not shared, no upper layer",
        encode="mish",
        vectors="floret",
        use_upper=False,
        is_shared=False,
        window=2,
    ),
    "legacy": Variant("version 1 of every part", embed="hash1", encode="maxout1", is_legacy=True),
    "legacy-vectors": Variant(
        "version 1 of every part, static vectors", embed="hash1", encode="maxout1", vectors="default", is_legacy=True
    ),
    "legacy-chars": Variant("CharacterEmbed.v1, MishWindowEncoder.v1", embed="chars1", encode="mish1", is_legacy=True),
    "legacy-cnn": Variant("HashEmbedCNN.v1, Tagger.v1, TransitionBasedParser.v1", encode="cnn1", is_legacy=True),
    "thinc": Variant("custom encoder of thinc's layers, custom tagger's model", encode="thinc", is_custom_tagger=True),
    "torch": Variant("custom encoder of PyTorch's layers", encode="torch"),
    "replaced": Variant("the usual one, listeners replaced by copies", derived="replaced"),
    "sourced": Variant("the usual one's components in a new pipeline", derived="sourced"),
}


def tiny(variant: Variant) -> Variant:
    """The same with sizes for a test."""
    return replace(variant, width=16, depth=min(variant.depth, 2))


def block(path: str, settings: dict[str, object]) -> str:
    lines = [f"[{path}]", *(f"{key} = {json.dumps(value)}" for key, value in settings.items())]
    return "\n".join(lines) + "\n\n"


def embedding(path: str, v: Variant, rows: int) -> str:
    settings: dict[str, object] = {"width": v.width, "include_static_vectors": bool(v.vectors)}
    name = {"hash": "spacy.MultiHashEmbed.v2", "hash1": "spacy-legacy.MultiHashEmbed.v1"}.get(v.embed)
    if name:
        settings |= {"attrs": list(v.attrs), "rows": [rows // (1 if i == 0 else 2) for i in range(len(v.attrs))]}
    else:
        name = {"chars": "spacy.CharacterEmbed.v2", "chars1": "spacy-legacy.CharacterEmbed.v1"}[v.embed]
        settings |= {"rows": rows, "nM": 8, "nC": 8, "feature": "LOWER"}
    return block(path, {"@architectures": name, **settings})


def encoding(path: str, v: Variant) -> str:
    if v.encode in ("thinc", "torch"):
        return block(path, {"@architectures": f"custom.{v.encode}_encoder.v1", "width": v.width, "depth": v.depth})
    kind, old = v.encode.removesuffix("1"), v.encode.endswith("1")
    name = {"maxout": "MaxoutWindowEncoder", "mish": "MishWindowEncoder"}[kind]
    settings: dict[str, object] = {"width": v.width, "depth": v.depth, "window_size": v.window}
    if kind == "maxout":
        settings["maxout_pieces"] = v.pieces
    return block(path, {"@architectures": f"spacy-legacy.{name}.v1" if old else f"spacy.{name}.v2", **settings})


def tok2vec(path: str, v: Variant, rows: int) -> str:
    if v.encode.startswith("cnn"):
        name = "spacy-legacy.HashEmbedCNN.v1" if v.encode == "cnn1" else "spacy.HashEmbedCNN.v2"
        settings = {"@architectures": name, "width": v.width, "depth": v.depth, "embed_size": rows}
        settings |= {"window_size": v.window, "maxout_pieces": v.pieces, "subword_features": True}
        return block(path, {**settings, "pretrained_vectors": True if v.vectors else None})
    name = "spacy-legacy.Tok2Vec.v1" if v.is_legacy else "spacy.Tok2Vec.v2"
    top = block(path, {"@architectures": name})
    return top + embedding(f"{path}.embed", v, rows) + encoding(f"{path}.encode", v)


def head(name: str, v: Variant) -> str:
    """The settings of a component's model, without its tok2vec."""
    path = f"components.{name}.model"
    if name in ("parser", "ner"):
        architecture = "spacy-legacy.TransitionBasedParser.v1" if v.is_legacy else "spacy.TransitionBasedParser.v2"
        settings = {"@architectures": architecture, "state_type": name, "extra_state_tokens": v.extra_state_tokens}
        settings |= {"hidden_width": 64, "maxout_pieces": 2, "use_upper": v.use_upper, "nO": None}
    elif name == "tagger" and v.is_custom_tagger:
        settings = {"@architectures": "custom.thinc_tagger.v1", "nO": None}
    else:
        settings = {"@architectures": "spacy-legacy.Tagger.v1" if v.is_legacy else "spacy.Tagger.v2", "nO": None}
    return block(path, settings)


def config_of(v: Variant, vectors: str | None = None, rows: int = 2000) -> str:
    """The config of a pipeline of English. vectors: folder of the vectors, where the variant has some."""
    names = [name for name in v.components if v.is_shared or name != "tok2vec"]
    parts = [block("nlp", {"lang": "en", "pipeline": names, "batch_size": 256}), "[components]\n\n"]
    for name in names:
        parts.append(block(f"components.{name}", {"factory": name}))
        if name == "tok2vec":
            parts.append(tok2vec("components.tok2vec.model", v, rows))
            continue
        parts.append(head(name, v))
        path = f"components.{name}.model.tok2vec"
        if v.is_shared:
            listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": v.width, "upstream": "*"}
            parts.append(block(path, listener))
        else:
            parts.append(tok2vec(path, v, rows))
    if v.vectors:
        parts.append(block("initialize", {"vectors": vectors}))
    return "".join(parts)
