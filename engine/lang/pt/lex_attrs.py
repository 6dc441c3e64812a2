"""Number words of Portuguese, in the spellings of both sides of the Atlantic."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

# Ordinals have gender and number: primeiro, primeira, primeiros, primeiras.
_ORDINALS = """
primeir segund terceir quart quint sext sétim oitav non décim vigésim trigésim quadragésim quinquagésim sexagésim
septuagésim octogésim nonagésim centésim ducentésim milésim milionésim bilionésim
""".split()
_HUNDREDS = "duzent trezent quatrocent quinhent seiscent setecent oitocent novecent".split()
NUMBER_WORDS = frozenset(
    """
    zero um uma dois duas três quatro cinco seis sete oito nove dez onze doze dúzia treze catorze quatorze quinze
    dezesseis dezasseis dezessete dezassete dezoito dezenove dezanove vinte trinta quarenta cinquenta sessenta setenta
    oitenta noventa cem cento mil milhão milhões bilhão bilhões bilião biliões trilhão trilhões trilião triliões
    quatrilhão quatrilhões
    """.split()
) | {*inflected(_HUNDREDS, ("os", "as")), *inflected(_ORDINALS, ("o", "a", "os", "as"))}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, dez, décimo, 3º, 2ª, 1.º."""
    return is_number(text, NUMBER_WORDS, ("º", "ª", ".º", ".ª", "°", "os", "as"))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
