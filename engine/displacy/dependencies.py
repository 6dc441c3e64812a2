"""DependencyRenderer: a dependency parse as SVG. Caller: render, users who want the parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.displacy import manual, markup
from engine.displacy.dependency_layout import LABEL_SIZE, WORD_SIZE, Arc, Layout, Measures, arc_levels, lay_out
from engine.displacy.sizes import number, pixels

LINE = 1.7 * WORD_SIZE  # px from one row below the arcs to the next


class DependencyRenderer:
    """Draws words in a row and arcs above them.

    options (Mapping): compact (False): square arcs, closer together. color ("#000000"), bg ("#ffffff"),
        font ("Arial"). In px: distance (175; 150 when compact), at least, between words; offset_x (50), left of the
        first word; word_spacing (45), between arcs and words; arrow_spacing (20; 12 when compact), between arrows at
        the same word; arrow_stroke (2); arrow_width (10; 8 when compact). Others are ignored.

    Raises InputError for values that are no numbers or no CSS values.
    """

    style = "dep"

    def __init__(self, options: Mapping[str, Any] = {}) -> None:
        self.compact = bool(options.get("compact", False))
        self.word_spacing = pixels(options, "word_spacing", 45)
        self.arrow_spacing = pixels(options, "arrow_spacing", 12 if self.compact else 20)
        self.arrow_width = pixels(options, "arrow_width", 8 if self.compact else 10)
        self.arrow_stroke = pixels(options, "arrow_stroke", 2)
        self.distance = pixels(options, "distance", 150 if self.compact else 175)
        self.offset_x = pixels(options, "offset_x", 50)
        self.color = str(options.get("color", "#000000"))
        self.bg = str(options.get("bg", "#ffffff"))
        self.font = str(options.get("font", "Arial"))
        self.direction = "ltr"
        self.lang = "en"
        self._style = (
            f"color: {markup.css_value(self.color, 'color')}; background: {markup.css_value(self.bg, 'bg')}; "
            f"font-family: {markup.css_value(self.font, 'font')}, sans-serif"
        )
        self._halo = markup.css_value(self.bg, "bg")

    def render(self, parsed: Iterable[Mapping[str, Any]], page: bool = False, minify: bool = False) -> str:
        """Draw parses as `parse_deps` gives them; as a page, or one after the other.

        Raises InputError for parses that lack something or whose arcs lead nowhere.
        """
        drawings = []
        for i, parse in enumerate(parsed):
            self.direction, self.lang = manual.settings(parse, i)
            words, arcs = manual.check_deps(parse, i)
            svg = self._svg(words, arcs, minify)
            drawings.append(markup.join([markup.title(parse.get("title"), self.direction), svg], minify))
        return markup.page(drawings, self.lang, self.direction, minify) if page else markup.join(drawings, minify)

    def render_svg(self, words: Sequence[Mapping[str, Any]], arcs: Sequence[Mapping[str, Any]]) -> str:
        """One parse as an SVG element, which is a file of its own too."""
        checked = manual.check_deps({"words": words, "arcs": arcs}, 0)
        return self._svg(*checked, False)

    def get_levels(self, arcs: Sequence[Mapping[str, Any]]) -> dict[tuple[int, int, str], int]:
        """{(start, end, label): level}, from 1, the level next to the words."""
        return {
            (arc["start"], arc["end"], arc["label"]): level for arc, level in zip(arcs, arc_levels(arcs), strict=True)
        }

    def _svg(self, words: Sequence[Mapping[str, Any]], arcs: Sequence[Mapping[str, Any]], minify: bool) -> str:
        rows = 1 + any(word.get("lemma") for word in words) + 1
        measures = Measures(
            self.distance, self.word_spacing, self.arrow_spacing, self.offset_x, (rows - 1) * LINE, self.compact
        )
        layout = lay_out(words, arcs, measures, self.direction == "rtl")
        width, height = number(layout.width), number(layout.height)
        label = markup.escape(" ".join(str(word["text"]) for word in words))
        lang = markup.escape(self.lang)
        start = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="displacy" role="img" aria-label="{label}" '
            f'lang="{lang}" xml:lang="{lang}" direction="{self.direction}" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" style="max-width: none; {self._style}; font-size: {number(WORD_SIZE)}px; '
            f'direction: {self.direction}">'
        )
        arrows = [self._arrow(arc, layout) for arc in layout.arcs]
        texts = [
            self._word(word, x, layout.foot + self.word_spacing) for word, x in zip(words, layout.centers, strict=True)
        ]
        return markup.join([start, *texts, *arrows, "</svg>"], minify)

    def _word(self, word: Mapping[str, Any], x: float, y: float) -> str:
        rows = [("word", word["text"])]
        if word.get("lemma"):
            rows.append(("lemma", word["lemma"]))
        rows.append(("tag", word.get("tag") or ""))
        styles = {
            "word": "",
            "lemma": ' style="font-style: italic; opacity: 0.8"',
            "tag": ' style="font-size: 0.8em; letter-spacing: 0.03em; opacity: 0.7"',
        }
        spans = "".join(
            f'<tspan class="displacy-{kind}" x="{number(x)}" y="{number(y + i * LINE)}"{styles[kind]}>'
            f"{markup.escape(text)}</tspan>"
            for i, (kind, text) in enumerate(rows)
        )
        return f'<text class="displacy-token" fill="currentColor" text-anchor="middle">{spans}</text>'

    def _arrow(self, arc: Arc, layout: Layout) -> str:
        tip = layout.foot + self.arrow_width * 0.6
        line_end = tip - self.arrow_width
        path = self._path(arc, layout.foot, line_end)
        x = arc.x2 if arc.points_right else arc.x1
        half = self.arrow_width * 0.5
        head = (
            f"M{number(x)},{number(tip)} L{number(x - half)},{number(line_end)} "
            f"L{number(x + half)},{number(line_end)} Z"
        )
        middle = (arc.x1 + arc.x2) / 2
        # the halo keeps a label readable where a line of a crossing tree runs through it
        return (
            f'<g class="displacy-arrow">'
            f'<path class="displacy-arc" fill="none" stroke="currentColor" stroke-width="{number(self.arrow_stroke)}" '
            f'd="{path}"/>'
            f'<path class="displacy-arrowhead" fill="currentColor" d="{head}"/>'
            f'<text class="displacy-label" fill="currentColor" text-anchor="middle" x="{number(middle)}" '
            f'y="{number(arc.y - 7)}" style="font-size: {number(LABEL_SIZE)}px; letter-spacing: 0.02em; '
            f'paint-order: stroke; stroke: {self._halo}; stroke-width: 4px; stroke-linejoin: round">'
            f"{markup.escape(arc.label)}</text></g>"
        )

    def _path(self, arc: Arc, foot: float, line_end: float) -> str:
        """The line: up from one word, along, and down to the other; it ends inside the arrow head."""
        y1, y2 = (foot, line_end) if arc.points_right else (line_end, foot)
        x1, x2, top = arc.x1, arc.x2, arc.y
        half = max(x2 - x1, 0.0) / 2
        rise = foot - top
        if self.compact:
            rx = ry = min(4.0, half, rise)
        else:
            rx, ry = min(half, 24.0 + rise * 0.6), rise - (foot - line_end)
        if rx <= 0 or ry <= 0:
            return f"M{number(x1)},{number(y1)} V{number(top)} H{number(x2)} V{number(y2)}"
        corner = f"A{number(rx)},{number(ry)} 0 0 1"
        return (
            f"M{number(x1)},{number(y1)} V{number(top + ry)} {corner} {number(x1 + rx)},{number(top)} "
            f"H{number(x2 - rx)} {corner} {number(x2)},{number(top + ry)} V{number(y2)}"
        )
