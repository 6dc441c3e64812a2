"""Names of this room in the registry."""

REGISTERED: dict[str, dict[str, str]] = {
    "misc": {"spacy.LookupsDataLoader.v1": "engine.vocab.lookups_data:load_lookups_data"},
}
