"""Special cases of French: abbreviations, words whose apostrophe or hyphen does not part them."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, single, update_exceptions

_NORMS = {
    "av.": "avant", "apr.": "après", "janv.": "janvier", "févr.": "février", "avr.": "avril", "juill.": "juillet",
    "sept.": "septembre", "oct.": "octobre", "nov.": "novembre", "déc.": "décembre", "Dr.": "docteur", "Mr.": "monsieur",
    "M.": "monsieur", "Mlle.": "mademoiselle", "Mme.": "madame", "MM.": "messieurs", "Mgr.": "monseigneur",
    "n°": "numéro", "N°": "numéro", "p.": "page", "pp.": "pages", "d°": "degrés", "St.": "saint", "Ste.": "sainte",
    "cf.": "confer", "éd.": "éditeur", "vol.": "volume", "chap.": "chapitre", "boul.": "boulevard", "tél.": "téléphone",
    "env.": "environ", "ex.": "exemple",
}  # fmt: skip
_PLAIN = ("etc.", "J.-C.", "adj.", "adv.", "all.", "anc.", "art.", "c.-à-d.", "fig.", "sq.", "suiv.")
# Compounds that end like a verb with its pronoun, and words with an apostrophe of their own.
_WHOLE = """
aujourd'hui rendez-vous garde-à-vous chez-moi chez-nous chez-vous entr'ouvert entr'ouverte entr'aide prud'homme
prud'hommes prud'homal par-là là-bas au-delà par-delà jusque-là de-ci de-là m'as-tu-vu qu'en-dira-t-on
""".split()

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    single((*_PLAIN, *(spelled for word in _WHOLE for spelled in (word, word.capitalize())))),
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
