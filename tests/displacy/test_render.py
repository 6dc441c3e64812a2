"""Markup of the three styles: what it holds, how options change it, what it escapes, what is refused."""

import re
import sys
import types
import warnings
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine
from engine import displacy
from engine.displacy.colors import text_color
from engine.errors import InputError
from engine.tokens import Doc, Span

PARSE = {
    "words": [
        {"text": "This", "tag": "DT"}, {"text": "is", "tag": "VBZ"}, {"text": "it", "tag": "PRP", "lemma": "IT"},
    ],
    "arcs": [
        {"start": 0, "end": 1, "label": "nsubj", "dir": "left"}, {"start": 1, "end": 2, "label": "x", "dir": "right"},
    ],
}  # fmt: skip
ENTS = {"text": "For Lisbon\nis", "ents": [{"start": 4, "end": 10, "label": "ORG"}], "title": None}
SPANS = {
    "text": "Tower of Pisa.",
    "tokens": ["Tower", "of", "Pisa", "."],
    "spans": [{"start_token": 0, "end_token": 3, "label": "ORG"}, {"start_token": 2, "end_token": 3, "label": "GPE"}],
}
FORMS = {"dep": PARSE, "ent": ENTS, "span": SPANS}
NASTY = '<script>alert("x")</script>&\'"'


@pytest.fixture(scope="module")
def nlp():
    return engine.blank("en")


@pytest.fixture
def wrapper():
    yield displacy.set_render_wrapper
    displacy.set_render_wrapper(None)


def draw(style, data=None, **options):
    return displacy.render(data or FORMS[style], style=style, manual=True, options=options)


def svg_parts(svg, name):
    """(text, attributes) of the elements of a class."""
    return [
        ("".join(element.itertext()), element.attrib)
        for element in ElementTree.fromstring(svg).iter()
        if element.get("class") == name
    ]


def test_dependencies_are_xml_with_words_and_arcs():
    svg = draw("dep")
    assert [text for text, _ in svg_parts(svg, "displacy-word")] == ["This", "is", "it"]
    assert [text for text, _ in svg_parts(svg, "displacy-tag")] == ["DT", "VBZ", "PRP"]
    assert [text for text, _ in svg_parts(svg, "displacy-lemma")] == ["IT"]
    assert [text for text, _ in svg_parts(svg, "displacy-label")] == ["nsubj", "x"]
    heads = [float(a["d"].split(",")[0][1:]) for _, a in svg_parts(svg, "displacy-arrowhead")]
    words = [float(a["x"]) for _, a in svg_parts(svg, "displacy-word")]
    assert abs(heads[0] - words[0]) < 25 and abs(heads[1] - words[2]) < 25


def test_options_of_dependencies():
    svg = draw(
        "dep", compact=True, color="white", bg="#0a7ea4", font="Noto Sans", distance=200, offset_x=99,
        arrow_stroke=7, arrow_width=21, arrow_spacing=5, word_spacing=70, not_an_option=1,
    )  # fmt: skip
    for value in ("color: white", "background: #0a7ea4", "font-family: Noto Sans", 'stroke-width="7"'):
        assert value in svg
    words = [float(a["x"]) for _, a in svg_parts(svg, "displacy-word")]
    assert words == [99, 299, 499]
    (_, head), _ = svg_parts(svg, "displacy-arrowhead")
    left, right = re.findall(r"L([\d.]+),", head["d"])
    assert float(right) - float(left) == 21
    default = draw("dep", compact=True, distance=200)
    feet = [min(float(a["y"]) for _, a in svg_parts(each, "displacy-word")) for each in (svg, default)]
    assert feet[0] - feet[1] == 25


def test_words_stand_further_apart_where_they_are_long():
    words = [{"text": "x" * 60, "tag": "X"}, {"text": "y", "tag": "Y"}]
    svg = draw("dep", {"words": words, "arcs": []})
    (_, a), (_, b) = svg_parts(svg, "displacy-word")
    assert float(b["x"]) - float(a["x"]) > 300
    svg = draw("dep", {"words": words[1:] * 2, "arcs": [{"start": 0, "end": 1, "label": "z" * 60, "dir": "left"}]})
    (_, a), (_, b) = svg_parts(svg, "displacy-word")
    assert float(b["x"]) - float(a["x"]) > 300


def test_empty_documents(nlp):
    for style in ("dep", "ent", "span"):
        assert displacy.render([], style=style) == ""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert displacy.render(Doc(nlp.vocab), style=style)
    assert ElementTree.fromstring(draw("dep", {"words": [], "arcs": []})).tag.endswith("svg")


