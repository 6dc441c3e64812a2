"""What documents, spans and tokens answer to many calls, as JSON lines: `python peer_operations.py engine|spacy`.

Run with both packages by test_peer_operations.py, which compares the lines [name, answer].
"""

import copy
import pickle

import numpy as np
from peer_common import (
    Doc,
    DocBin,
    Span,
    SpanGroup,
    Token,
    Vocab,
    bare,
    comparisons,
    do,
    full,
    parsed,
    state,
    vocab,
    with_set,
)

MODES = ("strict", "contract", "expand")

# -- Doc: indices, places, entities -----------------------------------------------------------------------------------

do("doc text", lambda: [repr(parsed()), bytes(parsed()).decode(), parsed().text_with_ws, len(parsed())])
for key in (0, -1, 15, -16, np.int64(2), "a", 1.0, None, slice(2, 5), slice(-3, None), slice(20, 30), slice(5, 2)):
    do(f"doc[{key!r}]", lambda key=key: parsed()[key])
    do(f"span[{key!r}]", lambda key=key: parsed()[2:8][key])
do("steps", lambda: parsed()[::2])
for attr in ("TAG", "POS", "DEP", "HEAD", "MORPH", "LEMMA", "ENT_IOB", "ENT_TYPE", "SENT_START", "ENT_ID", "NOPE", 74):
    for doc in (parsed(), bare(), Doc(vocab)):
        do(
            f"has_annotation {attr} {len(doc)}",
            lambda doc=doc, attr=attr: [doc.has_annotation(attr), doc.has_annotation(attr, require_complete=True)],
        )
for mode in (*MODES, "nope"):
    for start, end in ((6, 19), (7, 19), (6, 18), (0, 0), (0, 1), (3, 3), (-1, 4), (0, 1000), (200, 300), (5, 6)):
        do(
            f"char_span {start} {end} {mode}",
            lambda s=start, e=end, m=mode: parsed().char_span(s, e, "L", "K", alignment_mode=m, span_id="I"),
        )
    for start, end in ((0, 3), (4, 13), (0, 13), (1, 3), (5, 7), (0, 2), (0, 25), (-4, 3), (100, 110)):
        do(
            f"span.char_span {start} {end} {mode}",
            lambda s=start, e=end, m=mode: parsed()[2:8].char_span(s, e, "L", "K", alignment_mode=m),
        )


def entities(value):
    doc = parsed()
    doc.ents = value(doc)
    return [doc.ents, [t.ent_iob_ + t.ent_type_ + t.ent_kb_id_ + t.ent_id_ for t in doc]]


do("ents spans", lambda: entities(lambda doc: [Span(doc, 0, 2, "A", kb_id="K", span_id="I")]))
do("ents tuples", lambda: entities(lambda doc: [("A", 0, 2), (vocab.strings["GPE"], 3, 4)]))
do("ents overlap", lambda: entities(lambda doc: [Span(doc, 0, 2, "A"), Span(doc, 1, 3, "A")]))
do("ents empty span", lambda: entities(lambda doc: [Span(doc, 0, 0, "A")]))
do("ents without label", lambda: entities(lambda doc: [Span(doc, 0, 2, kb_id="K")]))
do("ents generator", lambda: entities(lambda doc: (Span(doc, i, i + 1, "Q") for i in range(3))))
do("ents group", lambda: entities(lambda doc: SpanGroup(doc, spans=[Span(doc, 0, 1, "A")])))
do("ents outside", lambda: entities(lambda doc: [("A", 0, 200)]))
for value in (None, [3]):
    do(f"ents {value}", lambda value=value: entities(lambda doc: value))


def set_entities(call):
    doc = parsed()
    call(doc)
    return [doc.ents, [t.ent_iob_ + t.ent_type_ for t in doc]]


for default in ("outside", "missing", "blocked", "unmodified", "nope"):
    do(
        f"set_ents {default}",
        lambda d=default: set_entities(lambda doc: doc.set_ents([Span(doc, 3, 4, "A")], default=d)),
    )
    do(
        f"set_ents lists {default}",
        lambda d=default: set_entities(
            lambda doc: doc.set_ents(
                [Span(doc, 12, 13, "A")], blocked=[doc[2:4]], missing=[doc[5:6]], outside=[doc[7:8]], default=d
            )
        ),
    )
