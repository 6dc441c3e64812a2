"""Special cases of Norwegian: abbreviations."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "jan.": "januar", "feb.": "februar", "mar.": "mars", "apr.": "april", "jun.": "juni", "aug.": "august",
    "sep.": "september", "sept.": "september", "okt.": "oktober", "nov.": "november", "des.": "desember",
    "tir.": "tirsdag", "ons.": "onsdag", "fre.": "fredag", "lør.": "lørdag", "søn.": "søndag",
    "bl.a.": "blant annet", "ca.": "cirka", "dvs.": "det vil si", "f.eks.": "for eksempel", "osv.": "og så videre",
    "o.l.": "og lignende", "m.m.": "med mer", "m.v.": "med videre", "mv.": "med videre", "m.fl.": "med flere",
    "pga.": "på grunn av", "p.g.a.": "på grunn av", "jf.": "jamfør", "jfr.": "jamfør", "inkl.": "inklusive",
    "ekskl.": "eksklusive", "evt.": "eventuelt", "tlf.": "telefon", "kl.": "klokken", "kr.": "kroner",
    "mill.": "million", "mrd.": "milliard", "nr.": "nummer", "pst.": "prosent", "s.k.": "så kalt", "stk.": "stykk",
    "kap.": "kapittel", "avd.": "avdeling", "adr.": "adresse", "mht.": "med hensyn til", "ift.": "i forhold til",
    "iht.": "i henhold til", "ifm.": "i forbindelse med", "vedr.": "vedrørende", "dr.": "doktor", "hr.": "herr",
    "prof.": "professor", "f.Kr.": "før Kristus", "e.Kr.": "etter Kristus", "St.": "Sankt", "t.o.m.": "til og med",
    "f.o.m.": "fra og med",
}  # fmt: skip
_PLAIN = """
A.D. a.m. adj. adv. ang. anm. art. aut. B.C. bibl. c/o cand. co. dir. div. d.d. d.m. d.y. d.e. e.g. eg. eks. elektr.
e.l. etc. ev. f. f.h. f.v.t. ff. fhv. fk. flg. fl. foreg. fork. forts. fr.p. fung. g.m. gl. gn. gnr. gr. grl. gt.
h.r.adv. hhv. hoh. i.e. ing. inst. i.o. istf. jr. jur. kfr. kgl.res. kgl. kst. lat. m.a.o. m.a.m. m.a. m.b.t. m.h.t.
m.o.t. maks. min. mnd. moh. mva. n.å. ndf. nto. N.N. o.a. obs. odont. omtr. oppl. org. ordf. orig. p.m. p.t. P.S.
p.s. ph.d. pl. pr. priv. red. ref. res. resp. rg. s.a. s.d. s.u. s.å. sek. sing. siv.ing. skr. skv. sml. sp. spes.
spm. sr. ss. st.f. stip. stud. t.h. t.v. tab. tekn. tf. tidl. tilh. tils. trykt. U.S. U.S.A. u.å. uim. ult. univ.
utg. v. v.g.s. v/ vha. v.h.a. vol. vs. vsa. zool. årg. årh. årl. øk. øv.
""".split()

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    abbreviations(_NORMS, _PLAIN),
)
