"""Special cases of German: abbreviations, short forms with an apostrophe, Roman ordinals."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, single, update_exceptions

_SHORT_FORMS: Exceptions = {
    text: [{ORTH: text, NORM: norm}]
    for text, norm in {
        "'S": "es", "'s": "es", "'n": "ein", "'ne": "eine", "'nen": "einen", "'nem": "einem", "'ner": "einer",
        "S'": "es", "s'": "es",
    }.items()
}  # fmt: skip
_JOINED: Exceptions = {
    host + "'s": [{ORTH: host}, {ORTH: "'s", NORM: "es"}]
    for word in ("auf", "durch", "für", "hinter", "in", "über", "um", "unter", "vor", "er", "sie", "wir", "ich", "du")
    for host in (word, word.capitalize())
}
_NORMS = {
    "Abb.": "Abbildung", "Abk.": "Abkürzung", "Abs.": "Absatz", "Abt.": "Abteilung", "Apr.": "April", "Aug.": "August",
    "Bd.": "Band", "Bez.": "Bezeichnung", "Dez.": "Dezember", "Di.": "Dienstag", "Do.": "Donnerstag", "Feb.": "Februar",
    "Fr.": "Frau", "Hr.": "Herr", "Hrn.": "Herrn", "Hrsg.": "Herausgeber", "Jan.": "Januar", "Jh.": "Jahrhundert",
    "Jhd.": "Jahrhundert", "Jul.": "Juli", "Jun.": "Juni", "Kap.": "Kapitel", "Mi.": "Mittwoch", "Mio.": "Million",
    "Mo.": "Montag", "Mrd.": "Milliarde", "Nov.": "November", "Nr.": "Nummer", "Okt.": "Oktober", "Sep.": "September",
    "Sept.": "September", "St.": "Sankt", "Std.": "Stunde", "Str.": "Straße", "Tel.": "Telefon", "bzgl.": "bezüglich",
    "bzw.": "beziehungsweise", "ca.": "circa", "d.h.": "das heißt", "evtl.": "eventuell", "ggf.": "gegebenenfalls",
    "i.d.R.": "in der Regel", "inkl.": "inklusive", "max.": "maximal", "min.": "minimal", "mind.": "mindestens",
    "o.ä.": "oder ähnlich", "s.o.": "siehe oben", "s.u.": "siehe unten", "sog.": "so genannt", "u.a.": "und andere",
    "u.v.m.": "und vieles mehr", "usf.": "und so fort", "usw.": "und so weiter", "uvm.": "und vieles mehr",
    "v.a.": "vor allem", "vgl.": "vergleiche", "vllt.": "vielleicht", "z.B.": "zum Beispiel", "z.T.": "zum Teil",
    "z.Zt.": "zur Zeit", "zzgl.": "zuzüglich", "allg.": "allgemein", "bspw.": "beispielsweise",
    "einschl.": "einschließlich", "etc.": "et cetera", "geb.": "geboren", "gest.": "gestorben", "o.g.": "oben genannt",
    "ugs.": "umgangssprachlich", "m.E.": "meines Erachtens", "n.Chr.": "nach Christus", "v.l.n.r.": "von links nach rechts",
    "z.Hd.": "zu Händen", "Aufl.": "Auflage", "Anm.": "Anmerkung", "Hbf.": "Hauptbahnhof", "e.g.": "zum Beispiel",
    "i.e.": "das heißt", "österr.": "österreichisch", "schweiz.": "schweizerisch",
}  # fmt: skip
_PLAIN = (
    "A.C. a.D. A.D. A.G. B.A. B.Sc. B.S. Chr. Cie. Co. Dipl. Dipl.-Ing. Dr. Dr.Nr. e.V. Frl. G.m.b.H. Ges. h.c. Hon.-Prof. "
    "i.A. i.G. i.O. i.V. Ing. Int. Inc. iur. jr. Jr. jun. K.O. k.o. L.A. M.A. M.Sc. Mag. Mr. N.Y. N.Y.C. nat. O.K. o.k. p.a. "
    "p.s. P.S. Ph.D. phil. Pkt. Prof. Red. rer. resp. S.A. sen. st. Tsd. U.S. U.S.A. u.ä. u.s.w. u.U. u.z. v.Chr. vs. wiss."
).split()
_ROMAN = ("II.", "III.", "IV.", "VII.", "VIII.", "IX.", "XI.", "XII.", "XIII.", "XIV.", "XV.", "XVI.", "XX.")

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    single((*_PLAIN, *_ROMAN)),
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    _SHORT_FORMS,
    _JOINED,
)
