"""Tagger, morphologizer and senter: labels, losses, annotation, files."""

from __future__ import annotations

import numpy
import pytest
from thinc.api import fix_random_seed

from engine.errors import DataError, FormatError, InputError
from engine.gold.errors import InputTypeError
from engine.pipeline.morphologizer import Morphologizer
from engine.pipeline.senter import SentenceRecognizer
from engine.pipeline.tagger import Tagger
from engine.tokens import Doc


def uniform(n, k):
    return [numpy.full((n, k), 1 / k, dtype="float32")]


def targets(component, example):
    """Labels whose probability the gradient raises, token by token."""
    k = len(component.labels)
    (gradient,) = component.get_loss([example], [numpy.zeros((len(example.x), k), "float32")])[1]
    return [component.labels[int(row.argmin())] if row.min() < 0 else None for row in gradient]


def test_labels_are_sorted_and_kept(vocab, make_example, small_tagger_model):
    tagger = Tagger(vocab, small_tagger_model())
    assert tagger.add_label("Z") == 1
    assert tagger.add_label("Z") == 0
    tagger.initialize(lambda: [make_example("a b c", tags=["X", "", "B"]), make_example("d", tags=["A"])])
    assert tagger.labels == ("Z", "A", "B", "X")
    assert tagger.label_data == tagger.labels
    with pytest.raises(InputError, match="cannot be resized"):
        tagger.add_label("new")
    with pytest.raises(InputError):
        tagger.add_label(3)


def test_update_learns_and_reports(vocab, make_example, small_tagger_model):
    fix_random_seed(0)
    tagger = Tagger(vocab, small_tagger_model())
    examples = [make_example("a b c d", tags=["X", "Y", "X", "Y"]), make_example("b a", tags=["Y", "X"])]
    tagger.initialize(lambda: examples)
    optimizer = tagger.create_optimizer()
    losses = [tagger.update(examples, sgd=optimizer, losses={})["tagger"] for _ in range(150)]
    assert losses[0] == pytest.approx(3.0)
    assert losses[-1] < 0.1
    doc = tagger(Doc(vocab, words=["d", "c"]))
    assert [token.tag_ for token in doc] == ["Y", "X"]
    (piped,) = tagger.pipe([Doc(vocab, words=["d", "c"])])
    assert [token.tag_ for token in piped] == ["Y", "X"]


def test_loss_of_missing_negated_and_unseen_tags(vocab, make_example, small_tagger_model):
    tagger = Tagger(vocab, small_tagger_model())
    tagger.initialize(lambda: [make_example("a b", tags=["X", "Y"])])
    loss, (gradient,) = tagger.get_loss([make_example("a b c d", tags=["!X", "X", "", "Y"])], uniform(4, 2))
    assert gradient.tolist() == [[0.5, 0.0], [-0.5, 0.5], [0.0, 0.0], [0.5, -0.5]]
    assert loss == pytest.approx(1.25)
    with pytest.raises(DataError, match="'ZZ'"):
        tagger.get_loss([make_example("a b", tags=["X", "ZZ"])], uniform(2, 2))
    tagger.cfg["label_smoothing"] = 0.1
    loss, (gradient,) = tagger.get_loss([make_example("a", tags=["X"])], uniform(1, 2))
    assert gradient[0].tolist() == pytest.approx([-0.4, 0.4])
    tagger.cfg["label_smoothing"] = 0.7
    with pytest.raises(InputError, match="label_smoothing"):
        tagger.get_loss([make_example("a", tags=["X"])], uniform(1, 2))


def test_negated_labels_of_the_data(vocab, make_example, small_tagger_model):
    tagger = Tagger(vocab, small_tagger_model())
    tagger.initialize(lambda: [make_example("a b c", tags=["!X", "X", "!Z"])])
    assert tagger.labels == ("!X", "!Z", "X")
    _, (gradient,) = tagger.get_loss([make_example("a b c", tags=["!X", "X", "!Z"])], uniform(3, 3))
    third = 1 / 3
    assert gradient.ravel().tolist() == pytest.approx([0, 0, third, third, third, third - 1, 0, 0, 0])


