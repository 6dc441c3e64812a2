"""Special cases of Croatian: abbreviations."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "dr.": "doktor", "prof.": "profesor", "mr.": "magistar", "ing.": "inženjer", "akad.": "akademik",
    "itd.": "i tako dalje", "npr.": "na primjer", "tj.": "to jest", "tzv.": "takozvani",
    "odn.": "odnosno", "br.": "broj", "god.": "godina", "str.": "stranica", "čl.": "članak",
    "tel.": "telefon", "ul.": "ulica", "sv.": "sveti", "mil.": "milijun", "mlrd.": "milijarda", "usp.": "usporedi",
    "pr.Kr.": "prije Krista", "n.e.": "nove ere", "d.o.o.": "društvo s ograničenom odgovornošću",
    "d.d.": "dioničko društvo",
}  # fmt: skip
_PLAIN = "dipl. jr. sl.".split()

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    abbreviations(_NORMS, _PLAIN),
)
