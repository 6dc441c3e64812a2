"""What the JSON of a document looks like, for Doc.from_json(validate=True). Loaded when it is asked for."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, StrictFloat, StrictInt, StrictStr, ValidationError

from engine.errors import FormatError


class Part(BaseModel):
    """Keys that nobody knows are let through: other programs may add theirs."""

    model_config = ConfigDict(extra="allow")


class TokenSchema(Part):
    start: StrictInt
    end: StrictInt
    id: StrictInt | None = None
    tag: StrictStr | None = None
    pos: StrictStr | None = None
    morph: StrictStr | None = None
    lemma: StrictStr | None = None
    dep: StrictStr | None = None
    head: StrictInt | None = None


class PlaceSchema(Part):
    start: StrictInt
    end: StrictInt


class SpanSchema(PlaceSchema):
    label: StrictStr
    kb_id: StrictStr | None = None
    id: StrictStr | None = None


class TokenValueSchema(Part):
    start: StrictInt
    value: Any


class SpanValueSchema(TokenValueSchema):
    end: StrictInt


class DocSchema(Part):
    text: StrictStr
    tokens: list[TokenSchema]
    ents: list[SpanSchema] | None = None
    sents: list[PlaceSchema] | None = None
    cats: dict[StrictStr, StrictFloat | StrictInt] | None = None
    spans: dict[StrictStr, list[SpanSchema]] | None = None
    underscore_token: dict[StrictStr, list[TokenValueSchema]] | None = None
    underscore_span: dict[StrictStr, list[SpanValueSchema]] | None = None


def check(data: Any, hint: str) -> None:
    """FormatError that names every entry of a document's JSON that has a wrong type or is missing."""
    try:
        DocSchema.model_validate(data)
    except ValidationError as err:
        problems = {".".join(map(str, e["loc"])): e["msg"] for e in err.errors()}
        text = "; ".join(f"{place or 'the whole'}: {message}" for place, message in problems.items())
        raise FormatError("doc_json.invalid", f"The JSON of a document is not valid: {text}.", hint) from None
