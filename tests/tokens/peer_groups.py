"""What groups of spans, vectors and lexemes answer to many calls, as JSON lines: `python peer_groups.py engine|spacy`.

Run with both packages by test_peer_operations.py, which compares the lines [name, answer].
"""

import gc
import pickle

import numpy as np
from peer_common import Doc, Span, SpanGroup, Vocab, bare, comparisons, do, full, parsed, state, vocab, with_set

# -- SpanGroup ---------------------------------------------------------------------------------------------------------

DOCS = [parsed(), parsed()]


def group(doc=None, n=4, **more):
    doc = DOCS[0] if doc is None else doc
    return SpanGroup(doc, spans=[Span(doc, i, i + 2, f"L{i}") for i in range(n)], **more)


def changed(change, **more):
    spans = group(**more)
    change(spans)
    return spans


do("group", lambda: [group(), group(name="x", attrs={"a": 1}), SpanGroup(DOCS[0]), len(group()), group() == group()])
do("has_overlap", lambda: [group().has_overlap, SpanGroup(DOCS[0], spans=[DOCS[0][0:2], DOCS[0][2:3]]).has_overlap])
for key in (0, -1, 4, -5, "a", 1.0, None, slice(0, 2)):
    do(f"group[{key!r}]", lambda key=key: group()[key])
    do(f"group[{key!r}] = span", lambda key=key: changed(lambda g: g.__setitem__(key, DOCS[0][5:6])))
for name, change in {
    "set other": lambda g: g.__setitem__(0, DOCS[1][5:6]),
    "set 3": lambda g: g.__setitem__(0, 3),
    "delete last": lambda g: g.__delitem__(3),
    "delete outside": lambda g: g.__delitem__(9),
    "append": lambda g: g.append(DOCS[0][5:6]),
    "append other": lambda g: g.append(DOCS[1][5:6]),
    "append 3": lambda g: g.append(3),
    "extend": lambda g: g.extend([DOCS[0][5:6]]),
    "extend 3": lambda g: g.extend(3),
    "extend group": lambda g: g.extend(group(attrs={"z": 1})),
    "extend itself": lambda g: g.extend(g),
    "extend other": lambda g: g.extend(group(DOCS[1])),
    "+=": lambda g: g.__iadd__(group(attrs={"x": 2, "y": 1})),
    "+= list": lambda g: g.__iadd__([DOCS[0][0:1]]),
    "+= 3": lambda g: g.__iadd__(3),
}.items():
    do(f"group {name}", lambda change=change: changed(change, attrs={"x": 1}))
do("group sum", lambda: [group(name="a", attrs={"x": 1}) + group(name="b", attrs={"x": 2, "y": 3})])
for other in ([], 3):
    do(f"group + {other}", lambda other=other: group() + other)
do("group copy", lambda: [group(attrs={"a": [1]}).copy(), group().copy(DOCS[1]).doc is DOCS[1]])
for words in ("I saw New York Ci ty yesterday", "Isaw New York", "a b"):
    other_doc = Doc(vocab, words=words.split())
    do(f"group copy to {words!r}", lambda doc=other_doc: group().copy(doc))
do("group bytes damaged", lambda: SpanGroup(DOCS[0]).from_bytes(b"xx"))
do("group bytes", lambda: SpanGroup(DOCS[0]).from_bytes(group(name="n", attrs={"a": 1}).to_bytes()))


def dead():
    doc = parsed()
    spans, groups = SpanGroup(doc, spans=[doc[0:2]]), doc.spans
    del doc
    gc.collect()
    out = [len(spans)]
    for call in (lambda: spans.doc, lambda: spans[0], spans.copy, lambda: repr(spans), groups.copy):
        try:
            call()
            out.append("alive")
        except (RuntimeError, ValueError):
            out.append("dead")
    return out


do("dead", dead)


def grouped():
    doc = parsed()
    DOCS.append(doc)
    doc.spans["a"] = [Span(doc, 0, 2, "A")]
    doc.spans["b"] = SpanGroup(doc, name="other", attrs={"k": 1}, spans=[Span(doc, 1, 3)])
    return doc


do("groups", lambda: [grouped().spans, list(grouped().spans), len(grouped().spans), grouped().spans.get("z")])
do("groups missing", lambda: grouped().spans["z"])
do("groups other", lambda: grouped().spans.__setitem__("q", group()))
do("groups 3", lambda: grouped().spans.__setitem__("q", 3))
do("groups key 3", lambda: grouped().spans.__setitem__(3, []))
do("groups default", lambda: (lambda d: [d.spans.setdefault("a"), d.spans.setdefault("n"), d.spans])(grouped()))
do("groups copy", lambda: [grouped().spans.copy(), grouped().spans.copy(doc=DOCS[0])])
do("groups bytes", lambda: DOCS[1].spans.from_bytes(grouped().spans.to_bytes()))
do("groups pickled", lambda: pickle.loads(pickle.dumps(grouped())).spans)

