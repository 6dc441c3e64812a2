"""Number words of Tagalog."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    sero isa isang dalawa dalawang tatlo tatlong apat lima limang anim pito pitong walo walong siyam sampu sampung
    labing-isa labindalawa labindalawang labintatlo labintatlong labing-apat labinlima labinlimang labing-anim labimpito
    labimpitong labingwalo labingwalong labinsiyam dalawampu dalawampung dalawampu't tatlumpu tatlumpung apatnapu
    apatnapung limampu limampung animnapu animnapung pitumpu pitumpung walumpu walumpung siyamnapu siyamnapung sandaan
    sandaang isandaan isandaang daan daang sanlibo sanlibong isanlibo isanlibong libo libong milyon milyong bilyon
    bilyong trilyon kalahati kalahating una unang pangalawa pangalawang ikalawa ikalawang ikatlo ikatlong pangatlo
    ikaapat ikalima ikalimang ikaanim ikapito ikawalo ikasiyam ikasampu dosena uno dos tres kuwatro singko sais siyete
    otso nuwebe diyes onse dose trese katorse kinse bente beinte trenta treinta kuwarenta singkuwenta sisenta sitenta
    otsenta nobenta
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.5, sampu, ikalawa, ika-5."""
    return is_number(text, NUMBER_WORDS) or (text.lower().startswith("ika-") and text[4:].isdigit())


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
