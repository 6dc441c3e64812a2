"""Number words of Icelandic."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    núll einn ein eitt eins einum tveir tvær tvö tvo tveggja tveimur þrír þrjár þrjú þrjá þriggja þremur fjórir fjórar
    fjögur fjóra fjögurra fjórum fimm sex sjö átta níu tíu ellefu tólf þrettán fjórtán fimmtán sextán sautján átján
    nítján tuttugu þrjátíu fjörutíu fimmtíu sextíu sjötíu áttatíu níutíu hundrað hundruð tvöhundruð þúsund milljón
    milljónir milljóna milljarður milljarðar milljarða billjón hálfur hálf hálft helmingur fjórðungur tugur tugir fyrsti
    fyrsta fyrstu annar önnur annað þriðji þriðja fjórði fjórða fimmti fimmta sjötti sjötta sjöundi sjöunda áttundi
    áttunda níundi níunda tíundi tíunda ellefti ellefta tólfti tólfta tuttugasti tuttugasta hundraðasti
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, tíu, tíundi, 5."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
