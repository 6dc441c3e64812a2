"""The pages in a real browser: nothing overlaps that should be read, nothing is cut off, and text stands out."""

import importlib.util
import itertools
import json
import re
from pathlib import Path

import numpy as np
import pytest

from engine import displacy

GOLDEN = Path(__file__).parents[1] / "golden" / "displacy.json"
pytestmark = pytest.mark.slow
SCALE = 0.25  # of the screenshot
CELL = 10  # pixels of a cell of the coarse picture: 40 px of the page

# Text and place of the elements of a class, what they look like, and the pictures they stand in.
SCRIPT = """
<script>
function boxes(name) {
  return Array.from(document.querySelectorAll("." + name)).map(e => {
    const b = e.getBoundingClientRect(), s = getComputedStyle(e);
    const drawing = e.closest("svg, .entities, .spans"), d = drawing.getBoundingClientRect();
    return {text: e.textContent, x: b.x, y: b.y, width: b.width, height: b.height, color: s.color,
            background: s.backgroundColor, direction: s.direction,
            drawing: [d.x, d.y, d.width, d.height].map(Math.round).join(" "), left: d.x, top: d.y,
            right: d.right, bottom: d.bottom};
  });
}
const report = {scripts: document.scripts.length, images: document.images.length, title: document.title};
for (const name of NAMES) report[name] = boxes(name);
const out = document.createElement("pre");
out.id = "report";
out.textContent = JSON.stringify(report);
document.body.appendChild(out);
</script>
"""
CLASSES = [
    "displacy-word", "displacy-tag", "displacy-lemma", "displacy-label", "displacy-arrowhead", "entity",
    "entity-label", "span-token", "span-label", "span-slice",
]  # fmt: skip


