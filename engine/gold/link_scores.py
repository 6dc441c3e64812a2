"""Scores of links of entities to a knowledge base."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.gold.example import Example
from engine.gold.prf import PRFScore


def score_links(examples: Iterable[Example], *, negative_labels: Iterable[str], **cfg: Any) -> dict[str, Any]:
    """nel_micro_p, _r, _f, nel_macro_p, _r, _f and nel_f_per_type of `kb_id_`; nel_score is the micro F.

    Only entities that reference and prediction both have are looked at, whatever their labels: it is the links that are
    scored, not the entities. They are compared by their place in the text, and counted by the label of the reference.
    negative_labels: ids that say that there is no link, such as "NIL". Missing a link and making one up are counted
    once, a wrong link both as one made up and one missed.
    """
    negative = set(negative_labels)
    per_type: dict[str, PRFScore] = {}
    for example in examples:
        predicted = {(ent.start_char, ent.end_char): ent.kb_id_ for ent in example.predicted.ents}
        for ent in example.reference.ents:
            gold = ent.kb_id_
            link = predicted.get((ent.start_char, ent.end_char))
            if link is None:
                continue
            score = per_type.setdefault(ent.label_, PRFScore())
            n_predicted, n_gold = int(link not in negative), int(gold not in negative)
            score.count(int(link == gold and link not in negative), n_predicted, n_gold)
    micro = sum(per_type.values(), PRFScore())
    n_types = max(len(per_type), 1)
    macro_p = sum(score.precision for score in per_type.values()) / n_types
    macro_r = sum(score.recall for score in per_type.values()) / n_types
    return {
        "nel_score": micro.fscore,
        "nel_score_desc": "micro F",
        "nel_micro_p": micro.precision,
        "nel_micro_r": micro.recall,
        "nel_micro_f": micro.fscore,
        "nel_macro_p": macro_p,
        "nel_macro_r": macro_r,
        "nel_macro_f": sum(score.fscore for score in per_type.values()) / n_types,
        "nel_f_per_type": {label: score.to_dict() for label, score in per_type.items()},
    }
