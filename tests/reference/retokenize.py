"""Merging and splitting tokens, slow and obvious: tokens are dicts that know their heads, not numbers of them."""

from __future__ import annotations


def retokenize(tokens, merges, splits):
    """New tokens of a list of dicts with text, space, head (a dict of the list), iob, label.

    merges: (start, end, root), disjoint. splits: {token: (texts, heads)}, where a head is (token, part).
    """
    became = {}  # id of an old token -> the new ones
    out = []
    i = 0
    merged = {start: (end, root) for start, end, root in merges}
    while i < len(tokens):
        if i in merged:
            end, root = merged[i]
            parts, last = tokens[i:end], tokens[end - 1]
            text = "".join(part["text"] + " " * part["space"] for part in parts).removesuffix(" " * last["space"])
            new = {**tokens[root], "text": text, "space": last["space"]}
            if new["iob"] in ("B", "I"):
                goes_on = tokens[i]["iob"] == "I" and tokens[i]["label"] == new["label"]
                new["iob"] = "I" if goes_on else "B"
            for part in parts:
                became[id(part)] = [new]
            out.append(new)
            i = end
            continue
        texts, _ = splits.get(i, ([tokens[i]["text"]], None))
        news = [{**tokens[i], "text": text, "space": False} for text in texts]
        news[-1]["space"] = tokens[i]["space"]
        for new in news[1:]:
            new["iob"] = "I" if new["iob"] == "B" else new["iob"]
        became[id(tokens[i])] = news
        out += news
        i += 1
    for new in out:
        new["head"] = became[id(new["head"])][0]
    for old, (_, heads) in splits.items():
        for new, (head, part) in zip(became[id(tokens[old])], heads, strict=True):
            new["head"] = became[id(tokens[head])][part]
    for before, new in zip([None, *out], out, strict=False):
        cut = before is None or before["iob"] in ("O", "") or before["label"] != new["label"]
        if new["iob"] == "I" and cut:
            new["iob"] = "B"
    return out
