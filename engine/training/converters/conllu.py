"""Reading CoNLL-U: text to sentences, every problem with its line. https://universaldependencies.org/format.html

Main type: Sentence. Callers: conllu_docs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.errors import DataError, FormatError, InputError
from engine.gold.iob import iob_to_biluo

N_COLUMNS = 10
ENTITY = re.compile(r"(?:^|\|)(?:name|NE)=([^|]+)")
COMMENT = re.compile(r"#\s*(newdoc|category)\b(?:\s+id)?\s*(?:=\s*(.*))?$")


@dataclass
class Sentence:
    """One sentence: a list an attribute, one value a word. Heads are indices of words in the sentence."""

    line: int  # of its first word
    starts_doc: bool = False
    category: str | None = None  # of the document that it belongs to
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)  # -1: none given
    deps: list[str] = field(default_factory=list)
    ner: list[str] = field(default_factory=list)  # BILUO
    lines: list[int] = field(default_factory=list)
    ranges: list[tuple[int, int, str, bool]] = field(default_factory=list)  # multiword tokens: first, last, form, space
    has_ner: bool = False  # whether any word says something of entities

    @property
    def has_heads(self) -> bool:
        return any(head >= 0 for head in self.heads)


class _Reader:
    def __init__(self, where: str) -> None:
        self.where = where

    def error(self, line: int, code: str, detail: str, hint: str = "") -> DataError:
        kind = FormatError if code in ("conllu.columns", "conllu.id", "conllu.range_id") else DataError
        return kind(code, f"{self.where}:{line}: {detail}", hint)

    def sentences(self, text: str) -> Iterator[Sentence]:
        rows: list[tuple[int, list[str]]] = []
        starts_doc = False
        category: str | None = None
        for number, line in enumerate(text.splitlines(), start=1):
            line = line.rstrip("\r\n")
            if not line.strip():
                if rows:
                    yield self.sentence(rows, starts_doc, category)
                    rows, starts_doc = [], False
            elif line.startswith("#"):
                comment = COMMENT.match(line)
                if comment and comment.group(1) == "newdoc":
                    starts_doc, category = True, None
                elif comment and comment.group(2):
                    category = comment.group(2).strip()
            else:
                columns = line.split("\t")
                if len(columns) != N_COLUMNS:
                    raise self.error(
                        number,
                        "conllu.columns",
                        f"{len(columns)} columns in {line[:60]!r}, expected {N_COLUMNS}",
                        "Columns are separated by single tabs. Is this another format? See --converter.",
                    )
                rows.append((number, columns))
        if rows:
            yield self.sentence(rows, starts_doc, category)

    def sentence(self, rows: list[tuple[int, list[str]]], starts_doc: bool, category: str | None) -> Sentence:
        out = Sentence(rows[0][0], starts_doc, category)
        head_texts: list[str] = []
        entities: list[str] = []
        inside = 0  # last word of the multiword token that the next word belongs to
        space_after = True  # of that multiword token
        for line, columns in rows:
            word_id, form, lemma, pos, tag, feats, head, dep, _, misc = columns
            if "." in word_id:
                continue  # an empty node: no text, no place in the tree
            space = "SpaceAfter=No" not in misc.split("|")
            if "-" in word_id:
                first, last = self.word_range(word_id, len(out.words), line)
                inside, space_after = last, space
                out.ranges.append((first - 1, last - 1, form, space))
                continue
            if word_id != str(len(out.words) + 1):
                raise self.error(
                    line,
                    "conllu.id",
                    f"the word id is {word_id!r}, expected {len(out.words) + 1}",
                    "Words count from 1.",
                )
            if not form:
                raise self.error(line, "conllu.form", "the word has no form")
            if inside:
                space = space_after if len(out.words) + 1 == inside else False
                inside = 0 if len(out.words) + 1 == inside else inside
            out.words.append(form)
            out.spaces.append(space)
            out.lemmas.append(lemma)
            out.pos.append("" if pos == "_" else pos)
            out.tags.append(pos if tag == "_" and pos != "_" else tag)
            out.morphs.append(feats)
            out.deps.append(dep)
            out.lines.append(line)
            head_texts.append(head)
            entity = ENTITY.search(misc)
            out.has_ner = out.has_ner or entity is not None
            value = entity.group(1) if entity else "O"
            entities.append("O" if value == "_" else value)
        if not out.words:
            raise self.error(out.line, "conllu.no_words", "the sentence has no words")
        if inside:
            raise self.error(
                out.lines[-1], "conllu.range", f"a multiword token ends at {inside}, the sentence before it"
            )
        self.set_heads(out, head_texts)
        try:
            out.ner = [tag or "" for tag in iob_to_biluo(entities)]
        except InputError:
            bad = next(i for i, tag in enumerate(entities) if not re.match(r"O$|[BILU]-", tag))
            raise self.error(
                out.lines[bad],
                "conllu.entity",
                f"the entity tag is {entities[bad]!r}",
                "Expected O, B-LABEL or I-LABEL after NE= or name=.",
            ) from None
        return out

    def word_range(self, word_id: str, n_words: int, line: int) -> tuple[int, int]:
        match = re.fullmatch(r"(\d+)-(\d+)", word_id)
        if not match or int(match.group(1)) != n_words + 1 or int(match.group(2)) < int(match.group(1)):
            raise self.error(
                line,
                "conllu.range_id",
                f"the id of a multiword token is {word_id!r} before word {n_words + 1}",
                "Expected the ids of its first and last word, such as 1-2, just before the first.",
            )
        return int(match.group(1)), int(match.group(2))

    def set_heads(self, sentence: Sentence, texts: list[str]) -> None:
        n = len(texts)
        if all(text == "_" for text in texts):
            sentence.heads = [-1] * n
            return
        for i, text in enumerate(texts):
            line = sentence.lines[i]
            if not text.isdecimal() or not text.isascii() or int(text) > n:
                raise self.error(
                    line,
                    "conllu.head",
                    f"the head of {sentence.words[i]!r} is {text!r}",
                    f"Expected 0 for the root, or the id of a word of the sentence, 1 to {n}.",
                )
            head = int(text) - 1
            if head == i:
                raise self.error(
                    line, "conllu.own_head", f"the word {sentence.words[i]!r} is its own head", "A root has head 0."
                )
            sentence.heads.append(i if head < 0 else head)
            if head < 0:
                sentence.deps[i] = "ROOT"
        self.check_tree(sentence)

    def check_tree(self, sentence: Sentence) -> None:
        """Every chain of heads must end at a root."""
        is_good = [False] * len(sentence.heads)
        for start in range(len(is_good)):
            chain: list[int] = []
            word = start
            seen: set[int] = set()
            while not is_good[word] and sentence.heads[word] != word:
                if word in seen:
                    cycle = chain[chain.index(word) :]
                    ids = " -> ".join(str(i + 1) for i in [*cycle, word])
                    raise self.error(
                        sentence.lines[min(cycle)],
                        "conllu.cycle",
                        f"the heads form a cycle: {ids}",
                        "Following the heads must lead to a word with head 0.",
                    )
                seen.add(word)
                chain.append(word)
                word = sentence.heads[word]
            is_good[word] = True
            for word in chain:
                is_good[word] = True


def read_conllu(text: str, where: str = "the given text") -> Iterator[Sentence]:
    """The sentences of CoNLL-U text.

    where: named in errors. Comments `# newdoc` and `# category = X` are kept; empty nodes are passed over.
    Raises FormatError, DataError, with the line.
    """
    return _Reader(where).sentences(text.removeprefix("\ufeff"))
