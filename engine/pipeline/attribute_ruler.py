"""AttributeRuler: sets attributes of tokens by token patterns: exceptions, mappings of tags, morphological rules.

All matches are found first; then the rules set their attributes in the order in which they were added, so that a later
rule wins. Rules whose patterns are sequences of conditions on attributes run in C, a few lookups a token; see
attribute_rules.pyx. The Matcher runs those with repetitions and extension attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import EngineError, FormatError, MatchPatternError, RangeError
from engine.formats import msgpack
from engine.formats import srsly_later as srsly
from engine.gold.component_scorers import attribute_ruler_score
from engine.gold.example import Example
from engine.matcher import Matcher
from engine.matcher.levenshtein import levenshtein_compare
from engine.matcher.patterns import ONCE, Node, Pattern, read_patterns
from engine.matcher.predicates import Predicate
from engine.pipeline import serialize
from engine.pipeline.attribute_rules import Condition, RuleSet
from engine.pipeline.attribute_values import Values, read_values
from engine.pipeline.pipe import Pipe
from engine.strings.store import get_string_id
from engine.strings.symbols import IDS, NAMES
from engine.tokens.doc import Doc
from engine.vocab.vocab import Vocab

Match = tuple[int, int, int, int]
AttrsMap = Mapping[str, Mapping[int | str, Any]]
PATTERN_KEYS = frozenset({"patterns", "attrs", "index"})


@dataclass
class Rule:
    """One call of `add`: as it was given, and as it was understood."""

    patterns: list[Any]
    attrs: dict[Any, Any]
    index: int
    values: Values
    read: list[Pattern]


@dataclass
class Compiled:
    """All rules, ready to run: in C, and those that the Matcher runs, whose keys stand for numbers of rules."""

    rules: RuleSet
    matcher: Any  # Matcher, or None
    numbers: dict[int, int]

    def rest_matches(self, doc: Doc) -> list[tuple[int, int, int]]:
        """[(rule, start, end)] of the patterns that the Matcher runs."""
        if self.matcher is None:
            return []
        return [(self.numbers[key], start, end) for key, start, end in self.matcher(doc, allow_missing=True)]


class AttributeRuler(Pipe):
    """Sets token attributes by patterns.

    validate: whether patterns are checked against the strict list of attributes and types of values.

    >>> ruler = nlp.add_pipe("attribute_ruler")
    >>> ruler.add([[{"LOWER": "dr"}]], {"LEMMA": "doctor"})
    """

    def __init__(
        self,
        vocab: Vocab,
        name: str = "attribute_ruler",
        *,
        validate: bool = False,
        scorer: Callable[..., dict[str, Any]] | None = attribute_ruler_score,
    ) -> None:
        self.vocab = vocab
        self.name = name
        self.validate = validate
        self.scorer = scorer
        self.clear()

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_compiled": None}

    def clear(self) -> None:
        """Remove all rules."""
        self._rules: list[Rule] = []
        self._compiled: Compiled | None = None

    # Rules

    @property
    def patterns(self) -> list[dict[str, Any]]:
        """The rules as they were added: {"patterns": ..., "attrs": ..., "index": ...}."""
        return [{"patterns": rule.patterns, "attrs": rule.attrs, "index": rule.index} for rule in self._rules]

    @property
    def attrs(self) -> list[dict[int | str, Any]]:
        """What each rule sets: attribute id -> integer; extension attributes under "_"."""
        out = []
        for rule in self._rules:
            values: dict[int | str, Any] = dict(rule.values.fields.items())
            values |= {IDS[name]: value for name, value in rule.values.lexical.items()}
            if rule.values.extensions:
                values["_"] = dict(rule.values.extensions)
            out.append(values)
        return out

    @property
    def indices(self) -> list[int]:
        """Index of the token to set in a matched span, for each rule."""
        return [rule.index for rule in self._rules]

    def add(self, patterns: Iterable[list[dict[Any, Any]]], attrs: Mapping[Any, Any], index: int = 0) -> None:
        """Add a rule: where one of the token patterns matches, attributes are set.

        patterns: token patterns, as for the Matcher. attrs: attribute name or id -> value; "_" holds a dict of
        extension attributes. index: of the token to set in the matched span; may be negative.
        Raises MatchPatternError, a ValueError, that names all mistakes.
        """
        problems: list[str] = []
        rule = self._read(patterns, attrs, index, problems)
        self._take([] if rule is None else [rule], problems)

    def add_patterns(self, patterns: Iterable[Mapping[str, Any]]) -> None:
        """Add rules given as dicts with the arguments of `add`. Nothing is added when one cannot be used.

        Raises MatchPatternError, a ValueError, that names all mistakes in all rules.
        """
        problems: list[str] = []
        rules = []
        if isinstance(patterns, (str, bytes, Mapping)) or not isinstance(patterns, Iterable):
            raise MatchPatternError(
                "attribute_ruler.patterns",
                f"add_patterns got {patterns!r:.80}",
                'Expected a list of dicts with the keys "patterns", "attrs" and "index".',
            )
        for number, entry in enumerate(patterns):
            found: list[str] = []
            rule = self._read_entry(entry, found)
            problems += [f"rule {number}: {problem}" for problem in found]
            if rule is not None:
                rules.append(rule)
        self._take(rules, problems)

    def _read_entry(self, entry: Any, problems: list[str]) -> Rule | None:
        if not isinstance(entry, Mapping):
            problems.append(f'{entry!r:.80} is no dict with "patterns" and "attrs"')
            return None
        problems += [f"{key!r} is missing" for key in ("patterns", "attrs") if key not in entry]
        problems += [f"{key!r} is no key of a rule" for key in entry if key not in PATTERN_KEYS]
        if problems:
            return None
        return self._read(entry["patterns"], entry["attrs"], entry.get("index", 0), problems)

    def _read(self, patterns: Any, attrs: Any, index: Any, problems: list[str]) -> Rule | None:
        before = len(problems)
        read: list[Pattern] = []
        if isinstance(patterns, (str, bytes, Mapping)) or not isinstance(patterns, Iterable):
            problems.append(f"patterns is {patterns!r:.60}, expected a list of token patterns")
        else:
            patterns = list(patterns)
            try:
                read = read_patterns(
                    "rule", patterns, self.vocab, validate=self.validate, fuzzy_compare=levenshtein_compare
                )
            except EngineError as error:
                _, *listed = error.detail.split("\n- ")
                problems += [each.replace("; see the list below", "") for each in listed or [error.detail]]
        values, wrong = read_values(self.vocab, attrs)
        problems += wrong
        if isinstance(index, bool) or not isinstance(index, int):
            problems.append(f"index is {index!r}, expected an integer")
        return Rule(patterns, dict(attrs), index, values, read) if len(problems) == before else None

    def _take(self, rules: list[Rule], problems: list[str]) -> None:
        if problems:
            listed = "".join(f"\n- {problem}" for problem in problems)
            raise MatchPatternError(
                "attribute_ruler.rules",
                f"the rules for component '{self.name}' have {len(problems)} "
                f"mistake{'s' if len(problems) > 1 else ''}:{listed}",
                'A rule is a list of token patterns and the attributes to set, such as {"LEMMA": "be"}.',
            )
        self._rules += rules
        self._compiled = None

    def load_from_tag_map(self, tag_map: AttrsMap) -> None:
        """Add a rule for each tag: {"NN": {"POS": "NOUN", "Number": "Sing"}}; what is no attribute is a feature."""
        self.add_patterns(
            {"patterns": [[{"TAG": tag}]], "attrs": self._with_features(attrs, always=True)}
            for tag, attrs in checked_map(tag_map, "tag_map").items()
        )

    def load_from_morph_rules(self, morph_rules: Mapping[str, AttrsMap]) -> None:
        """Add a rule for each word with a tag: {"PRP": {"I": {"POS": "PRON", "Case": "Nom"}}}."""
        self.add_patterns(
            {"patterns": [[{"ORTH": word, "TAG": tag}]], "attrs": self._with_features(attrs, always=False)}
            for tag, words in checked_map(morph_rules, "morph_rules").items()
            for word, attrs in checked_map(words, f"morph_rules[{tag!r}]").items()
        )

    def _with_features(self, attrs: Any, always: bool) -> Any:
        """Attributes in which what names no attribute has become MORPH. always: also where there are no features."""
        if not isinstance(attrs, Mapping):
            return attrs
        known: dict[str, Any] = {}
        features: dict[str, Any] = {}
        for key, value in attrs.items():
            name = NAMES[key] if isinstance(key, int) and 0 < key < len(NAMES) else str(key)
            (known if name in IDS else features)[name] = value
        if "MORPH" in known:
            if isinstance(known["MORPH"], str):
                known["MORPH"] = known["MORPH"] or "_"
        elif features or always:
            known["MORPH"] = "|".join(f"{key}={value}" for key, value in sorted(features.items())) or "_"
        return known

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]] | None = None,
        *,
        nlp: Any = None,
        patterns: Iterable[Mapping[str, Any]] | None = None,
        tag_map: AttrsMap | None = None,
        morph_rules: Mapping[str, AttrsMap] | None = None,
    ) -> None:
        """Replace the rules by those of `patterns`, then `tag_map`, then `morph_rules`."""
        self.clear()
        if patterns:
            self.add_patterns(patterns)
        if tag_map:
            self.load_from_tag_map(tag_map)
        if morph_rules:
            self.load_from_morph_rules(morph_rules)

    # Running

    def _compile(self) -> Compiled:
        """The rules as C structures, made when first used after a change; the Matcher has the rest.

        Two threads may both make them; either's are whole, and the same.
        """
        known = self._compiled
        if known is not None:
            return known
        rest: dict[int, list[Any]] = {}
        compiled, numbers = [], []
        for rule in self._rules:
            sequences, own = [], []
            for number, pattern in enumerate(rule.read):
                conditions = [as_condition(node) for node in pattern.nodes]
                if conditions and None not in conditions:
                    sequences.append([each for each in conditions if each is not None])
                    own.append(number)
            compiled.append((rule.values.fields, rule.index, rule.values.is_slow, sequences))
            numbers.append(own)
        rules = RuleSet(compiled)
        fast = {(i, number) for i, own in enumerate(numbers) for number in own}
        fast -= {(i, numbers[i][k]) for i, k in rules.left_out}
        for i, rule in enumerate(self._rules):
            left = [pattern for number, pattern in enumerate(rule.patterns) if (i, number) not in fast]
            if left:
                rest[i] = left
        matcher: Any = Matcher(self.vocab, validate=self.validate) if rest else None
        numbers_of = {}
        for i, patterns in rest.items():
            matcher.add(str(i), patterns)
            numbers_of[get_string_id(str(i))] = i
        self._compiled = known = Compiled(rules, matcher, numbers_of)
        return known

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a document's tokens."""
        handle = self.get_error_handler()
        cls = type(self)
        try:
            if cls.match is AttributeRuler.match and cls.set_annotations is AttributeRuler.set_annotations:
                self._annotate(doc)
            else:
                self.set_annotations(doc, self.match(doc))
        except Exception as error:
            handle(self.name, self, [doc], error)
        return doc

    def _annotate(self, doc: Doc) -> None:
        compiled = self._compile()
        rest = compiled.rest_matches(doc)
        extra = [(rule, self._target(doc, rule, start, end)) for rule, start, end in rest] if rest else []
        slow = compiled.rules.annotate(doc, extra)
        if slow is None:  # an index outside a match; going through the matches says which
            self.set_annotations(doc, self.match(doc))
            return
        if extra:
            slow = sorted({*slow, *(hit for hit in extra if self._rules[hit[0]].values.is_slow)})
        for rule, token in slow:
            self._set_more(doc, rule, token)

    def match(self, doc: Doc) -> list[Match]:
        """[(number of the rule, id of the match, start, end)] of all matches, in the order they are applied."""
        compiled = self._compile()
        found = {*compiled.rules.find(doc), *compiled.rest_matches(doc)}
        return [(rule, get_string_id(str(rule)), start, end) for rule, start, end in sorted(found)]

    def set_annotations(self, doc: Doc, matches: Iterable[Match]) -> None:
        """Set what the rules of `matches`, as `match` gives them, say, in their order."""
        for rule, _, start, end in matches:
            token = self._target(doc, rule, start, end)
            RuleSet.write(doc, token, self._rules[rule].values.fields)
            self._set_more(doc, rule, token)

    def _set_more(self, doc: Doc, rule: int, token: int) -> None:
        """Set what lies outside the token's fields: extension attributes, and attributes of the vocabulary's entry."""
        values = self._rules[rule].values
        if values.lexical:
            doc[token].lex.set_attrs(**values.lexical)
        for name, value in values.extensions.items():
            doc[token]._.set(name, value)

    def _target(self, doc: Doc, rule: int, start: int, end: int) -> int:
        """The token that a rule sets in a match."""
        index = self._rules[rule].index
        token = end + index if index < 0 else start + index
        if not start <= token < end:
            raise RangeError(
                "attribute_ruler.index",
                f"rule {rule} of component '{self.name}' has index {index}, outside its match "
                f"{[each.text for each in doc[start:end]]}",
                "An index counts the tokens of a match, from 0, or from -1 at its end.",
            )
        return token

    # Files

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:
        """The rules as bytes. exclude: "vocab", "patterns"."""
        getters: serialize.Writers = {
            "vocab": self.vocab.to_bytes,
            "patterns": lambda: srsly.msgpack_dumps(self.patterns),
        }
        return serialize.to_bytes(getters, exclude)

    def from_bytes(self, bytes_data: bytes, exclude: Iterable[str] = ()) -> AttributeRuler:
        """Read what `to_bytes` wrote, in place of the rules there are. Raises FormatError."""
        setters: serialize.Readers = {
            "vocab": self.vocab.from_bytes,
            "patterns": lambda data: self._load(data, f"the bytes of component '{self.name}'"),
        }
        serialize.from_bytes(bytes_data, setters, exclude, what=f"component '{self.name}'")
        return self

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Write a folder with the file `patterns`."""
        writers: serialize.Readers = {
            "vocab": self.vocab.to_disk,
            "patterns": lambda file: file.write_bytes(srsly.msgpack_dumps(self.patterns)),
        }
        serialize.to_disk(serialize.require_path(path), writers, exclude)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> AttributeRuler:
        """Read what `to_disk` wrote, in place of the rules there are. Raises FormatError, FileNotFoundError."""
        path = serialize.require_path(path)
        if not path.is_dir():
            raise FileNotFoundError(f"component '{self.name}': there is no folder {path}")
        readers: serialize.Readers = {
            "vocab": self.vocab.from_disk,
            "patterns": lambda file: self._load(file.read_bytes(), str(file)) if file.exists() else None,
        }
        serialize.from_disk(path, readers, exclude)
        return self

    def _load(self, data: bytes, place: str) -> None:
        content = msgpack.loads(data, place)
        if not isinstance(content, list):
            raise FormatError(
                "attribute_ruler.content", f"{place}: the rules are a {type(content).__name__}, not a list"
            )
        held = self._rules
        self.clear()
        try:
            self.add_patterns(content)
        except EngineError as error:
            self._rules = held
            raise FormatError("attribute_ruler.file", f"{place}: {error.detail}", error.hint) from error


def as_condition(node: Node) -> Condition | None:
    """A token of a pattern as a condition on its attributes; None for what repeats, and for extension attributes."""
    if node.op != ONCE or node.extensions:
        return None
    parts: dict[int, tuple[bool, frozenset[int]]] = {}
    for attr, ids in node.values:
        _, known = parts.get(attr, (False, ids))
        parts[attr] = (False, known & ids)
    asked: dict[int, frozenset[Predicate]] = {}
    for attr, predicate in node.questions:
        if predicate.name != "NOT_IN" or predicate.of != "id" or not isinstance(predicate.argument, frozenset):
            asked[attr] = asked.get(attr, frozenset()) | {predicate}
            continue
        excluded = predicate.argument
        negated, known = parts.get(attr, (True, frozenset()))
        parts[attr] = (True, known | excluded) if negated else (False, known - excluded)
    return Condition(parts, asked)


def checked_map(value: Any, name: str) -> Mapping[Any, Any]:
    if not isinstance(value, Mapping):
        raise MatchPatternError(
            "attribute_ruler.map", f"{name} is {value!r:.60}", "Expected a dict of dicts of attributes."
        )
    return value


def make_attribute_ruler(
    nlp: Any, name: str, validate: bool, scorer: Callable[..., dict[str, Any]] | None
) -> AttributeRuler:
    """Factory "attribute_ruler"."""
    return AttributeRuler(nlp.vocab, name, validate=validate, scorer=scorer)
