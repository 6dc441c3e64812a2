"""A real browser: what it makes of a page, as boxes and as pixels. Tests are skipped where there is none."""

import html
import json
import os
import re
import shutil
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

import numpy as np
import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
]  # fmt: skip
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


class Browser:
    """Runs one headless browser per question, with a profile of its own."""

    def __init__(self, program: str, folder: Path):
        self.program = program
        self.folder = folder

    def _run(self, page: str, *arguments: str) -> str:
        path = self.folder / "page.html"
        path.write_text(page, encoding="utf8")
        with tempfile.TemporaryDirectory(dir=self.folder, ignore_cleanup_errors=True) as profile:
            command = [self.program, *FLAGS, f"--user-data-dir={profile}", *arguments, path.as_uri()]
            # sanitizers that are preloaded for engine's modules make a browser hang
            env = {key: value for key, value in os.environ.items() if key != "LD_PRELOAD"}
            done = subprocess.run(command, capture_output=True, timeout=120, check=True, env=env)
        return done.stdout.decode("utf8")

    def report(self, page: str, width: int = 1200, height: int = 800) -> dict:
        """Boxes of all drawn elements by class, and how many scripts there are beside ours."""
        script = SCRIPT.replace("NAMES", json.dumps(CLASSES))
        dom = self._run(page.replace("</body>", script + "</body>"), f"--window-size={width},{height}", "--dump-dom")
        found = re.search(r'<pre id="report">(.*?)</pre>', dom, re.S)
        assert found, dom[-2000:]
        return json.loads(html.unescape(found[1]))

    def picture(self, page: str, width: int, height: int, scale: float) -> np.ndarray:
        """Pixels (height * scale, width * scale, 3) of a page."""
        target = self.folder / "page.png"
        size = (f"--window-size={width},{height}", f"--force-device-scale-factor={scale}")
        self._run(page, *size, f"--screenshot={target}")
        return decode_png(target.read_bytes())


def decode_png(data: bytes) -> np.ndarray:
    """Pixels (height, width, 3) of a PNG with 8 bits a channel that is not interlaced."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, packed, width, height, n = 8, b"", 0, 0, 0
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width, height, depth, color, _, _, interlace = struct.unpack(">IIBBBBB", body)
            assert (depth, interlace) == (8, 0)
            n = {2: 3, 6: 4}[color]
        elif kind == b"IDAT":
            packed += body
        at += 12 + size
    raw = zlib.decompress(packed)
    stride = width * n
    rows = [bytes(stride)]
    for y in range(height):
        start = y * (stride + 1)
        method, line, above = raw[start], bytearray(raw[start + 1 : start + 1 + stride]), rows[-1]
        for i in range(stride if method else 0):
            left, up, corner = (line[i - n], above[i], above[i - n]) if i >= n else (0, above[i], 0)
            if method == 1:
                guess = left
            elif method == 2:
                guess = up
            elif method == 3:
                guess = (left + up) // 2
            else:
                guess = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
            line[i] = (line[i] + guess) & 255
        rows.append(bytes(line))
    return np.frombuffer(b"".join(rows[1:]), dtype=np.uint8).reshape(height, width, n)[:, :, :3]


@pytest.fixture(scope="session")
def browser(tmp_path_factory) -> Browser:
    program = next((path for path in map(shutil.which, NAMES) if path), None)
    if program is None:
        pytest.skip("no Chromium: install one to look at the pages (Debian: apt-get install chromium)")
    return Browser(program, tmp_path_factory.mktemp("browser"))
