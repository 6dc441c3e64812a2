"""The drawings hold what the peer's hold: words, tags, lemmas, arcs and their levels; entities; spans and their lines.

Compared is the content, read from both sides' markup, never the markup.
"""

import html
import random
import re
import warnings

import pytest

import engine
from engine import displacy
from engine.tokens import Doc, Span

spacy = pytest.importorskip("spacy", reason="the peer is not installed")
pytestmark = pytest.mark.peer

WORDS = ["the", "cat", ",", "(", ")", ".", "-", "saw", "3", " ", "\n", "<b>", "U.S.", "&", '"', "naïve"]
TAG = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def peer():
    from spacy import displacy as peer_displacy

    return spacy.blank("en"), peer_displacy


@pytest.fixture(scope="module")
def ours():
    return engine.blank("en")


def projective_heads(rng, start, end):
    """{token: head} of a random projective tree over start to end, and its root; or of trees side by side."""
    root = rng.randrange(start, end)
    heads = {root: root}
    for left, right in ((start, root), (root + 1, end)):
        while left < right:
            cut = rng.randint(left + 1, right)
            below, top = projective_heads(rng, left, cut)
            heads.update(below)
            heads[top] = root if rng.random() < 0.9 else top
            left = cut
    return heads, root


def annotation(rng, choice=WORDS):
    n = rng.randint(1, 12)
    return {
        "words": [rng.choice(choice) for _ in range(n)],
        "spaces": [rng.random() < 0.7 for _ in range(n)],
        "heads": [head for _, head in sorted(projective_heads(rng, 0, n)[0].items())],
        "deps": [rng.choice(["nsubj", "obj", "amod", "punct", "a&b"]) for _ in range(n)],
        "tags": [rng.choice(["NN", "VBZ", "<T>"]) for _ in range(n)],
        "pos": [rng.choice(["NOUN", "VERB", "PUNCT"]) for _ in range(n)],
        "lemmas": [rng.choice(["cat", "see", "&"]) for _ in range(n)],
    }


def both(rng, ours, peer, choice=WORDS):
    data = annotation(rng, choice)
    mine = Doc(ours.vocab, **data)
    other = spacy.tokens.Doc(peer.vocab, **data)
    return mine, other


def texts(markup, name):
    """Content of the elements of a class, in order."""
    found = re.findall(rf'class="{name}"[^>]*>(.*?)</(?:tspan|textPath|text)>', markup, re.S)
    return [html.unescape(TAG.sub("", each)).strip() for each in found]


def ranks(values):
    places = {value: rank for rank, value in enumerate(sorted(set(values), reverse=True), 1)}
    return [places[value] for value in values]


def peer_levels(svg):
    return ranks([float(y) for y in re.findall(r'class="displacy-arc"[^>]* d="M[\d.]+,[\d.]+ C[\d.-]+,([\d.-]+)', svg)])


def our_levels(svg):
    return ranks([float(y) for y in re.findall(r'class="displacy-label"[^>]* y="([\d.-]+)"', svg)])


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"collapse_punct": False},
        {"fine_grained": True, "add_lemma": True},
        {"collapse_punct": False, "add_lemma": True, "compact": True},
    ],
)
def test_dependencies_of_random_trees(ours, peer, options):
    nlp, peer_displacy = peer
    rng = random.Random(7)
    for _ in range(60):
        mine, other = both(rng, ours, nlp)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            a, b = displacy.parse_deps(mine, options), peer_displacy.parse_deps(other, options)
        assert a == b
        svg, peer_svg = displacy.render(mine, options=options), peer_displacy.render(other, options=options)
        # tags and labels are compared as data above: the peer does not escape them
        assert texts(svg, "displacy-word") == texts(peer_svg, "displacy-word")
        assert texts(svg, "displacy-lemma") == texts(peer_svg, "displacy-lemma")
        assert len(texts(svg, "displacy-label")) == len(texts(peer_svg, "displacy-label")) == len(a["arcs"])
        if not options.get("compact"):
            assert our_levels(svg) == peer_levels(peer_svg)


