"""Number words of Gujarati."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ENDS = ("મો", "મી", "મું", "મા")
NUMBER_WORDS = frozenset(
    """
    શૂન્ય એક બે ત્રણ ચાર પાંચ છ સાત આઠ નવ દસ દશ અગિયાર બાર તેર ચૌદ પંદર સોળ સત્તર અઢાર ઓગણીસ વીસ એકવીસ બાવીસ ત્રેવીસ
    ચોવીસ પચ્ચીસ છવ્વીસ સત્તાવીસ અઠ્ઠાવીસ ઓગણત્રીસ ત્રીસ ચાલીસ પચાસ સાઠ સિત્તેર એંસી નેવું સો બસો ત્રણસો પાંચસો હજાર લાખ
    કરોડ અબજ ખર્વ અડધો અડધું દોઢ અઢી સવા પહેલો પહેલી પહેલું બીજો બીજી બીજું ત્રીજો ત્રીજી ત્રીજું ચોથો ચોથી ચોથું છઠ્ઠો
    છઠ્ઠી પ્રથમ
    """.split()
) | {
    *inflected("પાંચ સાત આઠ નવ દસ અગિયાર બાર વીસ ત્રીસ સો".split(), _ENDS),
}


def like_num(text: str) -> bool:
    """Digits, also Gujarati ones, number words and ordinals: 10, ૧૦.૫, દસ, દસમો, લાખ."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