do("set_ents overlap", lambda: set_entities(lambda doc: doc.set_ents([Span(doc, 3, 4, "A")], blocked=[doc[3:5]])))

# -- Token -------------------------------------------------------------------------------------------------------------

TOKEN = (
    "i idx lex_id rank orth lower shape prefix suffix norm lemma pos tag dep ent_type ent_iob ent_kb_id ent_id "
    "lang text text_with_ws orth_ lower_ shape_ prefix_ suffix_ norm_ lemma_ pos_ tag_ dep_ ent_type_ ent_iob_ "
    "ent_kb_id_ ent_id_ lang_ whitespace_ prob cluster sentiment is_oov is_alpha is_ascii is_digit is_lower "
    "is_punct is_space is_title is_upper like_url like_num like_email is_stop is_bracket is_quote "
    "is_left_punct is_right_punct is_currency is_sent_start is_sent_end n_lefts n_rights head left_edge "
    "right_edge conjuncts children lefts rights subtree ancestors has_vector vector_norm vector tensor sent "
    "morph"
).split()
for name in TOKEN:
    for doc in (parsed(), bare()):
        do(f"token.{name} {len(doc)}", lambda name=name, doc=doc: [getattr(t, name) for t in doc])
for step in (1, -1, 0, 12, -4):
    do(f"nbor {step}", lambda step=step: parsed()[3].nbor(step))
do("token order", lambda: (lambda doc: comparisons([doc[0], doc[1], doc[1], doc[5]]))(parsed()))
do("token order of two documents", lambda: (lambda a, b: comparisons([a[0], b[1], a[3], b[3]]))(parsed(), parsed()))
do("token hash", lambda: (lambda doc: hash(doc[0]) == hash(doc[0]))(parsed()))
do("is_ancestor", lambda: (lambda doc: [a.is_ancestor(b) for a in doc for b in doc])(parsed()))
SETTINGS = {
    "lemma_": ["q", None],
    "tag_": ["q", 3],
    "pos_": ["NOUN", "ZZ", ""],
    "dep_": ["q", None],
    "ent_type_": ["q"],
    "ent_kb_id_": ["q"],
    "ent_id_": ["q"],
    "norm_": ["q"],
    "lemma": [5],
    "tag": [5],
    "pos": [92],
    "dep": [5],
    "ent_type": [5],
    "ent_id": [7],
    "ent_kb_id": [7],
    "text": ["x"],
    "i": [3],
    "idx": [3],
    "ent_iob": [1],
    "shape_": ["x"],
    "is_stop": [True],
    "n_lefts": [2],
    "whitespace_": ["x"],
    "left_edge": [1],
    "nope": [1],
    "is_sent_start": [True],
    "is_sent_end": [True],
    "sent_start": [True],
    "cluster": [1],
    "lang_": ["x"],
}
for name, values in SETTINGS.items():
    for value in values:
        do(f"token.{name} = {value!r}", lambda n=name, v=value: with_set(parsed()[3], n, v))


def sent_start(name, value):
    doc = bare()
    setattr(doc[1], name, value)
    return [[t.is_sent_start for t in doc], [t.is_sent_end for t in doc]]


for value in (True, False, None, 2, "x"):
    for name in ("is_sent_start", "sent_start", "is_sent_end"):
        do(f"token.{name} = {value!r} without a parse", lambda n=name, v=value: sent_start(n, v))


def new_head(i, head):
    doc = parsed()
    doc[i].head = head(doc)
    trees = [[t.head, t.n_lefts, t.n_rights, t.left_edge, t.right_edge, t.is_sent_start, t.subtree] for t in doc]
    return [trees, doc.sents]


for i, head in ((0, 4), (1, 12), (4, 4), (13, 12)):
    do(f"head of {i} = {head}", lambda i=i, head=head: new_head(i, lambda doc: doc[head]))
do("head of another document", lambda: new_head(1, lambda doc: parsed()[12]))


def features(value):
    token = parsed()[0]
    token.set_morph(value)
    return [token.morph, token.has_morph(), token.morph.to_dict(), token.morph.get("A"), len(token.morph)]


for value in (None, "", "A=2|B=1", {"A": "1", "C": "q"}, "_", 0, 12345):
    do(f"set_morph {value!r}", lambda value=value: features(value))
