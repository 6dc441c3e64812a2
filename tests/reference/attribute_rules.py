"""Slow, obvious attribute rules: every pattern at every place, then the rules in their order."""

from __future__ import annotations

import re


def holds(token, condition):
    """Whether a token meets {attribute: value or {"IN": [...]} or {"NOT_IN": [...]}, {"REGEX": ...}}."""
    read = {
        "TAG": token.tag_,
        "POS": token.pos_,
        "LOWER": token.lower_,
        "ORTH": token.text,
        "DEP": token.dep_,
        "LEMMA": token.lemma_,
        "IS_SPACE": token.is_space,
        "LENGTH": len(token),
    }
    for attr, wanted in condition.items():
        if attr == "MORPH":
            if not set(wanted["IS_SUPERSET"]) <= set(str(token.morph).split("|")):
                return False
        elif isinstance(wanted, dict):
            if "REGEX" in wanted and not re.search(wanted["REGEX"], read[attr]):
                return False
            if "IN" in wanted and read[attr] not in wanted["IN"]:
                return False
            if "NOT_IN" in wanted and read[attr] in wanted["NOT_IN"]:
                return False
        elif read[attr] != wanted:
            return False
    return True


def matches(doc, rules):
    """[(rule, start, end)], sorted, each once."""
    found = set()
    for number, (patterns, _, _) in enumerate(rules):
        for pattern in patterns:
            n = len(pattern)
            for start in range(len(doc) - n + 1):
                if all(holds(doc[start + k], condition) for k, condition in enumerate(pattern)):
                    found.add((number, start, start + n))
    return sorted(found)


def annotate(doc, rules):
    """Set what the rules, (patterns, attrs, index), say: matches first, then everything in order."""
    for number, start, end in matches(doc, rules):
        _, attrs, index = rules[number]
        token = doc[start:end][index]
        for name, value in attrs.items():
            if name == "MORPH":
                token.set_morph(value)
            else:
                setattr(token, f"{name.lower()}_", value)