def test_update_without_labels_or_examples(vocab, make_example, small_tagger_model):
    tagger = Tagger(vocab, small_tagger_model())
    with pytest.raises(InputError, match="no labels"):
        tagger.update([make_example("a")])
    with pytest.raises(InputError, match="no labels"):
        tagger.initialize(lambda: [make_example("a")])
    tagger.initialize(lambda: [make_example("a", tags=["X"])], labels=["P", "Q"])
    assert tagger.labels == ("P", "Q")
    with pytest.raises(InputTypeError):
        tagger.update("a text")
    assert tagger.update([make_example([])]) == {"tagger": 0.0}


def test_overwrite(vocab, make_example, small_tagger_model):
    tagger = Tagger(vocab, small_tagger_model())
    tagger.initialize(lambda: [make_example("a b", tags=["X", "Y"])])
    doc = Doc(vocab, words=["a", "b"], tags=["OLD", ""])
    tagger.set_annotations([doc], [numpy.asarray([0, 1])])
    assert [token.tag_ for token in doc] == ["OLD", "Y"]
    tagger.cfg["overwrite"] = True
    tagger.set_annotations([doc], [numpy.asarray([0, 1])])
    assert [token.tag_ for token in doc] == ["X", "Y"]


def test_empty_documents(vocab, make_example, small_tagger_model):
    tagger = Tagger(vocab, small_tagger_model())
    tagger.initialize(lambda: [make_example("a", tags=["X"])])
    assert tagger.predict([]) == []
    assert [len(each) for each in tagger.predict([Doc(vocab), Doc(vocab, words=["a"])])] == [0, 1]
    assert len(tagger(Doc(vocab))) == 0


@pytest.mark.parametrize("kind", [Tagger, Morphologizer, SentenceRecognizer])
def test_round_trips(vocab, make_example, small_tagger_model, tmp_path, kind):
    component = kind(vocab, small_tagger_model())
    example = make_example("a b", tags=["X", "Y"], pos=["NOUN", "VERB"], morphs=["A=b", ""])
    component.initialize(lambda: [example])
    component.update([example], sgd=component.create_optimizer())
    guesses = component.predict([example.x])[0].tolist()
    from_bytes = kind(vocab, small_tagger_model()).from_bytes(component.to_bytes())
    component.to_disk(tmp_path / "component")
    from_disk = kind(vocab, small_tagger_model()).from_disk(tmp_path / "component", exclude=["vocab"])
    for other in (from_bytes, from_disk):
        assert other.labels == component.labels
        assert other.cfg == component.cfg
        assert other.predict([example.x])[0].tolist() == guesses
    assert sorted(path.name for path in (tmp_path / "component").iterdir()) == ["cfg", "model", "vocab"]


@pytest.mark.parametrize("cut", [0, 1, 10, -1])
def test_malformed_bytes(vocab, make_example, small_tagger_model, cut):
    tagger = Tagger(vocab, small_tagger_model())
    tagger.initialize(lambda: [make_example("a", tags=["X"])])
    data = tagger.to_bytes(exclude=["vocab"])
    with pytest.raises(FormatError):
        Tagger(vocab, small_tagger_model()).from_bytes(data[:cut], exclude=["vocab"])


def test_morphologizer_labels_in_order_of_appearance(vocab, make_example, small_tagger_model):
    component = Morphologizer(vocab, small_tagger_model())
    examples = [
        make_example("a b c d", pos=["NOUN", "", "VERB", "X"], morphs=["Number=Sing|Case=Nom", "", "_", "A=b"]),
        make_example("a", pos=["ADJ"]),
    ]
    component.initialize(lambda: examples)
    assert component.cfg["labels_morph"] == {
        "Case=Nom|Number=Sing|POS=NOUN": "Case=Nom|Number=Sing",
        "_": "",
        "POS=VERB": "",
        "A=b|POS=X": "A=b",
        "POS=ADJ": "",
    }
    assert list(component.cfg["labels_pos"].values()) == [92, 0, 100, 101, 84]
    assert targets(component, examples[0]) == ["Case=Nom|Number=Sing|POS=NOUN", "_", "POS=VERB", "A=b|POS=X"]
    # No annotation, and annotation that no label stands for
    assert targets(component, make_example("a b c", pos=["ADJ", "NOUN", ""])) == ["POS=ADJ", None, None]
    # Two gold tokens in one predicted token count where both agree
    merged = make_example(["ab", "c"], ["a", "b", "c"], pos=["ADJ", "ADJ", "VERB"])
    assert targets(component, merged) == ["POS=ADJ", "POS=VERB"]


