"""EntityRuler, SpanRuler and the filters of spans: matches, overlaps, bad input, files; and the peer."""

from __future__ import annotations

import contextlib
import json
import pickle

import pytest
import srsly
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.config import registry
from engine.errors import EngineError, FormatError, InputError, MatchPatternError, UnknownIdError
from engine.pipeline import EntityRuler, SpanRuler
from engine.pipeline.span_filters import (
    first_longest_spans_filter,
    prioritize_existing_ents_filter,
    prioritize_new_ents_filter,
)
from engine.tokens import Span

PATTERNS = [
    {"label": "ORG", "pattern": "Apple"},
    {"label": "GPE", "pattern": [{"LOWER": "san"}, {"LOWER": "francisco"}], "id": "sf"},
    {"label": "GPE", "pattern": [{"LOWER": "san"}, {"LOWER": "fran"}], "id": "sf"},
    {"label": "ORG", "pattern": "Apple Inc", "id": "apple"},
    {"label": "X", "pattern": "San"},
    {"label": "Y", "pattern": [{"LOWER": "apple"}, {"LOWER": "inc"}, {"LOWER": "now", "OP": "?"}]},
]
TEXTS = [
    "Apple opens an office in San Francisco",
    "Apple Inc now San Fran San Apple",
    "san francisco san fran",
    "",
    "no",
]
FACTORIES = ["entity_ruler", "future_entity_ruler", "span_ruler"]
NLP = engine.blank("en")


def make_ruler(factory="entity_ruler", patterns=PATTERNS, package=engine, **config):
    nlp = package.blank("en")
    ruler = nlp.add_pipe(factory, config=config)
    if patterns:
        ruler.add_patterns(patterns)
    return nlp, ruler


def group(doc, key="ruler"):
    return found(doc.spans[key])


def found(spans):
    return [(span.start, span.end, span.label_, span.id_) for span in spans]


# Entities


def test_entities_by_patterns():
    nlp, ruler = make_ruler()
    assert found(nlp(TEXTS[0]).ents) == [(0, 1, "ORG", ""), (5, 7, "GPE", "sf")]
    assert found(nlp(TEXTS[1]).ents) == [(0, 3, "Y", ""), (3, 5, "GPE", "sf"), (5, 6, "X", ""), (6, 7, "ORG", "")]
    assert [ent.ent_id_ for ent in nlp(TEXTS[2]).ents] == ["sf", "sf"]
    assert ruler.labels == ("GPE", "ORG", "X", "Y") and ruler.ent_ids == ("apple", "sf") and len(ruler) == 6
    assert "ORG" in ruler and "ORG||apple" in ruler and "NO" not in ruler
    assert nlp.meta["labels"]["entity_ruler"] == ["GPE", "ORG", "X", "Y"]
    assert [each["pattern"] for each in ruler.patterns[-3:]] == ["Apple", "Apple Inc", "San"]
    assert ruler.phrase_patterns == {"ORG": ["Apple"], "ORG||apple": ["Apple Inc"], "X": ["San"]}
    assert list(ruler.token_patterns) == ["GPE||sf", "Y"]


@pytest.mark.parametrize("factory", FACTORIES[:2])
@pytest.mark.parametrize("overwrite", [False, True])
def test_entities_that_are_there(factory, overwrite):
    nlp, ruler = make_ruler(factory, overwrite_ents=overwrite)
    doc = nlp.make_doc(TEXTS[1])
    doc.ents = [Span(doc, 1, 2, label="OLD", kb_id="Q1"), Span(doc, 4, 6, label="BIG"), Span(doc, 6, 7, label="KEEP")]
    ruler(doc)
    expected = (
        [(0, 3, "Y", ""), (3, 5, "GPE", "sf"), (5, 6, "X", ""), (6, 7, "ORG", "")]
        if overwrite
        else [(0, 1, "ORG", ""), (1, 2, "OLD", ""), (3, 4, "X", ""), (4, 6, "BIG", ""), (6, 7, "KEEP", "")]
    )
    assert found(doc.ents) == expected


