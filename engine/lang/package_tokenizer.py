"""PackageTokenizer: what tokenizers share that leave finding the words to another package.

Callers: engine.lang.ja, ko, th, vi, zh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from engine.errors import EngineError, FormatError, InputError
from engine.formats import msgpack
from engine.formats import srsly_later as srsly
from engine.formats.json import loads_object
from engine.tokens import Doc
from engine.vocab import Vocab


class MissingPackageError(EngineError, ImportError):
    """A package that a language needs is not installed."""


def import_optional(module: str, *, extra: str, purpose: str) -> Any:
    """Import a module that only an extra installs. MissingPackageError says how to install it."""
    try:
        return import_module(module)
    except ImportError as err:
        raise MissingPackageError(
            "lang.package_missing",
            f"{purpose} needs the package {module.partition('.')[0]}, which cannot be imported: {err}",
            f"Install it with the extra: pip install 'engine[{extra}]'",
        ) from None


class PackageTokenizer:
    """Base: `segment` finds the words, the rest follows.

    vocab (Vocab): of the documents made. settings: names of the attributes that are saved and loaded.
    """

    settings: tuple[str, ...] = ()

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def segment(self, text: str) -> Iterable[str]:
        """The words of a text in order. White space between them may be left out."""
        raise NotImplementedError

    def __call__(self, text: str) -> Doc:
        """Tokenize a text; the tokens spell it, to the last character."""
        words, spaces, _ = align(self.segment(text), text)
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Tokenize a stream of texts. batch_size: accepted for compatibility; texts are taken one by one."""
        for text in texts:
            yield self(text)

    def __reduce__(self) -> Any:
        return _restore, (type(self), self.vocab, self.to_bytes())

    def get_settings(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.settings}

    def set_settings(self, values: dict[str, Any]) -> None:
        """Take saved settings; unknown ones are passed over, as other versions may have more."""
        for name in self.settings:
            if name in values:
                setattr(self, name, values[name])

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """The settings, as a msgpack map with the JSON text "cfg"; nothing where there are none."""
        return srsly.msgpack_dumps({"cfg": srsly.json_dumps(self.get_settings())}) if self.settings else b""

    def from_bytes(self, bytes_data: bytes, *, exclude: Sequence[str] = ()) -> Any:
        """Load what `to_bytes` gave. Raises FormatError."""
        if self.settings:
            self.set_settings(read_settings(read_fields(bytes_data).get("cfg", "{}"), "the bytes of the tokenizer"))
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the settings to `cfg` in a folder; nothing where there are none."""
        if self.settings:
            Path(path).mkdir(parents=True, exist_ok=True)
            srsly.write_json(Path(path) / "cfg", self.get_settings())

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Any:
        """Load what `to_disk` wrote. Raises FormatError."""
        file = Path(path) / "cfg"
        if self.settings and file.is_file():
            self.set_settings(read_settings(file.read_bytes(), str(file)))
        return self


def _restore(cls: Callable[[Vocab], PackageTokenizer], vocab: Vocab, data: bytes) -> PackageTokenizer:
    return cls(vocab).from_bytes(data)


def read_fields(data: bytes) -> dict[str, Any]:
    """The fields of a tokenizer's bytes. Raises FormatError."""
    fields = msgpack.loads(data, "the bytes of the tokenizer")
    if not isinstance(fields, dict):
        raise FormatError(
            "lang.tokenizer_fields", f"the bytes of the tokenizer hold a {type(fields).__name__}, not a map"
        )
    return fields


def read_settings(text: Any, where: str) -> dict[str, Any]:
    """A JSON object of settings. Raises FormatError."""
    return loads_object(text, where)


def check_choice(name: str, value: Any, choices: Sequence[Any]) -> None:
    """InputError when a setting is none of those there are."""
    if value not in choices:
        raise InputError(
            "lang.tokenizer_choice",
            f"{name} of the tokenizer is {value!r}.",
            f"It is one of {', '.join(map(repr, choices))}.",
        )


def align(words: Iterable[str], text: str) -> tuple[list[str], list[bool], list[int]]:
    """Words, whether a space follows each, and its place among those given, such that together they are the text.

    words: in order, white space between them left out or not. One space after a word becomes its trailing space; all
    other white space becomes tokens, and so does any other text that no word covers; the place of these is -1.
    Raises InputError when a word does not occur in the rest of the text.

    >>> align(["你好", "。"], "你好 。 ")
    (['你好', '。'], [True, True], [0, 1])
    """
    out: list[str] = []
    spaces: list[bool] = []
    places: list[int] = []
    pos = 0

    def fill(gap: str) -> None:
        if gap[0] == " " and out and not spaces[-1] and not out[-1].isspace():
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            out.append(gap)
            spaces.append(False)
            places.append(-1)

    for i, word in enumerate(words):
        if not word or word.isspace():
            continue
        start = text.find(word, pos)
        if start == pos + 1 and text[pos] == " " and out and not spaces[-1] and not out[-1].isspace():
            spaces[-1] = True
            pos = start
        if start < 0:
            raise InputError(
                "lang.words_differ",
                f"the word {word!r} does not occur in {text[pos : pos + 40]!r}",
                "A segmenter must give back the text that it was given.",
            )
        if start > pos:
            fill(text[pos:start])
        out.append(word)
        spaces.append(False)
        places.append(i)
        pos = start + len(word)
    if pos < len(text):
        fill(text[pos:])
    return out, spaces, places
