"""Augmenters: gold examples changed so that a model does not rely on case, on the shape of quotes, or on clean spacing.

An augmenter takes (nlp, example) and yields examples in its place. It draws from Python's `random`, which the training
loop seeds; annotation stays on the tokens it was on.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from engine.errors import ConfigError, InputError
from engine.gold.example import Example
from engine.gold.iob import doc_to_biluo_tags

if TYPE_CHECKING:
    from engine.language import Language

Augmenter = Callable[["Language", Example], Iterator[Example]]
Variants = Mapping[str, Sequence[Mapping[str, Sequence[Any]]]]

# Annotation of a whitespace token that is put in, where the document has that annotation at all.
SPACE_ANNOTATION = {"TAG": "_SP", "POS": "SPACE", "MORPH": "", "DEP": "dep"}
Columns = Mapping[str, Sequence[Any]]


def dont_augment(nlp: Language, example: Example) -> Iterator[Example]:
    """The example as it is.

    nlp: the pipeline. example: any example.
    """
    yield example


def create_lower_casing_augmenter(level: float) -> Augmenter:
    """Registered as spacy.lower_case.v1: lowercase the text of some examples.

    level: share of the examples, 0.0 to 1.0.
    """
    check_shares(level=level)
    return partial(lower_casing_augmenter, level=level)


def create_orth_variants_augmenter(level: float, lower: float, orth_variants: Variants) -> Augmenter:
    """Registered as spacy.orth_variants.v1: other quotes, dashes and the like in some examples.

    level: share of the examples, 0.0 to 1.0. lower: share of these examples that are lowercased too.
    orth_variants: {"single": [{"tags": [...], "variants":
    [form, ...]}, ...], "paired": [{"tags": [opening, closing], "variants": [[opening, closing], ...]}, ...]}.
    """
    check_shares(level=level, lower=lower)
    return partial(orth_variants_augmenter, orth_variants=checked_variants(orth_variants), level=level, lower=lower)


def create_combined_augmenter(
    lower_level: float,
    orth_level: float,
    orth_variants: Variants | None,
    whitespace_level: float,
    whitespace_per_token: float,
    whitespace_variants: Sequence[str] | None,
) -> Augmenter:
    """Registered as spacy.combined_augmenter.v1: lowercase, orthographic variants and whitespace, each for its share.

    lower_level, orth_level, whitespace_level: shares of the examples, 0.0 to 1.0, that are lowercased, get other forms,
    get whitespace tokens. orth_variants: see create_orth_variants_augmenter; None for no such change.
    whitespace_per_token: whitespace tokens to put in, as a share of the tokens. whitespace_variants: what to put in.
    """
    check_shares(lower_level=lower_level, orth_level=orth_level, whitespace_level=whitespace_level)
    if not whitespace_per_token >= 0:
        raise ConfigError("augment.share", f"whitespace_per_token is {whitespace_per_token!r}", "It is at least 0.")
    for variant in whitespace_variants or ():
        if not isinstance(variant, str) or not variant or not variant.isspace():
            raise ConfigError(
                "augment.whitespace_variants", f"whitespace_variants has {variant!r}", "Each is whitespace."
            )
    return partial(
        combined_augmenter,
        lower_level=lower_level,
        orth_level=orth_level,
        orth_variants=None if orth_variants is None else checked_variants(orth_variants),
        whitespace_level=whitespace_level,
        whitespace_per_token=whitespace_per_token,
        whitespace_variants=whitespace_variants,
    )


def lower_casing_augmenter(nlp: Language, example: Example, *, level: float) -> Iterator[Example]:
    """Lowercase an example with some probability.

    nlp: the pipeline, for its tokenizer. example: what may be changed. level: the probability.
    """
    yield make_lowercase_variant(nlp, example) if random.random() < level else example


def orth_variants_augmenter(
    nlp: Language, example: Example, *, orth_variants: Variants, level: float = 0.0, lower: float = 0.0
) -> Iterator[Example]:
    """Change the forms of an example with some probability.

    nlp: the pipeline, for its tokenizer. example: what may be changed. orth_variants: see
    create_orth_variants_augmenter. level: the probability. lower: that of lowercasing a changed example as well.
    """
    if random.random() < level:
        example = vary_forms(nlp, example, orth_variants)
        if random.random() < lower:
            example = make_lowercase_variant(nlp, example)
    yield example


def combined_augmenter(
    nlp: Language,
    example: Example,
    *,
    lower_level: float = 0.0,
    orth_level: float = 0.0,
    orth_variants: Variants | None = None,
    whitespace_level: float = 0.0,
    whitespace_per_token: float = 0.0,
    whitespace_variants: Sequence[str] | None = None,
) -> Iterator[Example]:
    """Each kind of change with a probability of its own."""
    if random.random() < lower_level:
        example = make_lowercase_variant(nlp, example)
    if orth_variants and random.random() < orth_level:
        example = vary_forms(nlp, example, orth_variants)
    if whitespace_variants and random.random() < whitespace_level:
        for _ in range(int(len(example.reference) * whitespace_per_token)):
            position = random.randint(0, len(example.reference))
            example = make_whitespace_variant(nlp, example, random.choice(whitespace_variants), position)
    yield example


def make_lowercase_variant(nlp: Language, example: Example) -> Example:
    """A copy of an example whose text is lowercase."""
    annotation = annotation_of(example)
    columns = annotation["token_annotation"]
    return with_tokens(nlp, annotation, {**columns, "ORTH": [word.lower() for word in columns["ORTH"]]})


def make_whitespace_variant(nlp: Language, example: Example, whitespace: str, position: int) -> Example:
    """A copy of an example with a token of whitespace before token `position` (at the end, for the number of tokens).

    It hangs on the token before it, the first on the one after, and is part of an entity that it falls into. Raises
    InputError for a position outside the document and for text that is not whitespace.
    """
    annotation = annotation_of(example)
    old = annotation["token_annotation"]
    n = len(old["ORTH"])
    if not 0 <= position <= n:
        raise InputError("augment.position", f"position {position} in a document of {n} tokens")
    if not whitespace or not whitespace.isspace():
        raise InputError("augment.whitespace", f"{whitespace!r} is not whitespace")
    if n == 0:
        return example
    new = {name: list(column) for name, column in old.items()}
    new["HEAD"] = [head + 1 if head >= position else head for head in old["HEAD"]]
    new["HEAD"].insert(position, position - 1 if position else 1)
    new["ORTH"].insert(position, whitespace)
    new["SPACY"].insert(position, False)
    new["LEMMA"].insert(position, whitespace if any(old["LEMMA"]) else "")
    new["SENT_START"].insert(position, -1 if any(old["SENT_START"]) else 0)
    if position == 0:
        new["SENT_START"][:2] = reversed(new["SENT_START"][:2])
    for name, value in SPACE_ANNOTATION.items():
        new[name].insert(position, value if any(old[name]) else "")
    entities = annotation["doc_annotation"]["entities"]
    entities = [*entities[:position], tag_between(entities, position), *entities[position:]]
    annotation["doc_annotation"]["entities"] = entities
    return with_tokens(nlp, annotation, new, position)


def tag_between(entities: Sequence[str], position: int) -> str:
    """BILUO tag of a token put in before `position`: inside an entity that goes on there, else none or unknown."""
    after = entities[position] if position < len(entities) else "O"
    if after[:2] in ("I-", "L-"):
        return f"I-{after[2:]}"
    return after if after == "-" else "O"


def make_orth_variants(
    nlp: Language, raw: str, token_dict: dict[str, list[str]], orth_variants: Variants, *, lower: bool = False
) -> tuple[str, dict[str, list[str]]]:
    """Other forms for the words of a `token_annotation`: one choice a group and document, by tag and form.

    lower: whether words are lowercased as well. Returns the text and the annotation, which are the old ones when
    nothing changes.
    """
    words, tags = token_dict.get("ORTH", []), token_dict.get("TAG", [])
    words = [word.lower() for word in words] if lower else list(words)
    if tags:
        for group in orth_variants.get("single", ()):
            choice = random.choice(group["variants"])
            for i, (word, tag) in enumerate(zip(words, tags, strict=True)):
                if tag in group["tags"] and word in group["variants"]:
                    words[i] = choice
        for group in orth_variants.get("paired", ()):
            vary_pairs(words, tags, group)
    if words == token_dict.get("ORTH"):
        return raw, token_dict
    token_dict = {**token_dict, "ORTH": words}
    return construct_modified_raw_text(token_dict), token_dict


def vary_pairs(words: list[str], tags: Sequence[str], group: Mapping[str, Sequence[Any]]) -> None:
    """Replace the pairs of one group, such as quotes, in place.

    Where both sides of a pair look alike the tag tells them apart, or, when that is the same too, their order.
    """
    pair = random.choice(group["variants"])
    sides = [{variant[side] for variant in group["variants"]} for side in (0, 1)]
    group_tags = list(group["tags"])
    opened = False
    for i, (word, tag) in enumerate(zip(words, tags, strict=True)):
        if tag not in group_tags or not (word in sides[0] or word in sides[1]):
            continue
        if word in sides[0] and word in sides[1]:
            side = min(group_tags.index(tag), 1) if len(set(group_tags)) > 1 else int(opened)
        else:
            side = 0 if word in sides[0] else 1
        opened = side == 0
        words[i] = pair[side]


def construct_modified_raw_text(token_dict: Columns) -> str:
    """The text of a `token_annotation`: its words, with spaces where it says so."""
    pairs = zip(token_dict["ORTH"], token_dict["SPACY"], strict=True)
    return "".join(word + " " if space else word for word, space in pairs)


def vary_forms(nlp: Language, example: Example, orth_variants: Variants) -> Example:
    annotation = annotation_of(example)
    _, new = make_orth_variants(nlp, example.text, annotation["token_annotation"], orth_variants)
    return example if new is annotation["token_annotation"] else with_tokens(nlp, annotation, new)


def annotation_of(example: Example) -> dict[str, Any]:
    """As Example.to_dict, but tokens whose entities are not known stay so."""
    annotation = example.to_dict()
    annotation["doc_annotation"]["entities"] = doc_to_biluo_tags(example.reference, missing="-")
    return annotation


def with_tokens(nlp: Language, annotation: dict[str, Any], new: Columns, inserted: int | None = None) -> Example:
    """The example of an annotation whose tokens have changed; its predicted document is the tokenizer's.

    new: the columns of the tokens, one of which, number `inserted`, may be new. Spans and links are moved along.
    """
    old_starts, old_ends = offsets(annotation["token_annotation"])
    starts, ends = offsets(new)
    if inserted is not None:
        del starts[inserted], ends[inserted]
    start_of, end_of = dict(zip(old_starts, starts, strict=True)), dict(zip(old_ends, ends, strict=True))
    of_doc = dict(annotation["doc_annotation"])
    of_doc["spans"] = {
        key: [(start_of[start], end_of[end], *rest) for start, end, *rest in group]
        for key, group in of_doc.get("spans", {}).items()
    }
    of_doc["links"] = {(start_of[start], end_of[end]): ids for (start, end), ids in of_doc.get("links", {}).items()}
    changed = {"token_annotation": new, "doc_annotation": of_doc}
    return Example.from_dict(nlp.make_doc(construct_modified_raw_text(new)), changed)


def offsets(columns: Columns) -> tuple[list[int], list[int]]:
    """Where each token starts and ends in the text."""
    starts, ends, position = [], [], 0
    for word, space in zip(columns["ORTH"], columns["SPACY"], strict=True):
        starts.append(position)
        ends.append(position + len(word))
        position = ends[-1] + bool(space)
    return starts, ends


def check_shares(**shares: float) -> None:
    for name, share in shares.items():
        if not isinstance(share, int | float) or not 0.0 <= share <= 1.0:
            raise ConfigError("augment.share", f"{name} of an augmenter is {share!r}", "It is a share, 0.0 to 1.0.")


def checked_variants(orth_variants: Any) -> Variants:
    """The table of variants, or ConfigError with all that is wrong with it."""
    problems = list(wrong_variants(orth_variants))
    if problems:
        raise ConfigError(
            "augment.orth_variants",
            "orth_variants cannot be used: " + "; ".join(problems),
            'Expected {"single": [{"tags": [...], "variants": ["…", ...]}], "paired": [{"tags": [...], '
            '"variants": [["“", "”"], ...]}]}.',
        )
    return orth_variants


def wrong_variants(orth_variants: Any) -> Iterable[str]:
    if not isinstance(orth_variants, Mapping):
        yield f"it is a {type(orth_variants).__name__}"
        return
    yield from (f"unknown key {key!r}" for key in orth_variants if key not in ("single", "paired"))
    for kind in ("single", "paired"):
        for i, group in enumerate(orth_variants.get(kind, ())):
            where = f"{kind}[{i}]"
            if not isinstance(group, Mapping) or not group.get("tags") or not group.get("variants"):
                yield f"{where} lacks tags or variants"
                continue
            for variant in group["variants"]:
                pair = not isinstance(variant, str) and isinstance(variant, Sequence)
                if kind == "single" and not (isinstance(variant, str) and variant):
                    yield f"{where} has the variant {variant!r}, expected a str"
                elif kind == "paired" and not (
                    pair and len(variant) == 2 and all(isinstance(v, str) and v for v in variant)
                ):
                    yield f"{where} has the variant {variant!r}, expected two of type str"
