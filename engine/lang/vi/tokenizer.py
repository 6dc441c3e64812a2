"""VietnameseTokenizer: words from Pyvi, or syllables.

Callers: configs, as `spacy.vi.VietnameseTokenizer`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from engine.lang.package_tokenizer import PackageTokenizer, import_optional
from engine.vocab import Vocab


class VietnameseTokenizer(PackageTokenizer):
    """Words of several syllables, such as "Việt Nam", as Pyvi finds them.

    use_pyvi: False makes what stands between white space a token, syllable by syllable, and needs no package.
    Raises MissingPackageError.
    """

    settings = ("use_pyvi",)

    def __init__(self, vocab: Vocab, use_pyvi: bool = True) -> None:
        super().__init__(vocab)
        self.use_pyvi = use_pyvi
        self.pyvi: Any = load_pyvi() if use_pyvi else None

    def set_settings(self, values: dict[str, Any]) -> None:
        super().set_settings(values)
        if self.use_pyvi and self.pyvi is None:
            self.pyvi = load_pyvi()

    def segment(self, text: str) -> Iterable[str]:
        if not self.use_pyvi or not text.strip():
            return text.split()
        return restored(self.pyvi.spacy_tokenize(text)[0], text)


def load_pyvi() -> Any:
    return import_optional("pyvi.ViTokenizer", extra="vi", purpose="Vietnamese with use_pyvi = true")


def restored(words: Iterable[str], text: str) -> Iterator[str]:
    """Words as they stand in the text, of words in which Pyvi has put `_` for the white space between syllables.

    What Pyvi has left out or changed otherwise is given as it stands, split at white space.
    """
    pos = 0
    for word in words:
        # Nearly always the word is next, as it is or with a space for each `_`.
        at = pos + text.startswith(" ", pos)
        for form in (word, word.replace("_", " ")):
            if word and text.startswith(form, at):
                yield form
                pos = at + len(form)
                break
        else:
            found = find(word, text, pos)
            if found is None:
                continue
            start, end = found
            yield from text[pos:start].split()
            yield text[start:end]
            pos = end
    yield from text[pos:].split()


def find(word: str, text: str, pos: int) -> tuple[int, int] | None:
    """Where the next word that is not white space begins and ends, if it is `word`."""
    start = pos
    while start < len(text) and text[start].isspace():
        start += 1
    end = start
    for char in word.strip():
        if char == "_" and text[end : end + 1] != "_":
            gap = end
            while end < len(text) and text[end].isspace():
                end += 1
            if end == gap:
                return None
        elif text[end : end + 1] != char:
            return None
        else:
            end += 1
    return (start, end) if end > start else None


def create_vietnamese_tokenizer(use_pyvi: bool = True) -> Callable[[Any], VietnameseTokenizer]:
    """`spacy.vi.VietnameseTokenizer`: a function from an nlp object to its tokenizer."""

    def make_tokenizer(nlp: Any) -> VietnameseTokenizer:
        return VietnameseTokenizer(nlp.vocab, use_pyvi=use_pyvi)

    return make_tokenizer
