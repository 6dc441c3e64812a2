"""ChineseTokenizer: characters, or words from jieba or pkuseg.

Callers: configs, as `spacy.zh.ChineseTokenizer`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from engine.errors import FormatError, InputError
from engine.formats import msgpack
from engine.formats import srsly_later as srsly
from engine.lang.package_tokenizer import (
    PackageTokenizer,
    check_choice,
    import_optional,
    read_fields,
    read_settings,
)
from engine.tokens import Doc
from engine.vocab import Vocab

MODEL_FILES = ("features.msgpack", "weights.npz")


class Segmenter(str, Enum):
    """What finds the words: nothing (each character is a token), jieba's dictionary, or a model of pkuseg."""

    char = "char"
    jieba = "jieba"
    pkuseg = "pkuseg"

    @classmethod
    def values(cls) -> list[str]:
        return [member.value for member in cls]


class ChineseTokenizer(PackageTokenizer):
    """Characters or words of Chinese.

    segmenter: "char", "jieba" or "pkuseg". pkuseg needs a model: `initialize` loads it, and it is saved with the
    tokenizer.
    Raises MissingPackageError, InputError.
    """

    settings = ("segmenter",)

    def __init__(self, vocab: Vocab, segmenter: str | Segmenter = Segmenter.char) -> None:
        super().__init__(vocab)
        self.segmenter = value_of(segmenter)
        self.jieba_seg: Any = None
        self.pkuseg_seg: Any = None
        self._load_segmenter()

    def _load_segmenter(self) -> None:
        if self.segmenter == "jieba" and self.jieba_seg is None:
            self.jieba_seg = import_optional("jieba", extra="zh", purpose='Chinese with segmenter = "jieba"')
            self.jieba_seg.setLogLevel("WARNING")  # it reports on reading its dictionary

    def set_settings(self, values: dict[str, Any]) -> None:
        super().set_settings(values)
        self.segmenter = value_of(self.segmenter)
        self._load_segmenter()

    def __call__(self, text: str) -> Doc:
        if self.segmenter == "char" and text.split() == [text]:  # no white space: nothing to align
            return Doc(self.vocab, words=list(text), spaces=[False] * len(text))
        return super().__call__(text)

    def segment(self, text: str) -> Iterable[str]:
        if self.segmenter == "jieba":
            return list(self.jieba_seg.cut(text, cut_all=False)) if text else []
        if self.segmenter == "pkuseg":
            if self.pkuseg_seg is None:
                raise InputError(
                    "lang.pkuseg_no_model",
                    "The segmenter is pkuseg, and it has no model yet.",
                    'Load one: nlp.tokenizer.initialize(pkuseg_model="path or name"), or in a config pkuseg_model of '
                    "[initialize.tokenizer].",
                )
            return self.pkuseg_seg.cut(text)
        return text

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Any]] | None = None,
        *,
        nlp: Any = None,
        pkuseg_model: str | None = None,
        pkuseg_user_dict: str | None = "default",
    ) -> None:
        """Load the model of pkuseg; other segmenters need nothing.

        get_examples, nlp: not used. pkuseg_model: path of a model, or the name of one that pkuseg downloads.
        pkuseg_user_dict: path of a list of words, one a line; "default" for pkuseg's own; None for no words.
        Raises MissingPackageError, InputError.
        """
        if self.segmenter != "pkuseg":
            return
        if not pkuseg_model:
            raise InputError(
                "lang.pkuseg_model",
                f"pkuseg_model is {pkuseg_model!r}, and the segmenter is pkuseg.",
                "Name a model, or the path of one, in [initialize.tokenizer].",
            )
        self.pkuseg_seg = load_pkuseg(str(pkuseg_model), pkuseg_user_dict)

    def pkuseg_update_user_dict(self, words: Iterable[str], reset: bool = False) -> None:
        """Add words that pkuseg always keeps whole. reset: forget those added before, and the words of its own
        dictionary that a model was loaded with.

        Raises InputError when pkuseg is not in use or has no model.
        """
        if self.segmenter != "pkuseg" or self.pkuseg_seg is None:
            raise InputError(
                "lang.pkuseg_user_dict",
                f"The segmenter is {self.segmenter}"
                + (", and it has no model yet." if self.segmenter == "pkuseg" else ", which has no user dictionary."),
                'A user dictionary needs segmenter = "pkuseg" and a model.',
            )
        package = import_pkuseg()
        if reset:
            self.pkuseg_seg.preprocesser = package.Preprocesser(None)
        for word in words:
            self.pkuseg_seg.preprocesser.insert(word.strip(), "")

    # Files

    def _model_files(self) -> dict[str, bytes]:
        """The files of pkuseg's model."""
        if self.pkuseg_seg is None:
            return {}
        with tempfile.TemporaryDirectory() as folder:
            self.pkuseg_seg.feature_extractor.save(folder)
            self.pkuseg_seg.model.save(folder)
            return {name: (Path(folder) / name).read_bytes() for name in MODEL_FILES}

    def _processors(self) -> list[Any] | None:
        """Words of the user dictionary with their tags; whether words are joined after splitting, and which."""
        if self.pkuseg_seg is None:
            return None
        before, after = self.pkuseg_seg.preprocesser, self.pkuseg_seg.postprocesser
        return [
            sorted(words_of(before.trie)),
            bool(after.do_process),
            sorted(getattr(after, "common_words", ())),
            sorted(getattr(after, "other_words", ())),
        ]

    def _restore_pkuseg(self, files: dict[str, bytes], processors: Any, where: str) -> None:
        if not all(files.get(name) for name in MODEL_FILES):
            return
        with tempfile.TemporaryDirectory() as folder:
            for name in MODEL_FILES:
                (Path(folder) / name).write_bytes(files[name])
            self.pkuseg_seg = load_pkuseg(folder, None)
        if processors is None:
            return
        try:
            words, joins, common, other = processors
            package = import_pkuseg()
            before = package.Preprocesser([(str(word), str(tag)) for word, tag in words])
            after = package.Postprocesser(None, None)
            after.do_process = bool(joins)
            after.common_words, after.other_words = set(map(str, common)), set(map(str, other))
        except (TypeError, ValueError) as err:
            raise FormatError("lang.pkuseg_processors", f"the dictionaries of pkuseg in {where}: {err}") from None
        self.pkuseg_seg.preprocesser, self.pkuseg_seg.postprocesser = before, after

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """A msgpack map: cfg, and the model and the dictionaries of pkuseg."""
        files = self._model_files()
        return srsly.msgpack_dumps(
            {
                "cfg": srsly.json_dumps(self.get_settings()),
                "pkuseg_features": files.get(MODEL_FILES[0], b""),
                "pkuseg_weights": files.get(MODEL_FILES[1], b""),
                "pkuseg_processors": srsly.msgpack_dumps(self._processors()),
            }
        )

    def from_bytes(self, bytes_data: bytes, *, exclude: Sequence[str] = ()) -> ChineseTokenizer:
        where = "the bytes of the tokenizer"
        fields = read_fields(bytes_data)
        self.set_settings(read_settings(fields.get("cfg", "{}"), where))
        files = {MODEL_FILES[0]: fields.get("pkuseg_features"), MODEL_FILES[1]: fields.get("pkuseg_weights")}
        if any(value is not None and not isinstance(value, bytes) for value in files.values()):
            raise FormatError("lang.pkuseg_bytes", f"the model of pkuseg in {where} is not bytes")
        processors = fields.get("pkuseg_processors")
        self._restore_pkuseg(
            {name: value or b"" for name, value in files.items()},
            read_msgpack(processors, where) if processors else None,
            where,
        )
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """`cfg`, and with pkuseg the folder `pkuseg_model` and the file `pkuseg_processors`."""
        super().to_disk(path)
        files = self._model_files()
        if files:
            folder = Path(path) / "pkuseg_model"
            folder.mkdir(exist_ok=True)
            for name, data in files.items():
                (folder / name).write_bytes(data)
            (Path(path) / "pkuseg_processors").write_bytes(srsly.msgpack_dumps(self._processors()))

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> ChineseTokenizer:
        super().from_disk(path)
        folder, file = Path(path) / "pkuseg_model", Path(path) / "pkuseg_processors"
        files = {name: (folder / name).read_bytes() for name in MODEL_FILES if (folder / name).is_file()}
        processors = read_msgpack(file.read_bytes(), str(file)) if file.is_file() else None
        self._restore_pkuseg(files, processors, str(path))
        return self