def test_documents_themselves_stay_as_they_are(nlp):
    doc = Doc(nlp.vocab, words=["a", "big", "cat", ","], heads=[2, 2, 2, 2], deps=["det", "amod", "ROOT", "punct"])
    before = doc.to_bytes()
    displacy.render(doc, options={"collapse_punct": True})
    assert doc.to_bytes() == before and len(doc) == 4


def test_nothing_to_draw_warns(nlp):
    doc = nlp("no annotation here")
    doc.spans["other"] = [doc[0:1]]
    for style, words in (("dep", "parse"), ("ent", "entities"), ("span", "'other'")):
        with pytest.warns(displacy.NothingToDraw, match=words) as caught:
            displacy.render(doc, style=style)
        assert len(caught) == 1


def test_spans_as_documents(nlp):
    doc = nlp("Lisbon sees Porto")
    doc.ents = [Span(doc, 0, 1, "ORG"), Span(doc, 2, 3, "PRODUCT")]
    drawing = displacy.render([doc[2:3], doc], style="ent")
    assert drawing.count("PRODUCT</span>") == 2 and drawing.count(">ORG</span>") == 1


def test_entities():
    drawing = draw("ent", {**ENTS, "title": "News"})
    assert ">For <mark" in drawing and ">Lisbon<span" in drawing and "</mark><br>is</div>" in drawing
    assert ">News</h2>" in drawing
    assert draw("ent", ents=[]).count("<mark") == 0
    assert draw("ent", ents=["org"]).count("<mark") == 1
    assert draw("ent", ents=["GPE"]).count("<mark") == 0
    assert "background: red" in draw("ent", colors={"Org": "red"})
    template = "[{text}|{label}|{bg}|{kb_link}|{fg}]"
    assert "[Lisbon|ORG|navy||#fff]" in draw("ent", template=template, colors={"ORG": "navy"})


def test_entities_in_any_order_and_with_params():
    data = {
        "text": "one two three",
        "ents": [
            {"start": 8, "end": 13, "label": "B"},
            {"start": 0, "end": 3, "label": "A", "params": {"label": "<other>"}},
        ],
    }
    drawing = draw("ent", data)
    assert drawing.index(">one<") < drawing.index(">&lt;other&gt;<") < drawing.index(" two ") < drawing.index(">B<")


def test_links_to_knowledge_bases(nlp):
    doc = nlp("Ada wrote")
    doc.ents = [Span(doc, 0, 1, "PERSON", kb_id="Q7259")]
    doc.spans["sc"] = list(doc.ents)
    for style in ("ent", "span"):
        assert 'href="#"' in displacy.render(doc, style=style)
        drawing = displacy.render(doc, style=style, options={"kb_url_template": "https://www.wikidata.org/wiki/{}"})
        assert 'href="https://www.wikidata.org/wiki/Q7259">Q7259</a>' in drawing
        for scheme in ("javascript:", "java\nscript:", " JavaScript:", "data:", "vbscript:", "\x01javascript:"):
            assert "<a" not in displacy.render(doc, style=style, options={"kb_url_template": scheme + "{}"})
        for fine in ("/wiki/{}", "//host/{}", "mailto:{}", "http://h/{}?a=b:c", "#{}", "wiki/a:b/{}"[:5] + "{}"):
            assert "<a" in displacy.render(doc, style=style, options={"kb_url_template": fine})


def test_spans():
    drawing = draw("span", top_offset=31, top_offset_step=10, span_label_offset=5)
    assert [int(top) for top in re.findall(r'class="span-slice" style="position: absolute; top: (\d+)', drawing)] == [
        31, 31, 31, 41,
    ]  # fmt: skip
    assert "height: 36px" in drawing and "height: 46px" in drawing
    # the text's own white space: none before the full stop
    assert re.sub(r"<[^>]*>", "", drawing) == "TowerORG of PisaGPE."
    without_text = draw("span", {key: SPANS[key] for key in ("tokens", "spans")})
    assert re.sub(r"<[^>]*>", "", without_text) == "TowerORG of PisaGPE . "
    templates = {"span": "{text}({span_slices}){span_starts}", "slice": "{bg}@{top_offset}", "start": "^{label}"}
    assert "Tower(#8edff2@40)^ORG" in draw("span", templates=templates)