do("has", lambda: [[t.has_dep(), t.has_head(), t.has_morph()] for t in (parsed()[0], bare()[0])])
do("iob_strings", Token.iob_strings)
for name, view in (("token", lambda: parsed()[0]), ("span", lambda: parsed()[0:2])):
    do(f"pickle {name}", lambda view=view: pickle.dumps(view()))

# -- Span --------------------------------------------------------------------------------------------------------------

SPAN = (
    "start end start_char end_char label label_ kb_id kb_id_ id id_ ent_id ent_id_ orth_ lemma_ text "
    "text_with_ws sent sents ents root noun_chunks conjuncts lefts rights n_lefts n_rights subtree has_vector "
    "vector vector_norm tensor"
).split()
for name in SPAN:
    for start, end in ((2, 5), (0, 15), (7, 10), (10, 12), (3, 4), (3, 3), (15, 15)):
        do(
            f"span {start} {end} {name}",
            lambda n=name, s=start, e=end: getattr(Span(parsed(), s, e, "L", kb_id="K", span_id="I"), n),
        )
    do(f"span of a bare document {name}", lambda n=name: getattr(bare()[1:3], n))
for start, end in ((-1, 3), (3, 2), (0, 16), (16, 17), (15, 15), (0, 0)):
    do(f"Span {start} {end}", lambda s=start, e=end: Span(parsed(), s, e))
do("Span by position", lambda: Span(parsed(), 1, 3, "L", np.ones(2), 2.0, "K", "I"))
do("Span label None", lambda: Span(parsed(), 1, 3, label=None))
do("Span label unknown", lambda: Span(parsed(), 1, 3, label=99999).label_)
do("Span of nothing", lambda: Span(None, 0, 3))
do("Span start None", lambda: Span(parsed(), None, 3))


def many_spans(doc):
    places = [(0, 2, "", "", ""), (0, 2, "A", "", ""), (0, 2, "A", "K", ""), (0, 2, "A", "", "I"), (0, 3, "", "", "")]
    places += [(1, 2, "", "", ""), (1, 2, "Z", "", ""), (0, 0, "", "", ""), (1, 1, "", "", "")]
    return [Span(doc, start, end, label, kb_id=kb, span_id=i) for start, end, label, kb, i in places]


do("span order", lambda: comparisons(many_spans(parsed())))
do("span sorted", lambda: sorted(many_spans(parsed())))
do("span hash", lambda: (lambda doc: len({hash(s) for s in many_spans(doc) + many_spans(doc)}))(parsed()))
SETTINGS = {
    "label_": ["q", None, 3],
    "label": [5],
    "kb_id_": ["q"],
    "kb_id": [5],
    "id_": ["q"],
    "id": [6],
    "ent_id_": ["q"],
    "ent_id": [4],
    "start": [-1, "a"],
    "end": [99],
    "start_char": [-1],
    "text": ["x"],
    "nope": [1],
    "doc": [None],
}
for name, values in SETTINGS.items():
    for value in values:
        do(f"span.{name} = {value!r}", lambda n=name, v=value: with_set(Span(parsed(), 2, 5, "L"), n, v, "text"))
for start, end in ((2, 5), (0, 15), (7, 10), (10, 12), (3, 4), (3, 3)):
    do(f"as_doc {start} {end}", lambda s=start, e=end: state(full()[s:e].as_doc()))
do("as_doc with extensions", lambda: state(full()[2:15].as_doc(copy_user_data=True))[2:])
do("as_doc columns", lambda: parsed()[2:5].as_doc(array_head=["TAG"]))
do("lca", lambda: [parsed().get_lca_matrix(), parsed()[1:5].get_lca_matrix()])
do("lca without sentences", lambda: bare().get_lca_matrix())

# -- Columns -----------------------------------------------------------------------------------------------------------

do("to_array", lambda: [parsed().to_array("TAG"), parsed().to_array(["TAG"]), parsed().to_array(["TAG", "POS"])])
do("to_array unknown", lambda: parsed().to_array(["NOPE"]))
for attrs, rows in (
    ("TAG", [5, 6, 7, 8]),
    (["HEAD", "DEP"], [[1, 3], [0, 3], [2**64 - 1, 3], [0, 3]]),
    (["TAG"], [5, 6]),
    (["HEAD", "DEP"], [[9, 3], [0, 3], [0, 3], [0, 3]]),
    (["NOPE"], [[5], [0], [1], [1]]),
    (["HEAD", "SENT_START"], [[1, 1], [0, 0], [0, 1], [0, 1]]),
):
    do(f"from_array {attrs} {rows}", lambda a=attrs, r=rows: bare().from_array(a, np.asarray(r, dtype="uint64")))
