"""Scores of single tokens: tokenization, attributes, morphological features, dependencies.

Values that tokens have by themselves are counted in C (counts). Sets count whatever a getter reads, and examples of
which counts says that it cannot; where both can, they count the same. Whitespace tokens of a prediction are never
counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

import numpy

from engine.gold import counts
from engine.gold.example import Example
from engine.gold.prf import PRFScore
from engine.strings.symbols import IDS
from engine.tokens.doc import Doc
from engine.tokens.token import Token

MISSING_VALUES: frozenset[Any] = frozenset([None, 0, ""])
COLUMNS = {"tag": "TAG", "pos": "POS", "lemma": "LEMMA", "morph": "MORPH", "dep": "DEP"}
NO_FEATURES = IDS["_"]  # MORPH of a token that has no features
Getter = Callable[[Token, str], Any]
Arcs = tuple[list[int], list[Any]]  # index of the head, and label, of each token


def _column(doc: Doc, name: str) -> Any:
    return doc.to_array(IDS[name]) if len(doc) else numpy.zeros(0, dtype="uint64")


def _values(doc: Doc, attr: str, getter: Getter | None) -> list[Any]:
    """The value of each token: the id in its column where there is one, else what the getter says."""
    if getter is None and attr in COLUMNS:
        return _column(doc, COLUMNS[attr]).tolist()
    read = getter or getattr
    return [read(token, attr) for token in doc]


def _spaces(doc: Doc) -> list[bool]:
    return _column(doc, "IS_SPACE").astype(bool).tolist()


def _single_gold(example: Example) -> list[int]:
    """For each predicted token the one gold token it maps to, or -1."""
    alignment = example.alignment
    if alignment.is_identity:
        return list(range(len(example.predicted)))
    lengths, gold = alignment.x2y.lengths, alignment.x2y.data
    if not len(gold):
        return [-1] * len(lengths)
    first = numpy.minimum(numpy.cumsum(lengths) - lengths, len(gold) - 1)
    return numpy.where(lengths == 1, gold[first], -1).tolist()


def _tokens_by_sets(examples: list[Example], accuracy: PRFScore, spans: PRFScore) -> None:
    for example in examples:
        x, y = example.predicted, example.reference
        if y.has_unknown_spaces:
            continue
        is_space = _spaces(x)
        for i, gold in enumerate(_single_gold(example)):
            if not is_space[i]:
                if gold >= 0:
                    accuracy.tp += 1
                else:
                    accuracy.fp += 1
        found, wanted = ({(token.idx, token.idx + len(token)) for token in doc if not token.is_space} for doc in (x, y))
        spans.score_set(found, wanted)


def score_tokenization(examples: Iterable[Example], **cfg: Any) -> dict[str, Any]:
    """token_acc: share of predicted tokens inside exactly one gold token; token_p, token_r, token_f: of exact tokens.

    Docs whose reference has unknown spaces are skipped, because the offsets of its tokens mean nothing.
    """
    examples = list(examples)
    accuracy, spans = PRFScore(), PRFScore()
    counted = counts.count_tokens(examples)
    if counted is None:
        _tokens_by_sets(examples, accuracy, spans)
    else:
        accuracy.tp, accuracy.fp, *of_spans = counted
        spans.count(*of_spans)
    if not len(accuracy):
        return dict.fromkeys(("token_acc", "token_p", "token_r", "token_f"))
    return {
        "token_acc": accuracy.precision,
        "token_p": spans.precision,
        "token_r": spans.recall,
        "token_f": spans.fscore,
    }


def _attr_by_sets(
    examples: list[Example], attr: str, getter: Getter | None, missing_values: Collection[Any], score: PRFScore
) -> None:
    for example in examples:
        x, y = example.predicted, example.reference
        found_values, wanted_values = _values(x, attr, getter), _values(y, attr, getter)
        gold = {(i, value) for i, value in enumerate(wanted_values) if value not in missing_values}
        known = {i for i, _ in gold}
        is_space = _spaces(x)
        predicted = {
            (j, found_values[i])
            for i, j in enumerate(_single_gold(example))
            if j >= 0 and j in known and not is_space[i]
        }
        score.score_set(predicted, gold)


def score_token_attr(
    examples: Iterable[Example],
    attr: str,
    *,
    getter: Getter | None = None,
    missing_values: Collection[Any] = MISSING_VALUES,
    **cfg: Any,
) -> dict[str, Any]:
    """{attr}_acc: F of the sets of (gold token, value). Gold tokens with a missing value are left out."""
    examples = list(examples)
    score = PRFScore()
    counted = None
    if getter is None and attr in COLUMNS and missing_values is MISSING_VALUES:
        counted = counts.count_attr(examples, IDS[COLUMNS[attr]])
    if counted is None:
        _attr_by_sets(examples, attr, getter, missing_values, score)
    else:
        score.count(*counted)
    return {f"{attr}_acc": score.fscore if len(score) else None}


def _features(text: str) -> dict[str, str]:
    """Field -> value of a FEATS string; several values of a field, such as "Int,Rel", count as one."""
    return {field: value for field, _, value in (feature.partition("=") for feature in text.split("|")) if value}


class _Features:
    """What values mean as features: each value is read once."""

    def __init__(self, missing_values: Collection[Any]) -> None:
        self.missing_values = missing_values
        self.read: dict[Any, dict[str, str]] = {}

    def of(self, doc: Doc, value: Any) -> dict[str, str]:
        found = self.read.get(value)
        if found is None:
            text = value if isinstance(value, str) else doc.vocab.strings.as_string(value) if value else ""
            found = self.read[value] = _features(text)
        return found

    def are_missing(self, value: Any) -> bool:
        return value in self.missing_values or value == NO_FEATURES


def _features_by_sets(
    examples: list[Example], attr: str, getter: Getter | None, features: _Features, per_feat: dict[str, PRFScore]
) -> None:
    """Sets of (gold token, text) of each field."""
    for example in examples:
        x, y = example.predicted, example.reference
        found_values, wanted_values, is_space = _values(x, attr, getter), _values(y, attr, getter), _spaces(x)
        gold: dict[str, set[tuple[int, str]]] = {}
        predicted: dict[str, set[tuple[int, str]]] = {}
        missing = set()
        for i, value in enumerate(wanted_values):
            if features.are_missing(value):
                missing.add(i)
                continue
            for field, text in features.of(y, value).items():
                gold.setdefault(field, set()).add((i, text))
        for i, j in enumerate(_single_gold(example)):
            if j >= 0 and j not in missing and not is_space[i]:
                for field, text in features.of(x, found_values[i]).items():
                    predicted.setdefault(field, set()).add((j, text))
        for field in [*gold, *(field for field in predicted if field not in gold)]:
            score = per_feat.setdefault(field, PRFScore())
            score.score_set(predicted.get(field, set()), gold.get(field, set()))


def score_token_attr_per_feat(
    examples: Iterable[Example],
    attr: str,
    *,
    getter: Getter | None = None,
    missing_values: Collection[Any] = MISSING_VALUES,
    **cfg: Any,
) -> dict[str, Any]:
    """{attr}_micro_p, _r, _f over all single Field=Value features, and {attr}_per_feat: {field: {p, r, f}}.

    Gold tokens with a missing value or without any feature are left out.
    """
    examples = list(examples)
    micro = PRFScore()
    per_feat: dict[str, PRFScore] = {}
    features = _Features(missing_values)
    counted = None
    if getter is None and attr == "morph":
        counted = counts.count_features(examples, features.of, features.are_missing)
    if counted is None:
        _features_by_sets(examples, attr, getter, features, per_feat)
    else:
        for field, of_field in counted.items():
            per_feat[field] = PRFScore()
            per_feat[field].count(*of_field)
    for score in per_feat.values():
        micro += score
    if not len(micro):
        return dict.fromkeys((f"{attr}_micro_p", f"{attr}_micro_r", f"{attr}_micro_f", f"{attr}_per_feat"))
    return {
        f"{attr}_micro_p": micro.precision,
        f"{attr}_micro_r": micro.recall,
        f"{attr}_micro_f": micro.fscore,
        f"{attr}_per_feat": {field: score.to_dict() for field, score in per_feat.items()},
    }


def _lowered(doc: Doc, ids: list[int], texts: dict[int, str]) -> list[str]:
    for value in set(ids) - texts.keys():
        texts[value] = doc.vocab.strings.as_string(value).lower() if value else ""
    return [texts[value] for value in ids]


def _arcs(
    doc: Doc, attr: str, getter: Getter | None, head_attr: str, head_getter: Getter | None, texts: dict[int, str]
) -> Arcs:
    """(index of the head, label) of each token; labels that come from the column are lowered strings."""
    if getter is None:
        labels: list[Any] = _lowered(doc, _column(doc, "DEP").tolist(), texts)
    else:
        labels = [getter(token, attr) for token in doc]
    if head_getter is None and head_attr == "head":
        relative = _column(doc, "HEAD").astype("int64").tolist()
        labelled = _column(doc, "DEP").tolist()
        heads = [i + offset if dep else i for i, (offset, dep) in enumerate(zip(relative, labelled, strict=True))]
    else:
        read = head_getter or getattr
        heads = [read(token, head_attr).i for token in doc]
    return heads, labels


def _count_arcs(
    found: Arcs,
    wanted: Arcs,
    is_space: list[bool],
    single_gold: list[int],
    ignored: set[str],
    missing_values: Collection[Any],
    missing: set[int],
    unlabelled: PRFScore,
    labelled: PRFScore,
    per_type: dict[str, PRFScore],
) -> None:
    """Add the arcs of one example to the scores: sets of (gold token, gold head, label). missing: see score_deps."""
    gold: set[tuple[Any, ...]] = set()
    gold_of: dict[str, set[tuple[Any, ...]]] = {}
    for i, (head, label) in enumerate(zip(*wanted, strict=True)):
        if label in missing_values:
            missing.add(i)
        elif label not in ignored:
            gold.add((i, head, label))
            gold_of.setdefault(label, set()).add((i, head, label))
    predicted: set[tuple[Any, ...]] = set()
    predicted_of: dict[str, set[tuple[Any, ...]]] = {}
    for i, (head, label) in enumerate(zip(*found, strict=True)):
        if is_space[i] or label in ignored:
            continue
        j = single_gold[i]
        if j < 0:
            unlabelled.fp += 1
            labelled.fp += 1
        elif j not in missing:
            arc = (j, single_gold[head], label)
            predicted.add(arc)
            if single_gold[head] >= 0:
                predicted_of.setdefault(label, set()).add(arc)
    for label in gold_of.keys() | predicted_of.keys():
        per_type.setdefault(label, PRFScore()).score_set(predicted_of.get(label, set()), gold_of.get(label, set()))
    labelled.score_set(predicted, gold)
    unlabelled.score_set({arc[:2] for arc in predicted}, {arc[:2] for arc in gold})


def score_deps(
    examples: Iterable[Example],
    attr: str,
    *,
    getter: Getter | None = None,
    head_attr: str = "head",
    head_getter: Getter | None = None,
    ignore_labels: Iterable[str] = (),
    missing_values: Collection[Any] = MISSING_VALUES,
    **cfg: Any,
) -> dict[str, Any]:
    """{attr}_uas, {attr}_las and {attr}_las_per_type: F of the sets of (token, head) and (token, head, label).

    ignore_labels: lower case; tokens with these labels are left out on both sides.
    A predicted token that has not exactly one gold token, or whose head has not, counts as wrong. As spaCy does, an
    index whose gold label is missing in one doc is left out of the predictions for that doc and all that follow.
    """
    examples = list(examples)
    unlabelled, labelled = PRFScore(), PRFScore()
    per_type: dict[str, PRFScore] = {}
    ignored = set(ignore_labels)
    counted = None
    if getter is None and head_getter is None and head_attr == "head":
        counted = counts.count_arcs(examples, ignored, missing_values)
    if counted is None:
        missing: set[int] = set()
        texts: dict[int, str] = {}
        for example in examples:
            x, y = example.predicted, example.reference
            wanted = _arcs(y, attr, getter, head_attr, head_getter, texts)
            found = _arcs(x, attr, getter, head_attr, head_getter, texts)
            scores = (unlabelled, labelled, per_type)
            _count_arcs(found, wanted, _spaces(x), _single_gold(example), ignored, missing_values, missing, *scores)
    else:
        of_heads, of_arcs, n_unaligned, of_labels = counted
        unlabelled.count(*of_heads)
        labelled.count(*of_arcs)
        unlabelled.fp += n_unaligned
        labelled.fp += n_unaligned
        for label, of_label in of_labels.items():
            per_type[label] = PRFScore()
            per_type[label].count(*of_label)
    if not len(unlabelled):
        return dict.fromkeys((f"{attr}_uas", f"{attr}_las", f"{attr}_las_per_type"))
    return {
        f"{attr}_uas": unlabelled.fscore,
        f"{attr}_las": labelled.fscore,
        f"{attr}_las_per_type": {label: score.to_dict() for label, score in per_type.items()},
    }
