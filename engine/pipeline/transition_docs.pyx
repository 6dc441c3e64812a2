"""Between documents and the states of the transition core: presets in, gold annotation in, trees and entities out.

Used by the parser and the entity recognizer.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint64_t

from engine.gold.example cimport Example
from engine.parser.core cimport DocBatch, StateBatch, StateC
from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc

from engine.parser.core import GoldEntities, GoldTree
from engine.parser.moves import ENTITY_NAMES, MISSING

cdef int IS_SPACE = 6           # bit of the lexeme's flag


def make_doc_batch(list docs) -> DocBatch:
    """What the states have to know of some documents: sentence starts, heads and entities that are set already."""
    cdef DocBatch batch = DocBatch([len(doc) for doc in docs])
    cdef Doc doc
    cdef const TokenC* token
    cdef int i, t = 0
    for doc in docs:
        for i in range(doc.length):
            token = &doc.c[i]
            batch.sent_start__t[t] = token.sent_start
            batch.head__t[t] = i + token.head
            batch.dep__t[t] = token.dep
            batch.ent_iob__t[t] = token.ent_iob
            batch.ent_type__t[t] = token.ent_type
            batch.is_space__t[t] = (token.lex.flags >> IS_SPACE) & 1
            t += 1
    return batch


def set_trees(list docs, list states) -> None:
    """Write the tree of each state, a (StateBatch, number) pair, into its document."""
    cdef Doc doc
    cdef StateBatch batch
    cdef int32_t* heads
    cdef uint64_t* labels
    cdef Pool mem = Pool()
    cdef int longest = max([len(doc) for doc in docs], default=0)
    heads = <int32_t*>mem.alloc(longest + 1, sizeof(int32_t))
    labels = <uint64_t*>mem.alloc(longest + 1, sizeof(uint64_t))
    for doc, state in zip(docs, states, strict=True):
        if doc.length == 0:
            continue
        batch = state[0]
        batch.finish_tree(state[1], heads, labels)
        doc.set_parse(heads, labels)


def set_entities(list docs, list states) -> None:
    """Write the entities of each state, a (StateBatch, number) pair, into its document; other tokens that have no
    annotation become "outside"."""
    cdef Doc doc
    cdef StateBatch batch
    cdef StateC* state
    cdef uint64_t label
    cdef int i, s, b
    for doc, pair in zip(docs, states, strict=True):
        batch = pair[0]
        b = pair[1]
        state = &batch.states__b[b]
        for s in range(state.n_spans):
            label = batch.system.label_of_class__k[state.span_class[s]]
            if label == 0:
                continue    # a token that may be no entity stays marked so
            for i in range(state.span_start[s], state.span_end[s]):
                if doc.c[i].ent_type != label:
                    doc.c[i].ent_kb_id = 0
                    doc.c[i].ent_id = 0
                doc.c[i].ent_type = label
                doc.c[i].ent_iob = 3 if i == state.span_start[s] else 1
        for i in range(doc.length):
            if doc.c[i].ent_iob == 0:
                doc.c[i].ent_iob = 2


def preset_entity_types(list docs) -> set:
    """Ids of the entity labels that the documents have already."""
    cdef Doc doc
    cdef uint64_t last = 0
    cdef int i
    found = set()
    for doc in docs:
        for i in range(doc.length):
            if doc.c[i].ent_type != 0 and doc.c[i].ent_type != last:
                last = doc.c[i].ent_type
                found.add(last)
    return found


def gold_tree_of(Example example not None):
    """The gold tree of an example's predicted tokens, kept in its cache.

    Heads are unknown where a token has no exact counterpart. A token without annotation is its own root, without a
    label: the oracle lets no arc to it count as right.
    """
    found = example.cache.get("gold_tree")
    if found is not None:
        return found
    heads, labels = example.get_aligned_parse(projectivize=True)
    strings = example._y.vocab.strings
    ids = [0 if not label else strings.add("ROOT" if label.upper() == "ROOT" else label) for label in labels]
    starts = [0 if start is None else 1 if start else -1 for start in example.get_aligned_sent_starts()]
    found = GoldTree(heads, ids, starts)
    example.cache["gold_tree"] = found
    return found


def gold_entities_of(Example example not None, str wrong_key=None):
    """The gold entities of an example's predicted tokens, kept in its cache.

    wrong_key: spans of the reference under this key are known to be no entities.
    """
    key = ("gold_entities", wrong_key)
    found = example.cache.get(key)
    if found is not None:
        return found
    strings = example._y.vocab.strings
    tags = []
    numbers = {}
    for tag in example.get_aligned_ner():
        number = numbers.get(tag)
        if number is None:
            if tag is None or tag == "-":
                number = (MISSING, 0)
            else:
                label = tag[2:]
                number = (ENTITY_NAMES.index(tag[0]), strings.add(label) if label else 0)
            numbers[tag] = number
        tags.append(number)
    wrong = []
    if wrong_key is not None and wrong_key in example._y.spans:
        spans = example.get_aligned_spans_y2x(example._y.spans[wrong_key], allow_overlap=True)
        wrong = [(span.start, span.end, span.label) for span in spans]
    found = GoldEntities(tags, wrong)
    example.cache[key] = found
    return found


def annotated_in_tree(Example example not None) -> bytes:
    """A byte a token of the reference: 1 with a label, else 0. Kept in the example's cache."""
    found = example.cache.get("annotated_in_tree")
    if found is None:
        found = bytes([example._y.c[i].dep != 0 for i in range(example._y.length)])
        example.cache["annotated_in_tree"] = found
    return found


def annotated_entities(Example example not None) -> bytes:
    """A byte a token of the reference: 1 with an entity annotation, "outside" included, else 0. Kept in the example's
    cache."""
    found = example.cache.get("annotated_entities")
    if found is None:
        found = bytes([example._y.c[i].ent_iob != 0 for i in range(example._y.length)])
        example.cache["annotated_entities"] = found
    return found


def reference_tree(Doc doc not None) -> tuple:
    """(heads, labels) of a gold document; a token without a label is its own root and has the label ""."""
    cdef int i
    cdef uint64_t dep
    cdef dict texts = {0: ""}
    heads = []
    labels = []
    for i in range(doc.length):
        dep = doc.c[i].dep
        heads.append(i + doc.c[i].head if dep else i)
        if dep not in texts:
            texts[dep] = doc.vocab.strings[dep]
        labels.append(texts[dep])
    return heads, labels


def count_entity_tokens(Doc doc not None, dict counts) -> None:
    """Add the number of tokens inside entities of each label to `counts`, by label."""
    cdef int i
    for i in range(doc.length):
        if doc.c[i].ent_type != 0 and doc.c[i].ent_iob in (1, 3):
            label = doc.vocab.strings[doc.c[i].ent_type]
            counts[label] = counts.get(label, 0) + 1
