"""Reports: what they count, what they show, and that nothing from data becomes markup."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import engine
from engine.errors import InputError
from engine.gold.example import Example
from engine.gold.scorer import Scorer
from engine.tokens.doc import Doc
from engine.tokens.span import Span
from engine.training.history import History
from engine.training.report import Facts, build_report, check_target, write_report
from engine.training.report.build import STYLE, duration
from engine.training.report.confusion import MAX_ALPHA, OTHER, Confusion, matrix
from engine.training.report.curves import MAX_POINTS, axis, chart, log_axis, short, thinned
from engine.training.report.passages import PIECE, Places, bounds
from engine.training.report.spans import entities, paired
from engine.training.report.tokens import features
from engine.vocab import Vocab

VOID = {"meta", "wbr"}
WHEN = datetime(2024, 2, 29, 12, 30)
FACTS = Facts({"lang": "en", "name": "tiny", "version": "1.2.3"}, ["tagger", "ner"], "dev.spacy", WHEN)


class Page(HTMLParser):
    """What a browser would see: tags in order, text by class of the innermost element that has one, attributes."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.texts, self.attributes = Counter(), [], [], Counter()
        self.values = []
        self.feed(text)
        self.close()
        assert self.open == [], self.open

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.attributes.update(name for name, _ in attrs)
        self.values += attrs
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_startendtag(self, tag, attrs):
        self.tags[tag] += 1
        self.values += attrs
        self.attributes.update(name for name, _ in attrs)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, (tag, self.open[-3:])
        self.open.pop()

    def handle_data(self, data):
        kind = next((cls for _, cls in reversed(self.open) if cls), "")
        self.texts.append((kind, data))

    @property
    def text(self):
        return "".join(data for _, data in self.texts)

    def of(self, kind):
        return [data for cls, data in self.texts if cls == kind]


VOCAB = Vocab()


def doc(words, *, vocab=VOCAB, spans=None, **annotation):
    made = Doc(vocab, words=words, **annotation)
    if spans is not None:
        made.spans["sc"] = [Span(made, *span) for span in spans]
    return made


def scored(examples, pipeline=("tagger", "morphologizer", "parser", "ner", "lemmatizer", "spancat")):
    found = Scorer(None, default_pipeline=pipeline).score(examples)
    return {name: value for name, value in found.items() if value is not None}


def small():
    words = "Ada Byron met Mr Babbage in London .".split()
    heads = [2, 0, 2, 4, 2, 6, 2, 2]
    gold = doc(
        words,
        tags=["NNP", "NNP", "VBD", "NNP", "NNP", "IN", "NNP", "."],
        pos=["PROPN", "PROPN", "VERB", "PROPN", "PROPN", "ADP", "PROPN", "PUNCT"],
        morphs=["Number=Sing", "Number=Sing", "Tense=Past", "", "Number=Sing", "", "Number=Sing", ""],
        heads=heads,
        deps=["nsubj", "flat", "ROOT", "compound", "obj", "case", "obl", "punct"],
        ents=["B-PER", "I-PER", "O", "O", "B-PER", "O", "B-LOC", "O"],
        lemmas=[word.lower() for word in words],
        spans=[(0, 2, "A"), (1, 3, "B")],
    )
    predicted = doc(
        words,
        tags=["NNP", "NN", "VBD", "NNP", "NN", "IN", "NNP", "."],
        pos=["PROPN", "NOUN", "VERB", "PROPN", "PROPN", "ADP", "PROPN", "PUNCT"],
        morphs=["Number=Sing", "Number=Plur", "Tense=Past", "", "Number=Sing", "", "Number=Sing", ""],
        heads=[2, 0, 2, 2, 2, 6, 4, 2],
        deps=["nsubj", "flat", "ROOT", "compound", "obj", "case", "nmod", "punct"],
        ents=["B-PER", "I-PER", "O", "B-ORG", "I-ORG", "O", "B-ORG", "O"],
        lemmas=[word.lower() for word in words[:-1]] + ["!"],
        spans=[(0, 2, "A"), (1, 3, "C"), (4, 5, "B")],
    )
    return [Example(predicted, gold)]


