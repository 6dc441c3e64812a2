"""Number words of Serbian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ORDINALS = (
    "прв друг трећ четврт пет шест седм осм девет десет једанаест дванаест двадесет тридесет стот хиљадит".split()
)
_LATIN_ORDINALS = "prv drug treć četvrt pet šest sedm osm devet deset jedanaest dvanaest dvadeset trideset stot".split()
NUMBER_WORDS = frozenset(
    """
    нула један једна једно два две двоје три троје четири четворо пет шест седам осам девет десет једанаест дванаест
    тринаест четрнаест петнаест шеснаест седамнаест осамнаест деветнаест двадесет тридесет четрдесет педесет шездесет
    седамдесет осамдесет деведесет сто двеста двјеста триста четиристо петсто шестсто седамсто осамсто деветсто хиљада
    хиљаде хиљаду милион милиона милиони милијарда милијарде милијарди трилион половина пола стотина стотине nula jedan
    jedna jedno dva dve dvoje tri troje četiri četvoro pet šest sedam osam devet deset jedanaest dvanaest trinaest
    četrnaest petnaest šesnaest sedamnaest osamnaest devetnaest dvadeset trideset četrdeset pedeset šezdeset sedamdeset
    osamdeset devedeset sto dvesta dvjesta trista četiristo petsto šeststo sedamsto osamsto devetsto hiljada hiljade
    hiljadu milion miliona milioni milijarda milijarde milijardi trilion polovina pola stotina stotine
    """.split()
) | {
    *inflected(_ORDINALS, "и а о е ог ом у им их".split()),
    *inflected(_LATIN_ORDINALS, "i a o e og om u im ih".split()),
}


def like_num(text: str) -> bool:
    """Digits and number words in both scripts: 10, 1,5, десет, deset, двадесети."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