def test_colours_of_the_registry():
    from engine import registry

    registry.displacy_colors("test_colors.v1", func={"MY_LABEL": "#010203"})
    registry.displacy_colors("test_colors.v2", func=lambda: {"my_other": "#040506"})
    try:
        colors = displacy.EntityRenderer().colors
        assert (colors["MY_LABEL"], colors["MY_OTHER"]) == ("#010203", "#040506")
        assert displacy.SpanRenderer({"colors": {"my_label": "red"}}).colors["MY_LABEL"] == "red"
        registry.displacy_colors("test_colors.v3", func=[1])
        with pytest.raises(InputError, match=r"test_colors\.v3"):
            displacy.EntityRenderer()
    finally:
        import catalogue

        for key in [key for key in catalogue.REGISTRY if key[-1].startswith("test_colors")]:
            del catalogue.REGISTRY[key]


class EntryPoint:
    """As importlib.metadata has them, of an installed package."""

    dist = None

    def __init__(self, name, value):
        self.name, self.load = name, lambda: value


@pytest.mark.parametrize("group", ["engine_displacy_colors", "spacy_displacy_colors"])
def test_colours_of_packages(monkeypatch, group):
    from engine import registry

    points = {group: [EntryPoint("their.colors", {"THEIRS": "#0a0b0c"})]}
    monkeypatch.setattr(
        "catalogue.AVAILABLE_ENTRY_POINTS", types.SimpleNamespace(select=lambda group: points.get(group, []))
    )
    monkeypatch.setattr(registry.displacy_colors, "_entry_points", None)
    assert displacy.EntityRenderer().colors["THEIRS"] == "#0a0b0c"
    assert "#0a0b0c" in draw("ent", {"text": "x", "ents": [{"start": 0, "end": 1, "label": "Theirs"}]})


@pytest.mark.parametrize(
    ("color", "text"),
    [
        ("#000", "#fff"), ("#ffffff", "#16181d"), ("navy", "#fff"), ("yellow", "#16181d"), ("rgb(0, 0, 90)", "#fff"),
        ("hsl(60, 100%, 80%)", "#16181d"), ("linear-gradient(90deg, #8edff2, #b9c6ff)", "#16181d"),
        ("linear-gradient(to right, #000, #333)", "#fff"), ("rgb(100%, 100%, 0%)", "#16181d"), ("#0007", "#fff"),
        ("", "#16181d"), ("#12", "#16181d"), ("rgb(1)", "#16181d"), ("rgb(1,2,.)", "#16181d"),
    ],
)  # fmt: skip
def test_text_colours(color, text):
    assert text_color(color) == text


@pytest.mark.parametrize("style", ["dep", "ent", "span"])
def test_pages(style):
    page = displacy.render([FORMS[style], FORMS[style]], style=style, page=True, manual=True)
    assert page.startswith("<!DOCTYPE html>") and page.endswith("</html>") and page.count("<figure") == 2
    assert '<meta charset="utf-8">' in page
    small = displacy.render([FORMS[style]], style=style, page=True, minify=True, manual=True)
    assert "\n" not in small and len(small) < len(page)
    rtl = {**FORMS[style], "settings": {"lang": "he", "direction": "rtl"}}
    page = displacy.render(rtl, style=style, page=True, manual=True)
    assert '<html lang="he" dir="rtl">' in page and page.count("direction: rtl") == 2


def test_minifying_keeps_the_text():
    text = "a    b\n\nc     d"
    drawing = displacy.render({"text": text, "ents": []}, "ent", minify=True, manual=True)
    assert re.sub(r"<[^>]*>", "", drawing.replace("<br>", "\n")) == text


@pytest.mark.parametrize(
    ("code", "direction"), [("ar", "rtl"), ("fa", "rtl"), ("he", "rtl"), ("en", "ltr"), ("ru", "ltr")]
)
def test_direction_of_languages(code, direction):
    doc = engine.blank(code)("x y")
    doc.ents = [Span(doc, 0, 1, "ORG")]
    page = displacy.render(doc, style="ent", page=True)
    assert f'<html lang="{code}" dir="{direction}">' in page and f"direction: {direction}" in page


def test_direction_of_the_vocabulary(nlp):
    vocab = engine.Vocab(writing_system={"direction": "rtl"})
    doc = Doc(vocab, words=["א", "ב"], heads=[0, 0], deps=["ROOT", "obj"])
    assert displacy.get_doc_settings(doc)["direction"] == "rtl"
    svg = displacy.render(doc)
    first, second = (float(a["x"]) for _, a in svg_parts(svg, "displacy-word"))
    assert first > second and 'direction="rtl"' in svg


