"""Words of Indonesian that stay whole in spite of a hyphen: doubled words, ordinals in digits, decades.

Doubling (kata ulang) makes plurals, reciprocals and intensives: anak-anak, anak-anaknya, buah-buahan, berlari-lari,
kemerah-merahan, tolong-menolong. Where the second half has the prefix me-, its first sound may have merged with it.
"""

from __future__ import annotations

import re

_ENDINGS = r"(?:an|kan|i)?(?:ku|mu|nya)?(?:lah|kah|pun)?"
_DOUBLED = rf"[a-z]*?([a-z]{{2,}})-\1{_ENDINGS}"
_RECIPROCAL = rf"[a-z]*?([a-z]{{2,}})-(?:me|mem|men|meng|meny|ber|ter|se)[a-z]?\2{_ENDINGS}"
# Looked at first: what has no hyphen, or more letters than a word, costs no search for its halves.
_TWO_HALVES = r"(?=[a-z]{2,40}-[a-z]{2,60}$)"
_ORDINAL = r"ke-[0-9]+"
_DECADE = rf"[0-9]+-an{_ENDINGS}"
TOKEN_MATCH = re.compile(rf"(?:{_TWO_HALVES}(?:{_DOUBLED}|{_RECIPROCAL})|{_ORDINAL}|{_DECADE})$", re.IGNORECASE).match
