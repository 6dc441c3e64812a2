"""Retokenizer: merging and splitting tokens, `with doc.retokenize() as retokenizer: ...`.

Changes are checked when they are asked for, and made all at once when the block ends; when it ends by an exception,
none is. Callers: Doc.retokenize, components that merge or split.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from engine.errors import InputError, RangeError, UnknownIdError, WrongTypeError
from engine.strings.symbols import IDS, NAMES, POS_IDS, attribute_id
from engine.tokens.rebuild import Piece, rebuild
from engine.tokens.span import Span
from engine.tokens.token import Token
from engine.tokens.underscore import Underscore

if TYPE_CHECKING:
    from engine.tokens.doc import Doc

UNDERSCORE = ("_", "Underscore", IDS["_"])
STRINGS = {IDS[name] for name in ("NORM", "LEMMA", "TAG", "DEP", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")}
LEXICAL = {IDS[name] for name in ("LOWER", "SHAPE", "PREFIX", "SUFFIX", "LANG")}
LEMMA, POS, MORPH, SPACY, ENT_IOB = (IDS[name] for name in ("LEMMA", "POS", "MORPH", "SPACY", "ENT_IOB"))
INSIDE, BEGIN = 1, 3  # values of ENT_IOB
RANGES = {ENT_IOB: (0, 3), IDS["SENT_START"]: (-1, 1), SPACY: (0, 1)}


class MovedError(RangeError):
    """A token to be split, or the head of one, is part of a merged token."""


class Retokenizer:
    """Collects merges and splits of the tokens of a Doc; leaving the `with` block makes them.

    >>> with doc.retokenize() as retokenizer:
    ...     retokenizer.merge(doc[0:2], attrs={"LEMMA": "New York"})
    """

    def __init__(self, doc: Doc):
        self.doc = doc
        self._length = len(doc)
        self._merges: list[tuple[Span, Settings]] = []
        self._splits: list[tuple[int, list[str], list[tuple[int, int]], list[Settings]]] = []
        self._merged: dict[int, Span] = {}  # token -> the span that it is merged into
        self._split: set[int] = set()

    def merge(self, span: Span, attrs: Mapping[str | int, Any] | None = None) -> None:
        """Make one token of a span. It has the annotation of the span's root, and the lemmas of all.

        attrs (dict): attributes to set on the token, by name or id; "_" maps extension attributes to values. Lexical
            attributes, such as IS_STOP, change the entry in the vocabulary.
        Raises InputError for an empty span, one that overlaps another, unknown attributes and values.
        """
        if not isinstance(span, Span):
            raise WrongTypeError("retokenize.not_a_span", f"merge got {span!r}.", "Give a Span, such as doc[0:2].")
        self._check_doc(span, "span")
        settings = Settings(self.doc, attrs)
        if span.start == span.end:
            raise InputError("retokenize.empty_span", f"merge got the empty span [{span.start}:{span.end}].")
        for other in {id(found): found for i in range(span.start, span.end) if (found := self._merged.get(i))}.values():
            if (other.start, other.end) == (span.start, span.end):
                return
            raise InputError(
                "retokenize.overlap",
                f"The spans [{other.start}:{other.end}] {other.text!r} and [{span.start}:{span.end}] {span.text!r} "
                "share tokens; only one of them can be merged.",
                "engine.util.filter_spans keeps the longest of overlapping spans.",
            )
        self._merged.update(dict.fromkeys(range(span.start, span.end), span))
        self._merges.append((span, settings))

    def split(
        self,
        token: Token,
        orths: Sequence[str],
        heads: Iterable[Token | tuple[Token, int]],
        attrs: Mapping[str | int, Sequence[Any]] | None = None,
    ) -> None:
        """Make several tokens of one. They begin with its annotation; the lemma of each is its text.

        orths (list[str]): texts of the new tokens, which joined are that of the old one.
        heads (list): per new token its head, a Token, or (token, n) for the n-th new token of one that is split.
        attrs (dict): per attribute a list of values, one for each new token; "_" has a list of dicts.
        Raises InputError when texts, heads and values do not fit.
        """
        if not isinstance(token, Token):
            raise WrongTypeError("retokenize.not_a_token", f"split got {token!r}.", "Give a Token, such as doc[0].")
        self._check_doc(token, "token")
        words = list(orths) if isinstance(orths, Iterable) else [orths]
        if not all(isinstance(word, str) for word in words):
            raise WrongTypeError("retokenize.orths_type", f"split got {orths!r}.", "Give the texts of the new tokens.")
        if "".join(words) != token.text or "" in words:
            raise InputError(
                "retokenize.orths_text",
                f"split got {words} for the token {token.text!r}.",
                "The texts, none of them empty, must be that of the token when joined.",
            )
        if token.i in self._split:
            raise InputError("retokenize.split_twice", f"The token {token.i} ({token.text!r}) is split already.")
        places = [self._place_of(head) for head in heads]
        if len(places) != len(words):
            raise InputError(
                "retokenize.heads_length",
                f"split got {len(places)} heads for {len(words)} new tokens of {token.text!r}.",
                "Give one head for each.",
            )
        settings = self._split_settings(attrs, len(words))
        self._split.add(token.i)
        self._splits.append((token.i, words, places, settings))

    def _check_doc(self, view: Token | Span, kind: str) -> None:
        if view.doc is not self.doc:
            raise InputError("retokenize.other_doc", f"The {kind} {view.text!r} belongs to another document.")
        last = view.i if isinstance(view, Token) else view.end - 1
        if last >= len(self.doc):
            raise RangeError("retokenize.stale", f"The {kind} ends at token {last} of {len(self.doc)}.")

    def _place_of(self, head: Any) -> tuple[int, int]:
        token, part = head if isinstance(head, tuple) and len(head) == 2 else (head, 0)
        if not isinstance(token, Token) or not isinstance(part, int):
            raise WrongTypeError(
                "retokenize.head_type", f"split got the head {head!r}.", "Give a Token, or a tuple (Token, int)."
            )
        self._check_doc(token, "head")
        return token.i, part

    def _split_settings(self, attrs: Mapping[str | int, Sequence[Any]] | None, n: int) -> list[Settings]:
        """Settings of each new token, from attributes with a list of values each."""
        rows: list[dict[str | int, Any]] = [{} for _ in range(n)]
        for name, values in checked_mapping(attrs, "attrs").items():
            if name in UNDERSCORE and isinstance(values, Mapping):
                raise not_a_mapping(values)
            if isinstance(values, (str, bytes, Mapping)) or not isinstance(values, Iterable):
                raise WrongTypeError(
                    "retokenize.values_type",
                    f"split got {values!r} for the attribute {name!r}.",
                    "Give a list, with one value for each new token.",
                )
            found = list(values)
            if len(found) != n:
                raise InputError(
                    "retokenize.values_length",
                    f"split got {len(found)} values of {name!r} for {n} new tokens.",
                    "Give one value for each.",
                )
            for row, value in zip(rows, found, strict=True):
                row[name] = value
        return [Settings(self.doc, row) for row in rows]

    def __enter__(self) -> Retokenizer:
        self.__init__(self.doc)  # type: ignore[misc]
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if kind is None and (self._merges or self._splits):
            self._apply()

    def _apply(self) -> None:
        if len(self.doc) != self._length:
            raise InputError(
                "retokenize.doc_changed", "The document got other tokens while merges and splits were collected."
            )
        n_parts = {i: len(words) for i, words, _, _ in self._splits}
        pieces: list[tuple[Piece, list[Settings]]] = []
        for span, settings in self._merges:
            pieces.append((self._merge_piece(span, settings), [settings]))
        for i, words, places, rows in self._splits:
            self._check_parts(i, places, n_parts)
            pieces.append((self._split_piece(i, words, places, rows), rows))
        pieces.sort(key=lambda item: item[0].start)
        firsts = rebuild(self.doc, [piece for piece, _ in pieces])
        for first, (_, rows) in zip(firsts, pieces, strict=True):
            for k, settings in enumerate(rows):
                settings.finish(self.doc[first + k])

    def _check_parts(self, i: int, places: list[tuple[int, int]], n_parts: dict[int, int]) -> None:
        """MovedError and RangeError for splits that the merges and splits of others make impossible."""
        if i in self._merged:
            raise MovedError(
                "retokenize.split_and_merged", f"The token {i} ({self.doc[i].text!r}) is to be split and to be merged."
            )
        for head, part in places:
            if head in self._merged and self._merged[head].start != head:
                raise MovedError(
                    "retokenize.head_merged",
                    f"The head {head} ({self.doc[head].text!r}) of a part of token {i} is to be merged.",
                    f"Give the first token of the merged ones, {self._merged[head].start}.",
                )
            if not 0 <= part < n_parts.get(head, 1):
                raise RangeError(
                    "retokenize.part_out_of_range",
                    f"Token {head} ({self.doc[head].text!r}) has no part {part}; it becomes {n_parts.get(head, 1)}.",
                )

    def _merge_piece(self, span: Span, settings: Settings) -> Piece:
        doc, root = self.doc, span.root
        text = span.text
        if doc.vocab.vectors_length > 0:
            doc.vocab.set_vector(text, span.vector)
        values = {LEMMA: doc.vocab.strings.add(span.lemma_)}
        if root.ent_iob in (INSIDE, BEGIN):  # goes on with an entity only where the whole span does
            first = doc[span.start]
            goes_on = first.ent_iob == INSIDE and first.ent_type == root.ent_type
            values[ENT_IOB] = INSIDE if goes_on else BEGIN
        values |= settings.values
        has_space = values.pop(SPACY, int(doc[span.end - 1].whitespace_ != ""))
        return Piece(span.start, span.end, root.i, [text], None, [values], bool(has_space))

    def _split_piece(self, i: int, words: list[str], places: list[tuple[int, int]], rows: list[Settings]) -> Piece:
        token = self.doc[i]
        add = self.doc.vocab.strings.add
        values = [{LEMMA: add(word) if token.lemma else 0, **row.values} for word, row in zip(words, rows, strict=True)]
        spaces = [row.pop(SPACY, None) for row in values]
        has_space = token.whitespace_ != "" if spaces[-1] is None else bool(spaces[-1])
        return Piece(i, i + 1, i, words, places, values, has_space)


class Settings:
    """Checked attributes for one new token.

    values: attribute id -> what TokenC holds. lexical: attribute name -> value in the vocabulary.
    extensions: name -> value.
    """

    def __init__(self, doc: Doc, attrs: Mapping[str | int, Any] | None):
        self.values: dict[int, int] = {}
        self.lexical: dict[str, Any] = {}
        self.extensions: dict[str, Any] = {}
        for name, value in checked_mapping(attrs, "attrs").items():
            if name in UNDERSCORE:
                self.extensions = checked_extensions(value)
                continue
            attr = attribute_id(name)
            if attr < 64:
                self.lexical[NAMES[attr]] = bool(value)
            elif attr in LEXICAL:
                self.lexical[NAMES[attr]] = doc.vocab.strings.as_string(value)
            else:
                self.values[attr] = to_value(doc, attr, value)

    def finish(self, token: Token) -> None:
        """Set what lies outside TokenC."""
        if self.lexical:
            token.lex.set_attrs(**self.lexical)
        for name, value in self.extensions.items():
            token._.set(name, value)


def checked_mapping(value: Any, name: str) -> Mapping[Any, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise WrongTypeError("retokenize.attrs_type", f"{name} is {value!r}.", 'Give a dict, such as {"LEMMA": "be"}.')
    return value


def not_a_mapping(value: Any) -> InputError:
    return InputError(
        "retokenize.extensions_type",
        f'"_" is {value!r}.',
        "merge takes a dict of extension attributes and values, split a list with one such dict for each new token.",
    )


def checked_extensions(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise not_a_mapping(value)
    for name in value:
        if name not in Underscore.token_extensions:
            raise InputError(
                "retokenize.unknown_extension",
                f"There is no extension attribute {name!r} of Token.",
                f"Register it with Token.set_extension({name!r}, default=...).",
            )
        _, method, getter, setter = Underscore.token_extensions[name]
        if method is not None or (getter is not None and setter is None):
            raise InputError(
                "retokenize.extension_not_writable",
                f"The extension attribute {name!r} is a method, or a getter without a setter, and cannot be set.",
            )
    return dict(value)


def to_value(doc: Doc, attr: int, value: Any) -> int:
    """The integer that TokenC holds for a value of an attribute; InputError when there is none."""
    convert = CONVERTERS.get(attr)
    if convert is None:
        raise InputError(
            "retokenize.fixed_attribute",
            f"{NAMES[attr] if 0 <= attr < len(NAMES) else attr} of a merged or split token follows from the others.",
            "heads= of split sets heads; attrs sets tags, labels, lemmas, morphology, entities and lexical flags.",
        )
    return convert(doc, attr, value)


def string_value(doc: Doc, attr: int, value: Any) -> int:
    if isinstance(value, str):
        return doc.vocab.strings.add(value)
    if not hasattr(value, "__index__"):
        raise WrongTypeError(
            "retokenize.value_type", f"{NAMES[attr]} got {value!r}.", "Give a str, or the id of one of the vocab."
        )
    try:
        return doc.vocab.strings.add(value.__index__()) if value else 0
    except UnknownIdError as err:
        raise UnknownIdError("retokenize.unknown_id", f"{NAMES[attr]}: {err.detail}", err.hint) from None


def pos_value(doc: Doc, attr: int, value: Any) -> int:
    found = POS_IDS.get(value.upper()) if isinstance(value, str) else value
    if found is None or found not in POS_IDS.values():
        raise UnknownIdError(
            "retokenize.unknown_pos",
            f"{value!r} is no universal part of speech.",
            f"It is one of {', '.join(name for name in POS_IDS if name)}.",
        )
    return int(found)


def morph_value(doc: Doc, attr: int, value: Any) -> int:
    if value is None or (isinstance(value, int) and value == 0):
        return 0
    return doc.vocab.morphology.add(value)


def ranged_value(doc: Doc, attr: int, value: Any) -> int:
    low, high = RANGES[attr]
    if value is False and attr == IDS["SENT_START"]:
        value = -1
    if not hasattr(value, "__index__") or not low <= value <= high:
        raise InputError("retokenize.value_range", f"{NAMES[attr]} got {value!r}.", f"It is {low} to {high}.")
    return int(value) % 2**64


CONVERTERS: dict[int, Callable[[Any, int, Any], int]] = {
    **dict.fromkeys(STRINGS, string_value),
    **dict.fromkeys(RANGES, ranged_value),
    POS: pos_value,
    MORPH: morph_value,
}
