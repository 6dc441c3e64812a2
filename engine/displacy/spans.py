"""SpanRenderer: spans that may overlap, as lines below the text, as HTML. Caller: render, users who want the parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.displacy import manual, markup
from engine.displacy.colors import DEFAULT_COLOR, as_colors, label_colors, text_color
from engine.displacy.sizes import number, pixels
from engine.displacy.text_width import text_width
from engine.errors import InputError

LABEL_SIZE = 0.6  # em
BASE = 16  # px of 1em in the estimates of widths
PADDING = 10  # px around a label
CAUTION = 0.8  # widths are estimated too wide; those that labels may reach over should not be
TEMPLATES = ("span", "slice", "start")


class SpanRenderer:
    """Draws each span as a line below its tokens, with the label at its start, lower lines for spans that overlap.

    options (Mapping): colors ({}): label to CSS colour. templates ({}): markup of "span" (a token within spans:
        {text}, {span_slices}, {span_starts}), "slice" (a line below one token: {bg}, {top_offset}) and "start" (line
        and label below the first token: {bg}, {top_offset}, {label}, {kb_link}, {fg}). In px: top_offset (40), from
        the top of a token to the first line; top_offset_step (17), from line to line; span_label_offset (20), below
        the last line. Others are ignored.

    Raises InputError for values that are no CSS values or no numbers, and for templates with other variables.
    """

    style = "span"

    def __init__(self, options: Mapping[str, Any] = {}) -> None:
        self.default_color = DEFAULT_COLOR
        self.colors = label_colors(as_colors(options.get("colors"), "colors"))
        self._known_colors: dict[str, tuple[str, str]] = {}
        self.top_offset = pixels(options, "top_offset", 40)
        self.span_label_offset = pixels(options, "span_label_offset", 20)
        self.offset_step = pixels(options, "top_offset_step", 17)
        templates = options.get("templates") or options.get("template") or {}
        if not isinstance(templates, Mapping):
            raise InputError(
                "displacy.bad_templates",
                f"The option 'templates' is {templates!r}.",
                f"It takes a dict of markup with the keys {', '.join(map(repr, TEMPLATES))}.",
            )
        unknown = sorted(str(name) for name in templates if name not in TEMPLATES)
        if unknown:
            raise InputError(
                "displacy.unknown_template",
                f"The option 'templates' has {', '.join(map(repr, unknown))}.",
                f"Its keys are {', '.join(map(repr, TEMPLATES))}.",
            )
        self.span_template: str | None = markup.template(templates.get("span"), "templates['span']")
        self.span_slice_template: str | None = markup.template(templates.get("slice"), "templates['slice']")
        self.span_start_template: str | None = markup.template(templates.get("start"), "templates['start']")
        self.direction = "ltr"
        self.lang = "en"

    def render(self, parsed: Iterable[Mapping[str, Any]], page: bool = False, minify: bool = False) -> str:
        """Draw documents as `parse_spans` gives them; as a page, or one after the other.

        Raises InputError for documents that lack something, and for spans that leave the tokens.
        """
        drawings = []
        for i, document in enumerate(parsed):
            self.direction, self.lang = manual.settings(document, i)
            tokens, spans = manual.check_spans(document, i)
            between = white_space(tokens, document.get("text"))
            drawings.append(self._draw(tokens, between, spans, document.get("title"), minify))
        return markup.page(drawings, self.lang, self.direction, minify) if page else markup.join(drawings, minify)

    def render_spans(self, tokens: Sequence[str], spans: Sequence[Mapping[str, Any]], title: str | None) -> str:
        """One text, as tokens, with its spans."""
        checked, found = manual.check_spans({"tokens": list(tokens), "spans": list(spans)}, 0)
        return self._draw(checked, white_space(checked, None), found, title, False)

    def _draw(
        self,
        tokens: Sequence[str],
        between: Sequence[str],
        spans: Sequence[Mapping[str, Any]],
        title: str | None,
        minify: bool,
    ) -> str:
        covering: list[list[tuple[int, Mapping[str, Any]]]] = [[] for _ in tokens]
        for span, slot in zip(spans, slots(spans), strict=True):
            for i in range(span["start_token"], span["end_token"]):
                covering[i].append((slot, span))
        pieces = []
        for i, (token, space) in enumerate(zip(tokens, between, strict=True)):
            here = sorted(covering[i], key=lambda each: each[0])
            if here:
                pieces.append(self._token(i, tokens, here))
            else:
                pieces.append(markup.lines(token))
            pieces.append(markup.lines(space))
        body = (
            f'<div class="spans" lang="{markup.escape(self.lang)}" dir="{self.direction}" '
            f'style="line-height: 2.5; direction: {self.direction}">{"".join(pieces)}</div>'
        )
        return markup.join([markup.title(title, self.direction), body], minify)

    def _token(self, i: int, tokens: Sequence[str], here: Sequence[tuple[int, Mapping[str, Any]]]) -> str:
        slices, starts, least = [], [], 0.0
        for slot, span in here:
            background, foreground = self._colors_of(span["label"])
            values = {"bg": background, "top_offset": number(self.top_offset + self.offset_step * (slot - 1))}
            slices.append(self._slice(values, i, span))
            if span["start_token"] == i:
                values["label"] = markup.escape(span["label"])
                values["kb_link"] = markup.kb_link(span.get("kb_id"), span.get("kb_url"))
                values["fg"] = foreground
                starts.append(self._start(values))
                # the label reaches over the tokens of its span; a short span is widened at its first token
                label = span["label"] + (f" {span['kb_id']}" if span.get("kb_id") else "")
                rest = " ".join(["", *tokens[i + 1 : span["end_token"]]])
                missing = text_width(label, LABEL_SIZE * BASE) + PADDING - CAUTION * text_width(rest, BASE)
                least = max(least, missing)
        lowest = max(slot for slot, _ in here)
        height = self.top_offset + self.offset_step * (lowest - 1) + self.span_label_offset
        text = markup.lines(tokens[i])
        if self.span_template is not None:
            return markup.fill(
                self.span_template,
                "templates['span']",
                {"text": text, "span_slices": "".join(slices), "span_starts": "".join(starts)},
            )
        return (
            f'<span class="span-token" style="font-weight: 600; display: inline-block; position: relative; '
            f'vertical-align: top; height: {number(height)}px; min-width: {number(least / BASE)}em">'
            f"{text}{''.join(slices)}{''.join(starts)}</span>"
        )

    def _colors_of(self, label: str) -> tuple[str, str]:
        """Background and text colour of a label, as CSS."""
        if label not in self._known_colors:
            color = self.colors.get(label.upper(), self.default_color)
            self._known_colors[label] = markup.css_value(color, "colors"), text_color(color)
        return self._known_colors[label]

    def _slice(self, values: Mapping[str, str], i: int, span: Mapping[str, Any]) -> str:
        if self.span_slice_template is not None:
            return markup.fill(self.span_slice_template, "templates['slice']", values)
        # lines of one span run together across the space after a token, and end with the last token
        last = span["end_token"] == i + 1
        reach = "0px" if last else "-0.35em"
        corner = "; border-start-end-radius: 2px; border-end-end-radius: 2px" if last else ""
        return (
            f'<span class="span-slice" style="position: absolute; top: {values["top_offset"]}px; height: 4px; '
            f'inset-inline: 0px {reach}; background: {values["bg"]}{corner}"></span>'
        )

    def _start(self, values: Mapping[str, str]) -> str:
        if self.span_start_template is not None:
            return markup.fill(self.span_start_template, "templates['start']", values)
        return (
            f'<span class="span-start" style="position: absolute; top: {values["top_offset"]}px; '
            f'inset-inline-start: 0; height: 4px"><span class="span-label" style="position: absolute; z-index: 1; '
            f"top: -0.35em; inset-inline-start: 0; background: {values['bg']}; color: {values['fg']}; "
            f"padding: 2px 4px; border-radius: 3px; font-size: {LABEL_SIZE}em; font-weight: 700; line-height: 1; "
            f'white-space: nowrap">{values["label"]}{values["kb_link"]}</span></span>'
        )


def slots(spans: Sequence[Mapping[str, Any]]) -> list[int]:
    """Line of each span, from 1: below all spans that its first token lies in, longer ones before shorter ones."""
    order = sorted(
        range(len(spans)),
        key=lambda i: (spans[i]["start_token"], -spans[i]["end_token"], spans[i]["label"]),
    )
    found = [0] * len(spans)
    active: list[tuple[int, int]] = []  # (end, line)
    for i in order:
        active = [(end, line) for end, line in active if end > spans[i]["start_token"]]
        found[i] = 1 + max((line for _, line in active), default=0)
        active.append((spans[i]["end_token"], found[i]))
    return found


def white_space(tokens: Sequence[str], text: Any) -> list[str]:
    """What stands after each token: as in the text, or one space where the text is not known or is another."""
    if isinstance(text, str):
        found, at = [], 0
        for token in tokens:
            start = text.find(token, at)
            between = text[at:start]
            if start < 0 or between.strip():
                break
            found.append(between)
            at = start + len(token)
        if len(found) == len(tokens) and not text[at:].strip():
            return [*found[1:], text[at:]] if tokens else []
    return [" "] * len(tokens)
