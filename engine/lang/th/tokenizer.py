"""ThaiTokenizer: words from PyThaiNLP.

Callers: configs, as `spacy.th.ThaiTokenizer`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from engine.lang.package_tokenizer import PackageTokenizer, align, import_optional
from engine.tokens import Doc
from engine.vocab import Vocab


class ThaiTokenizer(PackageTokenizer):
    """Words as PyThaiNLP splits them. A space separates clauses in Thai, so it is a token like other punctuation.

    Raises MissingPackageError.
    """

    def __init__(self, vocab: Vocab) -> None:
        super().__init__(vocab)
        self.word_tokenize = import_optional("pythainlp.tokenize", extra="th", purpose="Thai").word_tokenize

    def segment(self, text: str) -> Iterable[str]:
        return self.word_tokenize(text)

    def __call__(self, text: str) -> Doc:
        words = [word for word in self.segment(text) if word]
        if "".join(words) != text:  # should a version of the package leave something out
            words, spaces, _ = align(words, text)
            return Doc(self.vocab, words=words, spaces=spaces)
        return Doc(self.vocab, words=words, spaces=[False] * len(words))


def create_thai_tokenizer() -> Callable[[Any], ThaiTokenizer]:
    """`spacy.th.ThaiTokenizer`: a function from an nlp object to its tokenizer."""

    def make_tokenizer(nlp: Any) -> ThaiTokenizer:
        return ThaiTokenizer(nlp.vocab)

    return make_tokenizer