def history(n_steps=6):
    made = History()
    for step in range(n_steps):
        evaluated = step % 2 == 0
        made.add(
            {
                "step": step,
                "epoch": 0,
                "score": step / n_steps if evaluated else None,
                "other_scores": {"tag_acc": step / n_steps, "ents_per_type": {}, "speed": 1000.0} if evaluated else {},
                "step_losses": {"tagger": 100.0 / (step + 1), "ner": 10.0},
                "words": 10 * step,
                "step_words": 10,
                "step_seconds": 0.01,
                "elapsed": float(step),
            }
        )
    return made


# What is counted


def test_confusion_pairs_up():
    gold = {(0, 2, "A"), (3, 4, "B"), (5, 6, "C"), (7, 9, "A")}
    predicted = {(0, 2, "A"), (3, 4, "C"), (5, 7, "C"), (7, 9, "A"), (7, 9, "B")}
    assert paired(gold, predicted) == [
        (0, 2, "A", "A"),
        (3, 4, "B", "C"),
        (5, 6, "C", None),
        (5, 7, None, "C"),
        (7, 9, "A", "A"),
        (7, 9, None, "B"),
    ]
    confusion = Confusion()
    for value, found in (("A", ["A"]), ("A", ["B"]), ("A", []), ("B", ["A", "B"]), ("C", ["B", "A"])):
        confusion.add_all(value, found)
    assert confusion.support() == {"A": 3, "B": 1, "C": 1}
    assert confusion.labels() == ["A", "B", "C"]
    assert confusion.pairs() == [(None, "A", 2), ("A", None, 1), ("A", "B", 1), ("C", "B", 1)]


labels = st.sampled_from("ABCDE")


@given(st.lists(st.tuples(labels, st.lists(labels, max_size=3))), st.integers(0, 4))
def test_confusion_loses_nothing(items, top):
    confusion = Confusion()
    for gold, predicted in items:
        confusion.add_all(gold, predicted)
    assert sum(confusion.support().values()) == len(items)
    by_label = Counter(label for _, predicted in items for label in predicted)
    assert by_label == Counter(
        {label: sum(n for (_, p), n in confusion.counts.items() if p == label) for label in by_label}
    )
    shown = confusion.labels()[:top]
    grouped = confusion.grouped(shown)
    assert sum(grouped.values()) == sum(confusion.counts.values())
    assert all(label is None or label in shown or label in (OTHER, "") for pair in grouped for label in pair)
    right = sum(n for (gold, predicted), n in confusion.counts.items() if gold == predicted)
    assert right == sum(n for (gold, predicted), n in grouped.items() if gold == predicted)


def test_matrix():
    confusion = Confusion()
    for label, n in (("A", 5), ("B", 3), ("C", 2), ("D", 1)):
        for _ in range(n):
            confusion.add(label, label)
    confusion.add("A", "B")
    confusion.add("A", None)
    confusion.add(None, "D")
    confusion.add("C", "D")
    page = Page(matrix(confusion, "caption", 4))
    assert page.of("right") == ["5", "3", "2", "1"] and page.of("wrong") == ["1", "1", "1", "1"]
    assert "missed" in page.text and "spurious" in page.text
    titles = [value for name, value in page.values if name == "title"]
    assert "A → missed: 1, 14.3% of the row" in titles and "spurious → D: 1, 100.0% of the row" in titles
    page = Page(matrix(confusion, "caption", 2))
    assert page.of("right") == ["5", "3", "3+1"] and "2 others" in page.text
    assert max(float(style[4:]) for name, style in page.values if name == "style") <= MAX_ALPHA


def test_passages():
    assert bounds(doc([])) == []
    assert bounds(doc(["a"] * 5, sent_starts=[1, 0, 1, 0, 0])) == [0, 2]
    long = doc(["a"] * (2 * PIECE), ents=["O"] * (PIECE - 1) + ["B-X", "I-X", "I-X"] + ["O"] * (PIECE - 2))
    assert bounds(long) == [0, PIECE + 2]
    examples = [Example(long, long), Example(doc(["b"] * 3), doc(["b"] * 3))]
    places = Places(examples)
    for document, token in ((0, 0), (0, 90 % PIECE), (1, 2), (0, PIECE + 2), (0, PIECE + 3), (0, PIECE + 4)):
        places.add(document, token, token)
    assert [(p.document, p.start, p.end, len(p.errors)) for p in places.worst(2)] == [
        (0, PIECE + 2, 2 * PIECE, 3),
        (0, 0, PIECE + 2, 2),
    ]


