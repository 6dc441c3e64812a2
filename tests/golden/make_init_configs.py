"""Records the settings that the peer's `init config` chooses, for tests/golden/init_configs.json.

Run with a Python that has the peer installed: python tests/golden/make_init_configs.py
"""

import json
import subprocess
import sys
from pathlib import Path

import confection

CASES = [
    ("en", "tagger,morphologizer,parser", "efficiency"),
    ("en", "tagger,morphologizer,parser,ner", "accuracy"),
    ("en", "ner", "efficiency"),
    ("de", "senter,ner", "efficiency"),
    ("xx", "senter", "accuracy"),
    ("fr", "ner,sentencizer", "accuracy"),
    ("es", "parser,tagger,morphologizer,senter", "efficiency"),
]


def init_config(lang, pipeline, optimize):
    command = [sys.executable, "-m", "spacy", "init", "config", "-", "-l", lang, "-p", pipeline, "-o", optimize]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return confection.Config().from_str(text, interpolate=False)


if __name__ == "__main__":
    recorded = [
        {"lang": lang, "pipeline": pipeline, "optimize": optimize, "config": init_config(lang, pipeline, optimize)}
        for lang, pipeline, optimize in CASES
    ]
    path = Path(__file__).parent / "init_configs.json"
    path.write_text(json.dumps(recorded, indent=1) + "\n", encoding="utf8")
    print(path)