# -- Vectors, lexemes, arguments of Doc --------------------------------------------------------------------------------


def with_vectors():
    vocab = Vocab(strings=["cat", "dog", "sat"])
    for word, vector in {"cat": [1, 0, 0], "dog": [0.8, 0.6, 0], "sat": [0, 0, 2]}.items():
        vocab.set_vector(word, np.asarray(vector, dtype="f"))
    return Doc(vocab, words=["cat", "dog", "sat", "oov", "cat"])


def vector_facts(obj):
    return [obj.vector, obj.vector_norm, obj.has_vector]


for name, pick in {
    "doc": lambda d: d,
    "span": lambda d: d[0:2],
    "oov": lambda d: d[3:4],
    "empty": lambda d: d[0:0],
    "token": lambda d: d[1],
    "oov token": lambda d: d[3],
    "lexeme": lambda d: d.vocab["dog"],
    "oov lexeme": lambda d: d.vocab["oov"],
}.items():
    do(f"vector of {name}", lambda pick=pick: vector_facts(pick(with_vectors())))
    do(
        f"similarity of {name}",
        lambda p=pick: (lambda d: [p(d).similarity(o) for o in (d[0], d[0:2], d, d.vocab["sat"])])(with_vectors()),
    )
    do(f"vector of {name} by tensor", lambda pick=pick: vector_facts(pick(full())))
    do(f"vector of {name} without vectors", lambda pick=pick: vector_facts(pick(bare())))
LEXEME = (
    "orth text orth_ lower lower_ shape shape_ prefix prefix_ suffix suffix_ norm norm_ lang lang_ flags "
    "is_alpha is_ascii is_digit is_lower is_upper is_title is_punct is_space is_bracket is_quote is_left_punct "
    "is_right_punct is_currency like_url like_num like_email is_oov is_stop prob cluster sentiment rank "
    "has_vector"
).split()
for name in LEXEME:
    for word in ("Apple", "$", "10", "...", "the", "http://a.org"):
        do(f"lexeme {word} {name}", lambda word=word, name=name: getattr(vocab[word], name))
do("lexeme order", lambda: comparisons([vocab["a"], vocab["b"], vocab["a"]]))
for name, value in (
    ("norm_", "x"),
    ("lower_", "x"),
    ("shape_", "x"),
    ("prefix_", "x"),
    ("suffix_", "x"),
    ("norm", 5),
    ("lang_", "xx"),
    ("is_stop", True),
    ("is_alpha", False),
    ("flags", 7),
    ("rank", 3),
    ("text", "x"),
    ("orth_", "x"),
    ("is_oov", True),
):
    do(f"lexeme.{name} = {value!r}", lambda n=name, v=value: with_set(vocab[f"new {n}"], n, v))
for name, arguments in {
    "spaces alone": {"spaces": [True]},
    "spaces": {"words": ["a"], "spaces": [True, False]},
    "bytes": {"words": [b"x"]},
    "empty word": {"words": ["a", ""]},
    "tags": {"words": ["a", "b"], "tags": ["x"]},
    "pos": {"words": ["a"], "pos": ["QQ"]},
    "heads": {"words": ["a", "b"], "heads": [5, 1], "deps": ["a", "b"]},
    "deps": {"words": ["a", "b"], "deps": ["x", "y"]},
    "negative head": {"words": ["a", "b"], "heads": [-1, 1], "deps": ["a", "b"]},
    "foo": {"words": ["a"], "foo": 1},
    "no values": {"words": ["a", "b"], "heads": [None, 0], "deps": ["a", None]},
    "id": {"words": [vocab.strings["Ada"]]},
    "ents": {"words": ["a", "b"], "ents": ["Q-X", "O"]},
    "user data": {"words": ["a"], "user_data": {"a": 1}},
}.items():
    do(f"Doc {name}", lambda arguments=arguments: state(Doc(vocab, **arguments)))
do("noun chunks without a rule", lambda: Doc(Vocab(), words=["a"]).noun_chunks)
do("noun chunks", lambda: [parsed().noun_chunks, parsed()[2:12].noun_chunks])
do("noun chunks without a parse", lambda: bare().noun_chunks)
