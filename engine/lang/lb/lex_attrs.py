"""Number words of Luxembourgish."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    null eent eng een zwee zwou zwéin dräi véier fënnef fënnnef sechs siwen aacht néng zéng eelef zwielef dräizéng
    véierzéng fofzéng siechzéng siwwenzéng uechtzéng nonzéng zwanzeg drësseg véierzeg foffzeg sechzeg siwwenzeg achtzeg
    nonzeg honnert dausend millioun milliounen milliard milliarden billioun hallef hallwen véierel dosen éischt éischten
    zweet zweeten drëtt drëtten véiert véierten fënneften sechsten siwenten aachten néngten zéngten eeleften zwieleften
    zwanzegsten honnertsten
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, zéng, zéngten, 5."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