def value_of(segmenter: Any) -> str:
    value = segmenter.value if isinstance(segmenter, Enum) else segmenter
    check_choice("segmenter", value, Segmenter.values())
    return value


def read_msgpack(data: bytes, where: str) -> Any:
    return msgpack.loads(data, where)


def import_pkuseg() -> Any:
    return import_optional("spacy_pkuseg", extra="zh", purpose='Chinese with segmenter = "pkuseg"')


def load_pkuseg(model: str, user_dict: str | None) -> Any:
    """pkuseg with a model. InputError when the files are not there or are not a model."""
    package = import_pkuseg()
    # pkuseg falls back to pickles where a file is missing, and nothing is unpickled here.
    if Path(model).is_dir() and not all((Path(model) / name).is_file() for name in MODEL_FILES):
        raise InputError(
            "lang.pkuseg_files",
            f"{model} is no model of pkuseg.",
            f"A model has the files {' and '.join(MODEL_FILES)}.",
        )
    try:
        return package.pkuseg(model, user_dict=user_dict)
    except Exception as err:  # whatever its readers raise on what is no model, and downloading where there is no net
        raise InputError(
            "lang.pkuseg_load",
            f"pkuseg cannot load the model {model!r} with user dictionary {user_dict!r}: {type(err).__name__}: {err}",
            f"A model is a folder with {' and '.join(MODEL_FILES)}.",
        ) from err


def words_of(trie: Any) -> list[list[str]]:
    """[word, tag] of every word below a node of pkuseg's user dictionary."""
    out: list[list[str]] = []
    stack = [("", trie)]
    while stack:
        prefix, node = stack.pop()
        if node.isword:
            out.append([prefix, node.usertag])
        stack.extend((prefix + char, child) for char, child in node.children.items())
    return out


def create_chinese_tokenizer(segmenter: str | Segmenter = "char") -> Callable[[Any], ChineseTokenizer]:
    """`spacy.zh.ChineseTokenizer`: a function from an nlp object to its tokenizer."""

    def make_tokenizer(nlp: Any) -> ChineseTokenizer:
        return ChineseTokenizer(nlp.vocab, segmenter=segmenter)

    return make_tokenizer