def test_entities_in_gold_tokens():
    """As the scores compare them, where the tokens differ too."""
    gold = doc(["New", "York", "-", "based", "firm"], spaces=[True, False, False, True, False])
    gold.ents = [Span(gold, 0, 2, "LOC")]
    predicted = doc(["New", "York-based", "firm"], ents=["B-LOC", "O", "B-ORG"])
    sets = entities(Example(predicted, gold))
    assert sets == ({(0, 2, "LOC")}, {(0, 1, "LOC"), (4, 5, "ORG")})
    assert entities(Example(predicted, doc(["New", "York-based", "firm"]))) is None


# What is shown


def test_a_whole_report():
    examples = small()
    scores = {**scored(examples), "speed": 12345.6, "score": 0.5}
    page = Page(build_report(FACTS, scores, examples, history()))
    for text in ("en_tiny", "1.2.3", "tagger, ner", "dev.spacy", "12\u202f346 words/s", "2024-02-29 12:30"):
        assert text in page.text
    for title in (
        "Training",
        "Entities",
        "Tags",
        "Parts of speech",
        "Morphology",
        "Dependencies",
        "Lemmas",
        "Spans: sc",
    ):
        assert title in page.text
    assert "Loss of each component" in page.text and "best: step 4" in page.text
    assert "Document 1, characters 0–36" in page.text
    # Entities: Ada Byron right, Mr Babbage spurious, Babbage missed, London a confusion
    assert page.of("span missed") == ["missed", "Babbage", "PER"]
    assert page.of("span spurious") == ["spurious", "Mr Babbage", "ORG"]
    assert page.of("span other") == ["another label", "London", "LOC", "London", "ORG"]
    assert page.of("span same") == ["right", "Ada Byron", "PER", "Ada Byron", "PER"]
    assert page.tags["script"] == page.tags["img"] == page.tags["link"] == page.tags["iframe"] == 0
    assert not page.attributes.keys() & {"src", "srcset", "onload", "onclick", "background"}
    assert all(value.startswith("#s") for name, value in page.values if name == "href")
    assert "url(" not in STYLE.read_text() and "@import" not in STYLE.read_text()


def test_tables_hold_the_scores():
    examples = small()
    scores = scored(examples)
    page = build_report(FACTS, scores, examples)

    def rows(title):
        section = page[page.index(f"<h2>{title}</h2>") :]
        body = section[section.index("<tbody>") : section.index("</tbody>")]
        return [re.sub("<[^>]*>", " ", row).split() for row in body.split("<tr>")[1:]]

    assert rows("Entities") == [
        ["PER", "2", "100.00", "50.00", "66.67"],
        ["LOC", "1", "0.00", "0.00", "0.00"],
        ["ORG", "0", "0.00", "0.00", "0.00"],
    ]
    assert rows("Tags")[0] == ["NNP", "5", "100.00", "60.00", "75.00"]
    assert rows("Tags")[-1] == ["NN", "0", "0.00", "0.00", "0.00"]
    assert [row[0] for row in rows("Tags")] == ["NNP", ".", "IN", "VBD", "NN"]
    arcs = {row[0]: row[1:] for row in rows("Dependencies")}
    assert arcs["compound"] == ["1", "0.00", "0.00", "0.00"] and arcs["nsubj"][-1] == "100.00"
    assert "punct" not in arcs
    features = {row[0]: row[1:] for row in rows("Morphology")}
    assert features["Number"] == ["4", "75.00", "75.00", "75.00"]
    assert features["Number"][-1] == f"{scores['morph_per_feat']['Number']['f'] * 100:.2f}"
    for label, score in scores["ents_per_type"].items():
        assert [f"{score[part] * 100:.2f}" for part in "prf"] in [
            row[2:] for row in rows("Entities") if row[0] == label
        ]


def test_features_that_are_wrong_are_marked():
    examples = small()
    page = build_report(FACTS, scored(examples), examples)
    section = page[page.index("<h2>Morphology</h2>") : page.index("<h2>Dependencies</h2>")]
    assert '<td dir="auto"><u>Number=Sing</u></td><td dir="auto" class="bad"><u>Number=Plur</u></td>' in section
    assert features("A=1|B=2", "B=2|C=3") == "<u>A=1</u>|<wbr>B=2"
    assert features("NN", "NNS") == "NN" and features("_", "A=1") == "<em>none</em>"


