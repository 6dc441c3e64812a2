"""Rules of the tokenizer, put together from what they say: which characters come off the ends of a word, what a final
period may follow, and between what a word is cut. Languages differ in a few of these; `make_affixes` takes them.

A rule is a regular expression. `after` and `before` are the contexts that a rule looks at without taking them.
"""

from __future__ import annotations

from re import escape
from typing import NamedTuple

from engine.lang.char_classes import (
    ALPHA,
    ALPHA_LOWER,
    ALPHA_UPPER,
    CURRENCY_CHARS,
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

DIGIT = "0-9"
DASHES = "–—"
DOLLARS = ("US$", "C$", "A$")
INNER_SET = "".join(map(escape, QUOTES_AND_COMMA))


class Affixes(NamedTuple):
    """Regular expressions of prefixes, suffixes and infixes."""

    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    infixes: tuple[str, ...]


def after(chars: str) -> str:
    return f"(?<=[{chars}])"


def before(chars: str) -> str:
    return f"(?=[{chars}])"


def make_affixes(
    *,
    hyphen_after: str | None = ALPHA,
    ranges_are_cut: bool = True,
    percent_comes_off: bool = True,
    ordinals_have_periods: bool = False,
    possessive: bool = True,
    extra_suffixes: tuple[str, ...] = (),
    extra_infixes: tuple[str, ...] = (),
) -> Affixes:
    """The affixes of a language.

    hyphen_after: what a hyphen that cuts a word stands after (a letter always follows); None keeps hyphens inside.
    ranges_are_cut: 50-60 is three tokens. percent_comes_off: 5% is two tokens. ordinals_have_periods: a period stays
    with the number before it. possessive: 's is a token. extra_suffixes, extra_infixes: further rules.
    """
    ellipsis = r"\.{2,}"
    money = f"(?:{alternatives(DOLLARS)}|{char_class(CURRENCY_CHARS)})"
    units = alternatives(unit for unit in UNITS if percent_comes_off or unit != "%")
    prefixes = (
        ellipsis,
        alternatives(DOLLARS),
        char_class(PUNCT_CHARS + QUOTE_CHARS + CURRENCY_CHARS + DASHES + "§%="),
        rf"\+(?![{DIGIT}])",
        ICONS,
    )
    period_follows = (
        ("" if ordinals_have_periods else DIGIT)
        + ALPHA_LOWER
        + "".join(map(escape, PUNCT_CHARS + QUOTE_CHARS + "%²-+|"))
    )
    suffixes = (
        ellipsis,
        "……",
        char_class(PUNCT_CHARS + QUOTE_CHARS + DASHES),
        ICONS,
        *(("['’][sS]",) if possessive else ()),
        f"{after(DIGIT)}(?:\\+|{money}|{units})",
        rf"(?:{after(period_follows)}|(?<=[{ALPHA_UPPER}]{{2}})|(?<=°[{TEMPERATURE}]))\.",
        *extra_suffixes,
    )
    infixes = (
        ellipsis,
        "…",
        ICONS,
        f"{after(DIGIT)}[*+^{'-' if ranges_are_cut else ''}]{before(DIGIT + '-')}",
        f"{after(ALPHA_LOWER + INNER_SET)}[.]{before(ALPHA_UPPER + INNER_SET)}",
        f"{after(ALPHA)},{before(ALPHA)}",
        f"{after(ALPHA + DIGIT)}[:/=<>]{before(ALPHA)}",
        *((f"{after(hyphen_after)}{alternatives(HYPHEN_CHARS)}{before(ALPHA)}",) if hyphen_after else ()),
        *extra_infixes,
    )
    return Affixes(prefixes, suffixes, infixes)


SHARED = make_affixes()
