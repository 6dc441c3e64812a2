"""Everything that views on real, parsed documents say, as JSON lines: `python peer_parsed.py engine|spacy FILE`.

Run with both packages by test_peer_parsed.py, which compares the lines.
"""

import json
import pickle
import sys

from peer_common import Doc, DocBin, plain, vocab


def trees(doc):
    return [
        [t.head, t.n_lefts, t.n_rights, t.left_edge, t.right_edge, t.children, t.subtree, t.ancestors, t.conjuncts]
        for t in doc
    ]


def sentences(doc):
    return [[s, s.root, s.lefts, s.noun_chunks, s.ents, s.lemma_, s.conjuncts, s.get_lca_matrix()] for s in doc.sents]


def entities(doc):
    return [[e, e.root, e.sent, e.subtree, e.n_lefts, e.n_rights, e.as_doc()] for e in doc.ents]


def windows(doc):
    """Roots of runs of tokens of several lengths, whatever they cut through; some as documents."""
    lengths = (2, 4, 9, 25)
    roots = [doc[i : i + n].root for n in lengths for i in range(max(0, len(doc) - n))]
    return [roots, [doc[i : i + 9].as_doc() for i in range(0, max(0, len(doc) - 9), 5)]]


def characters(doc):
    """Spans of characters at every third offset."""
    offsets = range(0, len(doc.text), 3)
    modes = ("strict", "contract", "expand")
    return [doc.char_span(i, i + 11, alignment_mode=mode) for i in offsets for mode in modes]


def forms(doc):
    """The same document by way of bytes, JSON, a pickle, a copy, two joined."""
    by_json = Doc(vocab).from_json(doc.to_json())
    return [
        doc.to_json(),
        Doc(vocab).from_bytes(doc.to_bytes()),
        [[t.text, t.tag_, t.head.i, t.dep_, t.lemma_, t.ent_iob_, t.is_sent_start] for t in by_json],
        pickle.loads(pickle.dumps(doc)),
        doc.copy(),
        Doc.from_docs([doc, doc]),
    ]


def retokenized(doc):
    """Entities and noun chunks as tokens."""
    out = []
    for spans in (list(doc.ents), list(doc.noun_chunks)):
        other = doc.copy()
        with other.retokenize() as retokenizer:
            for span in spans:
                retokenizer.merge(other[span.start : span.end], attrs={"TAG": "X", "LEMMA": span.text})
        out.append([other, trees(other), other.noun_chunks])
    return out


def main(path):
    for doc in DocBin().from_disk(path).get_docs(vocab):
        for ask in (trees, sentences, entities, windows, characters, forms, retokenized):
            print(json.dumps([ask.__name__, plain(ask(doc))]))


if __name__ == "__main__":
    main(sys.argv[2])
