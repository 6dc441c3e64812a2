"""Special cases of the tokenizer that all languages share: emoticons, single letters with a period, a few names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from engine.lang import urls
from engine.lang.urls import URL_PATTERN
from engine.strings.symbols import IDS

ORTH, NORM = IDS["ORTH"], IDS["NORM"]
Exceptions = dict[str, list[dict[int, str]]]

EMOTICONS = r"""
:) :-) :)) :-)) :))) :-))) (: (-: =) (= =[ ]= :] :-] [: [-: [= =] :o) (o: :} :-} 8) 8-) (-8 ;) ;-) (; (-; :( :-( :(( :-((
:((( :-((( ): )-: =( >:( :') :'-) :'( :'-( :/ :-/ =/ =| :| :-| :1 :P :-P :p :-p :O :-O :o :-o :0 :-0 :() >:o :* :-* :3
:-3 =3 :> :-> :X :-X :x :-x :D :-D =D xD XD xDD XDD 8D 8-D ;D ;-D ;_; T_T T.T -_- -__- ._. o.o O.o o.O O.O o_o
O_O o_O O_o o.0 0.o 0.0 0_0 o_0 0_o v_v v.v V_V V.V ^_^ ^__^ ^___^ (^_^) (-_-) (._.) (>_<) (*_*) (¬_¬) (=
>.< >.> <.< <3 </3 <33 <333 @_@ (ಠ_ಠ) ಠ_ಠ ಠ︵ಠ (╯°□°）╯︵┻━┻ ¯\(ツ)/¯ ><(((*> (*_*) :( :-) ‘:(
""".split()
LETTERS = "abcdefghijklmnopqrstuvwxyzäöü"
NAMES = ("C++", "O.o", "o.O", "XD", "xD")


def single(texts: Iterable[str]) -> Exceptions:
    """Special cases that are one token."""
    return {text: [{ORTH: text}] for text in texts}


def abbreviations(norms: Mapping[str, str], plain: Iterable[str] = ()) -> Exceptions:
    """Abbreviations that are one token, by what they stand for, and others. Each is also one with its first letter
    capital, as at the start of a sentence."""
    out: Exceptions = {text: [{ORTH: text, NORM: norm}] for text, norm in norms.items()}
    out.update(single(plain))
    for text, parts in list(out.items()):
        start = text[0].upper() + text[1:]
        out.setdefault(start, [{**parts[0], ORTH: start}])
    return out


BASE_EXCEPTIONS: Exceptions = single(EMOTICONS)
BASE_EXCEPTIONS.update(single(f"{letter}." for letter in LETTERS))
BASE_EXCEPTIONS.update(single(NAMES))
BASE_EXCEPTIONS.update({"'": [{ORTH: "'"}], '\\")': [{ORTH: '\\")'}], "''": [{ORTH: "''"}]})
# The norm that trained models know for a no-break space.
BASE_EXCEPTIONS["\u00a0"] = [{ORTH: "\u00a0", NORM: "  "}]


def with_apostrophes(exceptions: Mapping[str, list[dict[int, str]]]) -> Exceptions:
    """The special cases, and each with `'` also spelled with `’`."""
    out: Exceptions = {}
    for text, parts in exceptions.items():
        out[text] = parts
        if "'" in text:
            curly = [{**part, ORTH: part[ORTH].replace("'", "’")} for part in parts]
            out.setdefault(text.replace("'", "’"), curly)
    return out


def update_exceptions(base: Exceptions, *additions: Mapping[str, list[dict[int, str]]]) -> Exceptions:
    """Base cases and additions together, each with both apostrophes. Later ones win."""
    out = dict(base)
    for addition in additions:
        out.update(addition)
    return with_apostrophes(out)


__all__ = [
    "BASE_EXCEPTIONS",
    "NORM",
    "ORTH",
    "URL_PATTERN",
    "Exceptions",
    "single",
    "update_exceptions",
    "with_apostrophes",
]


def __getattr__(name: str) -> Any:
    if name == "URL_MATCH":
        return urls.url_pattern().match
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
