"""JapaneseTokenizer: words, tags, lemmas and readings from SudachiPy.

Callers: configs, as `spacy.ja.JapaneseTokenizer`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from engine.lang.ja.tag_map import SPACE_TAG, universal_tags
from engine.lang.package_tokenizer import PackageTokenizer, align, check_choice, import_optional
from engine.tokens import Doc
from engine.vocab import Vocab

SPLIT_MODES = ("A", "B", "C")
# Sudachi takes at most 49,149 bytes; a character has up to four.
MAX_CHARS = 12_000
_STRUCTURE = str.maketrans("=|", "__")
_BREAKS = "\n。！？!? "


class DetailedToken(NamedTuple):
    """What Sudachi says of a word. sub_tokens: its parts, one list for each finer split mode; None in mode A."""

    surface: str
    tag: str
    inf: str
    lemma: str
    norm: str
    reading: str
    sub_tokens: list[Any] | None


class JapaneseTokenizer(PackageTokenizer):
    """Words as SudachiPy splits them, with tags, parts of speech, lemmas, norms, and readings and inflections in the
    morphology.

    split_mode: "A" for short words, "C" for the longest, "B" between; None for A. In modes B and C, the parts of each
    word are in `doc.user_data["sub_tokens"]`.
    Raises MissingPackageError, InputError.
    """

    settings = ("split_mode",)

    def __init__(self, vocab: Vocab, split_mode: str | None = None) -> None:
        super().__init__(vocab)
        self.split_mode = split_mode
        self.tokenizer = make_sudachi(split_mode)
        self._kinds: dict[int, tuple[str, str]] = {}

    def set_settings(self, values: dict[str, Any]) -> None:
        super().set_settings(values)
        self.tokenizer = make_sudachi(self.split_mode)
        self._kinds = {}

    @property
    def need_subtokens(self) -> bool:
        return self.split_mode in ("B", "C")

    def __call__(self, text: str) -> Doc:
        tokens = list(self._tokens(text))
        words, spaces, places = align((token.surface for token in tokens), text)
        details = [None if place < 0 else tokens[place] for place in places]
        doc = Doc(
            self.vocab,
            words=words,
            spaces=spaces,
            tags=[SPACE_TAG if each is None else each.tag for each in details],
            pos=universal_tags(
                [
                    (SPACE_TAG, word, word) if each is None else (each.tag, each.surface, each.lemma)
                    for word, each in zip(words, details, strict=True)
                ]
            ),
            lemmas=[word if each is None else each.lemma for word, each in zip(words, details, strict=True)],
            morphs=["" if each is None else morph_of(each) for each in details],
        )
        for token, each in zip(doc, details, strict=True):
            if each is not None:
                token.norm_ = each.norm
        if self.need_subtokens:
            doc.user_data["sub_tokens"] = [None if each is None else each.sub_tokens for each in details]
        return doc

    def _tokens(self, text: str) -> Iterator[DetailedToken]:
        for piece in pieces(text):
            for morpheme in self.tokenizer.tokenize(piece):
                surface = morpheme.surface()
                if surface and not surface.isspace():
                    yield self._detail(morpheme, surface, self.need_subtokens)

    def _detail(self, morpheme: Any, surface: str, with_parts: bool) -> DetailedToken:
        kind = morpheme.part_of_speech_id()
        if kind not in self._kinds:
            parts = morpheme.part_of_speech()
            self._kinds[kind] = (
                "-".join(part for part in parts[:4] if part not in ("", "*")),
                ";".join(part for part in parts[4:] if part not in ("", "*")),
            )
        return DetailedToken(
            surface,
            *self._kinds[kind],
            morpheme.dictionary_form() or surface,
            morpheme.normalized_form() or surface,
            morpheme.reading_form(),
            self._parts(morpheme) if with_parts else None,
        )

    def _parts(self, morpheme: Any) -> list[list[DetailedToken]]:
        """The parts in mode A and, in mode C, in mode B; an empty list where a word has only one part."""
        out = []
        for mode in ("A", "B")[: 2 if self.split_mode == "C" else 1]:
            found = [part for part in morpheme.split(split_mode(mode)) if part.surface()]
            out.append([self._detail(part, part.surface(), False) for part in found] if len(found) > 1 else [])
        return out


def morph_of(token: DetailedToken) -> str:
    """Inflection and reading as features; `=` and `|` would read as structure."""
    reading = token.reading.translate(_STRUCTURE)
    return "|".join(f"{name}={value}" for name, value in (("Inflection", token.inf), ("Reading", reading)) if value)


def pieces(text: str, limit: int = MAX_CHARS) -> Iterator[str]:
    """The text in parts that Sudachi takes, cut after the end of a sentence or a line where there is one."""
    start = 0
    while len(text) - start > limit:
        end = max(text.rfind(char, start, start + limit) for char in _BREAKS) + 1
        end = end if end > start else start + limit
        yield text[start:end]
        start = end
    yield text[start:]


def split_mode(name: str | None) -> Any:
    """Sudachi's constant of a split mode."""
    package = import_optional("sudachipy", extra="ja", purpose="Japanese")
    return getattr(package.SplitMode, name or "A")


def make_sudachi(mode: str | None) -> Any:
    """Sudachi's tokenizer."""
    check_choice("split_mode", mode, (None, *SPLIT_MODES))
    package = import_optional("sudachipy", extra="ja", purpose="Japanese")
    import_optional("sudachidict_core", extra="ja", purpose="Japanese")
    dictionary = package.Dictionary(dict="core")
    # Named `create` before SudachiPy 0.7.
    make = dictionary.tokenizer if hasattr(dictionary, "tokenizer") else dictionary.create
    return make(split_mode(mode))


def create_tokenizer(split_mode: str | None = None) -> Callable[[Any], JapaneseTokenizer]:
    """`spacy.ja.JapaneseTokenizer`: a function from an nlp object to its tokenizer."""

    def make_tokenizer(nlp: Any) -> JapaneseTokenizer:
        return JapaneseTokenizer(nlp.vocab, split_mode=split_mode)

    return make_tokenizer