def load_samples():
    spec = importlib.util.spec_from_file_location("displacy_samples", Path(__file__).with_name("samples.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def samples():
    return load_samples()


def look(browser, page):
    """Boxes of all drawn elements by class, and how many scripts there are beside ours."""
    script = SCRIPT.replace("NAMES", json.dumps(CLASSES))
    return browser.report(page.replace("</body>", script + "</body>"), "--window-size=1200,800")


def overlaps(boxes, air=0.0):
    """Pairs of texts whose boxes share more than a pixel, within the same drawing."""
    found = []
    for a, b in itertools.combinations(boxes, 2):
        width = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
        height = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
        if a["drawing"] == b["drawing"] and width > 1 - air and height > 1:
            found.append((a["text"], b["text"]))
    return found


def outside(boxes):
    return [
        box["text"]
        for box in boxes
        if box["x"] < box["left"] - 0.5
        or box["x"] + box["width"] > box["right"] + 0.5
        or box["y"] < box["top"] - 0.5
        or box["y"] + box["height"] > box["bottom"] + 0.5
    ]


def contrast(first, second):
    """WCAG contrast of two CSS colours as browsers report them."""
    light = []
    for css in (first, second):
        rgb = [int(part) / 255 for part in re.findall(r"\d+", css)[:3]]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
        light.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(light) + 0.05) / (min(light) + 0.05)


OPTIONS = [
    {},
    {"compact": True, "add_lemma": True, "collapse_punct": False},
    {"distance": 20, "add_lemma": True},
    {"compact": True, "distance": 1, "arrow_spacing": 4, "word_spacing": 30},
]


def test_dependencies_can_be_read(browser, samples):
    doc = samples.long_sentence()
    pages = [displacy.render(doc, options=options) for options in OPTIONS]
    page = displacy.render(samples.right_to_left()[0], manual=True, page=True)
    report = look(browser, page.replace("</body>", "".join(pages) + "</body>"))
    texts = [
        box
        for name in ("displacy-word", "displacy-tag", "displacy-lemma", "displacy-label")
        for box in report[name]
        if box["text"].strip()
    ]
    assert len(report["displacy-word"]) == 5 + 23 + 25 + 23 + 23  # two marks go to the words before them
    assert not overlaps(texts, air=2)
    assert not outside(texts + report["displacy-arrowhead"])


def test_right_to_left_runs_to_the_left(browser, samples):
    deps, ents, spans = samples.right_to_left()
    drawings = [
        displacy.render(data, style=style, manual=True)
        for style, data in (("dep", deps), ("ent", ents), ("span", spans))
    ]
    page = displacy.render(deps, manual=True, page=True)
    start = page.index("<figure")
    report = look(browser, page[:start] + "".join(drawings) + "</body></html>")
    for name in ("displacy-word", "entity", "span-token"):
        places = [box["x"] for box in report[name]]
        assert len(places) > 1 and places == sorted(places, reverse=True), name
        assert {box["direction"] for box in report[name]} == {"rtl"}
    assert [box["text"] for box in report["displacy-label"]] == ["nsubj", "flat", "obj", "case"]
    assert not overlaps(report["span-label"]) and not overlaps(report["displacy-label"])
    for label, token in zip(report["span-label"], [report["span-token"][k] for k in (0, 1, 2)], strict=True):
        # a label begins where its first token begins: on the right
        assert abs(label["x"] + label["width"] - token["x"] - token["width"]) < 1.5


def test_spans_can_be_read(browser, samples):
    page = displacy.render(samples.nested_spans(), style="span", page=True)
    report = look(browser, page)
    assert len(report["span-label"]) == 9
    assert not overlaps(report["span-label"])
    # lines lie below the words and go on from token to token of a span
    words = report["span-token"]
    assert not overlaps(words)
    lines = [box for box in report["span-slice"] if abs(box["y"] - report["span-slice"][0]["y"]) < 1]
    for before, after in itertools.pairwise(lines[:10]):
        assert after["x"] - (before["x"] + before["width"]) < 1


def test_text_stands_out(browser):
    colors = {
        "A": "#000", "B": "navy", "C": "rgb(20, 20, 60)", "D": "hsl(240, 100%, 20%)", "E": "yellow", "F": "#ffee88",
        "G": "white", "H": "darkslategray", "I": "#0a7ea4", "J": "crimson",
    }  # fmt: skip
    labels = [*colors, *displacy.EntityRenderer().colors, "NOT_KNOWN"]
    text = " ".join("word" for _ in labels)
    ents = [{"start": 5 * i, "end": 5 * i + 4, "label": label} for i, label in enumerate(labels)]
    spans = [{"start_token": i, "end_token": i + 1, "label": label} for i, label in enumerate(labels)]
    page = displacy.render({"text": text, "ents": ents}, "ent", True, manual=True, options={"colors": colors})
    more = displacy.render({"tokens": text.split(), "spans": spans}, "span", manual=True, options={"colors": colors})
    report = look(browser, page.replace("</body>", more + "</body>"))
    boxes = report["entity"] + report["span-label"]
    assert len(boxes) == 2 * len(labels)
    for box in boxes:
        assert contrast(box["color"], box["background"]) >= 4.5, (box["text"], box["color"], box["background"])


def test_nothing_runs_and_nothing_loads(browser):
    bad = '"><script>document.title="x"</script><img src=x onerror=document.title="x">'
    kb = {"kb_id": bad, "kb_url": 'javascript:document.title="x"'}
    words = [{"text": bad, "tag": bad, "lemma": bad}, {"text": "b", "tag": "b"}]
    settings = {"lang": bad, "direction": bad}
    data = {
        "dep": {"words": words, "arcs": [{"start": 0, "end": 1, "label": bad, "dir": "left"}]},
        "ent": {"text": bad, "ents": [{"start": 0, "end": 5, "label": bad, **kb}]},
        "span": {"tokens": [bad], "spans": [{"start_token": 0, "end_token": 1, "label": bad, **kb}]},
    }
    drawings = [
        displacy.render({**each, "title": bad, "settings": settings}, style, manual=True)
        for style, each in data.items()
    ]
    page = displacy.render({**data["ent"], "title": bad, "settings": settings}, "ent", page=True, manual=True)
    report = look(browser, page.replace("</body>", "".join(drawings) + "</body>"))
    assert (report["scripts"], report["images"], report["title"]) == (1, 0, "displaCy")
    assert report["displacy-word"][0]["text"] == bad
    assert report["entity-label"][0]["text"].startswith(bad)


def everything(samples):
    """One page with a drawing of every kind."""
    deps, ents, spans = samples.right_to_left()
    drawings = [
        displacy.render(samples.long_sentence(), "ent"),
        displacy.render(samples.nested_spans(), "span"),
        displacy.render(ents, "ent", manual=True),
        displacy.render(spans, "span", manual=True),
        displacy.render(deps, manual=True),
        displacy.render(samples.long_sentence(), options={"compact": True, "bg": "#0a7ea4", "color": "white"}),
    ]
    page = displacy.render(samples.long_sentence(), page=True, options={"distance": 110})
    return page.replace("</body>", "".join(f"<p>{drawing}</p>" for drawing in drawings) + "</body>")


def picture(browser, samples):
    return coarse(browser.picture(everything(samples), 1600, 1280, SCALE))


def coarse(pixels):
    """Share of each cell that is not the page's white, in percent: (rows, columns)."""
    height, width = (size // CELL * CELL for size in pixels.shape[:2])
    ink = 255 - pixels[:height, :width].min(axis=2).astype(float)
    cells = ink.reshape(height // CELL, CELL, width // CELL, CELL).mean(axis=(1, 3))
    return np.round(cells / 2.55)


def test_picture(browser, samples):
    """What is where, coarsely: fonts differ from machine to machine, places should not much."""
    found, expected = picture(browser, samples), np.array(json.loads(GOLDEN.read_text()))
    assert found.shape == expected.shape
    # each row and each column of cells holds about as much ink, within a cell to either side
    for axis in (0, 1):
        a, b = (np.convolve(cells.sum(axis=axis), np.ones(3), "same") for cells in (found, expected))
        assert np.abs(a - b).sum() <= 0.25 * b.sum(), f"axis {axis}: {np.abs(a - b).sum()} of {b.sum()}"
    ink, marked = found > 2, expected > 2
    assert (ink & marked).sum() >= 0.7 * (ink | marked).sum()
