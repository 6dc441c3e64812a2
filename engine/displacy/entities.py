"""EntityRenderer: text with entities marked, as HTML. Caller: render, users who want the parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.displacy import manual, markup
from engine.displacy.colors import DEFAULT_COLOR, as_colors, label_colors, text_color
from engine.errors import InputError


class EntityRenderer:
    """Marks entities in the text, each with its label and, where there is one, a link to its knowledge base entry.

    options (Mapping): ents (None): labels to mark, all by default. colors ({}): label to CSS colour; capitals do not
        matter in either. template (None): markup of an entity, with {text}, {label}, {bg} and {kb_link}, and {fg}, a
        colour of text that can be read on {bg}. Others are ignored.

    Raises InputError for values that are no CSS values, and for templates with other variables.
    """

    style = "ent"

    def __init__(self, options: Mapping[str, Any] = {}) -> None:
        self.default_color = DEFAULT_COLOR
        self.colors = label_colors(as_colors(options.get("colors"), "colors"))
        ents = options.get("ents")
        if ents is not None and (isinstance(ents, str) or not isinstance(ents, Iterable)):
            raise InputError(
                "displacy.bad_labels", f"The option 'ents' is {ents!r}.", 'It takes labels: ["ORG", "GPE"].'
            )
        self.ents = None if ents is None else [str(label).upper() for label in ents]
        self.ent_template: str | None = markup.template(options.get("template"), "template")
        self.direction = "ltr"
        self.lang = "en"

    def render(self, parsed: Iterable[Mapping[str, Any]], page: bool = False, minify: bool = False) -> str:
        """Draw documents as `parse_ents` gives them; as a page, or one after the other.

        Raises InputError for documents that lack something, and for entities that overlap or leave the text.
        """
        drawings = []
        for i, document in enumerate(parsed):
            self.direction, self.lang = manual.settings(document, i)
            text, ents = manual.check_ents(document, i)
            drawings.append(self._draw(text, ents, document.get("title"), minify))
        return markup.page(drawings, self.lang, self.direction, minify) if page else markup.join(drawings, minify)

    def render_ents(self, text: str, spans: Sequence[Mapping[str, Any]], title: str | None) -> str:
        """One text with its entities."""
        text, ents = manual.check_ents({"text": text, "ents": spans}, 0)
        return self._draw(text, ents, title, False)

    def _draw(self, text: str, ents: Sequence[Mapping[str, Any]], title: str | None, minify: bool) -> str:
        pieces, at = [], 0
        for ent in ents:
            if self.ents is not None and ent["label"].upper() not in self.ents:
                continue
            pieces.append(markup.lines(text[at : ent["start"]]))
            pieces.append(self._entity(text[ent["start"] : ent["end"]], ent))
            at = ent["end"]
        pieces.append(markup.lines(text[at:]))
        body = (
            f'<div class="entities" lang="{markup.escape(self.lang)}" dir="{self.direction}" '
            f'style="line-height: 2.5; direction: {self.direction}">{"".join(pieces)}</div>'
        )
        return markup.join([markup.title(title, self.direction), body], minify)

    def _entity(self, text: str, ent: Mapping[str, Any]) -> str:
        color = self.colors.get(ent["label"].upper(), self.default_color)
        values = {
            "text": markup.lines(text),
            "label": markup.escape(ent["label"]),
            "bg": markup.css_value(color, "colors"),
            "kb_link": markup.kb_link(ent.get("kb_id"), ent.get("kb_url")),
            "fg": text_color(color),
        }
        values.update({name: markup.escape(value) for name, value in (ent.get("params") or {}).items()})
        if self.ent_template is not None:
            return markup.fill(self.ent_template, "template", values)
        return (
            f'<mark class="entity" data-label="{values["label"]}" style="background: {values["bg"]}; '
            f"color: {values['fg']}; padding: 0.35em 0.5em; margin: 0 0.2em; border-radius: 0.4em; line-height: 1; "
            f'-webkit-box-decoration-break: clone; box-decoration-break: clone">{values["text"]}'
            '<span class="entity-label" style="font-size: 0.72em; font-weight: 700; letter-spacing: 0.03em; '
            'line-height: 1; vertical-align: 0.08em; white-space: nowrap; margin-inline-start: 0.6em; opacity: 0.8">'
            f"{values['label']}{values['kb_link']}</span></mark>"
        )