do("count_by", lambda: [parsed().count_by(74), parsed().count_by(74, exclude=lambda token: token.i < 3)])

# -- Extensions and hooks ----------------------------------------------------------------------------------------------


def answer(*args):
    return ["called", len(args)]


def registered(kind, **options):
    try:
        kind.set_extension("e1", **options)
        return [kind.has_extension("e1"), kind.get_extension("e1")[0]]
    finally:
        if kind.has_extension("e1"):
            kind.remove_extension("e1")


OPTIONS = [
    {"default": 3},
    {"default": None},
    {"method": answer},
    {"getter": answer},
    {"getter": answer, "setter": answer},
    {"setter": answer},
    {},
    {"default": 1, "method": answer},
    {"default": 1, "getter": answer},
    {"foo": 1},
    {"method": answer, "getter": answer},
    {"getter": 3},
    {"getter": answer, "setter": 3},
    {"method": 3},
]
for kind in (Doc, Span, Token):
    for options in OPTIONS:
        do(
            f"{kind.__name__}.set_extension {sorted(options)} {options.get('method') == 3}",
            lambda k=kind, o=options: registered(k, **o),
        )
    do(f"{kind.__name__} twice", lambda k=kind: [k.set_extension("e2", default=1), k.set_extension("e2", default=2)])
    do(f"{kind.__name__} forced", lambda k=kind: [k.set_extension("e2", default=2, force=True), k.get_extension("e2")])
    do(f"{kind.__name__} removed", lambda k=kind: [k.remove_extension("e2"), k.has_extension("e2")])
    for method in ("remove_extension", "get_extension", "has_extension"):
        do(f"{kind.__name__}.{method} unknown", lambda k=kind, m=method: getattr(k, m)("nosuch"))


def extension_values():
    doc, out = parsed(), []
    for kind, obj in ((Doc, doc), (Span, doc[2:5]), (Token, doc[3])):
        kept = {}
        kind.set_extension("d1", default=[], force=True)
        kind.set_extension("g1", getter=lambda obj: len(obj.text), force=True)
        kind.set_extension(
            "gs1", getter=lambda _, k=kept: k.get("v"), setter=lambda _, v, k=kept: k.update(v=v), force=True
        )
        kind.set_extension("m1", method=lambda obj, a, b=2: [obj.text, a, b], force=True)
        obj._.d1.append(1)
        obj._.gs1 = 7
        out += [obj._.d1, obj._.g1, obj._.gs1, obj._.m1(1), obj._.m1(1, b=3), obj._.has("d1"), obj._.has("zz")]
        obj._.set("d1", 9)
        out += [obj._.get("d1"), hasattr(obj._, "zz"), [name for name in ("d1", "get", "m1") if name in dir(obj._)]]
    return [out, doc.user_data, parsed()[3]._.d1]


do("extension values", extension_values)
do("extension unknown", lambda: parsed()[0]._.zzz)
do("extension unknown set", lambda: setattr(parsed()[0]._, "zzz", 1))
HOOKS = "vector vector_norm has_vector similarity sentiment sent sents noun_chunks root conjuncts".split()


def hooked():
    doc = parsed()
    for name in HOOKS:
        for table in (doc.user_hooks, doc.user_token_hooks, doc.user_span_hooks):
            table[name] = lambda *_, name=name: [name]
    out = [list(doc.sents), doc.vector, doc.vector_norm, doc.has_vector, doc.similarity(doc), doc.sentiment]
    out += [getattr(doc[3], name) for name in ("vector", "vector_norm", "has_vector", "sentiment", "sent")]
    out += [getattr(doc[3:5], name) for name in ("vector", "has_vector", "sentiment", "sent", "root")]
    out += [doc[3].similarity(doc), doc[3:5].similarity(doc), list(doc[3:5].sents), doc[3].conjuncts]
    for other in (doc.copy(), doc[2:5].as_doc()):
        out += [sorted(other.user_hooks), sorted(other.user_token_hooks), sorted(other.user_span_hooks)]
    return out


