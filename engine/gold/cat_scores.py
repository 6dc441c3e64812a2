"""Scores of the categories of whole texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from engine.errors import InputError
from engine.gold.example import Example
from engine.gold.prf import PRFScore, ROCAUCScore
from engine.tokens.doc import Doc


def score_cats(
    examples: Iterable[Example],
    attr: str,
    *,
    getter: Callable[[Doc, str], Any] = getattr,
    labels: Iterable[str] = (),
    multi_label: bool = True,
    positive_label: str | None = None,
    threshold: float | None = None,
    **cfg: Any,
) -> dict[str, Any]:
    """{attr}_score, _score_desc, _micro_ and _macro_ p, r, f, _macro_auc, _f_per_type, _auc_per_type.

    labels: all labels; the macro averages divide by their number, whether they occur or not.
    multi_label (bool): each label by itself, predicted from `threshold` (default 0.5) on; otherwise the highest wins.
    positive_label (str): of two exclusive labels, the one whose F is the main score.
    """
    labels = list(labels)
    if threshold is None:
        threshold = 0.5 if multi_label else 0.0
    if positive_label is not None and positive_label not in labels:
        raise InputError("cats.positive_label", f"positive_label {positive_label!r} is none of the labels {labels}")
    f_of = {label: PRFScore() for label in labels}
    auc_of = {label: ROCAUCScore() for label in labels}
    for example in examples:
        found: dict[str, float] = getter(example.predicted, attr)
        wanted: dict[str, float] = getter(example.reference, attr)
        for label in labels:
            if label in wanted or not multi_label:
                value = wanted.get(label, 0.0)
                if value is not None:
                    auc_of[label].score_set(found.get(label, 0.0), int(value > 0))
        if multi_label:
            for label in labels:
                gold = wanted.get(label)
                if gold is None:
                    continue
                if found.get(label, 0.0) >= threshold:
                    if gold > 0:
                        f_of[label].tp += 1
                    else:
                        f_of[label].fp += 1
                elif gold > 0:
                    f_of[label].fn += 1
        elif found and wanted:
            predicted_label, predicted_score = max(found.items(), key=lambda item: item[1])
            gold_label, gold_score = max(wanted.items(), key=lambda item: item[1])
            right = predicted_label == gold_label
            if gold_score > 0 and gold_label in f_of:
                if right and predicted_score >= threshold:
                    f_of[gold_label].tp += 1
                else:
                    f_of[gold_label].fn += 1
            if not right and predicted_score >= threshold and predicted_label in f_of:
                f_of[predicted_label].fp += 1
        elif wanted:
            gold_label, gold_score = max(wanted.items(), key=lambda item: item[1])
            if gold_score > 0 and gold_label in f_of:
                f_of[gold_label].fn += 1
        elif found:
            predicted_label, predicted_score = max(found.items(), key=lambda item: item[1])
            if predicted_score >= threshold and predicted_label in f_of:
                f_of[predicted_label].fp += 1
    micro = PRFScore()
    for score in f_of.values():
        micro += score
    n = len(labels) + 1e-100
    areas = {label: auc.score if auc.is_binary() else None for label, auc in auc_of.items()}
    out: dict[str, Any] = {
        f"{attr}_score": None,
        f"{attr}_score_desc": None,
        f"{attr}_micro_p": micro.precision,
        f"{attr}_micro_r": micro.recall,
        f"{attr}_micro_f": micro.fscore,
        f"{attr}_macro_p": sum(score.precision for score in f_of.values()) / n,
        f"{attr}_macro_r": sum(score.recall for score in f_of.values()) / n,
        f"{attr}_macro_f": sum(score.fscore for score in f_of.values()) / n,
        f"{attr}_macro_auc": sum(area or 0.0 for area in areas.values()) / n,
        f"{attr}_f_per_type": {label: score.to_dict() for label, score in f_of.items()},
        f"{attr}_auc_per_type": areas,
    }
    if len(labels) == 2 and not multi_label and positive_label:
        out[f"{attr}_score"] = out[f"{attr}_f_per_type"][positive_label]["f"]
        out[f"{attr}_score_desc"] = f"F ({positive_label})"
    elif not multi_label:
        out[f"{attr}_score"] = out[f"{attr}_macro_f"]
        out[f"{attr}_score_desc"] = "macro F"
    else:
        out[f"{attr}_score"] = out[f"{attr}_macro_auc"]
        out[f"{attr}_score_desc"] = "macro AUC"
    return out