def test_phrases(ours, peer):
    nlp, peer_displacy = peer
    data = {
        "words": ["The", "big", "-", "cat", ",", "of", "my", "aunt", "(", "saw", "a", "blue", "bird", "."],
        "heads": [3, 3, 3, 9, 3, 3, 7, 5, 9, 9, 12, 12, 9, 9],
        "deps": "det amod punct nsubj punct prep poss pobj punct ROOT det amod dobj punct".split(),
        "pos": "DET ADJ PUNCT NOUN PUNCT ADP PRON NOUN PUNCT VERB DET ADJ NOUN PUNCT".split(),
        "tags": "DT JJ HYPH NN , IN PRP$ NN -LRB- VBD DT JJ NN .".split(),
        "lemmas": "the big - cat , of my aunt ( see a blue bird .".split(),
    }
    mine, other = Doc(ours.vocab, **data), spacy.tokens.Doc(nlp.vocab, **data)
    for options in ({}, {"fine_grained": True}, {"add_lemma": True, "collapse_punct": False}):
        options = {**options, "collapse_phrases": True}
        assert displacy.parse_deps(mine, options) == peer_displacy.parse_deps(other, options)
        assert displacy.parse_deps(mine[3:9], options) == peer_displacy.parse_deps(other[3:9], options)


def random_ents(rng, n):
    ents, at = [], 0
    while at < n:
        start = rng.randint(at, n - 1)
        end = rng.randint(start + 1, n)
        ents.append((start, end, rng.choice(["ORG", "GPE", "MINE"]), rng.choice(["", "Q1"])))
        at = end + rng.randint(0, 2)
    return ents


def visible(markup):
    """Texts of markup without the white space."""
    return html.unescape(TAG.sub("", markup)).split()


def test_entities(ours, peer):
    nlp, peer_displacy = peer
    rng = random.Random(11)
    template = "[{text}|{label}|{bg}]"
    colors = dict.fromkeys(["ORG", "GPE"], "#abcdef")
    for _ in range(60):
        mine, other = both(rng, ours, nlp)
        ents = random_ents(rng, len(mine))
        for doc, span in ((mine, Span), (other, spacy.tokens.Span)):
            doc.set_ents([span(doc, start, end, label, kb_id=kb) for start, end, label, kb in ents])
            doc.user_data["title"] = "Cats"
        options = {"kb_url_template": "http://kb/{}", "colors": colors, "ents": rng.choice([None, ["org", "Mine"]])}
        assert displacy.parse_ents(mine, options) == peer_displacy.parse_ents(other, options)
        a, b = displacy.render(mine, "ent", options=options), peer_displacy.render(other, "ent", options=options)
        assert "".join(visible(a)) == "".join(visible(b))
        assert re.findall(r'href="([^"]*)"', a) == re.findall(r'href="([^"]*)"', b)
        options["template"] = template
        a, b = displacy.render(mine, "ent", options=options), peer_displacy.render(other, "ent", options=options)
        assert "".join(visible(a)) == "".join(visible(b))


def test_spans(ours, peer):
    nlp, peer_displacy = peer
    rng = random.Random(5)
    templates = {
        "span": "[{text}|{span_slices}|{span_starts}]",
        "slice": "({bg} {top_offset})",
        "start": "<{bg} {top_offset} {label} {kb_link}>".replace("<", "{{").replace(">", "}}"),
    }
    colors = {"ORG": "red", "GPE": "green"}
    # without white space: spans that start there have no label in the peer's drawing
    words = [word for word in WORDS if word.strip()]
    for k in range(80):
        mine, other = both(rng, ours, nlp, words)
        n = len(mine)
        spans = set()
        for _ in range(rng.randint(1, 6)):
            start = rng.randrange(n)
            spans.add((start, rng.randint(start + 1, n), rng.choice(["ORG", "GPE", "MINE"]), rng.choice(["", "Q1"])))
        for doc, span in ((mine, Span), (other, spacy.tokens.Span)):
            doc.spans["sc"] = [span(doc, start, end, label, kb_id=kb) for start, end, label, kb in sorted(spans)]
        options = {"kb_url_template": "http://kb/{}", "colors": colors}
        assert displacy.parse_spans(mine, options) == peer_displacy.parse_spans(other, options)
        options.update(template=templates, top_offset=30 + k)
        a, b = displacy.render(mine, "span", options=options), peer_displacy.render(other, "span", options=options)
        assert "".join(visible(a)) == "".join(visible(b)), sorted(spans)