def nasty(style):
    kb = {"kb_id": NASTY, "kb_url": NASTY}
    data = {
        "dep": {
            "words": [{"text": NASTY, "tag": NASTY, "lemma": NASTY}, {"text": "b", "tag": "b"}],
            "arcs": [{"start": 0, "end": 1, "label": NASTY, "dir": "left"}],
        },
        "ent": {"text": NASTY, "ents": [{"start": 0, "end": 3, "label": NASTY, "params": {"text": NASTY}, **kb}]},
        "span": {"tokens": [NASTY], "spans": [{"start_token": 0, "end_token": 1, "label": NASTY, **kb}]},
    }
    return {**data[style], "title": NASTY, "settings": {"lang": NASTY, "direction": NASTY}}


@pytest.mark.parametrize("style", ["dep", "ent", "span"])
def test_everything_is_escaped(style):
    for page in (False, True):
        drawing = displacy.render(nasty(style), style=style, page=page, manual=True)
        assert "<script" not in drawing and "&lt;script&gt;alert(&quot;x&quot;)" in drawing
        assert 'alert("' not in drawing and "&'" not in drawing


@pytest.mark.parametrize("style", ["dep", "ent", "span"])
@settings(max_examples=50)
@given(text=st.text(max_size=12))
def test_any_text_is_one_well_formed_piece(style, text):
    text = text or "x"
    data = {
        "dep": {
            "words": [{"text": text, "tag": text, "lemma": text}, {"text": text, "tag": text}],
            "arcs": [{"start": 0, "end": 1, "label": text, "dir": "right"}],
            "title": text,
        },
        "ent": {"text": text, "ents": [{"start": 0, "end": len(text), "label": text, "kb_id": text}], "title": text},
        "span": {"tokens": [text], "spans": [{"start_token": 0, "end_token": 1, "label": text}], "title": text},
    }
    drawing = draw(style, data[style])
    ElementTree.fromstring(f"<all>{drawing.replace('<br>', '<br/>')}</all>")
    drawing.encode("utf8")


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 4),
    st.floats(),
    st.text(max_size=3),
    st.lists(st.integers(0, 2), max_size=2),
)
KEYS = st.sampled_from(
    "text tag lemma start end label dir kb_id kb_url start_token end_token params words arcs ents spans tokens".split()
)
PARTS = st.dictionaries(KEYS, VALUES, max_size=6)
DATA = st.dictionaries(
    st.sampled_from(["words", "arcs", "ents", "spans", "tokens", "text", "title", "settings"]),
    st.one_of(VALUES, st.lists(st.one_of(VALUES, PARTS), max_size=3), PARTS),
)


@pytest.mark.parametrize("style", ["dep", "ent", "span"])
@settings(max_examples=80)
@given(data=DATA)
def test_any_data_are_drawn_or_refused(style, data):
    try:
        assert isinstance(draw(style, {**FORMS[style], **data}), str)
    except InputError as error:
        assert error.code in ("displacy.bad_data", "displacy.overlapping_ents")


@pytest.mark.parametrize("style", ["dep", "ent", "span"])
@settings(max_examples=60)
@given(
    options=st.dictionaries(
        st.sampled_from(
            "compact color bg font distance offset_x arrow_stroke arrow_width arrow_spacing word_spacing ents colors "
            "template templates top_offset top_offset_step span_label_offset".split()
        ),
        st.one_of(VALUES, PARTS),
    )
)
def test_any_options_are_used_or_refused(style, options):
    try:
        assert isinstance(draw(style, **options), str)
    except InputError as error:
        assert error.code.startswith("displacy.")


@pytest.mark.parametrize(
    "value", ["red; background: url(//x)", "url(x)", "URL (x)", "a{", "</style>", "expression(1)", "/**/red", "\\72"]
)
def test_css_values_cannot_end_their_property(value):
    for option in ("color", "bg", "font"):
        with pytest.raises(InputError, match=option):
            draw("dep", **{option: value})
    for style in ("ent", "span"):
        with pytest.raises(InputError, match="colors"):
            draw(style, colors={"ORG": value})