do("hooks", hooked)

# -- Copies, bytes, JSON, joined documents -----------------------------------------------------------------------------

for name, copied in (
    ("copy", lambda doc: doc.copy()),
    ("copy.copy", copy.copy),
    ("deepcopy", copy.deepcopy),
    ("pickle", lambda doc: pickle.loads(pickle.dumps(doc))),
    ("bytes", lambda doc: Doc(vocab).from_bytes(doc.to_bytes())),
    ("dict", lambda doc: Doc(vocab).from_dict(doc.to_dict())),
    ("docs", lambda doc: Doc.from_docs([doc, doc])),
    ("docs with bare ones", lambda d: Doc.from_docs([bare(), d, bare()])),
    ("docs without spaces", lambda doc: Doc.from_docs([doc, doc], ensure_whitespace=False)),
    ("docs and empty ones", lambda doc: Doc.from_docs([Doc(vocab), doc, Doc(vocab)])),
    ("docs of some columns", lambda doc: Doc.from_docs([doc, doc], attrs=["TAG", "SENT_START"])),
    ("docs of trees", lambda doc: Doc.from_docs([doc, doc], attrs=["HEAD", "DEP"])),
    ("docs of ids", lambda doc: Doc.from_docs([doc, doc], attrs=[73, 74])),
    ("docs without user data", lambda doc: Doc.from_docs([doc, doc], exclude=["user_data"])),
    ("docs without spans", lambda doc: Doc.from_docs([doc, doc], exclude=["spans"])),
    ("bin", lambda doc: next(DocBin(docs=[doc]).get_docs(vocab))),
    ("bin with user data", lambda doc: next(DocBin(docs=[doc], store_user_data=True).get_docs(vocab))),
    ("bin of some columns", lambda doc: next(DocBin(["LEMMA", "ENT_IOB", "ENT_TYPE"], docs=[doc]).get_docs(vocab))),
):
    do(name, lambda copied=copied: state(copied(full())))
do("white space", lambda: Doc.from_docs([Doc(vocab, words=[w], spaces=[False]) for w in ("a", "\n", "b", "c")]).text)
do("no documents", lambda: Doc.from_docs([]))
do("two vocabs", lambda: Doc.from_docs([full(), Doc(Vocab(), words=["a"])]))
for name in ("tensor", "user_data", "cats", "spans", "sentiment", "strings"):
    do(f"bytes without {name}", lambda name=name: state(Doc(vocab).from_bytes(full().to_bytes(exclude=[name]))))
for data in (b"xx", b"", "xx"):
    do(f"bytes {data!r}", lambda data=data: Doc(vocab).from_bytes(data))
    do(f"bin {data!r}", lambda data=data: DocBin().from_bytes(data if data != "xx" else b"x"))
do("bytes into a full document", lambda: parsed().from_bytes(parsed().to_bytes()))
do("to_json", lambda: [full().to_json(), bare().to_json(), Doc(vocab).to_json()])
do("to_json with extensions", lambda: full().to_json(underscore=["dx", "tx", "sx"]))
do("to_json unknown extension", lambda: full().to_json(underscore=["zz"]))
do("from_json", lambda: state(Doc(vocab).from_json(full().to_json(underscore=["dx", "tx", "sx"])))[1:])
do("from_json checked", lambda: state(Doc(vocab).from_json(full().to_json(), validate=True))[1:])
for name, change in {
    "text": 3,
    "tokens": 3,
    "cats": {"a": "x"},
    "extra": 1,
    "spans": {"a": [{"start": 0, "end": 1, "label": "Q", "kb_id": "K"}]},
}.items():
    do(
        f"from_json {name}",
        lambda n=name, c=change: dict(Doc(vocab).from_json(full().to_json() | {n: c}, validate=True).spans),
    )
for attrs in (["TAG"], ["ORTH", "SPACY", "TAG"], ["NOPE"]):
    do(f"DocBin {attrs}", lambda attrs=attrs: DocBin(attrs=attrs).attrs)
do("DocBin.merge attrs", lambda: DocBin(attrs=["TAG"]).merge(DocBin()))
do("DocBin.merge user data", lambda: DocBin(store_user_data=True).merge(DocBin()))
