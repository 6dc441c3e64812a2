"""Which rule made each token: the tokenizer's algorithm again, slowly, with names."""

from __future__ import annotations

from typing import Any


def explain(tokenizer: Any, text: str) -> list[tuple[str, str]]:
    """(rule, token text): PREFIX, SUFFIX, INFIX, TOKEN, TOKEN_MATCH, URL_MATCH, and SPECIAL-1, -2 ... for the parts of
    a special case. White space is left out."""
    names: list[tuple[str, str]] = []
    for run in text.split():
        names += explain_run(tokenizer, run)
    # Special cases that were found in the finished document take the place of what they were cut into.
    out: list[tuple[str, str]] = []
    words = [token.text for token in tokenizer(text) if not token.is_space and token.text.strip()]
    if [word for _, word in names] == words:
        return names
    at = 0
    for word, name in special_names(tokenizer, words):
        consumed = ""
        first = at
        while at < len(names) and len(consumed) < len(word):
            consumed += names[at][1]
            at += 1
        kept = names[first][0] if consumed == word and at == first + 1 and name is None else name
        out.append((kept or "TOKEN", word))
    return out


def special_names(tokenizer: Any, words: list[str]) -> list[tuple[str, str | None]]:
    """(word, "SPECIAL-n" where it is part of a special case, else None)."""
    parts_of = {tuple(part[65] for part in parts): text for text, parts in tokenizer.rules.items()}
    longest = max(map(len, parts_of), default=0)
    out: list[tuple[str, str | None]] = []
    i = 0
    while i < len(words):
        for n in range(min(longest, len(words) - i), 0, -1):
            if tuple(words[i : i + n]) in parts_of:
                out += [(word, f"SPECIAL-{k}") for k, word in enumerate(words[i : i + n], start=1)]
                i += n
                break
        else:
            out.append((words[i], None))
            i += 1
    return out


def explain_run(tokenizer: Any, run: str) -> list[tuple[str, str]]:
    rules = tokenizer.rules
    if run in rules:
        return special(rules, run)
    prefixes: list[tuple[str, str]] = []
    suffixes: list[tuple[str, str]] = []
    word, last = run, -1
    while word and len(word) != last:
        if (tokenizer.token_match is not None and tokenizer.token_match(word)) or word in rules:
            break
        last = len(word)
        n_prefix = tokenizer.find_prefix(word)
        if n_prefix and word[n_prefix:] in rules:
            prefixes.append(("PREFIX", word[:n_prefix]))
            word = word[n_prefix:]
            break
        n_suffix = tokenizer.find_suffix(word[n_prefix:])
        if n_suffix and word[:-n_suffix] in rules:
            suffixes.append(("SUFFIX", word[-n_suffix:]))
            word = word[:-n_suffix]
            break
        if n_prefix + n_suffix > last:
            n_suffix = 0
        if n_prefix:
            prefixes.append(("PREFIX", word[:n_prefix]))
        if n_suffix:
            suffixes.append(("SUFFIX", word[last - n_suffix :]))
        word = word[n_prefix : last - n_suffix]
    return [*prefixes, *explain_core(tokenizer, word), *reversed(suffixes)]


def explain_core(tokenizer: Any, word: str) -> list[tuple[str, str]]:
    if not word:
        return []
    if word in tokenizer.rules:
        return special(tokenizer.rules, word)
    if tokenizer.token_match is not None and tokenizer.token_match(word):
        return [("TOKEN_MATCH", word)]
    if tokenizer.url_match is not None and tokenizer.url_match(word):
        return [("URL_MATCH", word)]
    out: list[tuple[str, str]] = []
    start = 0
    for match in tokenizer.find_infix(word):
        if match.start() == 0:
            continue
        if match.start() != start:
            out.append(("TOKEN", word[start : match.start()]))
        if match.start() != match.end():
            out.append(("INFIX", word[match.start() : match.end()]))
        start = match.end()
    if start < len(word):
        out.append(("TOKEN", word[start:]))
    return out


def special(rules: Any, text: str) -> list[tuple[str, str]]:
    return [(f"SPECIAL-{i}", part[65]) for i, part in enumerate(rules[text], start=1)]


def whitespace_runs(text: str) -> list[str]:
    """Runs of white space and of other characters, without the one space that belongs to the token before it."""
    out: list[str] = []
    start = 0
    in_space = text[:1].isspace()
    for i, char in enumerate(text):
        if char.isspace() == in_space:
            continue
        if start < i:
            out.append(text[start:i])
        start = i + 1 if char == " " else i
        in_space = not in_space
    return out + ([text[start:]] if start < len(text) else [])
