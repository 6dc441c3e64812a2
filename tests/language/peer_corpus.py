"""Predictions of a pipeline on the words of a .spacy file, a JSON list a document: `peer_corpus.py PACKAGE MODEL DATA`.

Runs under the interpreter of either package; both have the same public API.
"""

from __future__ import annotations

import importlib
import json
import sys


def main(package: str, model: str, data: str) -> None:
    nlp = importlib.import_module(package).load(model)
    tokens = importlib.import_module(f"{package}.tokens")
    docs = []
    for gold in tokens.DocBin().from_disk(data).get_docs(nlp.vocab):
        spaces = [bool(token.whitespace_) for token in gold]
        docs.append(tokens.Doc(nlp.vocab, words=[token.text for token in gold], spaces=spaces))
    for doc in nlp.pipe(docs):
        rows = [
            [t.text, t.tag_, t.pos_, str(t.morph), t.head.i, t.dep_, t.ent_iob_, t.ent_type_, t.is_sent_start]
            for t in doc
        ]
        print(json.dumps(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