def test_wrong_arcs_say_what_is_wrong():
    examples = small()
    page = build_report(FACTS, scored(examples), examples)
    section = page[page.index("<h2>Dependencies</h2>") :]
    assert '<th scope="row" dir="auto">Mr</th><td class="at">14–16</td>' in section
    assert '<span dir="auto">compound</span> ← <span dir="auto"><u>met</u></span>' in section
    assert '<span dir="auto"><u>nmod</u></span> ← <span dir="auto"><u>Babbage</u></span>' in section


def test_categories():
    docs = []
    for text, gold, predicted in (
        ("good", {"POS": 1.0, "NEG": 0.0}, {"POS": 0.9, "NEG": 0.1}),
        ("bad", {"POS": 0.0, "NEG": 1.0}, {"POS": 0.8, "NEG": 0.2}),
        ("awful " * 100, {"POS": 0.0, "NEG": 1.0}, {"POS": 0.6, "NEG": 0.4}),
    ):
        words = text.split()
        pair = doc(words), doc(words)
        pair[0].cats, pair[1].cats = predicted, gold
        docs.append(Example(*pair))
    page = Page(build_report(FACTS, scored(docs, ["textcat"]), docs))
    assert "Categories" in page.text and "Gold and predicted categories" in page.text
    assert page.text.index("Document 2") < page.text.index("Document 3") and "Document 1" not in page.text
    assert "awful awful" in page.text and " …" in page.text and "0.80" in page.text
    docs[0].reference.cats = {"POS": 1.0, "NEG": 1.0}
    page = Page(build_report(FACTS, scored(docs, ["textcat_multilabel"]), docs))
    assert "Categories" in page.text and "Gold and predicted categories" not in page.text


def test_scores_of_other_components():
    scores = {"mine_f": 0.25, "mine_per_type": {"A": {"p": 0.5, "r": 0.25, "f": 1 / 3}}, "odd": {"A": 1}, "speed": 1e4}
    page = Page(build_report(FACTS, scores, []))
    assert "All scores" in page.text and "mine_f0.2500" in page.text and "speed10,000.0000" in page.text
    assert "mine_per_typeLabelPRFA50.0025.0033.33" in page.text and "odd" not in page.text


def test_without_annotation():
    plain = [Example(doc(["a", "b"]), doc(["a", "b"]))]
    page = Page(build_report(FACTS, {}, plain))
    assert page.tags["section"] == 0 and "Documents" in page.text
    page = Page(build_report(Facts({}, [], "x"), scored(plain), []))
    assert "pipeline" in page.text


def test_other_tokens_than_the_gold_ones():
    gold = doc(
        ["don't", "stop", "-", "now"],
        spaces=[True, False, False, True],
        tags=["A", "B", "C", "D"],
        heads=[0, 0, 3, 1],
        deps=["ROOT", "x", "y", "z"],
    )
    predicted = doc(["do", "n't", "stop-now"], spaces=[False, True, True], tags=["A", "B", "C"], heads=[0, 0, 0],
                    deps=["ROOT", "x", "y"])  # fmt: skip
    examples = [Example(predicted, gold)]
    page = Page(build_report(FACTS, scored(examples), examples))
    assert "no such token" in page.text and "missed" in page.text and "spurious" in page.text


