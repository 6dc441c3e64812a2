"""Special cases of Swedish: abbreviations."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "bl.a.": "bland annat", "ca.": "cirka", "d.v.s.": "det vill säga", "dvs.": "det vill säga",
    "e.d.": "eller dylikt", "e.Kr.": "efter Kristus", "f.Kr.": "före Kristus", "etc.": "et cetera",
    "f.d.": "före detta", "fr.o.m.": "från och med", "t.o.m.": "till och med", "t.ex.": "till exempel",
    "t.ex": "till exempel", "m.m.": "med mera", "m.fl.": "med flera", "o.s.v.": "och så vidare",
    "osv.": "och så vidare", "o.d.": "och dylikt", "p.g.a.": "på grund av", "pga.": "på grund av",
    "s.k.": "så kallad", "jfr.": "jämför", "jmf.": "jämför", "kl.": "klockan", "kr.": "kronor", "mån.": "måndag",
    "tis.": "tisdag", "tors.": "torsdag", "fre.": "fredag", "lör.": "lördag", "sön.": "söndag", "jan.": "januari",
    "febr.": "februari", "feb.": "februari", "apr.": "april", "aug.": "augusti", "sept.": "september",
    "okt.": "oktober", "nov.": "november", "dec.": "december", "prof.": "professor", "doc.": "docent",
    "dr.": "doktor", "fil.dr.": "filosofie doktor", "civ.ing.": "civilingenjör", "tel.": "telefon",
    "resp.": "respektive", "ev.": "eventuellt", "inkl.": "inklusive", "exkl.": "exklusive", "max.": "maximalt",
    "sid.": "sida", "st.": "styck", "S:t": "Sankt", "S:ta": "Sankta", "red.": "redaktör", "utg.": "utgivare",
    "uppl.": "upplaga", "v.": "vecka",
}  # fmt: skip
_PLAIN = """
a.a. A.D. abs. adr. anm. ang. art. avd. avs. B.C. bitr. bd. d.o. d.ä. d.y. div. dyl. e.g. e.m. e.o. enl. f.k. f.m.
f.n. f.ö. ff. fig. forts. frk. föreg. följ. förf. fört. g.m. i.e. ill. i.st.f. i.s.f. iaf. ibid. istf. jr. jun. kap.
kr.o.m. lic. m.a.o. m.h.a. m.m.d. m/s m/v mdr. motsv. mtrl. N.B. n.b. nr. näml. o.dyl. obs. o.m. op. omkr. ordf.
orig. P.S. p.m. p.o.s. p.s. plur. prel. s.a. s.s. s.å. sek. sekr. sign. skr. spec. ss. stf. t.f. t.h. t.v. teol. tf.
tillf. tillsv. tr. trol. U.S. U.S.A. u.a. u.s. u.å. urspr. v.g.v. v.s. vard. vs. ä.s. äv. övers. övr. kungl.
""".split()
TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    abbreviations(_NORMS, _PLAIN),
)
