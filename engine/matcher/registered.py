"""Names of this room in the registry."""

REGISTERED: dict[str, dict[str, str]] = {
    "misc": {"spacy.levenshtein_compare.v1": "engine.matcher.levenshtein:make_levenshtein_compare"},
}