text = st.text(max_size=12)
word = st.text(min_size=1, max_size=8).filter(lambda value: value.strip() and "\0" not in value)
BAD = "\"'><script>alert(1)</script><img src=x onerror=x>&amp;"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_data_never_become_markup(data):
    strings = st.one_of(st.sampled_from([BAD, "</style>", "-->", "]]>", "&lt;b&gt;", "שלום", "\u202e"]), word)
    words = data.draw(st.lists(strings, min_size=1, max_size=8))
    n = len(words)
    vocab = Vocab()

    def annotated():
        tags = data.draw(st.lists(strings, min_size=n, max_size=n))
        ents = data.draw(st.lists(st.sampled_from(["O", "B"]), min_size=n, max_size=n))
        label = data.draw(strings)
        heads = data.draw(st.lists(st.integers(0, n - 1), min_size=n, max_size=n))
        made = doc(
            words, vocab=vocab, tags=tags, lemmas=tags, heads=[min(h, i) for i, h in enumerate(heads)], deps=tags
        )
        made.ents = [Span(made, i, i + 1, label) for i, ent in enumerate(ents) if ent == "B"]
        made.spans["sc"] = [Span(made, 0, n, label)]
        made.cats = {label: data.draw(st.sampled_from([0.0, 1.0]))}
        return made

    predicted, gold = annotated(), annotated()
    examples = [Example(predicted, gold)]
    scores = scored(examples, ["tagger", "parser", "ner", "lemmatizer", "spancat", "textcat"])
    name = data.draw(strings)
    curves = history()
    curves.points[0][4][name] = 5.0
    told = Facts({"lang": name, "name": name, "version": name}, [name, name], name, WHEN)
    page = Page(build_report(told, scores, examples, curves))
    plain = Page(build_report(FACTS, scored(small()), small(), history()))
    assert set(page.tags) <= {*plain.tags, "circle", "em", "u", "wbr", "details", "summary"}
    assert set(page.attributes) <= {*plain.attributes, "r", "cx", "cy", "stroke-dasharray"}
    assert page.tags["style"] == 1


def test_files(tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    assert check_target(path) == path
    examples = small()
    write_report(path, FACTS, scored(examples), examples)
    assert path.read_text(encoding="utf8").startswith("<!DOCTYPE html>")
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]
    with pytest.raises(InputError, match="is a folder"):
        check_target(tmp_path)
    with pytest.raises(InputError, match="nowhere"):
        check_target(tmp_path / "nowhere" / "report.html")
    before = path.read_bytes()

    def no_space(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.training.report.build.os.replace", no_space)
    with pytest.raises(engine.errors.DataError, match="No space left"):
        write_report(path, FACTS, {}, examples)
    assert path.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["report.html"]


# Curves


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_axes(low, extent):
    first, last, ticks = axis(low, low + extent)
    assert first <= low + 1e-6 * max(1, abs(low)) and last >= low + extent - 1e-6 * max(1, abs(low + extent))
    assert 2 <= len(ticks) <= 9 and ticks[0] == first and ticks[-1] == last
    assert ticks == sorted(ticks)


@given(st.floats(1e-9, 1e9), st.floats(1, 1e9))
def test_log_axes(low, factor):
    first, last, ticks = log_axis(low, low * factor)
    assert first <= low * 1.000001 and last >= low * factor * 0.999999 and first < last
    assert 2 <= len(ticks) <= 8


def test_numbers_of_axes():
    shown = [short(value) for value in (0, 0.5, 20, 1500, 2e6, 0.0001, -3)]
    assert shown == ["0", "0.5", "20", "1.5k", "2M", "1e-4", "-3"]
    assert [duration(seconds) for seconds in (5, 65, 3700)] == ["5 s", "1 min 5 s", "1 h 1 min"]


def test_thinned_lines():
    points = [(float(i), float(i % 2)) for i in range(10 * MAX_POINTS)]
    found = thinned(points)
    assert len(found) == MAX_POINTS and found[-1] == (points[-1][0], 0.5)
    assert thinned(points[:7]) == points[:7]


def test_charts_of_odd_numbers():
    inf, nan = float("inf"), float("nan")
    assert chart("t", "y", {}) == chart("t", "y", {"a": [(0, nan)]}) == ""
    for lines in (
        {"a": [(0, 0.0)]},
        {"a": [(0, -1.0), (1, 0.0), (2, inf), (3, 1e-12)]},
        {"a": [(0, 1e-30), (5, 1e30)]},
        {f"line {i}": [(0, 1.0), (1, float(i))] for i in range(30)},
    ):
        for log in (False, True):
            svg = chart("title", "y", lines, log=log, marked=(0, "here"))
            page = Page(svg)
            numbers = [value for name, value in page.values if name in ("x1", "y1", "x2", "y2", "points")]
            assert "nan" not in svg and "inf" not in svg and numbers
            assert page.tags["polyline"] + page.tags["circle"] <= len(lines) and page.tags["li"] == len(lines)
