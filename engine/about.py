"""Name and version of the package."""

from __future__ import annotations

__title__ = "engine"
__version__ = "0.1.0"
# Written into meta.json as "spacy_version", so that the peer accepts the directory without a warning.
__spacy_version__ = "3.8.18"
__spacy_range__ = ">=3.8.18,<3.9.0"
