"""Scores of single tokens: tokenization, attributes, morphological features, dependencies.

Two docs with the same tokens are compared column by column; others through their alignment. Whitespace tokens of a
prediction are never counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Any

import numpy

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


def score_tokenization(examples: Iterable[Example], **cfg: Any) -> dict[str, Any]:
    """token_acc: share of predicted tokens inside exactly one gold token; token_p, token_r, token_f: of exact tokens.

    Docs whose reference has unknown spaces are skipped, because the offsets of its tokens mean nothing.
    """
    accuracy, spans = PRFScore(), PRFScore()
    for example in examples:
        x, y = example.predicted, example.reference
        if y.has_unknown_spaces:
            continue
        is_space = _spaces(x)
        if example.has_same_tokens and x.text == y.text:
            n_words = is_space.count(False)
            accuracy.tp += n_words
            spans.count(n_words, n_words, n_words)
            continue
        for i, gold in enumerate(_single_gold(example)):
            if not is_space[i]:
                if gold >= 0:
                    accuracy.tp += 1
                else:
                    accuracy.fp += 1
        found, wanted = ({(token.idx, token.idx + len(token)) for token in doc if not token.is_space} for doc in (x, y))
        spans.score_set(found, wanted)
    if not len(accuracy):
        return dict.fromkeys(("token_acc", "token_p", "token_r", "token_f"))
    return {
        "token_acc": accuracy.precision,
        "token_p": spans.precision,
        "token_r": spans.recall,
        "token_f": spans.fscore,
    }


def score_token_attr(
    examples: Iterable[Example],
    attr: str,
    *,
    getter: Getter | None = None,
    missing_values: Collection[Any] = MISSING_VALUES,
    **cfg: Any,
) -> dict[str, Any]:
    """{attr}_acc: F of the sets of (gold token, value). Gold tokens with a missing value are left out."""
    score = PRFScore()
    for example in examples:
        x, y = example.predicted, example.reference
        if getter is None and attr in COLUMNS and missing_values is MISSING_VALUES and example.has_same_tokens:
            found, wanted = _column(x, COLUMNS[attr]), _column(y, COLUMNS[attr])
            is_wanted = wanted != 0
            is_counted = is_wanted & (_column(x, "IS_SPACE") == 0)
            n_right = int((is_counted & (found == wanted)).sum())
            score.count(n_right, int(is_counted.sum()), int(is_wanted.sum()))
            continue
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
    return {f"{attr}_acc": score.fscore if len(score) else None}


def _features(text: str) -> dict[str, str]:
    """Field -> value of a FEATS string; several values of a field, such as "Int,Rel", count as one."""
    return {field: value for field, _, value in (feature.partition("=") for feature in text.split("|")) if value}


def _is_missing(missing_values: Collection[Any], value: Any) -> bool:
    return value in missing_values or value == NO_FEATURES


def _count_features(
    found_values: list[Any],
    wanted_values: list[Any],
    is_space: list[bool],
    single_gold: list[int],
    found_of: Callable[[Any], dict[str, str]],
    wanted_of: Callable[[Any], dict[str, str]],
    is_missing: Callable[[Any], bool],
    per_feat: dict[str, PRFScore],
) -> None:
    """Add the features of one example to `per_feat`: sets of (gold token, text) of each field."""
    gold: dict[str, set[tuple[int, str]]] = {}
    predicted: dict[str, set[tuple[int, str]]] = {}
    missing = set()
    for i, value in enumerate(wanted_values):
        if is_missing(value):
            missing.add(i)
            continue
        for field, text in wanted_of(value).items():
            gold.setdefault(field, set()).add((i, text))
    for i, j in enumerate(single_gold):
        if j >= 0 and j not in missing and not is_space[i]:
            for field, text in found_of(found_values[i]).items():
                predicted.setdefault(field, set()).add((j, text))
    for field in [*gold, *(field for field in predicted if field not in gold)]:
        score = per_feat.setdefault(field, PRFScore())
        score.score_set(predicted.get(field, set()), gold.get(field, set()))


def _count_same_features(
    found_values: list[Any],
    wanted_values: list[Any],
    is_space: list[bool],
    found_of: Callable[[Any], dict[str, str]],
    wanted_of: Callable[[Any], dict[str, str]],
    is_missing: Callable[[Any], bool],
    per_feat: dict[str, PRFScore],
) -> None:
    """As _count_features, where both sides have the same tokens: alike tokens are looked at once."""
    kinds = Counter(zip(found_values, wanted_values, is_space, strict=True))
    known = [(found, wanted, space, n) for (found, wanted, space), n in kinds.items() if not is_missing(wanted)]
    gold: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for _, wanted, _, n in known:
        for field in wanted_of(wanted):
            gold[field] += n
    for found, wanted, space, n in known:
        if space:
            continue
        features = wanted_of(wanted)
        for field, text in found_of(found).items():
            predicted[field] += n
            if features.get(field) == text:
                right[field] += n
    for field in [*gold, *(field for field in predicted if field not in gold)]:
        per_feat.setdefault(field, PRFScore()).count(right[field], predicted[field], gold[field])


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
    micro = PRFScore()
    per_feat: dict[str, PRFScore] = {}
    features: dict[Any, dict[str, str]] = {}  # of each value met

    def features_of(doc: Doc, value: Any) -> dict[str, str]:
        found = features.get(value)
        if found is None:
            text = value if isinstance(value, str) else doc.vocab.strings.as_string(value) if value else ""
            found = features[value] = _features(text)
        return found

    for example in examples:
        x, y = example.predicted, example.reference
        found_values, wanted_values = _values(x, attr, getter), _values(y, attr, getter)
        values = (found_values, wanted_values, _spaces(x))
        wanted_of, found_of = partial(features_of, y), partial(features_of, x)
        is_missing = partial(_is_missing, missing_values)
        if example.has_same_tokens:
            _count_same_features(*values, found_of, wanted_of, is_missing, per_feat)
        else:
            _count_features(*values, _single_gold(example), found_of, wanted_of, is_missing, per_feat)
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


def _count_same_arcs(
    found: Arcs,
    wanted: Arcs,
    is_space: list[bool],
    ignored: set[str],
    missing_values: Collection[Any],
    missing: set[int],
    unlabelled: PRFScore,
    labelled: PRFScore,
    per_type: dict[str, PRFScore],
) -> None:
    """As _count_arcs, where both sides have the same tokens: counts do for sets."""
    gold_of: Counter[str] = Counter()
    predicted_of: Counter[str] = Counter()
    right_of: Counter[str] = Counter()
    n_right_heads = 0
    rows = zip(*found, *wanted, is_space, strict=True)
    for i, (head, label, gold_head, gold_label, space) in enumerate(rows):
        is_gold = False
        if gold_label in missing_values:
            missing.add(i)
        elif gold_label not in ignored:
            is_gold = True
            gold_of[gold_label] += 1
        if space or label in ignored or i in missing:
            continue
        predicted_of[label] += 1
        if is_gold and head == gold_head:
            n_right_heads += 1
            if label == gold_label:
                right_of[label] += 1
    for label in gold_of.keys() | predicted_of.keys():
        per_type.setdefault(label, PRFScore()).count(right_of[label], predicted_of[label], gold_of[label])
    n_predicted, n_gold = predicted_of.total(), gold_of.total()
    labelled.count(right_of.total(), n_predicted, n_gold)
    unlabelled.count(n_right_heads, n_predicted, n_gold)


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
    unlabelled, labelled = PRFScore(), PRFScore()
    per_type: dict[str, PRFScore] = {}
    ignored = set(ignore_labels)
    missing: set[int] = set()
    texts: dict[int, str] = {}
    for example in examples:
        x, y = example.predicted, example.reference
        wanted = _arcs(y, attr, getter, head_attr, head_getter, texts)
        found = _arcs(x, attr, getter, head_attr, head_getter, texts)
        scores = (unlabelled, labelled, per_type)
        if example.has_same_tokens:
            _count_same_arcs(found, wanted, _spaces(x), ignored, missing_values, missing, *scores)
        else:
            _count_arcs(found, wanted, _spaces(x), _single_gold(example), ignored, missing_values, missing, *scores)
    if not len(unlabelled):
        return dict.fromkeys((f"{attr}_uas", f"{attr}_las", f"{attr}_las_per_type"))
    return {
        f"{attr}_uas": unlabelled.fscore,
        f"{attr}_las": labelled.fscore,
        f"{attr}_las_per_type": {label: score.to_dict() for label, score in per_type.items()},
    }
