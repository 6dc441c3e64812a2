"""Classes of characters for tokenizer rules: letters by case, quotes, hyphens, symbols. Each is the inside of `[...]`,
or alternatives joined by `|`, as its name says.

Letters are those of Unicode as Python knows it, up to the end of the scripts that distinguish upper and lower case or
are written with spaces between words; see LAST_LETTER.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from unicodedata import category

LAST_LETTER = 0x1FFF
# Scripts without case count as both upper and lower.
UNCASED_RANGES = (
    (0x05D0, 0x05EA),  # Hebrew
    (0x0620, 0x06FF),  # Arabic
    (0x0900, 0x0DFF),  # Devanagari to Sinhala
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x0F00, 0x0FBC),  # Tibetan
    (0x1200, 0x137F),  # Ethiopic
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x3400, 0x4DBF),  # CJK extension A
    (0x4E00, 0x9FFF),  # CJK
    (0xAC00, 0xD7AF),  # Hangul
    (0xF900, 0xFAFF),  # CJK compatibility
)


def ranges(code_points: Iterable[int]) -> str:
    """Code points in ascending order as the inside of a character class."""
    out: list[str] = []
    start = last = -2
    for point in [*code_points, -1]:
        if point == last + 1:
            last = point
            continue
        if start >= 0:
            out.append(chr(start) if start == last else f"{chr(start)}-{chr(last)}")
        start = last = point
    return "".join(out)


def letters(test: Callable[[str], bool]) -> str:
    return ranges(point for point in range(0x41, LAST_LETTER + 1) if chr(point).isalpha() and test(chr(point)))


UNCASED = "".join(f"{chr(low)}-{chr(high)}" for low, high in UNCASED_RANGES)
LOWER = letters(str.islower)
UPPER = letters(lambda char: char.isupper() or char.istitle())
ALPHA_LOWER = LOWER + UNCASED
ALPHA_UPPER = UPPER + UNCASED
ALPHA = LOWER + UPPER + UNCASED

# Characters that come off both ends of a word.
PUNCT_CHARS = "…,:;!?¿؟¡()[]{}<>_#*&。！，、；：？～·।۔،؛٪" + "〈〉⟦⟧《》「」『』【】〔〕（）"
QUOTE_CHARS = "'\"`“”‘’‚„´«»"
QUOTES = "'\"`“”‘’‚„´«»"
CURRENCY_CHARS = "".join(
    chr(point) for point in range(0x24, 0x20C0) if category(chr(point)) == "Sc" and point < 0x58F
) + ("৳฿₠₡₢₣₤₥₦₧₨₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿﷼")
HYPHEN_CHARS = ("-", "–", "—", "--", "---", "——", "~")
# Symbols such as © and emoji.
ICONS = "[" + ranges(p for p in range(0xA6, 0x1FB00) if category(chr(p)) == "So" and not 0xFD40 <= p <= 0xFDFF) + "]"
ELLIPSES = r"(?:\.\.+|…)"

UNITS = (
    "km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s km/h kmh mph hPa Pa "
    "mbar mb MB kb KB gb GB tb TB T G M K % км км² км³ м м² м³ дм дм² дм³ см см² см³ мм мм² мм³ нм кг г мг"
).split()
TEMPERATURE = "FfCcKk"


def alternatives(entries: Iterable[str]) -> str:
    """Fixed texts as a group of alternatives, longest first."""
    from re import escape

    return "(?:" + "|".join(escape(entry) for entry in sorted(entries, key=len, reverse=True)) + ")"


def char_class(chars: str) -> str:
    """Single characters as a character class."""
    from re import escape

    return "[" + "".join(escape(char) for char in chars) + "]"
