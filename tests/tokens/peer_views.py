"""Random documents and everything that their views say, as JSON lines: `python peer_views.py engine|spacy N [BIN]`.

Run with both packages by test_peer.py, which compares the lines. With BIN, a DocBin of all documents is written there.
"""

import importlib
import json
import random
import sys
import zlib

COLUMNS = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_IOB", "ENT_TYPE", "HEAD", "SENT_START", "MORPH", "SPACY", "IDX"]
ANNOTATION = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]
WORDS = ["a", "bb", "ccc", ".", " ", "naïve", "\U0001f600", "\n"]


def random_heads(rng, n, projective):
    heads = list(range(n))
    if not projective:
        order = list(range(n))
        rng.shuffle(order)
        for k in range(1, n):
            heads[order[k]] = order[k] if rng.random() < 0.1 else order[rng.randrange(k)]
        return heads

    def build(start, end, head):
        if start < end:
            top = rng.randrange(start, end)
            heads[top] = top if head is None else head
            build(start, top, top)
            build(top + 1, end, top)

    cut = rng.randrange(1, n + 1)
    build(0, cut, None)
    build(cut, n, None)
    return heads


def random_arguments(rng):
    n = rng.randrange(1, 9)
    words = [rng.choice(WORDS) for _ in range(n)]
    spaces = [rng.random() < 0.7 for _ in range(n)] if rng.random() < 0.8 else None
    more = {}
    projective = rng.random() < 0.6
    if rng.random() < 0.8:
        more["heads"] = random_heads(rng, n, projective)
        more["deps"] = [rng.choice(["conj", "nsubj", "ROOT", "cc", "conj"]) for _ in range(n)]
    elif rng.random() < 0.5:
        more["sent_starts"] = [rng.choice([True, False, None]) for _ in range(n)]
    choices = {"tags": ["NN", "VB", ""], "pos": ["NOUN", "VERB", "X", ""], "lemmas": ["l", "m", ""]}
    choices["morphs"] = ["", "B=x|A=y", "A=b,a"]
    for name, values in choices.items():
        if rng.random() < 0.6:
            more[name] = [rng.choice(values) for _ in range(n)]
    if rng.random() < 0.6:
        ents = [rng.choice(["O", "B-X", "B-Y", "I-X", "I-Y", "", None]) for _ in range(n)]
        more["ents"] = ["O" if i == 0 and tag and tag[0] == "I" else tag for i, tag in enumerate(ents)]
    return words, spaces, more, projective


def describe(tokens, vocab, rng):
    """One random document and all that can be asked about it; "refused" where it raises a ValueError."""
    words, spaces, more, projective = random_arguments(rng)
    doc = tokens.Doc(vocab, words=words, spaces=spaces, **more)
    out = {}

    def put(key, function):
        try:
            out[key] = function()
        except ValueError:
            out[key] = "refused"

    def array(of):
        return of.to_array(COLUMNS).astype("int64").tolist()

    put("text", lambda: doc.text)
    put("array", lambda: array(doc))
    put("sents", lambda: [(s.start, s.end, s.start_char, s.end_char) for s in doc.sents])
    put("ents", lambda: [(e.start, e.end, e.label_) for e in doc.ents])
    put("lca", lambda: doc.get_lca_matrix().tolist())
    put("json", doc.to_json)
    for attr in ANNOTATION:
        put(f"has {attr}", lambda a=attr: (doc.has_annotation(a), doc.has_annotation(a, require_complete=True)))
    for t in doc:
        put(f"token {t.i}", lambda t=t: token_facts(t, projective))
        put(f"tree {t.i}", lambda t=t: tree_facts(t))
    for start in range(len(doc)):
        for end in range(start, len(doc) + 1):
            put_span(put, tokens.Span(doc, start, end, "L"), array)
    for start in range(-1, len(doc.text) + 2):
        for end in range(start, len(doc.text) + 2):
            for mode in ("strict", "contract", "expand"):
                put(f"chars {start} {end} {mode}", lambda s=start, e=end, m=mode: place(doc, s, e, m))
    if "heads" in more:
        put("from_docs", lambda: array(tokens.Doc.from_docs([doc, doc])))
    out["bin"] = zlib.decompress(tokens.DocBin(docs=[doc]).to_bytes()).hex()
    return doc, out


def token_facts(t, projective):
    strings = (t.text_with_ws, t.lemma_, t.pos_, t.tag_, t.dep_, t.ent_iob_, t.ent_type_, str(t.morph), t.whitespace_)
    # For crossing arcs the peer stops widening the right edge early; engine gives the edge of the whole subtree.
    right_edge = t.right_edge.i if projective else None
    numbers = (t.idx, t.head.i, t.n_lefts, t.n_rights, t.left_edge.i, right_edge, t.is_sent_start, t.is_sent_end)
    return [strings, numbers]


def tree_facts(t):
    parts = (t.lefts, t.rights, t.children, t.subtree, t.ancestors, t.conjuncts)
    return [[x.i for x in part] for part in parts]


def put_span(put, span, array):
    key = f"span {span.start} {span.end}"
    put(key, lambda: (span.text, span.text_with_ws, span.start_char, span.end_char, span.lemma_, span.orth_))
    if len(span):
        parts = lambda: (span.lefts, span.rights, span.subtree, span.conjuncts)  # noqa: E731
        put(f"{key} tree", lambda: [span.root.i] + [[t.i for t in part] for part in parts()])
        put(f"{key} sents", lambda: (span.sent.start, [(s.start, s.end) for s in span.sents]))
        put(f"{key} ents", lambda: [(e.start, e.end) for e in span.ents])
        put(f"{key} as_doc", lambda: array(span.as_doc()))
        put(f"{key} lca", lambda: span.get_lca_matrix().tolist())


def place(doc, start, end, mode):
    span = doc.char_span(start, end, alignment_mode=mode)
    return None if span is None else (span.start, span.end)


def main(package, n, path=None):
    tokens = importlib.import_module(f"{package}.tokens")
    vocab = importlib.import_module(f"{package}.vocab").Vocab()
    rng = random.Random(7)
    docs = []
    for _ in range(int(n)):
        doc, out = describe(tokens, vocab, rng)
        docs.append(doc)
        print(json.dumps(out))
    if path:
        tokens.DocBin(docs=docs).to_disk(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
