"""Words of Tagalog that stay whole in spite of a hyphen: ordinals and hours in digits, as ika-5 and alas-3."""

from __future__ import annotations

import re

TOKEN_MATCH = re.compile(r"(?:ika|pang|alas|tig|ala)-[0-9]{1,9}$", re.IGNORECASE).match
