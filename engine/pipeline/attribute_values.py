"""What a rule of the attribute ruler sets: attributes by name or id, checked and turned into what tokens hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.config.nearest import did_you_mean
from engine.errors import EngineError
from engine.strings.symbols import FLAGS, IDS, NAMES, POS_IDS
from engine.tokens.underscore import Underscore
from engine.vocab.vocab import Vocab

TEXTS = ("TAG", "LEMMA", "NORM", "DEP", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")
LEXICAL_TEXTS = ("LOWER", "SHAPE", "PREFIX", "SUFFIX", "LANG")
YES_OR_NO = {name for name in FLAGS if name != "IS_OOV_DEPRECATED"} | {f"FLAG{i}" for i in range(19, 64)}
IOB = ("", "I", "O", "B")
SETTABLE = (*TEXTS, "POS", "MORPH", "ENT_IOB", "SENT_START", *LEXICAL_TEXTS, *sorted(YES_OR_NO))
MAX_ID = 1 << 64


@dataclass
class Values:
    """Checked attributes.

    fields: attribute id -> the integer that a token holds. lexical: attributes of the vocabulary's entry, as
    Lexeme.set_attrs takes them. extensions: name -> value.
    """

    fields: dict[int, int] = field(default_factory=dict)
    lexical: dict[str, Any] = field(default_factory=dict)
    extensions: dict[str, Any] = field(default_factory=dict)

    @property
    def is_slow(self) -> bool:
        """Whether more is set than fields of the token."""
        return bool(self.lexical or self.extensions)


class Unusable(Exception):
    """Why a value cannot be used."""


def read_values(vocab: Vocab, attrs: Any) -> tuple[Values, list[str]]:
    """(checked attributes, everything that is wrong with them)."""
    out = Values()
    if not isinstance(attrs, Mapping):
        return out, [f'attrs is {attrs!r:.60}, expected a dict such as {{"LEMMA": "be"}}']
    problems = []
    for key, value in attrs.items():
        try:
            read_value(vocab, key, value, out)
        except Unusable as error:
            problems.append(f"attrs: {key!r}: {error}")
    return out, problems


def attribute_name(key: Any) -> str:
    """Upper-case name of an attribute given by name or id; "" when there is none."""
    if isinstance(key, int) and not isinstance(key, bool):
        return NAMES[key] if 0 < key < len(NAMES) else ""
    name = key.upper() if isinstance(key, str) else ""
    return "SENT_START" if name == "IS_SENT_START" else name


def read_value(vocab: Vocab, key: Any, value: Any, out: Values) -> None:
    """Add one attribute to `out`. Raises Unusable."""
    name = attribute_name(key)
    if name in ("_", "UNDERSCORE"):
        out.extensions = read_extensions(value)
    elif name in CONVERTERS:
        out.fields[IDS[name]] = CONVERTERS[name](vocab, value)
    elif name in LEXICAL_TEXTS:
        out.lexical[name] = vocab.strings.as_string(read_text(vocab, value))
    elif name in YES_OR_NO:
        if value not in (True, False):
            raise Unusable(f"{value!r} is neither True nor False")
        out.lexical[name] = bool(value)
    elif name and name in IDS:
        raise Unusable("follows from the text or the tree and cannot be set")
    else:
        hint = did_you_mean(str(key), SETTABLE)
        raise Unusable(f"there is no such attribute{'. ' + hint if hint else ''}")


def read_text(vocab: Vocab, value: Any) -> int:
    if isinstance(value, str):
        return vocab.strings.add(value, allow_transient=False)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MAX_ID:
        if value and value not in vocab.strings:
            raise Unusable(f"{value} is the id of no string")
        return value
    raise Unusable(f"{value!r} is no text")


def read_pos(vocab: Vocab, value: Any) -> int:
    if isinstance(value, str) and value in POS_IDS:
        return POS_IDS[value]
    if isinstance(value, int) and not isinstance(value, bool) and value in POS_IDS.values():
        return value
    hint = did_you_mean(str(value), [each for each in POS_IDS if each])
    raise Unusable(f"{value!r} is no part of speech. {hint or 'They are: ' + ', '.join(filter(None, POS_IDS))}")


def read_morph(vocab: Vocab, value: Any) -> int:
    if not isinstance(value, str):
        value = vocab.strings.as_string(read_text(vocab, value))
    try:
        normal = vocab.morphology.normalize_features(value)
    except EngineError as error:
        raise Unusable(error.detail) from None
    return vocab.strings.add(normal, allow_transient=False)


def read_iob(vocab: Vocab, value: Any) -> int:
    if isinstance(value, str) and value in IOB:
        return IOB.index(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < len(IOB):
        return value
    raise Unusable(f'{value!r} is none of "", "I", "O", "B", 0, 1, 2, 3')


def read_sent_start(vocab: Vocab, value: Any) -> int:
    if isinstance(value, int) and value in (-1, 0, 1):
        return int(value)
    raise Unusable(f"{value!r} is none of 1 (a start), 0 (unknown), -1 (none)")


def read_extensions(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise Unusable(f"{value!r} is no dict of extension attributes")
    wrong = []
    for name in value:
        if name not in Underscore.token_extensions:
            wrong.append(f"there is no extension attribute {name!r} of Token: register it with Token.set_extension")
            continue
        _, method, getter, setter = Underscore.token_extensions[name]
        if method is not None or (getter is not None and setter is None):
            wrong.append(f"the extension attribute {name!r} is a method, or has a getter and no setter")
    if wrong:
        raise Unusable("; ".join(wrong))
    return dict(value)


CONVERTERS: dict[str, Callable[[Vocab, Any], int]] = {
    **dict.fromkeys(TEXTS, read_text),
    "POS": read_pos,
    "MORPH": read_morph,
    "ENT_IOB": read_iob,
    "SENT_START": read_sent_start,
}
