"""The lemmatizer of Spanish: rules by features, vowels that change in verbs, attached pronouns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from engine.pipeline.lemmatizer import MAX_CACHED, NO_WORD, Lemmatizer
from engine.tokens.token import Token

CLITICS = "los las les nos me te se lo la le os".split()
ENDING = re.compile(f"(?P<verb>.*?)(?P<pronouns>(?:{'|'.join(CLITICS)})+)")
WITH_RULES = frozenset("adj adv aux det noun num pron verb".split())


class SpanishLemmatizer(Lemmatizer):
    """In mode "rule", the table `lemma_rules_groups` says which suffix rules belong to which features.

    Verbs with pronouns attached to them have the lemmas of the verb and of the pronouns, with spaces between them.
    """

    @classmethod
    def get_lookups_config(cls, mode: str) -> tuple[list[str], list[str]]:
        """(tables that a mode needs, tables that it uses when there are any)."""
        if mode == "rule":
            return (["lemma_rules", "lemma_rules_groups", "lemma_index", "lemma_exc"], [])
        return super().get_lookups_config(mode)

    def rule_lemmatize(self, token: Token) -> list[str]:
        """Lemmas by the rules of the part of speech and the features, best one first.

        A token whose part of speech has no rules is its own lemma, in lower case where it begins a sentence and is no
        name; this depends on its place, and is not cached.
        """
        pos = token.pos_.lower()
        if pos in NO_WORD:
            return [token.text.lower()]
        if pos not in WITH_RULES:
            return [token.text.lower() if token.is_sent_start and pos != "propn" else token.text]
        key = (token.orth, token.pos, token.morph.key)
        forms = self.cache.get(key)
        if forms is None:
            if len(self.cache) >= MAX_CACHED:
                self.cache.clear()
            forms = self.cache[key] = self._rule_forms(token)
        return forms

    def _rule_forms(self, token: Token) -> list[str]:
        word, pos = token.text.lower(), token.pos_.lower()
        find = self._finders()[pos]
        exceptions = self._table("lemma_exc").get(pos, {}).get(word)
        if exceptions:
            return list(exceptions)
        features = list(token.morph)
        if pos == "aux":
            pos = "verb"
        if pos == "verb" and "PronType=Prs" in features:
            find = self._verb_with_pronouns
        words = self._index(pos, self._table("lemma_index").get(pos, []))
        return list(dict.fromkeys(find(word, self._rule_of(pos, features), words)))

    def _table(self, name: str) -> Any:
        return self.lookups.get_table(name, {})

    def _finders(self) -> dict[str, Callable[[str, str | None, frozenset[str]], list[str]]]:
        return {
            "adj": self._by_suffix,
            "adv": lambda word, rule, words: self._whole(word, "adverbs") or [word],
            "aux": self._verb,
            "det": lambda word, rule, words: self._determiner(word, "det", words),
            "noun": self._by_suffix,
            "num": lambda word, rule, words: self._whole(word, "num") or [word],
            "pron": lambda word, rule, words: self._determiner(word, "pron", words),
            "verb": self._verb,
        }

    def _rule_of(self, pos: str, features: Iterable[str]) -> str | None:
        """Name of the first group of rules whose features a token has."""
        found = set(features)
        for name, wanted in self._table("lemma_rules_groups").get(pos, []):
            if found.issuperset(wanted):
                return name
        return None

    def _rules(self, name: str | None) -> Any:
        return self._table("lemma_rules").get(name, []) if name else []

    def _results(self, word: str, rule: str | None) -> list[str]:
        """What the rules of a group make of a word."""
        made = [word[: len(word) - len(old)] + new for old, new in self._rules(rule) if word.endswith(old)]
        return list(dict.fromkeys(filter(None, made)))

    def _whole(self, word: str, rule: str) -> list[str]:
        """What a group of rules for whole words says."""
        return [new for old, new in self._rules(rule) if word == old][:1]

    def _by_suffix(self, word: str, rule: str | None, words: frozenset[str]) -> list[str]:
        found = self._results(word, rule)
        return [each for each in found if each in words] or found or [word]

    def _determiner(self, word: str, rule: str, words: frozenset[str]) -> list[str]:
        fixed = self._whole(word, rule) or self._whole(word, "det_and_pron_fixed")
        if fixed:
            return fixed
        found = []
        for old, new in self._rules("det_and_pron_general"):
            if word.endswith(old):
                found.append(word[: len(word) - len(old)] + new)
            elif rule == "det":
                found.append(word)  # goes before what later rules make of it
        found = [each for each in dict.fromkeys([*found, word]) if each]
        return [each for each in found if each in words] or found

    def _verb(self, word: str, rule: str | None, words: frozenset[str]) -> list[str]:
        found = self._results(word, rule)
        known = [each for each in found if each in words]
        if not known:
            known = [each for one in found for each in self._with_other_vowels(one) if each in words]
        plain = [self._without_accents(each) for each in found]
        return [*known, *plain] if known else [*found, *plain] or [word]

    def _with_other_vowels(self, word: str) -> Iterable[str]:
        """A verb with one vowel, or pair of vowels, of its stem as it is in other forms."""
        for old, new in (*self._rules("voc_alt_1"), *self._rules("voc_alt_2")):
            for match in re.finditer(re.escape(old), word):
                yield word[: match.start()] + new + word[match.end() :]

    def _without_accents(self, word: str) -> str:
        for old, new in self._rules("accents"):
            word = word.replace(old, new)
        return word

    def _verb_with_pronouns(self, word: str, rule: str | None, words: frozenset[str]) -> list[str]:
        match = ENDING.fullmatch(word)
        if match is None:
            return self._verb(word, rule, words)
        verb = self._without_accents(match["verb"])
        lemmas = [self._verb(verb, rule, words)[0]] if verb else []
        pron = self._index("pron", self._table("lemma_index").get("pron", []))
        for each in split_pronouns(match["pronouns"]):
            exceptions = self._table("lemma_exc").get("pron", {}).get(each)
            lemmas.append((exceptions or self._determiner(each, "pron", pron))[0])
        return [" ".join(lemmas)]


def split_pronouns(text: str) -> list[str]:
    """The pronouns that a text consists of; [] when it is none of them."""
    for each in CLITICS:
        if text == each:
            return [each]
        if text.endswith(each):
            before = split_pronouns(text[: len(text) - len(each)])
            if before:
                return [*before, each]
    return []


def make_lemmatizer(
    nlp: Any, name: str, model: Any, mode: str, overwrite: bool, scorer: Callable[..., Any] | None
) -> SpanishLemmatizer:
    """Factory "es.lemmatizer"."""
    return SpanishLemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite, scorer=scorer)
