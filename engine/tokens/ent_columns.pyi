from engine.tokens.doc import Doc
from engine.tokens.span import Span

def write_ents(doc: Doc, spans: list[Span], codes: list[int], default: int) -> tuple[int, int, int] | None: ...
