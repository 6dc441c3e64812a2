"""Lemmatizers of single languages: on small tables by hand, and beside the peer."""

from __future__ import annotations

import pytest

import engine
from engine.lookups import Lookups
from engine.pipeline.registered_rules import FACTORIES
from engine.tokens import Doc

PARTS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split()
KEYS = [part.lower() for part in PARTS]
RULES = {
    "lemma_rules": {key: [["s", ""], ["q", "q-1"], ["ts", "to"], ["xs", ""], ["", "x"]] for key in KEYS if key != "x"},
    "lemma_index": {key: ["cat", "cato", "indexed", "LC", "both"] for key in KEYS},
    "lemma_exc": {key: {"mice": ["mouse", "mice2"], "both": ["e1", "e2"]} for key in KEYS},
    "lemma_lookup": {"looks": "LL", "Up": "LU", "cats": "LC", "mice": "LM", "zz": "LZ", "-": "L-"},
}
WORDS = "cats Cats CATS mice Mice looks Up up zz ZZ indexed both q aq - 12 xs s читајќи Читајќи јќи".split()
ITALIAN = "l' L' lo la i gli le li un un' Una d' alcun Alcun qualcun only Only zzz low Cap cap alc".split()
POLISH = "low Low LOW Cap cap CAP najx Najx niex NieX najniex niebota nie naj zzz Zzz".split()
IRISH = "low Low Cap cap cos chos gcos Chos doras ndoras n-doras NDoras scoil tscoil t-scoil TScoil aois n-aois nAois"
IRISH = [*IRISH.split(), *"haois hAois h-aois t-aois naois peann bpeann pheann muc mhuc zzz dteach bead mbead".split()]
BY_POS = {"low": "L", "Cap": "C", "x": "X", "niex": "I", "najx": "N", "bota": "B", "alc": "alcun", "Low": "Q"}


SPANISH = "La las otras otra Gatas luces roja pido cuento cantando cantándoselo cántame leselo mila mese los En".split()
SPANISH_TABLES = {
    "lemma_rules": {
        "det": [["la", "el"]],
        "pron": [["me", "yo"]],
        "num": [["dos", "2"]],
        "adverbs": [["muy", "mucho"]],
        "det_and_pron_fixed": [["los", "L"]],
        "det_and_pron_general": [["as", "os"], ["as", "o"], ["a", "o"], ["s", ""]],
        "adj_sing_fem": [["a", "o"], ["a", ""]],
        "noun_plur": [["s", ""], ["es", ""], ["ces", "z"]],
        "verb_pres": [["o", "ar"], ["o", "er"], ["ame", "ar"]],
        "verb_ger": [["ando", "ar"]],
        "voc_alt_1": [["u", "o"], ["i", "e"]],
        "voc_alt_2": [["ue", "o"]],
        "accents": [["á", "a"]],
    },
    "lemma_rules_groups": {
        "noun": [["noun_plur", ["Number=Plur"]]],
        "adj": [["adj_sing_fem", ["Number=Sing", "Gender=Fem"]]],
        "verb": [["verb_ger", ["VerbForm=Ger"]], ["verb_pres", ["Tense=Pres"]]],
    },
    "lemma_index": {"noun": ["gata", "luz"], "adj": ["roj"], "verb": ["peder", "contar", "cantar"], "det": ["otro"]},
    "lemma_exc": {"pron": {"lo": ["él"]}, "noun": {"mese": ["m1", "m2"]}},
}
FEATURES = ["", "Number=Plur", "Gender=Fem|Number=Sing", "VerbForm=Ger", "Tense=Pres", "PronType=Prs|VerbForm=Ger"]


