"""Names of this room in the registry."""

# One a line, sorted.
_CLASSES = {
    "ca": "Catalan",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nb": "Norwegian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "sv": "Swedish",
    "th": "Thai",
    "vi": "Vietnamese",
    "xx": "MultiLanguage",
    "zh": "Chinese",
}

REGISTERED: dict[str, dict[str, str]] = {
    "vectors": {"spacy.Vectors.v1": "engine.language.vocabulary:create_vectors"},
    "callbacks": {"spacy.copy_from_base_model.v1": "engine.language.callbacks:create_copy_from_base_model"},
    "languages": {code: f"engine.language.languages:{name}" for code, name in _CLASSES.items()},
}
