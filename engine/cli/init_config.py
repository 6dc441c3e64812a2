"""`init config`: a complete config for a kind of pipeline, from a few choices."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from ..config import Config, did_you_mean, registry
from ..errors import InputError
from . import output

# Components that share the token vectors of one tok2vec component.
LISTENERS = (
    "tagger",
    "morphologizer",
    "trainable_lemmatizer",
    "parser",
    "beam_parser",
    "ner",
    "beam_ner",
    "spancat",
    "spancat_singlelabel",
    "span_finder",
    "entity_linker",
)
# A senter is small and fast with token vectors of its own.
SENTER_TOK2VEC = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 12,
    "depth": 1,
    "embed_size": 2000,
    "window_size": 1,
    "maxout_pieces": 2,
    "subword_features": True,
}
WITH_NEWS_VECTORS = ("da", "de", "el", "es", "fr", "it", "ja", "ko", "lt", "nb", "nl", "pl", "pt", "ro")
# Pipelines with word vectors that are published for a language, for --optimize accuracy.
VECTORS = {
    **{lang: f"{lang}_core_news_lg" for lang in WITH_NEWS_VECTORS},
    "en": "en_core_web_lg",
    "zh": "zh_core_web_lg",
}


class Optimize(str, Enum):
    """What matters more."""

    efficiency = "efficiency"
    accuracy = "accuracy"


def init_config_cli(
    output_file: Annotated[str, typer.Argument(help="File to write; '-' for standard output, the config alone")],
    lang: Annotated[str, typer.Option("--lang", "-l", help="Code of the language")] = "en",
    pipeline: Annotated[
        str, typer.Option("--pipeline", "-p", help="Names of the components, separated by commas; without tok2vec")
    ] = "tagger,parser,ner",
    optimize: Annotated[
        Optimize, typer.Option("--optimize", "-o", help="Small and fast, or larger and with word vectors")
    ] = Optimize.efficiency,
    gpu: Annotated[bool, typer.Option("--gpu", "-G", help="For a transformer on a GPU (not available)")] = False,
    pretraining: Annotated[bool, typer.Option("--pretraining", "-pt", help="Add settings for pretraining")] = False,
    force: Annotated[bool, typer.Option("--force", "-F", help="Overwrite the file")] = False,
) -> None:
    """Write a complete config for training: choose language, components, and what to optimize for."""
    to_stdout = output_file == "-"
    path = Path(output_file)
    if not to_stdout and path.exists() and not force:
        raise InputError(
            "cli.file_exists", f"{path} exists already.", "Choose another name, or overwrite it with --force."
        )
    if gpu:
        raise InputError(
            "cli.no_transformers",
            "--gpu asks for a config with a transformer, which engine does not have.",
            "Leave --gpu out: the config is then for the CPU.",
        )
    names = [name.strip() for name in pipeline.split(",") if name.strip()]
    config = init_config(lang=lang, pipeline=names, optimize=optimize.value, pretraining=pretraining)
    if to_stdout:
        print(config.to_str())
        return
    config.to_disk(path)
    output.good(f"Wrote {path}")
    output.table(
        [
            ("  language", lang),
            ("  pipeline", ", ".join(config["nlp"]["pipeline"])),
            ("  optimized for", optimize.value),
        ]
    )
    if config["paths"]["vectors"]:
        output.note(
            f'Word vectors come from "{config["paths"]["vectors"]}". Install that pipeline, or name another '
            "with --paths.vectors."
        )
    output.say("Next, train with your data:")
    output.say(f"  python -m engine train {path} --output ./output --paths.train ./train.spacy --paths.dev ./dev.spacy")


def init_config(
    *,
    lang: str = "en",
    pipeline: list[str] | tuple[str, ...] = ("tagger", "parser", "ner"),
    optimize: str = "efficiency",
    pretraining: bool = False,
) -> Config:
    """A complete config.

    lang (str): code of the language.
    pipeline (list[str]): names of components, in order. A tok2vec is put before those that listen to one.
    optimize (str): "efficiency" or "accuracy".
    Raises UnknownIdError, InputError, which name what is available.
    """
    from .filling import fill

    if optimize not in ("efficiency", "accuracy"):
        raise InputError("cli.optimize", f"{optimize!r} is nothing to optimize for.", "Use efficiency or accuracy.")
    names = [name for name in dict.fromkeys(pipeline) if name != "tok2vec"]
    check_names(names, lang)
    if "tok2vec" in pipeline or any(name in LISTENERS for name in names):
        names.insert(0, "tok2vec")
    accuracy = optimize == "accuracy"
    base: dict[str, Any] = {
        "paths": {"train": None, "dev": None, "vectors": VECTORS.get(lang) if accuracy else None},
        "system": {"gpu_allocator": None},
        "nlp": {"lang": lang, "pipeline": names, "batch_size": 1000},
        "components": {name: component(name, accuracy) for name in names},
        "initialize": {"vectors": "${paths.vectors}"},
    }
    return fill(Config(base, is_interpolated=False), pretraining=pretraining)


def check_names(names: list[str], lang: str) -> None:
    """Every component can be made for the language, else InputError naming those that can."""
    from ..language import make_language_class

    cls = make_language_class(lang)
    available = [name for name in registry.factories.names() if "." not in name and cls.has_factory(name)]
    unknown = [name for name in names if not cls.has_factory(name)]
    if unknown:
        hints = [hint for hint in (did_you_mean(name, available) for name in unknown) if hint]
        quoted = ", ".join(f'"{name}"' for name in unknown)
        raise InputError(
            "cli.unknown_component",
            f"--pipeline: there is no component {quoted}.",
            " ".join([*hints, f"Available are: {', '.join(available)}."]),
        )


def component(name: str, accuracy: bool) -> dict[str, Any]:
    """The settings in which a recommended component differs from its factory's defaults."""
    block: dict[str, Any] = {"factory": name}
    width = "${components.tok2vec.model.encode.width}"
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width}
    if name == "tok2vec":
        block["model"] = {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": width,
                "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                "rows": [5000, 1000, 2500, 2500],
                "include_static_vectors": accuracy,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": 256 if accuracy else 96,
                "depth": 8 if accuracy else 4,
                "window_size": 1,
                "maxout_pieces": 3,
            },
        }
    elif name in ("tagger", "morphologizer", "trainable_lemmatizer"):
        block["model"] = {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": listener}
        if name != "trainable_lemmatizer":
            block["label_smoothing"] = 0.05
    elif name in ("parser", "beam_parser", "ner", "beam_ner"):
        is_parser = name.endswith("parser")
        block["model"] = {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": "parser" if is_parser else "ner",
            "extra_state_tokens": False,
            "hidden_width": 128 if is_parser else 64,
            "maxout_pieces": 3 if is_parser else 2,
            "use_upper": True,
            "nO": None,
            "tok2vec": listener,
        }
    elif name == "senter":
        block["model"] = {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": dict(SENTER_TOK2VEC)}
    return block