def test_separator_of_ids():
    nlp, ruler = make_ruler(ent_id_sep="@@", patterns=[*PATTERNS, {"label": "A||B", "pattern": "an", "id": "q"}])
    assert found(nlp("an Apple").ents) == [(0, 1, "A||B", "q"), (1, 2, "ORG", "")]
    assert ruler._cfg()["ent_id_sep"] == "@@" and "A||B@@q" in ruler


def test_standalone_with_patterns():
    ruler = EntityRuler(NLP, patterns=PATTERNS)
    assert len(ruler) == 6 and found(ruler(NLP.make_doc("Apple")).ents) == [(0, 1, "ORG", "")]
    key = NLP.vocab.strings["ORG"]
    assert (key, 0, 1) in ruler.match(NLP.make_doc("Apple"))
    doc = NLP.make_doc("Apple")
    ruler.set_annotations(doc, [(NLP.vocab.strings.add("ELSE"), 0, 1)])
    assert found(doc.ents) == [(0, 1, "ELSE", "")]


# Spans


def test_span_groups():
    nlp, ruler = make_ruler("span_ruler")
    spans = [(0, 1, "ORG", ""), (0, 2, "ORG", "apple"), (0, 2, "Y", ""), (0, 3, "Y", ""), (3, 4, "X", "")]
    spans += [(3, 5, "GPE", "sf"), (5, 6, "X", ""), (6, 7, "ORG", "")]
    doc = nlp(TEXTS[1])
    assert found(doc.spans["ruler"]) == spans and doc.ents == ()
    assert found(ruler.match(doc)) == spans and ruler.key == "ruler" and ruler.ids == ("apple", "sf")
    assert group(make_ruler("span_ruler", spans_key="k")[0](TEXTS[1]), "k") == spans
    assert dict(make_ruler("span_ruler", spans_key=None)[0](TEXTS[1]).spans) == {}


def test_groups_and_entities_that_are_there():
    for overwrite in (True, False):
        nlp, ruler = make_ruler("span_ruler", annotate_ents=True, overwrite=overwrite)
        doc = nlp.make_doc(TEXTS[0])
        doc.spans["ruler"] = [Span(doc, 2, 3, label="OLD")]
        doc.ents = [Span(doc, 0, 1, label="OLD"), Span(doc, 1, 3, label="OLD")]
        ruler(doc)
        old = [] if overwrite else [(2, 3, "OLD", "")]
        assert found(doc.spans["ruler"]) == [*old, (0, 1, "ORG", ""), (5, 6, "X", ""), (5, 7, "GPE", "sf")]
        kept = [(0, 1, "ORG", "")] if overwrite else [(0, 1, "OLD", ""), (1, 3, "OLD", "")]
        assert found(doc.ents) == [*kept, (5, 7, "GPE", "sf")]


bounds = st.lists(st.tuples(st.integers(0, 7), st.integers(1, 4), st.sampled_from("AB")), max_size=6)


@given(old=bounds, new=bounds)
def test_properties_of_filters(old, new):
    doc = NLP.make_doc("a b c d e f g h")
    spans = [[Span(doc, i, min(i + n, 8), label=label) for i, n, label in each] for each in (old, new)]
    spans[0] = first_longest_spans_filter(spans[0], [])
    for function in (first_longest_spans_filter, prioritize_existing_ents_filter, prioritize_new_ents_filter):
        result = function(*spans)
        tokens = [i for span in result for i in range(span.start, span.end)]
        assert len(tokens) == len(set(tokens))
        for span in [*spans[0], *spans[1]]:  # nothing more would fit
            assert any(i in tokens for i in range(span.start, span.end))
    assert all(span in prioritize_existing_ents_filter(*spans) for span in spans[0])
    assert all(span in prioritize_new_ents_filter(*spans) for span in first_longest_spans_filter(spans[1], []))


def test_filters_are_registered():
    for name, function in (
        ("first_longest_spans_filter", first_longest_spans_filter),
        ("prioritize_existing_ents_filter", prioritize_existing_ents_filter),
        ("prioritize_new_ents_filter", prioritize_new_ents_filter),
    ):
        assert registry.misc.get(f"spacy.{name}.v1")() is function
    nlp, _ = make_ruler("span_ruler", spans_filter={"@misc": "spacy.first_longest_spans_filter.v1"})
    assert group(nlp(TEXTS[0])) == [(0, 1, "ORG", ""), (5, 7, "GPE", "sf")]
    with pytest.raises(InputError, match="spans_filter"):
        SpanRuler(NLP, spans_filter="x")


