"""Names of this room in the registry."""

# One a line, sorted.
_CLASSES = {
    "ar": "Arabic",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nb": "Norwegian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "xx": "MultiLanguage",
    "zh": "Chinese",
}

REGISTERED: dict[str, dict[str, str]] = {
    "vectors": {"spacy.Vectors.v1": "engine.language.vocabulary:create_vectors"},
    "callbacks": {"spacy.copy_from_base_model.v1": "engine.language.callbacks:create_copy_from_base_model"},
    "languages": {code: f"engine.language.languages:{name}" for code, name in _CLASSES.items()},
}
