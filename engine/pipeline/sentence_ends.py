"""Characters that end a sentence in the scripts of the world.

Unicode's property Sentence_Terminal (PropList.txt), as the sentencizers of saved pipelines list it.
"""

from __future__ import annotations

# Code points and ranges of them, hexadecimal
RANGES = """
0021 002E 003F 0589 061F 06D4 0700-0702 07F9 0964-0965 104A-104B 1362 1367-1368 166E 1735-1736 1803
1809 1944-1945 1AA8-1AAB 1B5A-1B5B 1B5E-1B5F 1C3B-1C3C 1C7E-1C7F 203C-203D 2047-2049 2E2E 2E3C 3002
A4FF A60E-A60F A6F3 A6F7 A876-A877 A8CE-A8CF A92F A9C8-A9C9 AA5D-AA5F AAF0-AAF1 ABEB FE52 FE56-FE57
FF01 FF0E FF1F FF61 10A56-10A57 11047-11048 110BE-110C1 11141-11143 111C5-111C6 111CD 111DE-111DF
11238-11239 1123B-1123C 112A9 1144B-1144C 115C2-115C3 115C9-115D7 11641-11642 1173C-1173E
11A42-11A43 11A9B-11A9C 11C41-11C42 16A6E-16A6F 16AF5 16B37-16B38 16B44 1BC9F 1DA88
"""


def sentence_ends() -> frozenset[str]:
    """The characters, as strings of length 1."""
    found: set[str] = set()
    for part in RANGES.split():
        first, _, last = part.partition("-")
        found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)
