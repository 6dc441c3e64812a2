"""displaCy: dependency parses, entities and spans as SVG and HTML.

`render` gives markup, or shows it in a notebook; `serve` gives a page over HTTP on this machine. Both go from
documents to plain data (parse_deps, parse_ents, parse_spans) and from those to markup (the renderers).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from engine.displacy import manual as _manual
from engine.displacy.dependencies import DependencyRenderer
from engine.displacy.entities import EntityRenderer
from engine.displacy.notebook import InNotebook, is_in_jupyter, show
from engine.displacy.parse import NothingToDraw, get_doc_settings, parse_deps, parse_ents, parse_spans
from engine.displacy.server import LOOPBACK, OtherPort, find_available_port, serve_app
from engine.displacy.spans import SpanRenderer
from engine.errors import InputError
from engine.tokens import Doc, Span

__all__ = [
    "DependencyRenderer",
    "EntityRenderer",
    "InNotebook",
    "NothingToDraw",
    "OtherPort",
    "SpanRenderer",
    "app",
    "find_available_port",
    "get_doc_settings",
    "is_in_jupyter",
    "parse_deps",
    "parse_ents",
    "parse_spans",
    "render",
    "serve",
    "set_render_wrapper",
]

RENDER_WRAPPER: Callable[[str], str] | None = None
# what `app` answers with: the markup of the last call
_html: dict[str, str] = {"parsed": ""}

Drawable = Doc | Span | Mapping[str, Any]
_STYLES: dict[str, tuple[type[Any], Callable[..., dict[str, Any]]]] = {
    "dep": (DependencyRenderer, parse_deps),
    "ent": (EntityRenderer, parse_ents),
    "span": (SpanRenderer, parse_spans),
}


def render(
    docs: Iterable[Drawable] | Drawable,
    style: str = "dep",
    page: bool = False,
    minify: bool = False,
    jupyter: bool | None = None,
    options: Mapping[str, Any] = {},
    manual: bool = False,
) -> Any:
    """Draw documents.

    docs (Doc | Span | Iterable): what to draw; dicts with manual=True.
    style (str): "dep", dependencies as SVG; "ent", entities as HTML; "span", spans that may overlap as HTML.
    page (bool): a whole HTML page.
    minify (bool): without the line breaks between elements.
    jupyter (bool | None): show it in the notebook; by default if this runs in one.
    options (Mapping): what the renderers and the functions parse_* of the style take.
    manual (bool): docs are dicts as the functions parse_* return them.

    Returns the markup, or None when it was shown.
    Raises InputError for other styles, for what is no document, and for data and options that cannot be drawn.
    """
    if style not in _STYLES:
        raise InputError(
            "displacy.unknown_style",
            f"There is no style {style!r}.",
            f"Styles are {', '.join(repr(name) for name in _STYLES)}.",
        )
    if not isinstance(options, Mapping):
        raise InputError(
            "displacy.bad_options", f"The options are {options!r:.80}.", "They are a dict of options by name."
        )
    make_renderer, parse = _STYLES[style]
    several = [docs] if isinstance(docs, (Doc, Span)) else _manual.sequence_of(docs)
    for doc in several:
        if not isinstance(doc, Mapping if manual else (Doc, Span)):
            raise _manual.not_drawable(doc, manual)
    renderer = make_renderer(options=options)
    parsed = several if manual else [parse(doc, options) for doc in several]
    drawing = renderer.render(parsed, page=page, minify=minify).strip()
    if RENDER_WRAPPER is not None:
        drawing = RENDER_WRAPPER(drawing)
    _html["parsed"] = drawing
    if jupyter or (jupyter is None and is_in_jupyter()):
        show(drawing)
        return None
    return drawing


def serve(
    docs: Iterable[Drawable] | Drawable,
    style: str = "dep",
    page: bool = True,
    minify: bool = False,
    options: Mapping[str, Any] = {},
    manual: bool = False,
    port: int = 5000,
    host: str = LOOPBACK,
    auto_select_port: bool = False,
) -> None:
    """Serve a page of drawings until Ctrl-C.

    docs, style, page, minify, options, manual: see `render`.
    port (int): where; 0 is any free one.
    host (str): address to listen on. The default is this machine only; "0.0.0.0" shows the page to the network.
    auto_select_port (bool): take the next free port if this one is in use.

    Raises InputError as `render` does, and when the port is in use. Warns InNotebook in a notebook, where `render`
    shows the drawing.
    """
    if is_in_jupyter():
        warnings.warn("In a notebook, displacy.render shows the drawing; a server blocks it.", InNotebook, stacklevel=2)
    port = find_available_port(port, host, auto_select_port)
    render(docs, style=style, page=page, minify=minify, jupyter=False, options=options, manual=manual)
    serve_app(app, style, host, port)


def app(environ: Mapping[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """WSGI application that answers every request with the last drawing."""
    body = _html["parsed"].encode("utf8")
    start_response(
        "200 OK",
        [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
        ],
    )
    return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]


def set_render_wrapper(func: Callable[[str], str] | None) -> None:
    """Set a function that all markup goes through before `render` returns it; None sets none.

    Raises InputError for what cannot be called.
    """
    global RENDER_WRAPPER
    if func is not None and not callable(func):
        raise InputError(
            "displacy.bad_wrapper",
            f"The wrapper is {type(func).__name__} {func!r:.80}.",
            "It takes a function of the markup that returns markup.",
        )
    RENDER_WRAPPER = func
