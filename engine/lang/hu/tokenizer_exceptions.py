"""Special cases of Hungarian: abbreviations."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "dr.": "doktor", "prof.": "professzor", "ifj.": "ifjabb", "id.": "idősebb", "özv.": "özvegy", "stb.": "s a többi",
    "pl.": "például", "kb.": "körülbelül", "ún.": "úgynevezett", "ill.": "illetve", "vö.": "vesd össze", "ti.": "tudniillik",
    "uo.": "ugyanott", "uő.": "ugyanő", "ui.": "ugyanis", "u.": "utca", "krt.": "körút", "sz.": "szám", "szt.": "szent",
    "ker.": "kerület", "em.": "emelet", "fszt.": "földszint", "tel.": "telefon", "old.": "oldal", "köt.": "kötet", "kiad.": "kiadás",
    "szerk.": "szerkesztette", "ford.": "fordította", "bek.": "bekezdés", "évf.": "évfolyam", "min.": "miniszter",
    "max.": "maximum", "jan.": "január", "febr.": "február", "márc.": "március", "ápr.": "április", "máj.": "május",
    "jún.": "június", "júl.": "július", "aug.": "augusztus", "szept.": "szeptember", "okt.": "október", "nov.": "november",
    "dec.": "december", "i.e.": "időszámításunk előtt", "i.sz.": "időszámításunk szerint",
    "Kr.e.": "Krisztus előtt", "Kr.u.": "Krisztus után", "Kft.": "korlátolt felelősségű társaság", "Rt.": "részvénytársaság",
    "Nyrt.": "nyilvánosan működő részvénytársaság", "Zrt.": "zártkörűen működő részvénytársaság", "Bt.": "betéti társaság",
    "mrd.": "milliárd", "m.": "megye", "vm.": "vármegye", "c.": "című", "ny.": "nyugalmazott", "h.": "helyettes", "műv.": "művészeti",
    "főisk.": "főiskola", "ált.": "általános", "isk.": "iskola", "kp.": "központ",
    "csüt.": "csütörtök", "péld.": "példány", "bev.": "bevezette", "biz.": "bizottság",
}  # fmt: skip
_PLAIN = """
a.m. alez. arch. bp. Bp. cca. d.u. d.e. ea. eü. gimn. hrsz. htb. int. irod. ism. ny.á. P.S. p.m. t. tc. tsz. v. vk.
vs. Mrs. Mr. jr. St. etc.
""".split()

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    abbreviations(_NORMS, _PLAIN),
)