# The matches against a slow search

words = st.sampled_from(["a", "b", "A", "c"])
entries = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from("XYZ"),
            st.sampled_from(["", "i", "j"]),
            st.lists(words, min_size=1, max_size=3).map(" ".join),
        ),
        st.tuples(
            st.sampled_from("XYZ"),
            st.sampled_from(["", "i"]),
            st.lists(st.sampled_from(["a", "b", "c"]).map(lambda w: {"LOWER": w}), min_size=1, max_size=3),
        ),
    ),
    min_size=1,
    max_size=6,
)
SPAN_RULER, ENTITY_RULER = SpanRuler(NLP), EntityRuler(NLP)


@given(entries=entries, text=st.lists(words, min_size=1, max_size=8))
def test_rulers_find_what_a_slow_search_finds(entries, text):
    expected = set()
    for label, ent_id, pattern in entries:
        parts = pattern.split() if isinstance(pattern, str) else [each["LOWER"] for each in pattern]
        for i in range(len(text) - len(parts) + 1):
            tokens = text[i : i + len(parts)]
            if parts == (tokens if isinstance(pattern, str) else [token.lower() for token in tokens]):
                expected.add((i, i + len(parts), label, ent_id))
    patterns = [{"label": label, "pattern": pattern, "id": ent_id} for label, ent_id, pattern in entries]
    doc = NLP.make_doc(" ".join(text))
    SPAN_RULER.clear()
    SPAN_RULER.add_patterns(patterns)
    assert group(SPAN_RULER(doc)) == sorted(expected)
    ENTITY_RULER.clear()
    ENTITY_RULER.add_patterns(patterns)
    ents = found(ENTITY_RULER(doc).ents)
    assert set(ents) <= expected
    taken, bounds = set(), []
    for start, end, *_ in sorted(expected, key=lambda match: (match[0] - match[1], match[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            bounds.append((start, end))
    assert [ent[:2] for ent in ents] == sorted(bounds)


# Phrases and the components before


@pytest.mark.parametrize("factory", FACTORIES)
def test_attribute_of_phrases(factory):
    lower = make_ruler(factory, [{"label": "A", "pattern": "APPLE inc"}], phrase_matcher_attr="LOWER")[0]
    for text, n in (("Apple Inc", 1), ("apple co", 0)):
        doc = lower(text)
        assert len(doc.spans["ruler"] if factory == "span_ruler" else doc.ents) == n
    with pytest.raises(ValueError, match="FOO"):
        make_ruler(factory, phrase_matcher_attr="FOO")


def test_phrases_go_through_the_components_before():
    nlp = engine.blank("en")
    nlp.add_pipe("attribute_ruler").add([[{"LOWER": {"IN": ["buy", "bought"]}}]], {"LEMMA": "buy"})
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LEMMA"})
    nlp.add_pipe("lemmatizer")  # has no tables: it would raise
    ruler.add_patterns([{"label": "ACT", "pattern": "bought"}])
    with nlp.select_pipes(disable="lemmatizer"):
        assert found(nlp("buy").ents) == [(0, 1, "ACT", "")]


def test_phrases_of_merged_tokens():
    nlp = engine.blank("en")
    nlp.add_pipe("token_splitter", config={"min_length": 5, "split_length": 2})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "A", "pattern": "abcdef"}])
    assert found(nlp("x abcdef").ents) == [(1, 4, "A", "")]


# Changing patterns


