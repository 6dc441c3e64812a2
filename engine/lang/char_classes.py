"""Classes of characters for tokenizer rules: letters by case, quotes, hyphens, symbols. Each is the inside of `[...]`,
or alternatives joined by `|`, as its name says.

The letters are blocks of the scripts that are written with spaces between words, or without case; code points that
Unicode has not assigned inside a block count. The blocks are those that trained pipelines were tokenized with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.lang.icons import ICON_CHARS
from engine.lang.ranges import from_hex, from_points, points_of

# Scripts with case: Latin with its extensions A to E, Greek, Cyrillic, full-width Latin.
CASED = (
    "41-5A 61-7A C0-D6 D8-F6 F8-1BF 1C4-2AF 386 388-38A 38C 38E-38F 391-3A9 3AC-3AF 3B1-3C9 3CC-3CE 400-401 403-40A "
    "40C-40D 410-451 453-45A 45C-45D 490-491 496-497 4A2-4A3 4AE-4AF 4BA-4BB 4D8-4D9 4E8-4E9 1D00-1D25 1D6B-1D77 "
    "1D79-1D9A 1E00-1EFF 2C60-2C7B 2C7E-2C7F A722-A76F A771-A787 A78B-A78E A790-A7B9 A7FA AB30-AB5A AB60-AB64 "
    "FF21-FF3A FF41-FF5A"
).split()
# Scripts without case, which count as both upper and lower: Hebrew, Arabic, scripts of India, Hangul, Ethiopic,
# CJK. Those of South-East Asia are not among them.
UNCASED_RANGES = (
    "591-5F4 620-64A 66E-6D5 6E5-6FF 750-77F 8A0-8BD 900-9FF B80-CFF D80-DFF 1100-137F 2E80-2FDF 2FF0-303F 3040-30FF "
    "31C0-31EF 3200-4DBF 4E00-9FFF AC00-D7AF F900-FAFF FB1D-FBB1 FBD3-FD3D FD50-FDC7 FDF0-FDFB FE30-FE4F FE70-FEFC "
    "1EE00-1EEBB 1F200-1F2FF 20000-2A6DF 2A700-2EBEF 2F800-2FA1F"
).split()
# Letters of the cased blocks that Unicode calls other letters but Latin phonetic spelling writes in lower case, and
# the one unassigned place among the Greek capitals.
EXTRA_LOWER = (0x294,)
EXTRA_UPPER = (0x3A2,)

UNCASED = from_hex(UNCASED_RANGES)
LOWER = from_points(p for p in points_of(CASED) if chr(p).islower() or p in EXTRA_LOWER)
UPPER = from_points(p for p in points_of(CASED) if chr(p).isupper() or p in EXTRA_UPPER)
ALPHA_LOWER = LOWER + UNCASED
ALPHA_UPPER = UPPER + UNCASED
ALPHA = from_hex(CASED) + UNCASED

# Characters that come off both ends of a word.
PUNCT_CHARS = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪"
# The last four look alike: U+3008, U+3009 and U+2329, U+232A.
QUOTE_CHARS = "'\"”“`‘´’‚„»«「」『』（）〔〕【】《》⟦⟧〈〉\u2329\u232a"
# Those beside which a period cuts a word. The comma is one of them.
QUOTES_AND_COMMA = QUOTE_CHARS + ","
CURRENCY_CHARS = "$£¥฿﷼" + "".join(chr(point) for point in range(0x20A0, 0x20C0))
HYPHEN_CHARS = ("-", "–", "—", "--", "---", "——", "~")
ICONS = f"[{ICON_CHARS}]"
ELLIPSES = r"(?:\.\.+|…)"

LIST_UNITS = (
    "km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s km/h kmh mph hPa Pa "
    "mbar mb MB kb KB gb GB tb TB T G M K % км км² км³ м м² м³ дм дм² дм³ см см² см³ мм мм² мм³ нм кг г мг"
).split()
TEMPERATURE = "FfCcKk"

# The same under the names that code which builds rules of its own knows: LIST_* are patterns, one an entry; CONCAT_* the
# inside of a character class; the others alternatives.
LIST_PUNCT = [re.escape(char) for char in PUNCT_CHARS]
LIST_QUOTES = [re.escape(char) for char in QUOTE_CHARS]
LIST_CURRENCY = [re.escape(char) for char in ("US$", "C$", "A$", *CURRENCY_CHARS)]
LIST_HYPHENS = [re.escape(hyphen) for hyphen in sorted(HYPHEN_CHARS, key=len, reverse=True)]
LIST_ELLIPSES = [r"\.\.+", "…"]
LIST_ICONS = [ICONS]
CONCAT_QUOTES = "".join(LIST_QUOTES)
CONCAT_ICONS = ICON_CHARS
PUNCT = "|".join(LIST_PUNCT)
CURRENCY = "|".join(LIST_CURRENCY)
HYPHENS = "|".join(LIST_HYPHENS)
UNITS = "|".join(re.escape(unit) for unit in sorted(LIST_UNITS, key=len, reverse=True))


def alternatives(entries: Iterable[str]) -> str:
    """Fixed texts as a group of alternatives, longest first."""
    return "(?:" + "|".join(re.escape(entry) for entry in sorted(entries, key=len, reverse=True)) + ")"


def char_class(chars: str) -> str:
    """Single characters as a character class."""
    return "[" + "".join(re.escape(char) for char in chars) + "]"
