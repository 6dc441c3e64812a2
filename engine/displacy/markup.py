"""Markup that all three drawings share: escaping, values of CSS, links, titles, pages.

Every value that comes from a document, from manual data or from an option goes through `escape`, `css_value` or
`safe_url` before it meets markup. Callers: the renderers.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

from engine.errors import InputError

# Characters that neither XML nor HTML allows in a document, lone surrogates among them.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")
UNSAFE_CSS = re.compile(r"[;{}<>\\]|/\*|url\s*\(|expression\s*\(", re.I)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
SAFE_SCHEMES = frozenset({"http", "https", "ftp", "mailto"})
FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif"


def escape(text: Any) -> str:
    """Text for the inside of an element or of a quoted attribute."""
    return html.escape(UNPRINTABLE.sub("�", str(text)), quote=True)


def css_value(value: Any, option: str) -> str:
    """The value of one CSS property, for a quoted style attribute.

    Raises InputError for what would end the property or load something.
    """
    text = str(value)
    if UNSAFE_CSS.search(text):
        raise InputError(
            "displacy.unsafe_css",
            f"The option {option!r} is {text!r}.",
            "Give one CSS value, such as '#0a7ea4', 'rgb(10, 126, 164)', 'linear-gradient(90deg, #8edff2, #b9c6ff)' "
            "or 'Noto Sans'.",
        )
    return escape(text)


def safe_url(url: Any) -> str | None:
    """The address of a link, escaped; None for schemes that run code, such as javascript:."""
    # Browsers skip white space and control characters there.
    text = re.sub(r"[\x00-\x20]+", "", str(url))
    scheme = SCHEME.match(text)
    if scheme and scheme.group(1).lower() not in SAFE_SCHEMES:
        return None
    return escape(text)


def kb_link(kb_id: Any, kb_url: Any) -> str:
    """A link to an entry of a knowledge base; empty without an id, the id alone where the address is not safe."""
    if not kb_id:
        return ""
    url = safe_url(kb_url or "#")
    if url is None:
        return f' <span class="kb-id" style="font-weight: normal">{escape(kb_id)}</span>'
    return (
        f' <a class="kb-id" style="color: inherit; font-weight: normal; text-decoration: underline dotted" '
        f'href="{url}">{escape(kb_id)}</a>'
    )


def template(value: Any, option: str) -> str | None:
    """The value of an option that is a template; None for the usual markup."""
    if not value:
        return None
    if not isinstance(value, str):
        raise InputError(
            "displacy.bad_template_type", f"The option {option!r} is {value!r}.", "It takes markup, a str."
        )
    return value


def fill(template: str, option: str, values: Mapping[str, Any]) -> str:
    """A template of the user's with its variables filled in. Raises InputError for variables there are none of."""
    try:
        names = {str(name) for _, name, _, _ in Formatter().parse(template) if name is not None}
        if names <= set(values):
            return template.format(**values)
        problem = f"has the variables {', '.join(sorted(repr(name) for name in names - set(values)))}"
    except (ValueError, AttributeError, TypeError) as error:
        problem = f"cannot be read: {error}"
    raise InputError(
        "displacy.bad_template",
        f"The template in the option {option!r} {problem}.",
        f"Variables are {', '.join('{' + name + '}' for name in values)}; write {{{{ and }}}} for braces.",
    )


def lines(text: str) -> str:
    """Escaped text in which line breaks are elements."""
    return escape(text).replace("\r\n", "\n").replace("\n", "<br>")


def title(text: Any, direction: str) -> str:
    """The heading of one document; empty without a title."""
    if not text:
        return ""
    return (
        f'<h2 class="displacy-title" dir="{direction}" style="margin: 0 0 0.5em; font: bold 1.25em {FONTS}">'
        f"{escape(text)}</h2>"
    )


def direction_of(settings: Mapping[str, Any]) -> str:
    """ "ltr" or "rtl"."""
    return "rtl" if str(settings.get("direction", "ltr")).lower() == "rtl" else "ltr"


def join(pieces: Iterable[str], minify: bool) -> str:
    """Pieces of markup between which white space means nothing."""
    return ("" if minify else "\n").join(piece for piece in pieces if piece)


def page(drawings: Iterable[str], lang: str, direction: str, minify: bool) -> str:
    """A whole HTML page, one figure a drawing."""
    head = (
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light">'
        "<title>displaCy</title>"
    )
    figures = [
        f'<figure class="displacy-figure" style="margin: 0 0 4rem; overflow-x: auto">{each}</figure>'
        for each in drawings
    ]
    body = (
        f'<body style="margin: 0; padding: 3rem 2rem; background: #fff; color: #16181d; direction: {direction}; '
        f'font: 16px/1.5 {FONTS}">'
    )
    return join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(lang)}" dir="{direction}">',
            f"<head>{head}</head>",
            body,
            *figures,
            "</body>",
            "</html>",
        ],
        minify,
    )
