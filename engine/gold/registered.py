"""Names of this room in the registry."""

_SCORERS = "engine.gold.component_scorers"

REGISTERED: dict[str, dict[str, str]] = {
    "scorers": {
        "spacy.tagger_scorer.v1": f"{_SCORERS}:make_tagger_scorer",
        "spacy.lemmatizer_scorer.v1": f"{_SCORERS}:make_lemmatizer_scorer",
        "spacy.morphologizer_scorer.v1": f"{_SCORERS}:make_morphologizer_scorer",
        "spacy.attribute_ruler_scorer.v1": f"{_SCORERS}:make_attribute_ruler_scorer",
        "spacy.senter_scorer.v1": f"{_SCORERS}:make_senter_scorer",
        "spacy.parser_scorer.v1": f"{_SCORERS}:make_parser_scorer",
        "spacy.ner_scorer.v1": f"{_SCORERS}:make_ner_scorer",
        "spacy.entity_ruler_scorer.v1": f"{_SCORERS}:make_ner_scorer",
        "spacy.spancat_scorer.v1": f"{_SCORERS}:make_spancat_scorer",
        "spacy.span_finder_scorer.v1": f"{_SCORERS}:make_span_finder_scorer",
        "spacy.overlapping_labeled_spans_scorer.v1": f"{_SCORERS}:make_overlapping_labeled_spans_scorer",
        "spacy.textcat_scorer.v2": f"{_SCORERS}:make_textcat_scorer",
        "spacy.textcat_multilabel_scorer.v2": f"{_SCORERS}:make_textcat_multilabel_scorer",
    }
}
