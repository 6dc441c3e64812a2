"""Norms that all languages share: punctuation and currencies in one spelling."""

from __future__ import annotations

_GROUPS: dict[str, tuple[str, ...]] = {
    "'s": ("'s", "'S", "’s", "’S"),
    "'": ("’", "‘", "´", "`"),
    '"': ("”", "“", "„", "»", "«", "''", "``", "´´", "‘‘", "’’"),
    "?": ("？",),
    "!": ("！",),
    ",": ("，",),
    ";": ("；",),
    ":": ("：",),
    ".": ("。", "।"),
    "...": ("…",),
    "-": ("—", "–", "--", "---", "——"),
    "$": ("€", "£", "¥", "฿", "US$", "C$", "A$", "₺", "₹", "৳", "₩", "Mex$", "₣", "E£"),
}
BASE_NORMS: dict[str, str] = {text: norm for norm, texts in _GROUPS.items() for text in texts}


def norm(text: str) -> str:
    """Norm of a word form that no table of the vocabulary has."""
    found = BASE_NORMS.get(text)
    return text.lower() if found is None else found


norm.table = BASE_NORMS  # type: ignore[attr-defined]  # a Vocab looks there itself