@pytest.mark.parametrize("factory", FACTORIES)
def test_removing(factory):
    nlp, ruler = make_ruler(factory)
    remove = ruler.remove if factory == "entity_ruler" else ruler.remove_by_id
    remove("sf")
    assert len(ruler) == 4 and ruler.labels == ("ORG", "X", "Y")
    with pytest.raises(UnknownIdError, match="no pattern with id 'sf'"):
        remove("sf")
    with pytest.raises(ValueError):
        remove("")
    if factory != "entity_ruler":
        ruler.remove("ORG")
        assert ruler.labels == ("X", "Y")
        with pytest.raises(ValueError, match="no pattern with label 'ORG'"):
            ruler.remove("ORG")
    doc = nlp("San Francisco")
    assert found(doc.spans["ruler"] if factory == "span_ruler" else doc.ents) == [(0, 1, "X", "")]
    ruler.initialize(lambda: [], nlp=nlp, patterns=PATTERNS[:2])  # noqa: PIE807
    assert len(ruler) == 2
    ruler.clear()
    assert len(ruler) == 0 and ruler.labels == () and ruler.patterns == []
    with pytest.warns(UserWarning, match="has no patterns"):
        nlp("San")


@pytest.mark.parametrize("factory", FACTORIES)
def test_all_mistakes_are_named(factory):
    _, ruler = make_ruler(factory)
    wrong = [
        {"label": "A"}, {"pattern": "x"}, {"label": 5, "pattern": "x", "id": 7}, {"label": "A", "pattern": 5}, "text",
        {"label": "A", "pattern": ""}, {"label": "A", "pattern": []},
        {"label": "A", "pattern": [{"FOO": 1}, {"TAG": []}]},
        {"label": "A", "pattern": "fine", "note": "other keys are kept"},
    ]  # fmt: skip
    with pytest.raises(MatchPatternError) as caught:
        ruler.add_patterns(wrong)
    for part in (
        "10 mistakes", "pattern 0: pattern is missing", "pattern 1: label is missing", "pattern 2: label is 5",
        "pattern 2: id is 7", "pattern 3: pattern is 5", "pattern 4: 'text' is no dict",
        "pattern 5: the phrase is empty",
        "pattern 6: it has no tokens", "pattern 7: token 0: 'FOO'", "pattern 7: token 1: TAG",
    ):  # fmt: skip
        assert part in str(caught.value), part
    assert len(ruler) == len(PATTERNS)
    for each in (None, "text", {"label": "A"}, 5):
        with pytest.raises(MatchPatternError):
            ruler.add_patterns(each)
    with pytest.raises(MatchPatternError):
        make_ruler(factory, [{"label": "A", "pattern": [{"IS_ALPHA": 1}]}], validate=True)
    make_ruler(factory, [{"label": "A", "pattern": [{"IS_ALPHA": 1}]}])


# Files


@pytest.mark.parametrize("factory", FACTORIES)
def test_files(factory, tmp_path):
    nlp, ruler = make_ruler(factory)
    cls = type(ruler)
    ruler.to_disk(tmp_path / "ruler")
    file = tmp_path / "ruler" / ("patterns.jsonl" if factory == "entity_ruler" else "patterns")
    assert [json.loads(line) for line in file.read_text().splitlines()] == ruler.patterns
    for make in (
        lambda other: other.from_disk(tmp_path / "ruler"),
        lambda other: other.from_bytes(ruler.to_bytes()),
        lambda other: pickle.loads(pickle.dumps(ruler)),
    ):
        other = make(make_ruler(factory, [{"label": "OLD", "pattern": "old"}])[1])
        assert type(other) is cls and other.patterns == ruler.patterns
        assert found(other(other.nlp.make_doc(TEXTS[1])).ents) == found(ruler(nlp.make_doc(TEXTS[1])).ents)
    for content, place in (("{", ":1:"), ('{"label": "A"}', "label|pattern"), ("\n5\n", "5 is no dict")):
        file.write_text(content)
        with pytest.raises(FormatError, match=rf"{file.name}.*(\n.*)?{place}"):
            ruler.from_disk(tmp_path / "ruler")
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(FormatError, match="UTF-8"):
        ruler.from_disk(tmp_path / "ruler")
    assert len(ruler) == len(PATTERNS)
    with pytest.raises(FileNotFoundError):
        ruler.from_disk(tmp_path / "nowhere")
    nlp.to_disk(tmp_path / "nlp")
    assert engine.load(tmp_path / "nlp").get_pipe(factory).patterns == ruler.patterns


