"""CoNLL-U to documents: sentences are grouped, multiword tokens merged when asked to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from engine.errors import DataError, InputError
from engine.gold.iob import biluo_to_iob
from engine.tokens.doc import Doc
from engine.training.converters.conllu import Sentence, read_conllu
from engine.vocab.vocab import Vocab


def conllu_to_docs(
    input_data: str,
    n_sents: int = 10,
    append_morphology: bool = False,
    ner_map: Mapping[str, str] | None = None,
    merge_subtokens: bool = False,
    *,
    where: str = "the given text",
    vocab: Vocab | None = None,
    **_: Any,
) -> Iterator[Doc]:
    """Documents of CoNLL-U text.

    n_sents (int): sentences a document; 0 or less makes one document of all.
    append_morphology (bool): tags become `TAG__FEATS`.
    ner_map: new names of entity labels; "" drops them.
    merge_subtokens (bool): a multiword token is one token, not the words it stands for.
    where: named in errors.
    Entities come from `NE=` or `name=` in MISC; where a file has none, entities stay unannotated. A comment
    `# category = X` gives the text up to the next `# newdoc` the category X; a document then never crosses texts.
    Raises FormatError, DataError, with the line.
    """
    vocab = vocab or Vocab()
    sentences = list(read_conllu(input_data, where))
    if not sentences:
        raise DataError("conllu.empty", f"{where}: there is no sentence in it", "Is this the right file?")
    has_ner = any(sentence.has_ner for sentence in sentences)
    categories = sorted({s.category for s in sentences if s.category is not None})
    for group in _groups(sentences, n_sents, by_text=bool(categories)):
        if merge_subtokens:
            group = [_merged(sentence) for sentence in group]
        yield _doc(vocab, group, append_morphology, ner_map or {}, has_ner, categories, where)


def _groups(sentences: Iterable[Sentence], n_sents: int, by_text: bool) -> Iterator[list[Sentence]]:
    group: list[Sentence] = []
    for sentence in sentences:
        if group and (len(group) == n_sents or (by_text and sentence.starts_doc)):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _doc(
    vocab: Vocab,
    sentences: list[Sentence],
    append_morphology: bool,
    ner_map: Mapping[str, str],
    has_ner: bool,
    categories: list[str],
    where: str,
) -> Doc:
    heads: list[int] = []
    spaces: list[bool] = []
    for sentence in sentences:
        offset = len(heads)
        heads += [offset + (head if head >= 0 else i) for i, head in enumerate(sentence.heads)]
        if spaces:
            spaces[-1] = True  # between sentences
        spaces += sentence.spaces
    columns = {
        name: list(chain.from_iterable(getattr(sentence, name) for sentence in sentences))
        for name in ("words", "tags", "pos", "morphs", "lemmas", "deps", "ner")
    }
    if append_morphology:
        columns["tags"] = [
            tag if feats in ("_", "") else f"{tag}__{feats}"
            for tag, feats in zip(columns["tags"], columns["morphs"], strict=True)
        ]
    has_heads = any(sentence.has_heads for sentence in sentences)
    starts = {len(s) for s in _prefixes([sentence.words for sentence in sentences])}
    try:
        doc = Doc(
            vocab,
            words=columns["words"],
            spaces=spaces,
            tags=columns["tags"],
            pos=columns["pos"],
            morphs=columns["morphs"],
            lemmas=columns["lemmas"],
            heads=heads if has_heads else None,
            deps=columns["deps"] if has_heads else None,
            sent_starts=None if has_heads else [i in starts for i in range(len(heads))],
            ents=_ents(columns["ner"], ner_map) if has_ner else None,
        )
    except InputError as error:
        line = sentences[0].line
        raise DataError(
            error.code, f"{where}:{line}: in the document that starts here: {error.detail}", error.hint
        ) from None
    category = sentences[0].category
    if categories:
        doc.cats = {label: 1.0 if label == category else 0.0 for label in categories}
    return doc


def _prefixes(lists: list[list[str]]) -> Iterator[list[str]]:
    before: list[str] = []
    for words in lists:
        yield before
        before = before + words


def _ents(biluo: list[str], ner_map: Mapping[str, str]) -> list[str]:
    out = []
    for tag in biluo_to_iob(biluo):
        prefix, dash, label = (tag or "").partition("-")
        label = ner_map.get(label, label)
        out.append(f"{prefix}-{label}" if dash and label else "O")
    return out


def _merged(sentence: Sentence) -> Sentence:
    """The sentence with each multiword token as one word. What there can be one of comes from the word in it that
    is nearest to the root; lemmas and tags are joined, features united."""
    if not sentence.ranges:
        return sentence
    out = Sentence(sentence.line, sentence.starts_doc, sentence.category, has_ner=sentence.has_ner)
    starts = {first: (last, form, space) for first, last, form, space in sentence.ranges}
    new_index: list[int] = [0] * len(sentence.words)
    chosen: list[int] = []
    i = 0
    while i < len(sentence.words):
        last, form, space = starts.get(i, (i, sentence.words[i], sentence.spaces[i]))
        words = range(i, last + 1)
        top = min(words, key=lambda word: _depth(sentence.heads, word))  # the first of the highest
        for word in words:
            new_index[word] = len(chosen)
        chosen.append(top)
        out.words.append(form)
        out.spaces.append(space)
        out.lemmas.append(" ".join(sentence.lemmas[w] for w in words))
        out.tags.append("_".join(sentence.tags[w] for w in words))
        out.pos.append(sentence.pos[top])
        out.morphs.append(_united([sentence.morphs[w] for w in words]))
        out.deps.append(sentence.deps[top])
        out.ner.append(sentence.ner[top])
        out.lines.append(sentence.lines[top])
        i = last + 1
    out.heads = [new_index[sentence.heads[top]] if sentence.heads[top] >= 0 else -1 for top in chosen]
    out.ner = _repaired(out.ner)
    return out


def _depth(heads: list[int], word: int) -> int:
    """Number of arcs from the word up to its root."""
    depth = 0
    while heads[word] >= 0 and heads[word] != word:
        word = heads[word]
        depth += 1
    return depth


def _united(feats: list[str]) -> str:
    if len(feats) == 1:
        return feats[0]
    values: dict[str, set[str]] = {}
    for text in feats:
        for feature in text.split("|"):
            name, equals, value = feature.partition("=")
            if equals:
                values.setdefault(name, set()).update(value.split(","))
    return "|".join(f"{name}={','.join(sorted(values[name]))}" for name in sorted(values)) or "_"


def _repaired(biluo: list[str]) -> list[str]:
    """IOB of tags from which some were taken out: an I that continues nothing begins an entity."""
    out: list[str] = []
    for tag in biluo_to_iob(biluo):
        tag = tag or "O"
        if tag.startswith("I-") and (not out or out[-1][2:] != tag[2:]):
            tag = "B-" + tag[2:]
        out.append(tag)
    return out