def test_morphologizer_label_data_round_trip(vocab, make_example, small_tagger_model):
    first, second = Morphologizer(vocab, small_tagger_model()), Morphologizer(vocab, small_tagger_model())
    example = make_example("a b", pos=["NOUN", "VERB"], morphs=["A=b", ""])
    first.initialize(lambda: [example])
    second.initialize(lambda: [example], labels=first.label_data)
    assert second.cfg == first.cfg


# Recorded from spaCy 3.8.18: (overwrite, extend, pos and features after the prediction Number=Sing|POS=NOUN|Person=3)
OVERWRITE_CASES = [
    (False, False, "ADJ", "Case=Nom|Number=Plur"),
    (False, True, "ADJ", "Case=Nom|Number=Plur|Person=3"),
    (True, False, "NOUN", "Number=Sing|Person=3"),
    (True, True, "NOUN", "Case=Nom|Number=Sing|Person=3"),
]


@pytest.mark.parametrize(("overwrite", "extend", "pos", "morph"), OVERWRITE_CASES)
def test_morphologizer_overwrite_and_extend(vocab, small_tagger_model, overwrite, extend, pos, morph):
    component = Morphologizer(vocab, small_tagger_model(), overwrite=overwrite, extend=extend)
    component.add_label("POS=NOUN|Number=Sing|Person=3")
    assert component.labels == ("Number=Sing|POS=NOUN|Person=3",)
    doc = Doc(vocab, words=["a", "b"], pos=["ADJ", ""])
    doc[0].set_morph("Case=Nom|Number=Plur")
    component.set_annotations([doc], [numpy.asarray([0, 0])])
    assert (doc[0].pos_, str(doc[0].morph)) == (pos, morph)
    assert (doc[1].pos_, str(doc[1].morph)) == ("NOUN", "Number=Sing|Person=3")


def test_senter_targets(vocab, make_example, small_tagger_model):
    senter = SentenceRecognizer(vocab, small_tagger_model())
    assert targets(senter, make_example("a b c d", sent_starts=[1, 0, 1, -1])) == ["S", "I", "S", "I"]
    assert targets(senter, make_example(["ab", "c", "d"], list("abcd"), sent_starts=[1, 0, 1, 0])) == [None, "S", "I"]
    assert targets(senter, make_example(["a", "b", "cd"], ["ab", "c", "d"], sent_starts=[1, 1, 0])) == ["S", "S", None]
    assert senter.labels == ("I", "S") and senter.hide_labels
    with pytest.raises(NotImplementedError):
        senter.add_label("x")


def test_senter_overwrite(vocab, small_tagger_model):
    senter = SentenceRecognizer(vocab, small_tagger_model())
    doc = Doc(vocab, words=["a", "b", "c", "d"])
    doc[2].is_sent_start = True
    senter.set_annotations([doc], [numpy.asarray([1, 1, 0, 0])])
    assert [token.is_sent_start for token in doc] == [True, True, True, False]
    senter.cfg["overwrite"] = True
    senter.set_annotations([doc], [numpy.asarray([1, 0, 0, 1])])
    assert [token.is_sent_start for token in doc] == [True, False, False, True]


def test_error_handler(vocab, make_example, small_tagger_model):
    tagger = Tagger(vocab, small_tagger_model())
    tagger.initialize(lambda: [make_example("a", tags=["X"])])
    seen = []
    tagger.set_error_handler(lambda name, component, docs, error: seen.append((name, len(docs), type(error))))
    tagger.predict = lambda docs: 1 / 0
    assert list(tagger.pipe([Doc(vocab, words=["a"]), Doc(vocab, words=["b"])], batch_size=1)) == []
    assert seen == [("tagger", 1, ZeroDivisionError)] * 2
