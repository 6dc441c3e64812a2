"""Numbers in digits of Devanagari stay whole like those in European ones: decimals, dates, times."""

from __future__ import annotations

import re

TOKEN_MATCH = re.compile("[०-९]+(?:[.,/:][०-९]+)+$").match
