"""Reading token patterns: from lists of dicts to questions about tokens, with every mistake named at once.

Main function: `read_patterns`. What it returns is all the machine needs; the dicts are not looked at again. Callers:
Matcher.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.errors import MatchPatternError
from engine.matcher import predicates
from engine.matcher.predicates import FuzzyCompare, Predicate
from engine.strings.symbols import ATTR_IDS, FLAGS, IDS
from engine.vocab.vocab import Vocab

ONCE, NOT, OPTIONAL, ANY_NUMBER = 0, 1, 2, 3  # as in c/nfa.h
SIMPLE_OPS = {"1": [ONCE], "!": [NOT], "?": [OPTIONAL], "*": [ANY_NUMBER], "+": [ONCE, ANY_NUMBER]}
COUNTED = re.compile(r"\{(\d*)(,?)(\d*)\}")
MAX_NODES = 65_536  # of one pattern, its {n} written out

TEXTS = "ORTH LOWER NORM SHAPE LEMMA POS TAG MORPH DEP ENT_TYPE ENT_ID ENT_KB_ID".split()
NUMBERS = ["LENGTH"]
YES_OR_NO = [name for name in FLAGS if name != "IS_OOV_DEPRECATED"] + ["SPACY", "SENT_START"]
ALIASES = {"TEXT": "ORTH", "IS_SENT_START": "SENT_START"}
# Without validation the other columns of a document can be asked for as well.
MORE_TEXTS = "PREFIX SUFFIX LANG".split()
MORE_NUMBERS = [name for name in ATTR_IDS if name in ("HEAD", "IDX", "ID") or name.startswith("FLAG")]
IOB = ["", "I", "O", "B"]
NAMES = sorted([*TEXTS, *NUMBERS, *YES_OR_NO, *ALIASES, "ENT_IOB", "_", "OP"])
NUMBER_OF = {name: i for name, i in IDS.items() if name in ATTR_IDS}
NAME_OF = {i: name for name, i in NUMBER_OF.items()}
OP_HINT = "!, ?, +, *, {n}, {n,m}, {n,} or {,m} with n <= m"


@dataclass
class Node:
    """A token of a pattern, its repetitions written out.

    op (int): ONCE, NOT, OPTIONAL or ANY_NUMBER. source (int): index of the token in the pattern as written.
    values: (attribute id, ids of which the token's must be one). questions: (attribute id, test).
    extensions: (name of the extension attribute, test of its value).
    """

    op: int
    source: int
    values: frozenset[tuple[int, frozenset[int]]]
    questions: frozenset[tuple[int, Predicate]]
    extensions: frozenset[tuple[str, Predicate]]


@dataclass
class Pattern:
    nodes: list[Node]
    exact: frozenset[int]  # attributes that are asked for a given value: they must be annotated


class Reader:
    """Reads the patterns of one key; collects what is wrong with them."""

    def __init__(self, vocab: Vocab, validate: bool, fuzzy_compare: FuzzyCompare):
        self.vocab = vocab
        self.validate = validate
        self.fuzzy_compare = fuzzy_compare
        self.problems: list[str] = []
        self.place = ""
        self.texts = [*TEXTS, *([] if validate else MORE_TEXTS)]
        self.numbers = [*NUMBERS, *([] if validate else MORE_NUMBERS)]

    def wrong(self, *what: str) -> None:
        """Note a mistake: where in the token, and what is expected there."""
        self.problems.append(": ".join([self.place, *what]))

    # -- Tokens ----------------------------------------------------------------------------------------------------

    def pattern(self, index: int, tokens: Any) -> Pattern:
        nodes: list[Node] = []
        exact: set[int] = set()
        for i, token in enumerate(tokens):
            self.place = f"pattern {index}, token {i}"
            if not isinstance(token, dict):
                self.wrong(f"{token!r} is no dict of attributes")
                continue
            nodes += self.token(i, token, exact)
            if len(nodes) > MAX_NODES:
                self.wrong(f"the pattern is longer than {MAX_NODES:,} tokens, repetitions counted")
                break
        return Pattern(nodes, frozenset(exact))

    def token(self, index: int, token: dict[Any, Any], exact: set[int]) -> list[Node]:
        ops = [ONCE]
        self.values: set[tuple[int, frozenset[int]]] = set()
        self.questions: set[tuple[int, Predicate]] = set()
        self.extensions: set[tuple[str, Predicate]] = set()
        seen: dict[str, Any] = {}
        for key, value in token.items():
            name = NAME_OF.get(key, "") if isinstance(key, int) else str(key).upper()
            if name in seen:
                self.wrong(f"{key!r} and {seen[name]!r} are the same attribute")
                continue
            seen[name] = key
            if name == "OP":
                ops = self.op(value)
            elif name == "_":
                self.extension_attributes(value)
            else:
                self.attribute(key, ALIASES.get(name, name), value, exact)
        parts = (frozenset(self.values), frozenset(self.questions), frozenset(self.extensions))
        return [Node(op, index, *parts) for op in ops]

    def op(self, value: Any) -> list[int]:
        if isinstance(value, str):
            if value in SIMPLE_OPS:
                return SIMPLE_OPS[value]
            counted = COUNTED.fullmatch(value)
            low, comma, high = counted.groups() if counted else ("", "", "")
            if low or high:
                least, most = int(low or 0), int(high or 0)
                if max(least, most) > MAX_NODES:
                    self.wrong("OP", f"{value!r} repeats the token more than {MAX_NODES:,} times")
                    return []
                if not comma:
                    return [ONCE] * least
                if not high:
                    return [*[ONCE] * least, ANY_NUMBER]
                if least <= most:
                    return [ONCE] * least + [OPTIONAL] * (most - least)
        self.wrong("OP", f"{value!r} is no operator: {OP_HINT}")
        return []

    # -- Attributes ------------------------------------------------------------------------------------------------

    def attribute(self, key: Any, name: str, value: Any, exact: set[int]) -> None:
        if name in self.texts:
            kind, expected = "text", "a string, or a dict of predicates"
        elif name in self.numbers:
            kind, expected = "number", "an integer, or a dict of predicates"
        elif name in YES_OR_NO:
            kind, expected = "flag", "True or False"
        elif name == "ENT_IOB":
            kind, expected = "iob", 'one of "", "I", "O", "B", 0, 1, 2, 3'
        else:
            self.wrong(f"{key!r} is no attribute of patterns", did_you_mean(str(key), NAMES) or "see the list below")
            return
        attr = NUMBER_OF[name]
        where = str(key)
        if isinstance(value, dict) and (kind in ("text", "number") or not self.validate):
            for predicate, argument in value.items():
                self.predicate(where, attr, name, kind, predicate, argument)
            return
        found = self.value_id(name, kind, value)
        if found is None:
            self.wrong(where, f"{value!r} is not {expected}")
            return
        exact.add(attr)
        self.values.add((attr, frozenset([found])))

    def value_id(self, name: str, kind: str, value: Any) -> int | None:
        """The id or number that stands for a value of an attribute; None when it cannot be one."""
        if kind == "iob" and isinstance(value, str):
            return IOB.index(value) if value in IOB else None
        if isinstance(value, str):
            return self.vocab.strings.add(value, False) if kind == "text" or not self.validate else None
        if isinstance(value, bool):
            return int(value) if kind == "flag" or not self.validate else None
        if isinstance(value, float) and value.is_integer() and kind == "number" and not self.validate:
            value = int(value)
        if not isinstance(value, int) or (self.validate and kind in ("text", "flag")):
            return None
        if name == "HEAD" and -(2**31) <= value < 0:
            return value + 2**64
        return value if 0 <= value < (4 if kind == "iob" else 2**64) else None

    def predicate(self, where: str, attr: int, name: str, kind: str, predicate: Any, argument: Any) -> None:
        where = f"{where}: {predicate}"
        predicate = upper(predicate)
        if predicate in predicates.SETS:
            self.set_predicate(where, attr, name, kind, predicate, argument)
        elif predicate in predicates.COMPARISONS and (kind == "number" or not self.validate):
            if isinstance(argument, bool) or not isinstance(argument, (int, float)):
                self.wrong(where, f"{argument!r} is no number")
            else:
                self.questions.add((attr, predicates.compare(predicate, argument, predicates.ID)))
        elif (predicate == "REGEX" or predicate in predicates.FUZZY) and name in self.texts:
            if name == "MORPH" and predicate != "REGEX" and isinstance(argument, dict):
                argument = self.normal_features(argument)
            test = self.text_predicate(where, predicate, argument, predicates.TEXT)
            if test is not None:
                self.questions.add((attr, test))
        else:
            self.unknown_predicate(where, kind, predicate, text=name in self.texts)

    def unknown_predicate(self, where: str, kind: str, predicate: Any, *, text: bool) -> None:
        allowed = [*predicates.SETS]
        if text:
            allowed += ["REGEX", *predicates.FUZZY]
        if kind in ("number", "any") or not self.validate:
            allowed += predicates.COMPARISONS
        near = did_you_mean(str(predicate), allowed)
        reason = "is no predicate of a number" if predicate in predicates.NAMES and not text else "is no predicate"
        if predicate in predicates.COMPARISONS:
            reason = "compares numbers, and this is a text"
        self.wrong(where, f"{reason}; there are {', '.join(allowed)}" + (f". {near}" if near else ""))

    def members(self, where: str, argument: Any, convert: Callable[[Any], Any]) -> list[Any] | None:
        """The converted members of a list; None, and each wrong one noted, when one cannot be used."""
        if not isinstance(argument, (list, tuple, set, frozenset)):
            self.wrong(where, f"{argument!r} is no list")
            return None
        out = []
        fine = True
        for each in argument:
            found = convert(each)
            if found is None:
                self.wrong(where, f"{each!r} cannot be in this list")
                fine = False
            out.append(found)
        return out if fine else None

    def set_predicate(self, where: str, attr: int, name: str, kind: str, predicate: str, argument: Any) -> None:
        if name == "MORPH":

            def convert(value: Any) -> Any:
                return value if isinstance(value, str) else None
        else:

            def convert(value: Any) -> Any:
                return self.value_id(name, kind, value)

        members = self.members(where, argument, convert)
        if members is None:
            return
        if name == "MORPH":
            if predicate not in ("IN", "NOT_IN"):
                self.questions.add((attr, predicates.feature_set(predicate, members)))
                return
            try:
                members = [self.vocab.morphology.add(feats) for feats in members]
            except ValueError as error:
                self.wrong(where, getattr(error, "detail", str(error)))
                return
        ids = frozenset(members)
        if predicate == "NOT_IN":
            if ids:
                self.questions.add((attr, predicates.not_in(ids)))
        elif predicate != "IS_SUPERSET":
            # the token has one value: to be in the set, a subset of it, or to intersect with it is the same
            self.values.add((attr, ids))
        elif len(ids) == 1:
            self.values.add((attr, ids))
        elif ids:
            self.values.add((attr, frozenset()))

    def normal_features(self, argument: dict[Any, Any]) -> dict[Any, Any]:
        """{"IN": [...]} with those of its members that are features in their normal form."""
        out = {}
        for relation, members in argument.items():
            if isinstance(members, (list, tuple)):
                members = list(members)
                for i, each in enumerate(members):
                    try:
                        members[i] = self.vocab.morphology.normalize_features(each)
                    except (ValueError, KeyError):
                        continue  # compared as it is, or named as a mistake
            out[relation] = members
        return out

    def text_predicate(self, where: str, predicate: str, argument: Any, of: str) -> Predicate | None:
        """REGEX or FUZZY of a text, or of any (or none) of a list of texts."""
        inverted = False
        if isinstance(argument, dict):
            if len(argument) != 1 or upper(next(iter(argument))) not in ("IN", "NOT_IN"):
                self.wrong(where, f'{argument!r} is not a string, {{"IN": [...]}} or {{"NOT_IN": [...]}}')
                return None
            ((relation, argument),) = argument.items()
            inverted = upper(relation) == "NOT_IN"
            found = self.members(f"{where}: {relation}", argument, lambda each: each if isinstance(each, str) else None)
            if found is None:
                return None
            texts = found
        elif isinstance(argument, str):
            texts = [argument]
        else:
            self.wrong(where, f'{argument!r} is not a string, {{"IN": [...]}} or {{"NOT_IN": [...]}}')
            return None
        if predicate != "REGEX":
            edits = predicates.max_edits(predicate)
            return predicates.fuzzy(texts, edits, self.fuzzy_compare, of, inverted=inverted)
        fine = True
        for text in texts:
            try:
                re.compile(text)
            except (re.error, OverflowError, RecursionError) as error:
                self.wrong(where, f"{text!r} is no regular expression: {error}")
                fine = False
        return predicates.regex(texts, of, inverted=inverted) if fine else None

    # -- Extension attributes --------------------------------------------------------------------------------------

    def extension_attributes(self, attributes: Any) -> None:
        if not isinstance(attributes, dict):
            self.wrong("_", f"{attributes!r} is no dict of extension attributes")
            return
        for name, value in attributes.items():
            where = f"_: {name}"
            if not isinstance(name, str):
                self.wrong("_", f"{name!r} is no name of an extension attribute")
            elif isinstance(value, dict):
                for predicate, argument in value.items():
                    test = self.extension_predicate(f"{where}: {predicate}", predicate, argument)
                    if test is not None:
                        self.extensions.add((name, test))
            elif predicates.is_plain(value):
                self.extensions.add((name, predicates.equals(value)))
            else:
                self.wrong(where, f"{value!r} is not a string, a number, or a dict of predicates")

    def extension_predicate(self, where: str, predicate: Any, argument: Any) -> Predicate | None:
        predicate = upper(predicate)
        if predicate in predicates.SETS:
            plain = self.members(where, argument, lambda each: each if predicates.is_plain(each) else None)
            return None if plain is None else predicates.object_set(predicate, plain)
        if predicate in predicates.COMPARISONS:
            if predicates.is_plain(argument):
                return predicates.compare(predicate, argument, predicates.OBJECT)
            self.wrong(where, f"{argument!r} is not a string or a number")
        elif predicate == "REGEX" or predicate in predicates.FUZZY:
            return self.text_predicate(where, predicate, argument, predicates.OBJECT)
        else:
            self.unknown_predicate(where, "any", predicate, text=True)
        return None


def read_patterns(
    key: Any, patterns: list[Any], vocab: Vocab, *, validate: bool, fuzzy_compare: FuzzyCompare
) -> list[Pattern]:
    """What the patterns of a key ask. Raises MatchPatternError that names everything that is wrong with them."""
    reader = Reader(vocab, validate, fuzzy_compare)
    out = []
    for i, tokens in enumerate(patterns):
        reader.place = f"pattern {i}"
        if not isinstance(tokens, list):
            reader.wrong(f"a list of dicts is expected, not {tokens!r}; a key has a list of patterns")
        elif not tokens:
            reader.wrong("it has no tokens")
        else:
            out.append(reader.pattern(i, tokens))
    if reader.problems:
        raise pattern_error(key, reader.problems)
    return out


def upper(name: Any) -> Any:
    """Names of attributes and predicates are understood in any case."""
    return name.upper() if isinstance(name, str) else name


def did_you_mean(name: str, valid: list[str]) -> str:
    from engine.config.nearest import did_you_mean as suggest  # only for errors: it loads what configs need

    return suggest(name, valid)


def pattern_error(key: Any, problems: list[str]) -> MatchPatternError:
    n = len(problems)
    listed = "".join(f"\n- {problem}" for problem in problems)
    return MatchPatternError(
        "matcher.bad_patterns",
        f"The patterns of {key!r} have {n} mistake{'s' if n > 1 else ''}:{listed}",
        f"Attributes are {', '.join(NAMES)}.",
    )
