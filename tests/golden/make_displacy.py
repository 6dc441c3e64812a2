"""Writes tests/golden/displacy.json: a coarse picture of one page, as the browser on this machine draws them.

Look at the page before recording a new one: python tests/golden/make_displacy.py FOLDER writes it there too.
"""

import importlib.util
import json
import shutil
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(folder):
    tests, chromium = load(TESTS / "displacy" / "test_browser.py"), load(TESTS / "chromium.py")
    with tempfile.TemporaryDirectory() as work:
        browser = chromium.Browser(chromium.find(), Path(work))
        cells = tests.picture(browser, tests.load_samples()).astype(int).tolist()
        rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in cells)
        tests.GOLDEN.write_text(f"[\n{rows}\n]\n", encoding="utf8")
        if folder:
            browser.picture(tests.everything(tests.load_samples()), 1600, 1280, 1)
            shutil.copy(Path(work) / "page.png", Path(folder) / "displacy.png")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
