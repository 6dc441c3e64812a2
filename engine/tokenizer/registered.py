"""Names of this room in the registry."""

REGISTERED: dict[str, dict[str, str]] = {
    "tokenizers": {"spacy.Tokenizer.v1": "engine.tokenizer.factory:create_tokenizer"},
}
