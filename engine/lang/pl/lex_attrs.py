"""Number words of Polish, with the genders of the small ones."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

# Ordinals are declined like adjectives; most stems are hard, trzeci is soft.
_ORDINALS = """
pierwsz drug czwart piąt szóst siódm ósm dziewiąt dziesiąt jedenast dwunast trzynast czternast piętnast szesnast
siedemnast osiemnast dziewiętnast dwudziest trzydziest czterdziest pięćdziesiąt sześćdziesiąt siedemdziesiąt
osiemdziesiąt dziewięćdziesiąt setn tysięczn milionow
""".split()
NUMBER_WORDS = frozenset(
    """
    zero jeden jedna jedno dwa dwie dwaj dwóch dwu dwoje trzy trzej trzech troje cztery czterej czterech czworo pięć pięciu
    pięcioro sześć sześciu siedem siedmiu osiem ośmiu dziewięć dziewięciu dziesięć dziesięciu jedenaście jedenastu
    dwanaście dwunastu trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście dwadzieścia
    dwudziestu trzydzieści trzydziestu czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt
    dziewięćdziesiąt sto stu dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset
    tysiąc tysiące tysięcy milion miliony milionów miliard miliardy miliardów bilion biliony bilionów biliard
    trzeci trzecia trzecie trzeciego trzeciej trzecim trzecią druga drugie drugi drugiego drugim
    """.split()
) | inflected(_ORDINALS, ("y", "a", "e", "ego", "ej", "emu", "ym", "ą"))


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 3,5, dziesięć, dziesiąty."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
