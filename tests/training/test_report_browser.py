"""Reports in a real browser: nothing runs or loads, nothing sticks out on a phone, text stands out, in the dark too."""

from __future__ import annotations

import html
import re

import pytest

from engine.gold.example import Example
from engine.gold.scorer import Scorer
from engine.tokens.doc import Doc
from engine.training.history import History
from engine.training.report import Facts, build_report
from engine.vocab import Vocab

pytestmark = pytest.mark.slow
DARK = "--blink-settings=preferredColorScheme=0"
BAD = '"><script>document.title="x"</script><img src=x onerror=document.title="x">'
SCRIPT = """
<script>
function solid(element) {  // the colour behind an element's text, as red, green, blue
  const layers = [];
  for (let e = element; e; e = e.parentElement) layers.push(getComputedStyle(e).backgroundColor);
  let seen = [255, 255, 255];
  for (const layer of layers.reverse()) {
    const [r, g, b, a = 1] = layer.match(/[\\d.]+/g).map(Number);
    seen = [r, g, b].map((value, i) => value * a + seen[i] * (1 - a));
  }
  return seen;
}
const texts = [];
for (const element of document.querySelectorAll(
  "h1, h2, h3, dt, dd, a, th, td, li, p, b, span, em, u, mark, caption, figcaption, summary, footer")) {
  const own = Array.from(element.childNodes).some(node => node.nodeType === 3 && node.textContent.trim());
  if (!own || element.classList.contains("zero")) continue;
  const color = getComputedStyle(element).color.match(/[\\d.]+/g).map(Number);
  texts.push({text: element.textContent.slice(0, 30), color, behind: solid(element)});
}
const svg = Array.from(document.querySelectorAll(".chart > svg")).map(drawing => {
  const outer = drawing.getBoundingClientRect();
  const out = Array.from(drawing.querySelectorAll("text, polyline, circle")).filter(element => {
    const box = element.getBoundingClientRect();
    return box.left < outer.left - 1 || box.right > outer.right + 1 || box.top < outer.top - 1 ||
           box.bottom > outer.bottom + 1;
  });
  const size = outer.width / drawing.viewBox.baseVal.width * 12.5;
  return {out: out.map(element => element.textContent), size};
});
const sticking = Array.from(document.querySelectorAll("main *, body > header *, nav *")).filter(element =>
  !element.closest(".scroll table") && element.getBoundingClientRect().right > innerWidth + 0.5);
const report = {sticking: sticking.map(element => element.outerHTML.slice(0, 80)),
                scripts: document.scripts.length, images: document.images.length, title: document.title, texts, svg,
                wide: document.documentElement.scrollWidth, width: innerWidth,
                loaded: performance.getEntriesByType("resource").length,
                page: getComputedStyle(document.body).backgroundColor};
const out = document.createElement("pre");
out.id = "report";
out.textContent = JSON.stringify(report);
parent.document.body.appendChild(out);
</script>
"""


@pytest.fixture(scope="module")
def page():
    """A report with long labels, long words, markup in the data, and text from right to left."""
    vocab = Vocab()
    words = ["Ada", "met", BAD, "שלום", "in", "x" * 300, "Donaudampfschifffahrtsgesellschaft", "."]
    n = len(words)
    labels = [f"A_RATHER_LONG_LABEL_{i}" for i in range(n - 1)] + [BAD]
    examples = []
    for shift in range(30):
        gold, predicted = (
            Doc(
                vocab,
                words=words,
                tags=[labels[(i + i * k * shift) % n] for i in range(n)],
                heads=[0, *range(n - 1)] if k else [0] * n,
                deps=["ROOT", *labels[1:]],
                ents=[f"B-{labels[(i + k * shift) % n]}" if i % 3 else "O" for i in range(n)],
            )
            for k in (0, 1)
        )
        examples.append(Example(predicted, gold))
    scores = Scorer(None, default_pipeline=["tagger", "parser", "ner"]).score(examples)
    history = History()
    for step in range(50):
        history.add(
            {
                "step": step,
                "epoch": 0,
                "score": step / 60 if step % 10 == 0 else None,
                "other_scores": {"tag_acc": 0.5, "ents_f": step / 50, "dep_las": 0.2},
                "step_losses": {name: 1000.0 / (step + 1) + i for i, name in enumerate(("tok2vec", "ner", BAD))},
                "words": step,
                "step_words": 100,
                "step_seconds": 0.01,
                "elapsed": 1.0,
            }
        )
    facts = Facts({"lang": "en", "name": BAD, "version": "0"}, ["tagger", "ner"], "/data/" + "long/" * 40, None)
    return build_report(facts, {**scores, "speed": 1e5}, examples, history)


def look(browser, page, width, *flags):
    """What a browser makes of a page in a frame of this width: windows cannot be as narrow as phones."""
    inner = html.escape(page.replace("</body>", SCRIPT + "</body>"))
    outer = f'<body><iframe width="{width}" height="900" style="border: 0" srcdoc="{inner}"></iframe></body>'
    return browser.report(outer, "--window-size=1400,1000", *flags)


def contrast(first, second):
    """WCAG contrast of two colours."""
    light = []
    for rgb in (first, second):
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (value / 255 for value in rgb[:3])
        ]
        light.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(light) + 0.05) / (min(light) + 0.05)


@pytest.mark.parametrize("flags", [(), (DARK,)], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400, 320])
def test_reports_can_be_read(browser, page, width, flags):
    seen = look(browser, page, width, *flags)
    assert (seen["scripts"], seen["images"], seen["loaded"]) == (1, 0, 0)  # the script is this test's own
    assert seen["title"].endswith("report") and BAD in seen["title"]
    assert seen["width"] == width
    assert seen["wide"] <= width and seen["sticking"] == []
    assert len(seen["texts"]) > 300
    for text in seen["texts"]:
        assert contrast(text["color"], text["behind"]) >= 4.5, text
    assert len(seen["svg"]) == 3
    for drawing in seen["svg"]:
        assert drawing["out"] == [] and drawing["size"] >= (9 if width >= 400 else 7)
    dark = sum(map(float, re.findall(r"\d+", seen["page"])[:3])) < 200
    assert dark is bool(flags)
