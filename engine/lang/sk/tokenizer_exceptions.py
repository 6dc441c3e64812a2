"""Special cases of Slovak: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, single, update_exceptions

_WHOLE = """
    Ing. Mgr. Bc. MUDr. JUDr. PhDr. RNDr. PaedDr. ThDr. Ph.D. PhD. CSc. DrSc. doc. Doc. prof. Prof. Dr. dr. akad. gen.
    plk. kpt. a.s. s.r.o. spol. v.o.s. n.o. o.z. jr. ml. st.
""".split()
_NORMS = {
    "napr.": "napríklad", "atď.": "a tak ďalej", "atp.": "a tak podobne", "t.j.": "to jest", "tzv.": "takzvaný",
    "resp.": "respektíve", "príp.": "prípadne", "č.": "číslo", "str.": "strana", "ul.": "ulica", "nám.": "námestie",
    "r.": "rok", "stor.": "storočie", "hod.": "hodina", "min.": "minúta", "sek.": "sekunda", "tel.": "telefón",
    "kap.": "kapitola", "obr.": "obrázok", "tab.": "tabuľka", "ods.": "odsek", "písm.": "písmeno", "zb.": "zbierka",
    "Z.z.": "Zbierka zákonov", "mil.": "milión", "mld.": "miliarda", "tis.": "tisíc", "cca.": "približne",
    "sv.": "svätý", "p.": "pán", "pí.": "pani", "pozn.": "poznámka", "porov.": "porovnaj",
    "pr.n.l.": "pred naším letopočtom", "n.l.": "nášho letopočtu", "angl.": "anglicky", "nem.": "nemecky",
    "lat.": "latinsky",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    single(_WHOLE),
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
