"""Special cases of Albanian: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "p.sh.": "për shembull", "etj.": "e tjerë", "d.m.th.": "domethënë", "dmth.": "domethënë", "nr.": "numër",
    "Nr.": "numër", "fq.": "faqe", "rr.": "rrugë", "Rr.": "rrugë", "tel.": "telefon", "p.e.s.": "para erës sonë",
    "e.s.": "era jonë", "shek.": "shekull", "mld.": "miliard", "z.": "zoti", "zj.": "zonja", "znj.": "zonja",
    "Dr.": "doktor", "dr.": "doktor", "Prof.": "profesor", "prof.": "profesor", "ing.": "inxhinier",
    "Ing.": "inxhinier", "sh.p.k.": "shoqëri me përgjegjësi të kufizuar", "sh.a.": "shoqëri aksionare",
    "krh.": "krahaso", "sh.": "shiko", "jan.": "janar", "shk.": "shkurt", "pr.": "prill", "gush.": "gusht",
    "shtat.": "shtator", "tet.": "tetor", "nënt.": "nëntor", "dhjet.": "dhjetor", "ang.": "anglisht",
    "gjerm.": "gjermanisht", "lat.": "latinisht",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
