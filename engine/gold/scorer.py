"""Scorer: compares predicted docs with their references, component by component.

Callers: `Language.evaluate`, the evaluate command, users. The scoring functions themselves live in token_scores,
span_scores, cat_scores and link_scores, and are static methods here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from engine.errors import InputError
from engine.gold import cat_scores, component_scorers, link_scores, span_scores, token_scores
from engine.gold.example import Example

DEFAULT_PIPELINE = ("senter", "tagger", "morphologizer", "parser", "ner", "textcat")
_BY_COMPONENT: dict[str, Callable[..., dict[str, Any]]] = {
    "attribute_ruler": component_scorers.attribute_ruler_score,
    "entity_ruler": component_scorers.ner_score,
    "lemmatizer": component_scorers.lemmatizer_score,
    "morphologizer": component_scorers.morphologizer_score,
    "ner": component_scorers.ner_score,
    "parser": component_scorers.parser_score,
    "senter": component_scorers.senter_score,
    "sentencizer": component_scorers.senter_score,
    "span_finder": component_scorers.span_finder_score,
    "spancat": component_scorers.spancat_score,
    "tagger": component_scorers.tagger_score,
    "textcat": component_scorers.textcat_score,
    "textcat_multilabel": component_scorers.textcat_multilabel_score,
}


class Scorer:
    """Scores of a pipeline.

    nlp (Language): each of its components that has a `score` method scores what it predicts. Without one, the scores
        of a default pipeline are computed, from the annotation of the docs alone.
    default_lang (str): kept for compatibility; scoring depends on no language.
    default_pipeline (Iterable[str]): names of the factories of that default pipeline.
    cfg: handed to every scorer.
    """

    def __init__(
        self,
        nlp: Any = None,
        default_lang: str = "xx",
        default_pipeline: Iterable[str] = DEFAULT_PIPELINE,
        **cfg: Any,
    ) -> None:
        self.nlp = nlp
        self.cfg = cfg
        self.default_lang = default_lang
        self.default_pipeline = tuple(default_pipeline)
        unknown = [name for name in self.default_pipeline if name not in _BY_COMPONENT]
        if nlp is None and unknown:
            raise InputError(
                "scorer.pipeline",
                f"default_pipeline has {', '.join(map(repr, unknown))}, which scores nothing",
                f"Known: {', '.join(_BY_COMPONENT)}.",
            )

    def score(self, examples: Iterable[Example], *, per_component: bool = False) -> dict[str, Any]:
        """All scores of the examples, in one dict, or in one dict a component."""
        examples = list(examples)
        scores: dict[str, Any] = {}
        for name, score in self._scorers():
            found = score(examples, **self.cfg)
            if per_component:
                scores[name] = found
            else:
                scores.update(found)
        return scores

    def _scorers(self) -> list[tuple[str, Callable[..., dict[str, Any]]]]:
        if self.nlp is None:
            named = [(name, _BY_COMPONENT[name]) for name in self.default_pipeline]
            return [("tokenizer", token_scores.score_tokenization), *named]
        tokenizer = getattr(self.nlp.tokenizer, "score", token_scores.score_tokenization)
        named = [(name, component.score) for name, component in self.nlp.pipeline if hasattr(component, "score")]
        return [("tokenizer", tokenizer), *named]

    score_tokenization = staticmethod(token_scores.score_tokenization)
    score_token_attr = staticmethod(token_scores.score_token_attr)
    score_token_attr_per_feat = staticmethod(token_scores.score_token_attr_per_feat)
    score_deps = staticmethod(token_scores.score_deps)
    score_spans = staticmethod(span_scores.score_spans)
    score_cats = staticmethod(cat_scores.score_cats)
    score_links = staticmethod(link_scores.score_links)
