"""Special cases of Slovenian: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "npr.": "na primer", "itd.": "in tako dalje", "ipd.": "in podobno", "idr.": "in drugi", "itn.": "in tako naprej",
    "tj.": "to je", "t.i.": "tako imenovani", "oz.": "oziroma", "gl.": "glej", "prim.": "primerjaj", "str.": "stran",
    "št.": "številka", "ul.": "ulica", "c.": "cesta", "stol.": "stoletje", "n.št.": "našega štetja", "tel.": "telefon",
    "g.": "gospod", "ga.": "gospa", "gdč.": "gospodična", "sv.": "sveti", "prof.": "profesor", "doc.": "docent",
    "dr.": "doktor", "mag.": "magister", "dipl.": "diplomirani", "inž.": "inženir", "akad.": "akademik",
    "univ.": "univerzitetni", "čl.": "člen", "odst.": "odstavek", "pogl.": "poglavje", "sl.": "slika", "tab.": "tabela",
    "izd.": "izdaja", "mio.": "milijon", "mrd.": "milijarda", "tis.": "tisoč", "min.": "minuta", "sek.": "sekunda",
    "jan.": "januar", "feb.": "februar", "apr.": "april", "jun.": "junij", "jul.": "julij", "avg.": "avgust",
    "sept.": "september", "okt.": "oktober", "dec.": "december", "pon.": "ponedeljek", "tor.": "torek",
    "sob.": "sobota", "ned.": "nedelja", "angl.": "angleško", "nem.": "nemško", "lat.": "latinsko",
    "slov.": "slovensko", "d.o.o.": "družba z omejeno odgovornostjo", "d.d.": "delniška družba",
    "s.p.": "samostojni podjetnik", "p.s.": "pripis",
}  # fmt: skip
_CAPITALIZED = {text[0].upper() + text[1:]: norm for text, norm in _NORMS.items() if len(text) > 2}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    {text: [{ORTH: text, NORM: norm}] for text, norm in _CAPITALIZED.items()},
)
