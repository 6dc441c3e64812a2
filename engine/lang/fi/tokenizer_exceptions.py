"""Special cases of Finnish: abbreviations, and conjunctions in one with the verb of negation."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "aik.": "aikaisempi", "alk.": "alkaen", "alv.": "arvonlisävero", "ark.": "arkisin", "as.": "asunto",
    "ao.": "asianomainen", "eaa.": "ennen ajanlaskun alkua", "ed.": "edellinen", "eKr.": "ennen Kristusta",
    "ekr.": "ennen Kristusta", "jKr.": "jälkeen Kristuksen", "jaa.": "jälkeen ajanlaskun alun",
    "em.": "edellä mainittu", "ent.": "entinen", "esim.": "esimerkiksi", "fil.": "filosofian", "huom.": "huomautus",
    "jne.": "ja niin edelleen", "joht.": "johtaja", "k.": "kuollut", "ko.": "kyseessä oleva", "ks.": "katso",
    "l.": "eli", "lk.": "luokka", "lkm.": "lukumäärä", "ltk.": "lautakunta", "maist.": "maisteri",
    "milj.": "miljoona", "mrd.": "miljardi", "min.": "minuutti", "mm.": "muun muassa", "myöh.": "myöhempi",
    "n.": "noin", "nim.": "nimimerkki", "nk.": "niin kutsuttu", "ns.": "niin sanottu", "nyk.": "nykyinen",
    "os.": "osoite", "oik.": "oikealla", "p.": "puhelin", "pj.": "puheenjohtaja", "pnä.": "päivänä",
    "prof.": "professori", "puh.": "puhelin", "pvm.": "päivämäärä", "rak.": "rakennettu",
    "ry.": "rekisteröity yhdistys", "s.": "sivu", "siht.": "sihteeri", "synt.": "syntynyt", "t.": "toivoo",
    "tark.": "tarkastanut", "tms.": "tai muuta sellaista", "toim.": "toimittanut", "ts.": "toisin sanoen",
    "tri.": "tohtori", "v.": "vuosi", "vas.": "vasen", "vert.": "vertaa", "vrt.": "vertaa", "yht.": "yhteensä",
    "yl.": "yleinen", "ym.": "ynnä muuta", "yms.": "ynnä muuta sellaista", "yo.": "ylioppilas",
    "ylim.": "ylimääräinen", "so.": "se on", "vt.": "virkaatekevä", "kts.": "katso",
    "tjsp.": "tai jotain sen päälle",
}  # fmt: skip
_PLAIN = "P.S. U.S. U.S.A. Dr. Mr. Mrs. St. vs. etc.".split()
# Conjunctions that lose their end before the verb of negation: että ei is ettei.
_CONJUNCTIONS = {
    "ett": "että", "joll": "jos", "jott": "jotta", "kosk": "koska", "miks": "miksi", "mutt": "mutta", "vaikk": "vaikka"
}  # fmt: skip
_NEGATED: Exceptions = {
    stem + verb: [{ORTH: stem, NORM: full}, {ORTH: verb, NORM: verb}]
    for stem, full in _CONJUNCTIONS.items()
    for verb in ("en", "et", "ei", "emme", "ette", "eivät")
}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    abbreviations(_NORMS, _PLAIN),
    _NEGATED,
)
