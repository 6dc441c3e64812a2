"""Special cases of Danish: abbreviations, also with a slash, and the days of a date with their period (24. december)."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, single, update_exceptions

_NORMS = {
    "bl.a.": "blandt andet", "ca.": "cirka", "dvs.": "det vil sige", "d.v.s.": "det vil sige",
    "f.eks.": "for eksempel", "fx.": "for eksempel", "osv.": "og så videre", "o.s.v.": "og så videre",
    "m.v.": "med videre", "m.m.": "med mere", "m.fl.": "med flere", "pga.": "på grund af", "p.g.a.": "på grund af",
    "jf.": "jævnfør", "jvf.": "jævnfør", "inkl.": "inklusive", "ekskl.": "eksklusive", "evt.": "eventuelt",
    "tlf.": "telefon", "kl.": "klokken", "kr.": "kroner", "mio.": "million", "mia.": "milliard", "nr.": "nummer",
    "pct.": "procent", "s.": "side", "st.": "stykke", "stk.": "styk", "pr.": "per", "bd.": "bind", "kap.": "kapitel",
    "afd.": "afdeling", "adr.": "adresse", "m.h.t.": "med hensyn til", "ift.": "i forhold til",
    "iht.": "i henhold til", "vedr.": "vedrørende", "dr.": "doktor", "hr.": "herre", "fr.": "fru", "frk.": "frøken",
    "Prof.": "professor", "ing.": "ingeniør", "Skt.": "Sankt", "Sct.": "Sankt", "f.Kr.": "før Kristus",
    "e.Kr.": "efter Kristus", "jan.": "januar", "feb.": "februar", "mar.": "marts", "apr.": "april", "jun.": "juni",
    "aug.": "august", "sep.": "september", "sept.": "september", "okt.": "oktober", "nov.": "november",
    "dec.": "december", "tirs.": "tirsdag", "ons.": "onsdag", "tors.": "torsdag", "fre.": "fredag", "lør.": "lørdag",
    "søn.": "søndag", "a/s": "aktieselskab", "A/S": "aktieselskab",
}  # fmt: skip
_PLAIN = """
a.m. abs. afg. alm. anm. ann. ApS. arr. art. att. autoris. bem. beg. bet. bibl. bygn. cand. c/o C/O d.d. d.s. d.y.
d.æ. dagl. da. dat. dept. diam. dim. dir. div. d.o. e.g. egl. enk. etc. f. f.d. f.f. f.m. fig. fhv. fmd. forb. forf.
forh. fork. forsk. g. gl. gn. gr. grdl. gym. hhv. Hmm. i.e. ibid. if. inst. int. isl. jr. jur. kbh. kgl. km/t kons.
korr. km. kt. kvt. l. lb. lic. lin. lok. mag. maks. mdr. medl. mfl. m/s m/k modt. N.N. ndf. o.a. o.l. o.lign. obs.
odont. omkr. omtr. opg. opl. opr. org. orig. overs. p.a. p.b.v. p.d. p.s. P.S. p.t. ph.d. pl. pol. prc. pt. red. ref.
regn. rel. resp. s.k. s.m. s.u. sek. sign. skr. smst. sml. sp. spec. stud. ster. tdl. tidl. t.h. t.o.m. t.v. td.
tekn. temp. tilh. tils. tr. U.S. U.S.A. udg. und. univ. u.å. v.h.a. vha. vb. vol. vs. årg. åbn. årh. I/S i/s A/B
og/eller og/el. m.a.o. ugtl. omg. undt.
""".split()
_DAYS = [f"{day}." for day in range(1, 32)]

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    single(_DAYS),
    abbreviations(_NORMS, _PLAIN),
)
