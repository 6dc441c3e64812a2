"""PhraseMatcher, slow and obvious: every phrase is compared at every token."""

from __future__ import annotations


class PhraseMatcher:
    """Phrases are sequences of comparable values; a key has a set of them."""

    def __init__(self):
        self.phrases = {}

    def add(self, key, phrases):
        self.phrases.setdefault(key, set()).update(tuple(phrase) for phrase in phrases if phrase)

    def remove(self, key):
        del self.phrases[key]

    def __call__(self, values):
        """(key, start, end) ordered by start, end, key."""
        values = tuple(values)
        out = []
        for key, phrases in self.phrases.items():
            for phrase in phrases:
                for start in range(len(values) - len(phrase) + 1):
                    if values[start : start + len(phrase)] == phrase:
                        out.append((key, start, start + len(phrase)))
        return sorted(out, key=lambda match: (match[1], match[2], match[0]))