def tables_of(language):
    if language == "es":
        return SPANISH_TABLES
    if language == "ga":
        roots = "low Cap cos doras scoil aois peann muc teach bead Aois".split()
        return {
            f"lemma_lookup_{part}": {root: root + part for root in roots} for part in ("adj", "adp", "noun", "verb")
        }
    if language in ("it", "pl"):
        required, _ = engine.blank(language).add_pipe("lemmatizer").get_lookups_config("pos_lookup")
        tables = {
            name: {form: lemma + name[-3:] for form, lemma in BY_POS.items() if form != "alc"} for name in required
        }
        for table in tables.values():
            table["alc"] = "alcun"
        return tables | ({"lemma_lookup": {"only": "LO", "low": "LX"}} if language == "it" else {})
    return RULES


def words_of(language):
    return {"es": SPANISH, "ga": IRISH, "it": ITALIAN, "pl": POLISH}.get(language, WORDS)


def lemmatizer_of(package, language, tables, **config):
    lemmatizer = package.blank(language).add_pipe("lemmatizer", config=config)
    lookups = type(lemmatizer.lookups)()
    for name, table in tables.items():
        lookups.add_table(name, table)
    lemmatizer.initialize(lookups=lookups)
    return lemmatizer


def lemmas(lemmatizer, words, pos, doc_class=Doc, morph=""):
    doc = doc_class(lemmatizer.vocab, words=words, pos=[pos] * len(words), morphs=[morph] * len(words))
    return [token.lemma_.strip() for token in lemmatizer(doc)]  # the peer's may have spaces around them in Spanish


def test_results_of_the_index_and_exceptions():
    for language in ("fr", "ca", "el"):
        lemmatizer = lemmatizer_of(engine, language, RULES)
        found = lemmas(lemmatizer, "Cats mice indexed both looks q 12".split(), "NOUN")
        assert found == ["cat", "mouse", "indexed", "both", "look", "q-1", "12x"], language
        assert lemmas(lemmatizer, ["Cats"], "SPACE") == ["cats"]
    french = lemmatizer_of(engine, "fr", {**RULES, "lemma_rules": {}})
    assert lemmas(french, ["cats", "other"], "NOUN") == ["LC", "other"]
    assert lemmas(french, ["cats", "Other"], "PROPN") == ["LC", "Other"]


def test_dutch():
    lemmatizer = lemmatizer_of(engine, "nl", RULES)
    found = lemmas(lemmatizer, "cats Cats mice looks zz indexed both".split(), "NOUN")
    assert found == ["LC", "LC", "mouse", "LL", "LZ", "indexed", "both"]
    assert lemmas(lemmatizer, ["Cats"], "PROPN") == ["cats"]
    by_table = lemmatizer_of(engine, "nl", RULES, mode="lookup")
    assert lemmas(by_table, ["CATS", "Other"], "NOUN") == ["LC", "other"]


def test_macedonian():
    lemmatizer = lemmatizer_of(
        engine, "mk", {"lemma_rules": {"verb": [["а", "ам-"]]}, "lemma_exc": {"verb": {"чита": ["x"]}}}
    )
    assert lemmas(lemmatizer, ["читајќи", "играјќи", "јќи"], "ADV") == ["x", "играм-", "јќи"]
    assert lemmas(lemmatizer, ["Друго"], "VERB") == ["Друго"]


def test_italian_and_polish():
    italian = lemmatizer_of(engine, "it", tables_of("it"))
    assert lemmas(italian, ["L'", "una", "low", "other"], "DET") == ["il", "uno", "Ldet", "other"]
    assert lemmas(italian, ["gli", "alcun", "alc"], "PRON") == ["lo", "alcuno", "alcuno"]
    assert lemmas(italian, ["Cap", "Low", "only"], "PROPN") == ["Coun", "Qoun", "LO"]
    polish = lemmatizer_of(engine, "pl", tables_of("pl"))
    assert lemmas(polish, ["najx", "niex", "najniex", "low"], "ADJ") == ["Xadj", "Xadj", "Iadj", "Ladj"]
    assert lemmas(polish, ["najx", "niex"], "VERB") == ["Nerb", "Xerb"]
    assert lemmas(polish, ["Cap", "CAP"], "NOUN") == ["Coun", "cap"]


