"""Documents to draw: long and short, nested spans, right to left, dark colours, text that is not harmless."""

import engine
from engine.tokens import Doc, Span

HEBREW = {"lang": "he", "direction": "rtl"}


def long_sentence() -> Doc:
    """24 words, arcs up to six levels high, very long and very short words, and a long label."""
    text = (
        "When Marguerite Oduya began working on wind-driven pumps at Ferrostal in 1998 , few engineers outside of the "
        "incomprehensibilities department took her very seriously ."
    )
    words = text.split()
    heads = [3, 2, 3, 20, 3, 4, 7, 5, 4, 8, 4, 10, 20, 14, 20, 14, 15, 19, 19, 16, 20, 20, 23, 20, 20]
    deps = (
        "advmod compound nsubj advcl xcomp prep amod pobj prep pobj prep pobj punct amod nsubj advmod prep det "
        "compound pobj ROOT dobj advmod advmod:emphatic_particle punct"
    ).split()
    pos = (
        "SCONJ PROPN PROPN VERB VERB ADP ADJ NOUN ADP PROPN ADP NUM PUNCT ADJ NOUN ADV ADP DET NOUN NOUN VERB PRON "
        "ADV ADV PUNCT"
    ).split()
    doc = Doc(engine.blank("en").vocab, words=words, heads=heads, deps=deps, pos=pos, tags=pos, lemmas=words)
    doc.ents = [Span(doc, 1, 3, "PERSON"), Span(doc, 9, 10, "ORG", kb_id="Q95"), Span(doc, 11, 12, "DATE")]
    doc.user_data["title"] = "A long sentence"
    return doc


def nested_spans() -> Doc:
    """Spans within spans, neighbours, short ones with long labels, and equal ones."""
    doc = engine.blank("en")("Letters to the Museum of Lisbon in the very heart of Porto Velho, on 12 May, to us.")
    doc.spans["sc"] = [
        Span(doc, 3, 13, "EVERYTHING"), Span(doc, 3, 6, "ORG", kb_id="Q1"), Span(doc, 5, 6, "GPE"),
        Span(doc, 10, 13, "A_RATHER_LONG_LABEL"), Span(doc, 11, 13, "GPE"), Span(doc, 12, 13, "CITY_NAME_PART"),
        Span(doc, 15, 16, "DAY"), Span(doc, 16, 17, "MONTH_LABEL_LONG"), Span(doc, 16, 17, "DATE"),
    ]  # fmt: skip
    return doc


def right_to_left() -> tuple[dict, dict, dict]:
    """The same sentence as dependencies, entities and spans."""
    words = "ביל גייטס הקים את מיקרוסופט".split()
    tags = "PROPN PROPN VERB PART PROPN".split()
    return (
        {
            "words": [{"text": word, "tag": tag} for word, tag in zip(words, tags, strict=True)],
            "arcs": [
                {"start": 0, "end": 2, "label": "nsubj", "dir": "left"},
                {"start": 0, "end": 1, "label": "flat", "dir": "right"},
                {"start": 2, "end": 4, "label": "obj", "dir": "right"},
                {"start": 3, "end": 4, "label": "case", "dir": "left"},
            ],
            "settings": HEBREW,
            "title": "עברית",
        },
        {
            "text": " ".join(words),
            "ents": [{"start": 0, "end": 9, "label": "PERSON"}, {"start": 18, "end": 27, "label": "ORG"}],
            "settings": HEBREW,
        },
        {
            "tokens": words,
            "spans": [
                {"start_token": 0, "end_token": 2, "label": "PERSON"},
                {"start_token": 1, "end_token": 2, "label": "SURNAME"},
                {"start_token": 4, "end_token": 5, "label": "ORG"},
            ],
            "settings": HEBREW,
        },
    )