@pytest.mark.parametrize(
    ("style", "data", "message"),
    [
        ("dep", {"a": 1}, "'words' is missing"),
        ("dep", {"words": 3, "arcs": []}, "'words' is 3"),
        ("dep", {"words": [{"tag": "x"}], "arcs": []}, r"words\[0\]: 'text' is missing"),
        ("dep", {**PARSE, "arcs": [{"start": 1, "end": 1, "label": "x", "dir": "left"}]}, "from 1 to 1"),
        ("dep", {**PARSE, "arcs": [{"start": 2, "end": 3, "label": "x", "dir": "left"}]}, "there are 3 words"),
        ("dep", {**PARSE, "arcs": [{"start": -1, "end": 1, "label": "x", "dir": "left"}]}, "from -1"),
        ("dep", {**PARSE, "arcs": [{"start": 0, "end": 1, "label": "x", "dir": "up"}]}, "'dir' is 'up'"),
        ("dep", {**PARSE, "arcs": [7]}, r"arcs\[0\] is 7, not a dict"),
        ("ent", {"text": "abc", "ents": [{"start": 0, "end": 4, "label": "x"}]}, "3 characters"),
        ("ent", {"text": "abc", "ents": [{"start": 2, "end": 1, "label": "x"}]}, "from 2 to 1"),
        ("ent", {"text": "abc", "ents": [{"start": True, "end": 1, "label": "x"}]}, "'start' is True"),
        ("ent", {"text": None, "ents": []}, "'text' is None"),
        ("span", {"tokens": ["a"], "spans": [{"start_token": 0, "end_token": 2, "label": "x"}]}, "1 tokens"),
        ("span", {"tokens": [1], "spans": []}, r"tokens\[0\] is 1"),
    ],
)
def test_bad_data(style, data, message):
    with pytest.raises(InputError, match=message) as caught:
        draw(style, data)
    assert caught.value.code == "displacy.bad_data" and "Document 0" in str(caught.value)


def test_overlapping_entities_are_refused():
    ents = [{"start": 0, "end": 2, "label": "A"}, {"start": 1, "end": 3, "label": "B"}]
    with pytest.raises(InputError, match='style="span"'):
        draw("ent", {"text": "abc", "ents": ents})


@pytest.mark.parametrize("docs", ["text", [1], {"words": []}, 5, None])
def test_what_is_no_document(docs):
    with pytest.raises(ValueError, match="not_a_document"):
        displacy.render(docs)


def test_documents_are_no_manual_data(nlp):
    with pytest.raises(InputError, match="not_a_document"):
        displacy.render(nlp("a"), manual=True)


def test_bad_calls():
    with pytest.raises(ValueError, match="unknown_style"):
        displacy.render([], style="tree")
    for options in (None, [], "compact"):
        with pytest.raises(InputError, match="bad_options"):
            displacy.render([], options=options)
    for value in ("1", -1, float("nan"), True, None):
        with pytest.raises(InputError, match="distance"):
            draw("dep", distance=value)
    for template in ("{nothing}", "{", "{0}", "{text.__class__}", "{text[0]}"):
        with pytest.raises(InputError, match="template"):
            draw("ent", template=template)
        with pytest.raises(InputError, match="templates"):
            draw("span", templates={"span": template})
    with pytest.raises(InputError, match="'middle'"):
        draw("span", templates={"middle": ""})
    with pytest.raises(InputError, match="colors"):
        draw("ent", colors=["red"])


def test_the_wrapper(wrapper):
    wrapper(lambda markup: f"TEST{markup}TEST")
    drawing = draw("ent")
    assert drawing.startswith("TEST<div") and drawing.endswith("/div>TEST")
    with pytest.raises(ValueError, match="bad_wrapper"):
        wrapper("text")


class ZMQInteractiveShell:
    pass


def test_no_notebook(monkeypatch):
    monkeypatch.setitem(sys.modules, "IPython", None)
    monkeypatch.setitem(sys.modules, "IPython.display", None)
    with pytest.raises(InputError, match="no_notebook"):
        displacy.render(ENTS, "ent", jupyter=True, manual=True)


def test_notebooks(monkeypatch):
    assert not displacy.is_in_jupyter()
    shown = []
    ipython, display = types.ModuleType("IPython"), types.ModuleType("IPython.display")
    ipython.get_ipython = ZMQInteractiveShell
    display.HTML, display.display = str, shown.append
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    assert displacy.is_in_jupyter()
    assert draw("ent") is None
    assert shown[0].startswith('<span class="tex2jax_ignore"><div')
    assert displacy.render(ENTS, "ent", jupyter=False, manual=True).startswith("<div")
    with pytest.warns(displacy.InNotebook), pytest.raises(InputError, match="unknown_style"):
        displacy.serve(ENTS, style="tree", port=0)
    ipython.get_ipython = lambda: None
    assert not displacy.is_in_jupyter()
    assert displacy.render(ENTS, "ent", jupyter=True, manual=True) is None and len(shown) == 2