def test_files_of_the_entity_ruler(tmp_path):
    _, ruler = make_ruler(overwrite_ents=True, ent_id_sep="@@", phrase_matcher_attr="LOWER")
    ruler.to_disk(tmp_path / "folder")
    cfg = {"overwrite": True, "phrase_matcher_attr": "LOWER", "ent_id_sep": "@@"}
    assert srsly.read_json(tmp_path / "folder" / "cfg") == cfg
    ruler.to_disk(tmp_path / "bare.jsonl")
    for path in (tmp_path / "bare.jsonl", tmp_path / "bare"):
        assert EntityRuler(NLP).from_disk(path).patterns == ruler.patterns
    other = EntityRuler(NLP).from_disk(tmp_path / "folder")
    assert other._cfg() == cfg and found(other(NLP.make_doc("APPLE")).ents) == [(0, 1, "ORG", "")]
    assert EntityRuler(NLP).from_bytes(srsly.msgpack_dumps(PATTERNS)).patterns == ruler.patterns
    for wrong in ('{"overwrite": 1}', '{"phrase_matcher_attr": []}', "[]", "{"):
        (tmp_path / "folder" / "cfg").write_text(wrong)
        with pytest.raises(FormatError, match="cfg"):
            EntityRuler(NLP).from_disk(tmp_path / "folder")


@given(data=st.binary(max_size=60))
def test_any_bytes(data):
    for ruler in (ENTITY_RULER, SPAN_RULER):
        with contextlib.suppress(EngineError):
            ruler.from_bytes(data)
        with contextlib.suppress(EngineError):
            ruler.from_bytes(srsly.msgpack_dumps({"patterns": data}))


def test_scores_and_descriptions():
    nlp, ruler = make_ruler("span_ruler")
    example = engine.training.Example(nlp(TEXTS[0]), nlp(TEXTS[0]))
    assert ruler.score([example])["spans_ruler_f"] == 1.0
    nlp, ruler = make_ruler()
    example = engine.training.Example(nlp(TEXTS[0]), nlp(TEXTS[0]))
    assert ruler.score([example])["ents_f"] == 1.0
    assert nlp.analyze_pipes()["summary"]["entity_ruler"]["assigns"] == ["doc.ents", "token.ent_type", "token.ent_iob"]
    assert nlp.get_pipe_meta("entity_ruler").scores == ["ents_f", "ents_p", "ents_r", "ents_per_type"]


# The peer


@pytest.mark.peer
@pytest.mark.filterwarnings("ignore:.*W036")
@pytest.mark.parametrize("factory", FACTORIES)
def test_peer_agrees(factory, tmp_path):
    spacy = pytest.importorskip("spacy", reason="the peer is not installed")
    config = {"spans_key": "k", "annotate_ents": True} if factory == "span_ruler" else {"overwrite_ents": True}
    more = [{"label": label, "pattern": "Apple", "id": ent_id} for label in "QRS" for ent_id in ("", "1", "2")]
    results = []
    for package in (engine, spacy):
        rows = []
        for patterns in (PATTERNS, PATTERNS + (more if factory == "entity_ruler" else [])):
            nlp, ruler = make_ruler(factory, patterns, package, **config)
            for text in TEXTS:
                doc = nlp(text)
                rows.append(found(doc.ents))
                rows.append(sorted(found(doc.spans["k"])) if factory == "span_ruler" else [])
            rows += [ruler.patterns, ruler.labels, len(ruler)]
        ruler.to_disk(tmp_path / package.__name__)
        results.append(rows)
    assert results[0] == results[1]
    for reader, writer in ((engine, "spacy"), (spacy, "engine")):
        _, ruler = make_ruler(factory, None, reader)
        ruler.from_disk(tmp_path / writer)
        assert ruler.patterns == results[0][-3]
    ours, theirs = (make_ruler(factory, PATTERNS, package)[1] for package in (engine, spacy))
    assert make_ruler(factory, None)[1].from_bytes(theirs.to_bytes()).patterns == ours.patterns
    assert make_ruler(factory, None, spacy)[1].from_bytes(ours.to_bytes()).patterns == ours.patterns
