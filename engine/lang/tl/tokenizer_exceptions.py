"""Special cases of Tagalog: abbreviations and shortened words with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "G.": "Ginoo", "Gng.": "Ginang", "Bb.": "Binibini", "Dr.": "Doktor", "Dra.": "Doktora", "Atty.": "Abogado",
    "Kgg.": "Kagalang-galang", "hal.": "halimbawa", "atbp.": "at iba pa", "blg.": "bilang", "Brgy.": "Barangay",
    "Sto.": "Santo", "Sta.": "Santa", "n.u.": "ng umaga", "n.t.": "ng tanghali", "n.h.": "ng hapon",
    "n.g.": "ng gabi", "Ene.": "Enero", "Peb.": "Pebrero", "Abr.": "Abril", "Hun.": "Hunyo", "Hul.": "Hulyo",
    "Ago.": "Agosto", "Set.": "Setyembre", "Okt.": "Oktubre", "Nob.": "Nobyembre", "Dis.": "Disyembre",
    "'di": "hindi", "'yan": "iyan", "'yon": "iyon", "'to": "ito", "'wag": "huwag", "'pag": "kapag", "'no": "ano",
}  # fmt: skip
# At the start of a sentence.
_CAPITAL = {word[0] + word[1].upper() + word[2:]: norm for word, norm in _NORMS.items() if word[0] == "'"}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(BASE_EXCEPTIONS, abbreviations(_NORMS | _CAPITAL))
