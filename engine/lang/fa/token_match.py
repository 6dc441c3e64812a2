"""Numbers in Persian digits stay whole like those in European ones: decimals, dates, times."""

from __future__ import annotations

import re

TOKEN_MATCH = re.compile("[۰-۹]+(?:[٫٬.,/:][۰-۹]+)+$").match
