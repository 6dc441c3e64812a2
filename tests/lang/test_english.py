"""English: recorded tokens and lexical attributes."""

import pytest

import engine
from engine.lang import LANGUAGES, get_defaults


@pytest.fixture(scope="module")
def nlp():
    return engine.blank("en")


def expand(text):
    """Recorded texts write "c*N" for N times the character c."""
    char, times, count = text.partition("*")
    return char * int(count) if times and len(char) == 1 and count.isdigit() else text


def test_recorded_lexemes(nlp, golden):
    for case in golden("examples_lexemes")["lexemes"]:
        lexeme = nlp.vocab[expand(case["text"])]
        for name in ("lower", "norm", "shape", "prefix", "suffix"):
            if isinstance(case.get(name), str):
                expected = expand(case["text"] if case[name] == "(same)" else case[name])
                assert getattr(lexeme, f"{name}_") == expected, (case["text"], name)
        assert lexeme.flags == case["flags"], case["text"]
        assert lexeme.orth == case["orth"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Don't you think we shouldn't've gone?", "Do·n't·you·think·we·should·n't·'ve·gone·?"),
        ("I can't. Cannot!", "I·ca·n't·.·Can·not·!"),
        ("gimme gonna wanna lemme", "gimme·gon·na·wanna·lemme"),
        ("U.K. startup in the U.S.A.", "U.K.·startup·in·the·U.S.A."),
        ("Mr. O'Neill lives in St. Mary's St.", "Mr.·O'Neill·lives·in·St.·Mary·'s·St."),
        ("$1,000.50 and €20m; 5km/h, 10°C. 3rd", "$·1,000.50·and·€·20·m·;·5·km/h·,·10·°·C·.·3rd"),
        ("http://example.com/a?b=c. See www.site.org!", "http://example.com/a?b=c·.·See·www.site.org·!"),
        ("#hashtag @user :-) <3 (^_^)", "#·hashtag·@user·:-)·<3·(^_^)"),
        ("9a.m. 10:30am", "9·a.m.·10:30am"),
        ("I'd've y'all'd ma'am", "I·'d·'ve·y'all'd·ma'am"),
        ("👍🏽 nice👍", "👍·🏽·nice·👍"),
        ("", ""),
        ("  two  spaces ", "  ·two· ·spaces"),
    ],
)
def test_tokens(nlp, text, tokens):
    doc = nlp(text)
    assert "·".join(token.text for token in doc) == tokens
    assert doc.text == text


def test_norms(nlp):
    norms = [(token.text, token.norm_) for token in nlp("I can't, it’ll do. Mt. Rainier – “ok”")]
    assert norms[:6] == [("I", "i"), ("ca", "can"), ("n't", "not"), (",", ","), ("it", "it"), ("’ll", "will")]
    assert ("Mt.", "Mount") in norms and ("–", "-") in norms and ("“", '"') in norms


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_language_tokenizes(code, blank):
    text = "Hello, world! (1990-2000) 50% “x” A.B. don't l'ami d’un 5km"
    nlp = blank(code)
    doc = nlp(text)
    assert doc.text == text and len(doc) > 10 and doc.vocab.lang == code
    assert get_defaults(code) is type(nlp).Defaults


def test_language_classes():
    from engine.lang.en import English

    assert English.lang == "en"
    assert [token.is_stop for token in English()("this is it quickly")] == [True, True, True, False]
    with pytest.raises(Exception, match="Did you mean 'en'"):
        engine.blank("eng_")
