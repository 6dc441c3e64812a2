"""Special cases of Scottish Gaelic: abbreviations with their norms, words that begin or end with an apostrophe, adverbs
with a hyphen."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "m.e.": "mar eisimpleir", "Dr.": "Dotair", "Mgr.": "Maighstir", "Oll.": "Ollamh", "td.": "taobh-duilleig",
    "tdd.": "taobhan-duilleig", "⁊c.": "agus chun a' chòrr", "R.C.": "ro Chrìosta", "Faoi.": "Faoilleach",
    "Gearr.": "Gearran", "Gibl.": "Giblean", "Cèit.": "Cèitean", "Ògmh.": "Ògmhios", "Iuch.": "Iuchar",
    "Lùn.": "Lùnastal", "Sult.": "Sultain", "Dàmh.": "Dàmhair", "Samh.": "Samhain", "Dùbh.": "Dùbhlachd",
    "àir.": "àireamh",
}  # fmt: skip

# What an apostrophe does not cut or end: articles, prepositions and pronouns that have lost a vowel.
_ELIDED = """
a' b' d' m' r' th' bh' dh' a'm a'd 's 'sa 'san 'se 'si 'n 'na 'nam 'nan 'nar 'nad o'n do'n de'n fo'n bho'n ro'n tro'n
mu'n gu'n 'ga 'gam 'gad 'gar 'gan 'ca 'us
""".split()
_ADVERBS = """
a-bhàin a-bhos a-bhòn-dè a-bhòn-raoir a-bhòn-uiridh a-chaoidh a-màireach a-mach a-mhàin a-muigh a-nall a-nis a-nochd
a-nuas a-null a-raoir a-rèir a-rèist a-riamh a-rithist a-staigh a-steach am-bliadhna am-feast an-ath-bhliadhna
an-ath-oidhch' an-ceartuair an-còmhnaidh an-dè an-diugh an-dràsta an-earar an-seo an-sin an-siud an-uair an-uiridh
""".split()
_CAPITAL = [word[0] + word[1].upper() + word[2:] for word in _ELIDED if word[0] == "'"]

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS, abbreviations(_NORMS, [*_ELIDED, *_CAPITAL, *_ADVERBS])
)
