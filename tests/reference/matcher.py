"""Token patterns by following every path, in plain Python: a slow twin of engine.matcher.

A pattern is a list of (accepts, op): a function of a token, and an operator as people write it. The number of paths
grows without bound with patterns such as `* * *`, so documents and patterns must be short.
"""

from __future__ import annotations

import re


def written_out(pattern):
    """[(accepts, "1" | "!" | "?" | "*", index in the pattern)] with counted repetitions written out."""
    out = []
    for source, (accepts, op) in enumerate(pattern):
        if op == "+":
            ops = ["1", "*"]
        elif op.startswith("{"):
            low, comma, high = re.fullmatch(r"\{(\d*)(,?)(\d*)\}", op).groups()
            ops = ["1"] * int(low or 0)
            if comma:
                ops += ["?"] * (int(high) - int(low or 0)) if high else ["*"]
        else:
            ops = [op]
        out += [(accepts, each, source) for each in ops]
    return out


def all_matches(patterns, tokens):
    """(index of the pattern, start, end, sources) of every path, in the order in which paths are completed."""
    found = []
    states = []  # (pattern, node, start, sources)
    for i, token in enumerate(tokens):
        states += [(p, 0, i, ()) for p in range(len(patterns)) if patterns[p]]
        in_place, late = [], []
        for p, at, start, sources in states:
            nodes = patterns[p]
            while True:
                accepts, op, source = nodes[at]
                taken = accepts(token) != (op == "!")
                longer = (*sources, source)
                is_last = at == len(nodes) - 1
                if op in "1!":
                    if taken and is_last:
                        found.append((p, start, i + 1, longer))
                    elif taken:
                        in_place.append((p, at + 1, start, longer))
                    break
                if is_last:
                    found.append((p, start, i, sources))
                    if taken and op == "?":
                        found.append((p, start, i + 1, longer))
                    elif taken:
                        in_place.append((p, at, start, longer))
                    break
                if taken:
                    late.append((p, at if op == "*" else at + 1, start, longer))
                at += 1
        states = in_place + late
    for p, at, start, sources in states:
        if all(op in "?*" for _, op, _ in patterns[p][at:]):
            found.append((p, start, len(tokens), sources))
    return found


def match(keys, patterns, tokens, greedy):
    """[(key, start, end, sources)] as a Matcher returns them.

    keys: of each pattern. patterns: [(accepts, op)] each. greedy: {key: "FIRST" | "LONGEST" | None}.
    """
    found = {}
    for p, start, end, sources in all_matches([written_out(pattern) for pattern in patterns], tokens):
        if start < end:
            found.setdefault((keys[p], start, end), sources)
    out = [(*span, sources) for span, sources in found.items() if greedy[span[0]] is None]
    for key in dict.fromkeys(span[0] for span in found if greedy[span[0]] is not None):
        spans = [span for span in found if span[0] == key]
        if greedy[key] == "FIRST":
            spans.sort(key=lambda span: (span[1], -span[2]))
        else:
            spans.sort(key=lambda span: (span[1] - span[2], span[1]))
        taken = set()
        for span in spans:
            places = set(range(span[1], span[2]))
            if not places & taken:
                taken |= places
                out.append((*span, found[span]))
    return out
