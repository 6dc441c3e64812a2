"""Languages of Europe: tokens, norms, numbers, stop words, classes."""

from importlib import import_module

import pytest

import engine


@pytest.fixture(scope="module", params=["de", "es", "fr"])
def nlp(request):
    return engine.blank(request.param)


CASES = {
    "de": [
        ("Am 3. Mai kamen ca. 20 Gäste z.B. aus Köln.", "Am·3.·Mai·kamen·ca.·20·Gäste·z.B.·aus·Köln·."),
        ("Die U-Bahn-Station (Linie 5) kostet 3,50€!", "Die·U-Bahn-Station·(·Linie·5·)·kostet·3,50·€·!"),
        ("Dr. Meier sagt: „Ich hab's eilig“, usw.", "Dr.·Meier·sagt·:·„·Ich·hab's·eilig·“·,·usw."),
        ("Karl II. regierte 50 Jahre.", "Karl·II.·regierte·50·Jahre·."),
    ],
    "es": [
        ("El Sr. Pérez vive en EE.UU. desde 1999.", "El·Sr.·Pérez·vive·en·EE.UU.·desde·1999·."),
        ("¿Cuánto cuesta? ¡Un 20% menos!", "¿·Cuánto·cuesta·?·¡·Un·20%·menos·!"),
        ("El tratado franco-español, p.ej., dura 10km.", "El·tratado·franco-español·,·p.ej.·,·dura·10·km·."),
    ],
    "fr": [
        ("L'homme qu’il a vu n'est pas là.", "L'·homme·qu’·il·a·vu·n'·est·pas·là·."),
        ("Qu'est-ce que c'est ? Viendra-t-il ?", "Qu'·est·-ce·que·c'·est·?·Viendra·-t·-il·?"),
        ("Aujourd'hui, j'ai rendez-vous avec M. Petit.", "Aujourd'hui·,·j'·ai·rendez-vous·avec·M.·Petit·."),
        ("Un arc-en-ciel à Saint-Étienne coûte 5%.", "Un·arc-en-ciel·à·Saint-Étienne·coûte·5·%·."),
    ],
}


def test_tokens(nlp):
    for text, tokens in CASES[nlp.lang]:
        doc = nlp(text)
        assert "·".join(token.text for token in doc) == tokens
        assert doc.text == text


NUMBERS = {
    "ca": ("10 1.000 deu vint-i-dos trenta-tres desè primera 1r 5è", "dia r sisena-"),
    "cs": ("10 3,5 deset dvacet pětadvacet dvacetdva desátý prvního tisíc", "den a desátník"),
    "da": ("10 1.000 ti enogtyve tiende 1/2", "tid og ende"),
    "de": ("10 1.000 zehn zehnten Dritter 1/2", "Zehe a deren n"),
    "el": ("10 1.000 δέκα είκοσι δέκατος τρίτη 3ος 21η", "μέρα ος δε"),
    "es": ("10 1.000 diez Primera 3º", "día º unos"),
    "fi": ("10 1,5 kymmenen kaksikymmentäyksi kolmastoista 3:s", "kyllä :s talo"),
    "fr": ("10 3,5 dix vingt-deux 1er 3ème", "mer ère dire"),
    "hr": ("10 3,5 deset dvadeset deseti prvog tisuća", "dan i desetnik"),
    "hu": ("10 3,5 tíz huszonöt tizedik harminckettő 3. ezer", "nap ik tízes"),
    "it": ("10 1.000 dieci ventuno trentotto Primo decimi 1° 2ª", "dire ° none prima"),
    "nb": ("10 1.000 ti tjueto tjuende niende 17.", "tid og ende"),
    "nl": ("10 1.000 tien eenentwintig drieëntwintig twintigste 3e 2de", "tiener de e"),
    "pl": ("10 3,5 dziesięć dwadzieścia dziesiąty pierwszego tysiąc", "dzień i setka"),
    "pt": ("10 1.000 dez vinte Primeira milésimos 3º 1.º", "dia º os"),
    "ro": ("10 1.000 zece douăzeci zecelea cincea 3-lea 10-a", "zi lea o"),
    "sv": ("10 1.000 tio tjugotvå trettionde femte 3:e", "tid :e ande"),
    "tr": ("10 1.000 on yirmi onuncu İKİ ALTI 3. 10'uncu 5inci", "gün inci o"),
}


@pytest.mark.parametrize("code", sorted(NUMBERS))
def test_numbers(code):
    vocab = engine.blank(code).vocab
    numbers, others = NUMBERS[code]
    assert [word for word in numbers.split() if not vocab[word].like_num] == []
    assert [word for word in others.split() if vocab[word].like_num] == []


def test_norms_and_stop_words():
    assert [token.norm_ for token in engine.blank("de")("z.B. Mio.")] == ["zum Beispiel", "Million"]
    assert [token.norm_ for token in engine.blank("es")("pal mar")] == ["para", "el", "mar"]
    assert [token.norm_ for token in engine.blank("fr")("n° 5")] == ["numéro", "5"]
    texts = {"de": "Das ist nicht unser Haus", "es": "Eso no es nuestra casa", "fr": "Ce n'est pas notre maison"}
    for code, text in texts.items():
        flags = [token.is_stop for token in engine.blank(code)(text)]
        assert all(flags[:-1]) and not flags[-1], code


CLASSES = dict(
    pair.split(":")
    for pair in (
        "ca:Catalan cs:Czech da:Danish de:German el:Greek es:Spanish fi:Finnish fr:French hr:Croatian hu:Hungarian "
        "it:Italian nb:Norwegian nl:Dutch pl:Polish pt:Portuguese ro:Romanian sv:Swedish tr:Turkish"
    ).split()
)


@pytest.mark.parametrize("code", sorted(CLASSES))
def test_classes_and_what_is_saved(code):
    """The class of the package is that of blank; settings and tokens survive saving."""
    found = getattr(import_module(f"engine.lang.{code}"), CLASSES[code])
    nlp = found()
    assert type(engine.blank(code)) is found and nlp.lang == code and nlp.config["nlp"]["lang"] == code
    text = "3. l'a-t-il 12.5.2020. 5%-os „x” a’b dr. XIV. anar-hi s-a 10°C n°5 R$5 EU:n a/b."
    again = engine.blank(code).from_bytes(nlp.to_bytes())
    assert [token.text for token in again(text)] == [token.text for token in nlp(text)]
