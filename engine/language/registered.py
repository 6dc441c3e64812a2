"""Names of this room in the registry."""

REGISTERED: dict[str, dict[str, str]] = {
    "vectors": {"spacy.Vectors.v1": "engine.language.vocabulary:create_vectors"},
    "callbacks": {"spacy.copy_from_base_model.v1": "engine.language.callbacks:create_copy_from_base_model"},
}
