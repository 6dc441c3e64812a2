"""A real browser, without a screen: what it makes of a page, as a script of the page sees it, and as pixels.

The fixture `browser` of conftest.py starts it; tests are skipped where there is none.
"""

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

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
]  # fmt: skip


def find() -> str | None:
    """Path of the browser; None where there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


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

    def report(self, page: str, *arguments: str) -> dict:
        """What a script of the page wrote, as JSON, into an element <pre id="report">."""
        dom = self._run(page, "--dump-dom", *arguments)
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