def test_spanish():
    lemmatizer = lemmatizer_of(engine, "es", SPANISH_TABLES)
    assert lemmas(lemmatizer, ["Gatas", "luces", "mese"], "NOUN", morph="Number=Plur") == ["gata", "luz", "m1"]
    assert lemmas(lemmatizer, ["pido", "cuento", "zz"], "VERB", morph="Tense=Pres") == ["peder", "contar", "zz"]
    found = lemmas(lemmatizer, ["cantándoselo", "cantándome"], "VERB", morph="PronType=Prs|VerbForm=Ger")
    assert found == ["cantar se él", "cantar yo"]
    assert lemmas(lemmatizer, ["La", "otras", "los", "mila"], "DET") == ["el", "otro", "L", "mila"]
    assert lemmas(lemmatizer, ["En", "En"], "ADP") == ["en", "En"]  # lower case where a sentence begins
    assert lemmas(lemmatizer, ["Ana", "Ana"], "PROPN") == ["Ana", "Ana"]
    with pytest.raises(ValueError, match="lacks lemma_rules, lemma_rules_groups"):
        engine.blank("es").add_pipe("lemmatizer").initialize(lookups=Lookups())


def test_irish():
    lemmatizer = lemmatizer_of(engine, "ga", tables_of("ga"))
    found = lemmas(lemmatizer, "gcos Chos n-doras TScoil nAois haois t-aois mhuc bpeann Cap".split(), "NOUN")
    roots = "cos cos doras scoil aois aois".split()
    assert found == [*(root + "noun" for root in roots), "t-aois", "mucnoun", "peannnoun", "cap"]
    assert lemmas(lemmatizer, ["Cap", "nAois", "gcos"], "PROPN") == ["Capnoun", "Aoisnoun", "cosnoun"]
    assert lemmas(lemmatizer, ["gcos", "cos"], "ADP") == ["gcos", "cosadp"]


def test_memo_gives_what_the_method_gives():
    for language in ("ca", "el", "en", "fr", "ga", "it", "mk", "nl", "pl"):
        lemmatizer = lemmatizer_of(engine, language, tables_of(language))
        for pos in PARTS:
            first = lemmas(lemmatizer, words_of(language) * 2, pos)
            doc = Doc(lemmatizer.vocab, words=words_of(language) * 2, pos=[pos] * len(first))
            assert first == [lemmatizer.lemmatize(token)[0] for token in doc]
        assert len(lemmatizer._memo) > 0


def test_missing_tables_of_a_language():
    for language in ("ca", "fr", "nl"):
        lemmatizer = engine.blank(language).add_pipe("lemmatizer")
        with pytest.raises(ValueError, match="lacks lemma_lookup, lemma_rules, lemma_exc, lemma_index"):
            lemmatizer.initialize(lookups=Lookups())
    with pytest.raises(ValueError, match="lemma_lookup_adj, lemma_lookup_adp"):
        engine.blank("pl").add_pipe("lemmatizer").initialize(lookups=Lookups())


ELSEWHERE = {"ga", "ru", "uk"}  # have test files of their own
LANGUAGES = sorted({name.partition(".")[0] for name in FACTORIES if name.endswith(".lemmatizer")} - ELSEWHERE)


@pytest.mark.peer
@pytest.mark.filterwarnings("ignore:.*W108")
@pytest.mark.parametrize("language", LANGUAGES)
def test_peer_agrees(language):
    spacy = pytest.importorskip("spacy", reason="the peer is not installed")
    tables = tables_of(language)
    found = []
    for package, doc_class in ((engine, Doc), (spacy, spacy.tokens.Doc)):
        lemmatizer = lemmatizer_of(package, language, tables)
        rows = [lemmatizer.mode, lemmatizer.get_lookups_config(lemmatizer.mode)]
        words = [word for word in words_of(language) if word != "јќи"]  # the peer makes it empty
        features = FEATURES if language == "es" else [""]
        rows += [lemmas(lemmatizer, words, pos, doc_class, morph) for pos in PARTS for morph in features]
        found.append(rows)
    assert found[0] == found[1]
