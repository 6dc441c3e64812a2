"""Nearest valid name of a misspelt one, for error messages."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, valid: Iterable[str], n: int = 3) -> list[str]:
    """At most n names most like `name`, best first; case and the part before the first dot count little.

    Names that share the last dotted part ("batcher.size" for "training.size") are tried after plain likeness.
    """
    import difflib  # for errors alone, and slow to import

    names = list(dict.fromkeys(valid))
    found = difflib.get_close_matches(name, names, n=n, cutoff=0.6)
    if len(found) < n:
        lower: dict[str, str] = {}
        for each in names:
            lower.setdefault(each.lower(), each)
        found += [lower[m] for m in difflib.get_close_matches(name.lower(), list(lower), n=n, cutoff=0.6)]
    if not found and "." in name:
        last = name.rsplit(".", 1)[-1]
        found = [each for each in names if each.rsplit(".", 1)[-1] == last]
    return list(dict.fromkeys(found))[:n]


def did_you_mean(name: str, valid: Iterable[str], n: int = 3) -> str:
    """'Did you mean "a" or "b"?', or "" when nothing is near."""
    found = [f'"{each}"' for each in nearest(name, valid, n)]
    if not found:
        return ""
    text = found[0] if len(found) == 1 else f"{', '.join(found[:-1])} or {found[-1]}"
    return f"Did you mean {text}?"
