"""Line charts as SVG: axes, grid, labels; a legend beside each that wraps. Colours come from the page's style."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from engine.training.report.markup import escape

Points = Sequence[tuple[float, float]]
WIDTH, HEIGHT = 440, 270  # units of the drawing; about as wide as a phone, so that its text keeps its size there
LEFT, RIGHT, TOP, BOTTOM = 54, 14, 14, 40
N_COLORS = 8  # of the page's style
DASHES = ("", "6 3", "2 3")  # lines beyond the colours differ in these
MAX_POINTS = 100  # of a line; more would only be noise
LOG_SPAN = 30.0  # largest by smallest value from which an axis is logarithmic


def chart(
    title: str, y_title: str, lines: Mapping[str, Points], *, log: bool = False, marked: tuple[float, str] | None = None
) -> str:
    """A figure. log: the y axis may be logarithmic. marked: a step to point out, and what it is."""
    finite = {
        name: [(x, y) for x, y in points if math.isfinite(x) and math.isfinite(y)] for name, points in lines.items()
    }
    drawn = {name: thinned(points) for name, points in finite.items() if points}
    if not drawn:
        return ""
    values = [y for points in drawn.values() for _, y in points]
    positive = [y for y in values if y > 0]
    is_log = log and bool(positive) and max(positive) / min(positive) >= LOG_SPAN
    if is_log:
        drawn = {name: [(x, y) for x, y in points if y > 0] for name, points in drawn.items()}
        low, high, ticks = log_axis(min(positive), max(positive))
    else:
        low, high, ticks = axis(min(*values, 0.0), max(values))
    last = max(x for points in drawn.values() for x, _ in points)
    first = min(x for points in drawn.values() for x, _ in points)
    right = last if last > first else first + 1
    inner = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def place(x: float, y: float) -> tuple[float, float]:
        share = (math.log10(y / low) / math.log10(high / low)) if is_log else (y - low) / (high - low)
        return LEFT + (x - first) / (right - first) * inner[0], TOP + (1 - share) * inner[1]

    parts = []
    for tick in ticks:
        _, y = place(first, tick)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{short(tick)}</text>')
    for tick in axis(first, right, 4)[2]:
        if first <= tick <= right and tick == int(tick):
            x, _ = place(tick, low)
            parts.append(
                f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="{HEIGHT - BOTTOM}" y2="{HEIGHT - BOTTOM + 4}"/>'
            )
            parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 17}" text-anchor="middle">{short(tick)}</text>')
    parts.append(f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{HEIGHT - BOTTOM}" y2="{HEIGHT - BOTTOM}"/>')
    if marked is not None:
        x, _ = place(marked[0], high)
        anchor, shift = ("end", -5) if x > WIDTH / 2 else ("start", 5)
        parts.append(f'<line class="marked" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>')
        parts.append(
            f'<text class="note" x="{x + shift:.1f}" y="{HEIGHT - BOTTOM - 8}" text-anchor="{anchor}">'
            f"{escape(marked[1])}</text>"
        )
    legend = []
    for i, (name, points) in enumerate(drawn.items()):
        color, dash = f"c{i % N_COLORS}", DASHES[i // N_COLORS % len(DASHES)]
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        places = [place(x, y) for x, y in points]
        label = f"<title>{escape(name)}</title>"
        if len(places) == 1:
            parts.append(
                f'<circle class="{color} dot" cx="{places[0][0]:.1f}" cy="{places[0][1]:.1f}" r="3">{label}</circle>'
            )
        elif places:
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
            parts.append(f'<polyline class="{color} curve" points="{path}"{dashed}>{label}</polyline>')
        end = short(points[-1][1], exact=True) if points else ""
        sample = f'<line class="{color} curve" x1="1" x2="17" y1="4" y2="4"{dashed}/>'
        key = f'<svg class="key" viewBox="0 0 18 8" aria-hidden="true">{sample}</svg>'
        legend.append(f'<li>{key}<span dir="auto">{escape(name)}</span> <b>{end}</b></li>')
    middle = TOP + inner[1] / 2
    parts.append(f'<text x="{LEFT + inner[0] / 2:.0f}" y="{HEIGHT - 4}" text-anchor="middle" class="name">step</text>')
    scale = f"{y_title}, logarithmic" if is_log else y_title
    parts.append(
        f'<text x="12" y="{middle:.0f}" text-anchor="middle" class="name" transform="rotate(-90 12 {middle:.0f})">'
        f"{escape(scale)}</text>"
    )
    return (
        f'<figure class="chart"><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg><ul class="legend">{"".join(legend)}</ul></figure>'
    )


def thinned(points: Points) -> list[tuple[float, float]]:
    """At most MAX_POINTS, each the mean of its neighbours; the last step stays the last."""
    size = math.ceil(len(points) / MAX_POINTS)
    if size <= 1:
        return list(points)
    groups = [points[i : i + size] for i in range(0, len(points), size)]
    return [(group[-1][0], sum(y for _, y in group) / len(group)) for group in groups]


def axis(low: float, high: float, n: int = 5) -> tuple[float, float, list[float]]:
    """(first, last, ticks) at round numbers around low and high."""
    if not high - low > 1e-9 * max(abs(low), abs(high), 1e-100):  # all but equal
        high = low + (abs(low) if abs(low) > 1e-90 else 1.0)
    rough = (high - low) / n
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= rough * 0.999)
    start = math.floor(low / step + 1e-9)
    end = math.ceil(high / step - 1e-9)
    return start * step, end * step, [i * step for i in range(start, end + 1)]


def log_axis(low: float, high: float) -> tuple[float, float, list[float]]:
    """The same with powers of ten."""
    start, end = math.floor(math.log10(low)), math.ceil(math.log10(high))
    end = max(end, start + 1)
    every = math.ceil((end - start) / 6)
    return 10.0**start, 10.0**end, [10.0**power for power in range(start, end + 1, every)]


def short(value: float, exact: bool = False) -> str:
    """A number for an axis: 0.05, 20, 1.5k, 2M."""
    size = abs(value)
    for limit, unit in ((1e6, "M"), (1e3, "k")):
        if size >= limit:
            return f"{value / limit:.3g}{unit}"
    if size and size < 0.01:
        return f"{value:.0e}".replace("e-0", "e-")
    return f"{value:.4g}" if not exact else f"{value:.3g}"
