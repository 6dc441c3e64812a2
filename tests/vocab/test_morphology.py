"""FEATS strings: normal form, dicts, single features, bad input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InputError
from engine.vocab.morphology import MorphAnalysis, Morphology
from engine.vocab.vocab import Vocab

NAMES = st.text("abcXYZ", min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("given_feats", "normal"),
    [
        ("b=1|B=2|a=3", "B=2|a=3|b=1"),
        ("Case=Nom,Acc|Number=Sing", "Case=Acc,Nom|Number=Sing"),
        ({"B": "b,a"}, "B=a,b"),
        ("a=2,1,2", "a=1,2,2"),
        ("A=1|A=2", "A=2"),
        ("ab=1|Aa=2|aB=3|AC=1", "AC=1|Aa=2|aB=3|ab=1"),
    ],
)
def test_normal_form(given_feats, normal):
    vocab = Vocab()
    assert vocab.strings[vocab.morphology.add(given_feats)] == normal


@pytest.mark.parametrize("empty", ["", "_", {}, 456])
def test_no_features(empty):
    assert Vocab().morphology.add(empty) == 456


@pytest.mark.parametrize("bad", ["Foo", "A=1|Foo", "=1", "A=1=2", {"A": ["x"]}, 1.5])
def test_bad_feats(bad):
    with pytest.raises(InputError):
        Vocab().morphology.add(bad)


@given(st.dictionaries(NAMES, st.lists(NAMES, min_size=1).map(",".join)))
def test_dict_round_trip(features):
    text = Morphology.dict_to_feats(features)
    assert Morphology.dict_to_feats(Morphology.feats_to_dict(text)) == text
    assert set(Morphology.feats_to_dict(text)) == set(features)


def test_analysis():
    morph = MorphAnalysis(Vocab(), "Number=Sing|Case=Nom,Acc")
    assert str(morph) == "Case=Acc,Nom|Number=Sing" == morph.to_json()
    assert list(morph) == ["Case=Acc", "Case=Nom", "Number=Sing"] and len(morph) == 3
    assert morph.get("Case") == ["Acc", "Nom"] and morph.get("Tense") == [] and morph.get("Tense", "x") == "x"
    assert "Case=Acc" in morph and "Case=Dat" not in morph
    assert morph.to_dict() == {"Case": "Acc,Nom", "Number": "Sing"}
    assert morph == MorphAnalysis(morph.vocab, {"Case": "Acc,Nom", "Number": "Sing"})
    with pytest.raises(InputError):
        assert morph == "Number=Sing"
