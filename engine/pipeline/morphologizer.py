"""Morphologizer: part of speech and morphological features together, one class a token."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy

from engine.errors import FormatError
from engine.gold.validation import validate_get_examples
from engine.ml.model_type import Model
from engine.pipeline.tagger import GetExamples, Tagger, as_docs
from engine.pipeline.tagger_ops import ClassTable, gold_pos_morphs, make_pos_morph_key, set_morphs
from engine.strings.symbols import POS_IDS
from engine.tokens.doc import Doc
from engine.vocab.vocab import Vocab

POS = "POS"  # name of the part of speech among the features of a label
EMPTY = "_"
POS_NAMES = {value: key for key, value in POS_IDS.items()}


class Morphologizer(Tagger):
    """Predicts a class that stands for a part of speech and a set of features, such as "Number=Sing|POS=NOUN".

    overwrite: whether annotation that a document has is replaced. extend: whether features are added to those that a
    token has; `overwrite` then says whose value counts where both have one. Tokens whose gold class is none of the
    labels count as unannotated.
    """

    POS_FEAT = POS

    def __init__(
        self,
        vocab: Vocab,
        model: Model[Any, Any],
        name: str = "morphologizer",
        *,
        overwrite: bool = True,
        extend: bool = False,
        scorer: Callable[..., dict[str, Any]] | None = None,
        label_smoothing: float = 0.0,
    ) -> None:
        super().__init__(vocab, model, name, overwrite=overwrite, scorer=scorer, label_smoothing=label_smoothing)
        # The order of labels_morph is the class order, in memory and in the file.
        self.cfg = {
            "extend": extend,
            "label_smoothing": label_smoothing,
            "labels_morph": {},
            "labels_pos": {},
            "overwrite": overwrite,
        }

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels in class order."""
        return tuple(self.cfg["labels_morph"])

    @property
    def label_data(self) -> dict[str, dict[str, Any]]:
        """{"morph": label -> features, "pos": label -> part of speech}."""
        return {"morph": dict(self.cfg["labels_morph"]), "pos": dict(self.cfg["labels_pos"])}

    def _take_cfg(self, data: bytes, place: str) -> None:
        super()._take_cfg(data, place)
        # Each label has its features and its part of speech.
        morphs, pos = self.cfg["labels_morph"], self.cfg["labels_pos"]
        wrong = [label for label in morphs if not isinstance(morphs[label], str)]
        wrong += [label for label in morphs if type(pos.get(label)) is not int or pos[label] not in POS_NAMES]
        if wrong or len(pos) != len(morphs):
            raise FormatError(
                "morphologizer.labels",
                f"{place}: label {(wrong or sorted(set(pos) - set(morphs)))[0]!r:.60} is not whole",
            )

    def add_label(self, label: str) -> int:
        """Add a label such as "POS=NOUN|Number=Sing"; 1 when it is new, 0 when it was there."""
        self.check_label(label)
        if label in self.labels:
            return 0
        features = dict(part.split("=", 1) for part in label.split("|") if "=" in part)
        pos = features.pop(POS, "")
        morph = normal_features(self.vocab, features)
        normal = join_label(self.vocab, morph, pos)
        if normal in self.labels:
            return 0
        self.allow_label()
        self._set_label(normal, morph or EMPTY, POS_IDS.get(pos, 0))
        return 1

    def _set_label(self, label: str, morph: str, pos: int) -> None:
        self.cfg["labels_morph"][label] = morph
        self.cfg["labels_pos"][label] = pos
        self.vocab.strings.add(label, False)
        self.vocab.morphology.add(morph or EMPTY)

    def initialize(self, get_examples: GetExamples, *, nlp: Any = None, labels: Any = None) -> None:
        """Take the labels from the data, or from `labels` (see `label_data`), and size the model."""
        validate_get_examples(get_examples, "Morphologizer.initialize")
        if labels is not None:
            self._take_labels(labels)
        else:
            seen: dict[tuple[int, int], None] = {}
            for example in get_examples():
                gold_pos_morphs(example.reference, seen)
            for pos, morph in seen:
                text = self.vocab.strings[morph] if morph else ""
                text = "" if text == EMPTY else text
                label = join_label(self.vocab, text, POS_NAMES.get(pos, ""))
                if label not in self.cfg["labels_morph"]:
                    self._set_label(label, text, pos)
        if not self.labels:
            raise self.no_labels()
        self._initialize_model(get_examples)

    def _take_labels(self, labels: Any) -> None:
        if isinstance(labels, Mapping) and set(labels) == {"morph", "pos"}:
            for label, morph in labels["morph"].items():
                self._set_label(label, morph, int(labels["pos"].get(label, 0)))
        elif isinstance(labels, Iterable) and not isinstance(labels, (str, Mapping)):
            for label in labels:
                self.add_label(label)
        else:
            raise self.no_labels()

    def set_annotations(self, docs: Sequence[Doc], batch_tag_ids: Any) -> None:
        """Write predicted classes into the documents."""
        morphology = self.vocab.morphology
        morphs = [morphology.add(morph or EMPTY) for morph in self.cfg["labels_morph"].values()]
        pos = [int(self.cfg["labels_pos"][label]) for label in self.labels]
        set_morphs(
            as_docs(docs),
            batch_tag_ids,
            numpy.asarray(morphs, dtype="uint64"),
            numpy.asarray(pos, dtype="int32"),
            bool(self.cfg["overwrite"]),
            bool(self.cfg["extend"]),
        )

    def _table_key(self) -> Any:
        return self.labels

    def _make_table(self) -> ClassTable:
        morphology = self.vocab.morphology
        classes: dict[int, int] = {}
        for i, (label, morph) in enumerate(self.cfg["labels_morph"].items()):
            pos = int(self.cfg["labels_pos"][label])
            # Gold annotation may have features and no part of speech, or the other way round.
            keys = [morphology.add(morph or EMPTY)]
            if not morph or morph == EMPTY:
                keys.append(0)
            for key in keys:
                classes.setdefault(make_pos_morph_key(pos, key), i)
        return ClassTable("pos_morph", classes)


def normal_features(vocab: Vocab, features: Mapping[str, str]) -> str:
    """FEATS string in its normal form, "" for no features."""
    if not features:
        return ""
    text = vocab.strings[vocab.morphology.add("|".join(f"{key}={value}" for key, value in features.items()))]
    return "" if text == EMPTY else text


def join_label(vocab: Vocab, morph: str, pos: str) -> str:
    """Label of features and a part of speech: all of them, sorted as features are."""
    parts = [part for part in (morph, f"{POS}={pos}" if pos else "") if part and part != EMPTY]
    return vocab.strings[vocab.morphology.add("|".join(parts) or EMPTY)]


def make_morphologizer(
    nlp: Any,
    name: str,
    model: Model,
    overwrite: bool,
    extend: bool,
    label_smoothing: float,
    scorer: Callable | None,
) -> Morphologizer:
    """Factory "morphologizer"."""
    return Morphologizer(
        nlp.vocab,
        model,
        name,
        overwrite=overwrite,
        extend=extend,
        scorer=scorer,
        label_smoothing=label_smoothing,
    )


def make_japanese_morphologizer(
    nlp: Any, name: str, model: Model, overwrite: bool, extend: bool, scorer: Callable | None
) -> Morphologizer:
    """Factory "ja.morphologizer"."""
    return Morphologizer(nlp.vocab, model, name, overwrite=overwrite, extend=extend, scorer=scorer)
