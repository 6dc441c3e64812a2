"""The tokenizer in plain Python: no cache, no facts about the patterns, one string operation after another."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any


class SlowTokenizer:
    """rules: text -> [(part, norm or None)]. The functions are those of engine.tokenizer.core.Tokenizer."""

    def __init__(
        self,
        rules: dict[str, list[tuple[str, str | None]]],
        prefix_search: Callable[[str], Any] | None = None,
        suffix_search: Callable[[str], Any] | None = None,
        infix_finditer: Callable[[str], Any] | None = None,
        token_match: Callable[[str], Any] | None = None,
        url_match: Callable[[str], Any] | None = None,
        faster_heuristics: bool = True,
    ):
        self.rules = rules
        self.prefix_search = prefix_search
        self.suffix_search = suffix_search
        self.infix_finditer = infix_finditer
        self.token_match = token_match
        self.url_match = url_match
        self.faster_heuristics = faster_heuristics

    def __call__(self, text: str) -> list[tuple[str, bool, str | None]]:
        """(token text, whether a space follows, norm that a special case sets) in order."""
        tokens = self.cut_text(text, self.rules)
        phrases = {}
        for rule in self.rules:
            if not self.faster_heuristics or self.is_cut(rule):
                words = tuple(word for word, _, _ in self.cut_text(rule, {}))
                if words:
                    phrases[words] = True
        found = [
            (-len(words), start)
            for words in phrases
            for start in range(len(tokens) - len(words) + 1)
            if tuple(token[0] for token in tokens[start : start + len(words)]) == words
        ]
        taken: set[int] = set()
        accepted: dict[int, int] = {}
        for negative, start in sorted(found):
            end = start - negative
            free = start not in taken and end - 1 not in taken
            taken |= set(range(start, end))
            if free and joined(tokens[start:end]) in self.rules:
                accepted[start] = end
        out = []
        i = 0
        while i < len(tokens):
            if i not in accepted:
                out.append(tokens[i])
                i += 1
                continue
            end = accepted[i]
            parts = [(word, False, norm) for word, norm in self.rules[joined(tokens[i:end])]]
            parts[-1] = (parts[-1][0], tokens[end - 1][1], parts[-1][2])
            out += parts
            i = end
        return out

    def cut_text(self, text: str, specials: dict[str, Any]) -> list[tuple[str, bool, str | None]]:
        out: list[tuple[str, bool, str | None]] = []
        for run in re.findall(r"\S+|\s+", text):
            if run.isspace():
                if out and run[0] == " ":
                    word, _, norm = out[-1]
                    out[-1] = (word, True, norm)
                    run = run[1:]
                if run:
                    pieces = specials.get(run, [(run, None)])
                    out += [(word, False, norm) for word, norm in pieces]
                continue
            pieces = specials[run] if run in specials else self.cut_run(run, specials)
            out += [(word, False, norm) for word, norm in pieces]
        return out

    def cut_run(self, run: str, specials: dict[str, Any]) -> list[tuple[str, str | None]]:
        prefixes: list[str] = []
        suffixes: list[str] = []
        word = run
        size = None
        while word and len(word) != size:
            if self.matches(self.token_match, word) or word in specials:
                break
            size = len(word)
            prefix = self.length(self.prefix_search, word)
            rest = word[prefix:]
            if prefix and rest in specials:
                prefixes.append(word[:prefix])
                word = rest
                break
            suffix = self.length(self.suffix_search, rest)
            stem = word[: size - suffix]
            if suffix and stem in specials:
                suffixes.append(word[size - suffix :])
                word = stem
                break
            if prefix:
                prefixes.append(word[:prefix])
            if suffix:
                suffixes.append(word[size - suffix :])
            word = word[prefix : size - suffix]
        core = self.cut_core(word, specials) if word else []
        return [(w, None) for w in prefixes] + core + [(w, None) for w in suffixes[::-1]]

    def cut_core(self, word: str, specials: dict[str, Any]) -> list[tuple[str, str | None]]:
        if word in specials:
            return list(specials[word])
        if self.matches(self.token_match, word) or self.matches(self.url_match, word):
            return [(word, None)]
        out: list[tuple[str, str | None]] = []
        start = 0
        for match in self.infix_finditer(word) if self.infix_finditer else ():
            if match.start() > 0:
                out += [(part, None) for part in (word[start : match.start()], match.group()) if part]
                start = match.end()
        return out + ([(word[start:], None)] if word[start:] else [])

    def is_cut(self, rule: str) -> bool:
        return bool(
            " " in rule
            or self.length(self.prefix_search, rule)
            or self.length(self.suffix_search, rule)
            or (self.infix_finditer and list(self.infix_finditer(rule)))
        )

    @staticmethod
    def matches(function: Callable[[str], Any] | None, word: str) -> bool:
        return function is not None and bool(function(word))

    @staticmethod
    def length(function: Callable[[str], Any] | None, word: str) -> int:
        match = function(word) if function is not None and word else None
        return match.end() - match.start() if match else 0


def joined(tokens: list[tuple[str, bool, str | None]]) -> str:
    return "".join(word + " " * space for word, space, _ in tokens[:-1]) + tokens[-1][0]
