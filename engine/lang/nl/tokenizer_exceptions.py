"""Special cases of Dutch: abbreviations with one period or several, and words cut short in front ('t, 's)."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "'t": "het", "'T": "het", "'n": "een", "'N": "een", "'s": "'s", "'S": "'s", "'k": "ik", "'m": "hem",
    "'r": "haar", "bijv.": "bijvoorbeeld", "bv.": "bijvoorbeeld", "enz.": "enzovoort", "etc.": "et cetera",
    "d.w.z.": "dat wil zeggen", "o.a.": "onder andere", "m.a.w.": "met andere woorden", "a.u.b.": "alstublieft",
    "s.v.p.": "alstublieft", "m.b.t.": "met betrekking tot", "t.a.v.": "ten aanzien van", "i.v.m.": "in verband met",
    "n.a.v.": "naar aanleiding van", "t.o.v.": "ten opzichte van", "i.p.v.": "in plaats van",
    "m.b.v.": "met behulp van", "t.g.v.": "ten gevolge van", "z.s.m.": "zo spoedig mogelijk", "ca.": "circa",
    "nr.": "nummer", "nrs.": "nummers", "blz.": "bladzijde", "pag.": "pagina", "vgl.": "vergelijk",
    "mevr.": "mevrouw", "mw.": "mevrouw", "dhr.": "de heer", "dr.": "doctor", "drs.": "doctorandus",
    "ir.": "ingenieur", "ing.": "ingenieur", "mr.": "meester", "prof.": "professor", "ds.": "dominee", "St.": "Sint",
    "max.": "maximaal", "min.": "minimaal", "incl.": "inclusief", "excl.": "exclusief", "gem.": "gemiddeld",
    "resp.": "respectievelijk", "jl.": "jongstleden", "e.a.": "en andere", "e.d.": "en dergelijke",
    "e.v.": "en volgende", "evt.": "eventueel", "geb.": "geboren", "tel.": "telefoon", "v.Chr.": "voor Christus",
    "n.Chr.": "na Christus", "v.C.": "voor Christus", "n.C.": "na Christus",
}  # fmt: skip
_PLAIN = """
a.d.h.v. a.h.w. a.s. a.g.v. afd. afb. art. aug. b.g.g. b.v. B.V. bnw. c.q. c.s. cf. co. d.d. d.m.v. div. e.g. e.e.a.
feb. fig. g.g.d. gebr. h.c. hfst. i.c. i.e. i.h.a. i.h.b. i.h.k.v. i.o. i.o.v. i.s.m. i.t.t. inl. int. jan. jhr. jr.
Kon. l.c. lic. m.i. m.i.v. m.m. m.m.v. m.u.v. mln. mld. n.v. N.V. n.v.t. nov. o.b.v. o.g. o.i. o.i.d. o.l.v. o.m.
o.t.t. okt. p.a. p.m. p.p. p/a P.S. Ph.D. q.q. r.k. s.j. sen. sep. sept. sr. t.b.v. t.e.m. t.h.v. t.n.v. t.o. t.w.
t.w.v. t.z.t. u.a. U.S. U.S.A. V.S. v.a. v.d. v.h. v.l.n.r. v.v. vb. vnl. vs. w.o. wnd. z.g. z.o.z. A.D. a.m. O.K. H.
Eur. prov. uitg. verz. dir. kap. sgt. 's-Gravenhage 's-Hertogenbosch 's-Gravenzande 's-Heerenberg
""".split()

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    abbreviations(_NORMS, _PLAIN),
)
