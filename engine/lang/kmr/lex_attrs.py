"""Number words of Kurmanji."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    sifir yek du dudu didu sê sisê çar pênc şeş heft heşt neh deh yazdeh yanzdeh dazdeh dwazdeh donzdeh sêzdeh çardeh
    çarde pazdeh panzdeh şazdeh şanzdeh hevdeh hivdeh hejdeh hîjdeh nozdeh bîst sî çil çel pêncî şêst heftê heştê nod
    not newed sed dused sêsed hezar hezaran milyon milyonan milyar milyaran nîv nîvek çaryek yekem yekemîn yekê duyem
    duyemîn duwem sêyem sêyemîn çarem çaremîn pêncem pêncemîn şeşem şeşemîn heftem heftemîn heştem heştemîn nehem
    nehemîn dehem dehemîn bîstem bîstemîn sedem sedemîn hezarem
    """.split()
)
ORDINAL_ENDS = ("em", "emîn", "'em", "'emîn", "’em", "’emîn")


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, deh, dehem, 10em."""
    return is_number(text, NUMBER_WORDS, ORDINAL_ENDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
