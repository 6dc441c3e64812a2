"""Extension attributes of Doc, Span and Token."""

import pytest

from engine.errors import InputError
from engine.tokens import Doc, Span, Token
from engine.tokens.underscore import Underscore
from engine.vocab.vocab import Vocab


@pytest.fixture(autouse=True)
def restore():
    state = Underscore.get_state()
    Underscore.load_state(({}, {}, {}))
    yield
    Underscore.load_state(state)


@pytest.fixture
def doc():
    return Doc(Vocab(), words=["a", "bb", "c"])


@pytest.mark.parametrize("kind", [Doc, Span, Token])
def test_register(kind):
    kind.set_extension("x", default=3)
    assert kind.has_extension("x")
    assert kind.get_extension("x") == (3, None, None, None)
    with pytest.raises(InputError, match="force"):
        kind.set_extension("x", default=4)
    kind.set_extension("x", default=4, force=True)
    assert kind.remove_extension("x")[0] == 4
    assert not kind.has_extension("x")
    assert kind.get_extension("x") is None
    with pytest.raises(InputError):
        kind.remove_extension("x")


@pytest.mark.parametrize(
    "kwargs",
    [
        {},
        {"default": 1, "getter": len},
        {"default": None, "method": len},
        {"getter": len, "method": len},
        {"setter": print},
        {"getter": 3},
        {"defualt": 3},
    ],
)
def test_contradictions(kwargs):
    with pytest.raises(InputError):
        Doc.set_extension("x", **kwargs)
    assert not Doc.has_extension("x")


def test_values_by_place(doc):
    for kind in (Doc, Span, Token):
        kind.set_extension("x", default=0)
    doc._.x, doc[1]._.x, doc[1:3]._.x = 1, 2, 3
    assert (doc._.x, doc[1]._.x, doc[1:3]._.x, doc[0]._.x, doc[0:1]._.x) == (1, 2, 3, 0, 0)
    assert doc.user_data == {
        ("._.", "x", None, None): 1,
        ("._.", "x", 2, None): 2,
        ("._.", "x", 2, 6): 3,
    }


def test_getter_setter_method(doc):
    Token.set_extension("double", getter=lambda t: t.text * 2, setter=lambda t, v: setattr(t, "lemma_", v))
    Doc.set_extension("count", method=lambda d, text: sum(t.text == text for t in d))
    assert doc[1]._.double == "bbbb"
    doc[1]._.double = "lemma"
    assert doc[1].lemma_ == "lemma"
    assert doc._.count("c") == 1


def test_mutable_defaults_are_not_shared(doc):
    Token.set_extension("seen", default=[])
    doc[0]._.seen.append(1)
    assert doc[0]._.seen == [1]
    assert doc[1]._.seen == []


def test_get_set_has_unknown(doc):
    Doc.set_extension("x", default=None)
    doc._.set("x", 5)
    assert doc._.get("x") == 5
    assert doc._.has("x")
    assert not doc._.has("y")
    assert "x" in dir(doc._)
    with pytest.raises(AttributeError, match="set_extension"):
        doc._.y  # noqa: B018
    with pytest.raises(AttributeError):
        doc._.y = 3
