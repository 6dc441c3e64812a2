"""Rules of the tokenizer, put together from what they say: which characters come off the ends of a word, what a final
period may follow, and between what a word is cut. Languages differ in a few of these; `make_affixes` takes them.

A rule is a regular expression. `after` and `before` are the contexts that a rule looks at without taking them.
"""

from __future__ import annotations

from collections.abc import Iterable
from re import escape
from typing import NamedTuple

from engine.lang.char_classes import (
    ALPHA,
    ALPHA_LOWER,
    ALPHA_UPPER,
    CURRENCY_CHARS,
    HYPHEN_CHARS,
    ICONS,
    LIST_UNITS,
    PUNCT_CHARS,
    QUOTE_CHARS,
    QUOTES_AND_COMMA,
    TEMPERATURE,
    alternatives,
    char_class,
)

DIGIT = "0-9"
DASHES = "–—"
DOLLARS = ("US$", "C$", "A$")
INNER_SET = "".join(map(escape, QUOTES_AND_COMMA))
# Marks that cut between letters in languages that write compounds. The straight apostrophe is part of words.
INNER_MARKS = "!?()[]" + QUOTE_CHARS.replace("'", "")


class Affixes(NamedTuple):
    """Regular expressions of prefixes, suffixes and infixes."""

    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    infixes: tuple[str, ...]


def after(chars: str) -> str:
    return f"(?<=[{chars}])"


def before(chars: str) -> str:
    return f"(?=[{chars}])"


def without(chars: str, dropped: str) -> str:
    return "".join(char for char in chars if char not in dropped)


def make_affixes(
    *,
    hyphens: Iterable[str] = HYPHEN_CHARS,
    hyphen_after: str | None = ALPHA,
    hyphen_before: str = ALPHA,
    operators: str = "*+^-",
    separators: str = ":/=<>",
    separators_after: str = ALPHA + DIGIT,
    marks_cut: bool = False,
    units: Iterable[str] = LIST_UNITS,
    currencies: str = CURRENCY_CHARS,
    ordinals_have_periods: bool = False,
    possessive: bool = True,
    kept_at_start: str = "",
    kept_at_end: str = "",
    icons: str | None = ICONS,
    extra_prefixes: tuple[str, ...] = (),
    extra_suffixes: tuple[str, ...] = (),
    extra_infixes: tuple[str, ...] = (),
) -> Affixes:
    """The affixes of a language.

    hyphens: those that cut a word, between one of hyphen_after and one of hyphen_before; None keeps all inside.
    operators: what cuts between digits; with "-", 50-60 is three tokens.
    separators: what cuts before a letter, after one of separators_after.
    marks_cut: brackets, question marks and quotes cut between letters, and a period cuts between letters alone.
    units, currencies: what comes off the end of a number, as in 5km, 5% and 5€.
    ordinals_have_periods: a period stays with the number before it.
    possessive: 's is a token.
    kept_at_start, kept_at_end: punctuation that does not come off there.
    icons: pattern of ©, 👍 and their like, which are tokens anywhere.
    extra_prefixes, extra_suffixes, extra_infixes: further rules.
    """
    ellipsis = r"\.{2,}"
    icon_rules = (icons,) if icons else ()
    money = f"(?:{alternatives(DOLLARS)}|{char_class(currencies)})"
    prefixes = (
        ellipsis,
        alternatives(DOLLARS),
        char_class(without(PUNCT_CHARS + QUOTE_CHARS + CURRENCY_CHARS + DASHES + "§%=", kept_at_start)),
        rf"\+(?![{DIGIT}])",
        *icon_rules,
        *extra_prefixes,
    )
    period_follows = (
        ("" if ordinals_have_periods else DIGIT)
        + ALPHA_LOWER
        + "".join(map(escape, PUNCT_CHARS + QUOTE_CHARS + "%²-+|"))
    )
    suffixes = (
        ellipsis,
        "……",
        char_class(without(PUNCT_CHARS + QUOTE_CHARS + DASHES, kept_at_end)),
        *icon_rules,
        *(("['’][sS]",) if possessive else ()),
        f"{after(DIGIT)}(?:\\+|{money}|{alternatives(units)})",
        rf"(?:{after(period_follows)}|(?<=[{ALPHA_UPPER}]{{2}})|(?<=°[{TEMPERATURE}]))\.",
        *extra_suffixes,
    )
    beside_period = "" if marks_cut else INNER_SET
    infixes = (
        ellipsis,
        "…",
        *icon_rules,
        *((f"{after(DIGIT)}{char_class(operators)}{before(DIGIT + '-')}",) if operators else ()),
        f"{after(ALPHA_LOWER + beside_period)}[.]{before(ALPHA_UPPER + beside_period)}",
        f"{after(ALPHA)},{before(ALPHA)}",
        f"{after(separators_after)}{char_class(separators)}{before(ALPHA)}",
        *((f"{after(ALPHA)}{char_class(INNER_MARKS)}{before(ALPHA)}",) if marks_cut else ()),
        *((f"{after(hyphen_after)}{alternatives(hyphens)}{before(hyphen_before)}",) if hyphen_after else ()),
        *extra_infixes,
    )
    return Affixes(prefixes, suffixes, infixes)


SHARED = make_affixes()
