"""Words of Hebrew that end in a geresh which belongs to the last letter: names such as ג'ורג', קולאז'.

After gimel, zayin and tsadi a geresh writes a sound of foreign words; after other letters at the end of a word it is
taken for a quote.
"""

from __future__ import annotations

import re

TOKEN_MATCH = re.compile("[א-ת]['א-ת׳]*[גזצץ]['׳]$").match
