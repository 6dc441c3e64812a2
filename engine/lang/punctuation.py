"""Tokenizer rules that most languages share: what comes off the ends of a word, and where words are cut inside."""

from __future__ import annotations

from engine.lang.char_classes import (
    ALPHA,
    ALPHA_LOWER,
    ALPHA_UPPER,
    CURRENCY_CHARS,
    ELLIPSES,
    HYPHEN_CHARS,
    ICONS,
    PUNCT_CHARS,
    QUOTE_CHARS,
    QUOTES_AND_COMMA,
    TEMPERATURE,
    UNITS,
    alternatives,
    char_class,
)

PUNCT = char_class(PUNCT_CHARS)
QUOTE = char_class(QUOTE_CHARS)
CURRENCY = r"(?:US\$|C\$|A\$|" + char_class(CURRENCY_CHARS) + ")"
HYPHENS = alternatives(HYPHEN_CHARS)
CLASS_QUOTES = "".join("\\" + char for char in QUOTES_AND_COMMA)

TOKENIZER_PREFIXES: tuple[str, ...] = (
    "[§%=—–]",
    r"\+(?![0-9])",
    ELLIPSES,
    PUNCT,
    QUOTE,
    CURRENCY,
    ICONS,
)
TOKENIZER_SUFFIXES: tuple[str, ...] = (
    ELLIPSES,
    PUNCT,
    QUOTE,
    ICONS,
    "['’][sS]",
    "[—–]",
    r"(?<=[0-9])\+",
    rf"(?<=°[{TEMPERATURE}])\.",
    rf"(?<=[0-9]){CURRENCY}",
    rf"(?<=[0-9]){alternatives(UNITS)}",
    rf"(?<=[0-9{ALPHA_LOWER}%²\-+|{CLASS_QUOTES}]|{PUNCT})\.",
    rf"(?<=[{ALPHA_UPPER}][{ALPHA_UPPER}])\.",
)
TOKENIZER_INFIXES: tuple[str, ...] = (
    ELLIPSES,
    ICONS,
    r"(?<=[0-9])[+\-*^](?=[0-9\-])",
    rf"(?<=[{ALPHA_LOWER}{CLASS_QUOTES}])\.(?=[{ALPHA_UPPER}{CLASS_QUOTES}])",
    rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}]){HYPHENS}(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}0-9])[:<>=/](?=[{ALPHA}])",
)
