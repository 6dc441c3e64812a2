"""Special cases of Lithuanian: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "m.": "metai", "mėn.": "mėnuo", "d.": "diena", "val.": "valanda", "min.": "minutė", "sek.": "sekundė",
    "pvz.": "pavyzdžiui", "t.y.": "tai yra", "t.t.": "taip toliau", "kt.": "kitas", "pan.": "panašiai",
    "vad.": "vadinamasis", "g.": "gatvė", "pr.": "prospektas", "al.": "alėja", "pl.": "plentas", "a.": "aikštė",
    "k.": "kaimas", "r.": "rajonas", "apskr.": "apskritis", "sav.": "savivaldybė", "mstl.": "miestelis",
    "mln.": "milijonas", "mlrd.": "milijardas", "tūkst.": "tūkstantis", "proc.": "procentas", "vnt.": "vienetas",
    "egz.": "egzempliorius", "psl.": "puslapis", "p.": "puslapis", "nr.": "numeris", "Nr.": "numeris",
    "str.": "straipsnis", "sk.": "skyrius", "pav.": "paveikslas", "lent.": "lentelė", "red.": "redaktorius",
    "sud.": "sudarytojas", "vert.": "vertėjas", "žr.": "žiūrėk", "plg.": "palygink", "prof.": "profesorius",
    "doc.": "docentas", "dr.": "daktaras", "habil.": "habilituotas", "akad.": "akademikas", "inž.": "inžinierius",
    "dir.": "direktorius", "pirm.": "pirmininkas", "gen.": "generolas", "plk.": "pulkininkas", "kun.": "kunigas",
    "vysk.": "vyskupas", "šv.": "šventas", "pal.": "palaimintas", "tel.": "telefonas", "el.": "elektroninis",
    "faks.": "faksas", "a.k.": "asmens kodas", "pr.Kr.": "prieš Kristų", "angl.": "angliškai", "vok.": "vokiškai",
    "pranc.": "prancūziškai", "lot.": "lotyniškai", "rus.": "rusiškai", "liet.": "lietuviškai", "aut.": "autorius",
    "apyt.": "apytiksliai", "vid.": "vidutiniškai", "maks.": "maksimaliai", "įv.": "įvairus", "past.": "pastaba",
    "sutr.": "sutrumpintai", "tech.": "techninis",
}  # fmt: skip
_CAPITALIZED = {text[0].upper() + text[1:]: norm for text, norm in _NORMS.items() if text.islower() and len(text) > 2}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    {text: [{ORTH: text, NORM: norm}] for text, norm in _CAPITALIZED.items()},
)
