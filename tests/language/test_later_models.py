"""Models of loaded pipelines are made when somebody asks for them, and nothing else about a pipeline shows it."""

from __future__ import annotations

import copy
import pickle
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy
import pytest

import engine
from engine.config import registry
from engine.errors import ConfigError, FormatError
from engine.formats import msgpack
from engine.ml.optimizer import make_adam
from tests.language.threads_pipeline import TOK2VEC, gold, make_pipeline, make_texts, transitions

ROOT = Path(__file__).resolve().parents[2]
TRAINED = ("tok2vec", "tagger", "morphologizer", "senter", "parser", "ner")
HEAVY = ("thinc", "confection", "pydantic", "catalogue", "srsly")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("later") / "pipeline"
    nlp = make_pipeline()
    nlp.to_disk(path)
    return path


def eager(path):
    """The same pipeline with all models made at once."""
    nlp = engine.load(path)
    for name in TRAINED:
        assert nlp.get_pipe(name).model is not None
        assert nlp.get_pipe(name)._later is None
    return nlp


def is_later(nlp, name):
    return nlp.get_pipe(name)._later is not None


def predictions(nlp, seed=0):
    out = []
    for doc in nlp.pipe(make_texts(40, seed), batch_size=7):
        words = [
            (t.text, t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.ent_iob_, t.ent_type_, t.is_sent_start, t.lemma_)
            for t in doc
        ]
        out.append((words, numpy.asarray(doc.tensor).tobytes()))
    return out


def run(code, *args):
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}", *map(str, args)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    ).stdout  # fmt: skip


def test_loading_and_running_leaves_out(folder):
    code = (
        "import engine; nlp = engine.load(sys.argv[1]); doc = nlp('the cat sees Paris.');"
        "list(nlp.pipe(['a dog', ''])); assert nlp.pipe_names and nlp.component_names and doc[0].tag_;"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    assert run(code, folder) == "[]\n"
    # and the models are there when they are wanted
    code = (
        "import engine; nlp = engine.load(sys.argv[1]); model = nlp.get_pipe('tagger').model; import thinc.api;"
        "print(type(model) is thinc.api.Model, model.get_ref('softmax').get_param('W').shape)"
    )
    assert run(code, folder).startswith("True (")


def test_predictions_are_the_same_bits(folder):
    expected = predictions(eager(folder))
    assert any(each for each, _ in expected)
    nlp = engine.load(folder)
    assert all(is_later(nlp, name) for name in TRAINED)
    assert predictions(nlp) == expected
    assert all(is_later(nlp, name) for name in TRAINED)
    for name in random.Random(0).sample(TRAINED, len(TRAINED)):
        assert nlp.get_pipe(name).model is nlp.get_pipe(name).model
        assert not is_later(nlp, name)
        assert predictions(nlp) == expected


def test_weights_are_those_of_the_file(folder):
    trained = make_pipeline()
    nlp = engine.load(folder)
    for name in TRAINED:
        pairs = zip(nlp.get_pipe(name).model.walk(), trained.get_pipe(name).model.walk(), strict=True)
        for node, other in pairs:
            assert (node.name, node.dim_names, node.param_names) == (other.name, other.dim_names, other.param_names)
            assert [node.maybe_get_dim(dim) for dim in node.dim_names] == [
                other.maybe_get_dim(d) for d in other.dim_names
            ]
            for param in node.param_names:
                value = node.get_param(param)
                assert value.flags.writeable and value.tobytes() == other.get_param(param).tobytes()


def test_changed_weights_are_noticed(folder):
    nlp = engine.load(folder)
    before = predictions(nlp)
    softmax = nlp.get_pipe("tagger").model.get_ref("softmax")
    softmax.get_param("b")[0] += 1000
    label = nlp.get_pipe("tagger").labels[0]
    after = predictions(nlp)
    assert after != before and all(word[1] == label for words, _ in after for word in words)
    with nlp.select_pipes(enable=["tok2vec"]):
        tok2vec = nlp.get_pipe("tok2vec")
        table = next(node for node in tok2vec.model.walk() if node.has_param("E"))
        vectors = nlp("the cat").tensor.copy()
        table.set_param("E", table.get_param("E") + 1)
        assert (nlp("the cat").tensor != vectors).any()


def test_models_of_ones_own(folder):
    nlp = engine.load(folder)
    other = registry.resolve({"m": {"@architectures": "spacy.Tagger.v2", "tok2vec": TOK2VEC}})["m"]
    nlp.get_pipe("tagger").model = other
    assert nlp.get_pipe("tagger").model is other and not is_later(nlp, "tagger")
    assert "tagger" in nlp.get_pipe("tok2vec").listening_components  # as it was linked when it was loaded


def test_listeners(folder):
    expected = [(name, len(layers)) for name, layers in eager(folder).get_pipe("tok2vec").listener_map.items()]
    for first in ("ner", "tagger", "tok2vec", None):
        nlp = engine.load(folder)
        if first:
            assert nlp.get_pipe(first).model
        tok2vec = nlp.get_pipe("tok2vec")
        assert [(name, len(layers)) for name, layers in tok2vec.listener_map.items()] == expected
        assert len(tok2vec.listeners) == sum(n for _, n in expected)
        assert tok2vec.listening_components == [name for name, _ in expected]
        for name, _ in expected:
            (layer,) = tok2vec.listener_map[name]
            assert any(layer is node for node in nlp.get_pipe(name).model.walk())


@pytest.mark.parametrize("touched", [(), ("tagger",), ("tok2vec", "ner")])
def test_training_goes_on_the_same(folder, touched):
    def train(nlp):
        for name in touched:
            assert nlp.get_pipe(name).model
        random.seed(0)
        numpy.random.seed(0)
        sgd = make_adam(0.01)
        losses = {}
        for _ in range(3):
            nlp.update(gold(nlp), sgd=sgd, losses=losses, drop=0.1)
        return losses, [word for word, _ in predictions(nlp)]

    assert train(engine.load(folder)) == train(eager(folder))


def test_resume_and_rehearse(folder):
    def rehearse(nlp):
        random.seed(0)
        numpy.random.seed(0)
        sgd = nlp.resume_training()
        nlp.update(gold(nlp), sgd=sgd)
        return nlp.rehearse(gold(nlp), sgd=sgd)

    assert rehearse(engine.load(folder)) == rehearse(eager(folder))


def test_initialize(folder):
    nlp, other = engine.load(folder), eager(folder)
    for each in (nlp, other):
        numpy.random.seed(1)
        each.get_pipe("ner").initialize(lambda each=each: gold(each), nlp=each)
    assert predictions(nlp) == predictions(other)


def test_saving(folder, tmp_path):
    nlp, other = engine.load(folder), eager(folder)
    nlp("a new text")
    other("a new text")
    assert nlp.to_bytes() == other.to_bytes()
    nlp, other = engine.load(folder), eager(folder)
    nlp.to_disk(tmp_path / "a")
    other.to_disk(tmp_path / "b")
    for path in sorted(each for each in (tmp_path / "a").rglob("*") if each.is_file()):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes(), path
    assert engine.load(folder).config == other.config
    assert engine.load(folder).config.to_str() == other.config.to_str()
    assert engine.load(folder).meta == other.meta


def test_bytes_into_a_loaded_pipeline(folder):
    nlp = engine.load(folder)
    nlp.from_bytes(make_pipeline(seed=1).to_bytes())
    assert predictions(nlp) == predictions(make_pipeline(seed=1))
    again = engine.load(folder)
    again.from_disk(folder)
    assert predictions(again) == predictions(eager(folder))


def test_copies(folder):
    nlp = engine.load(folder)
    expected = predictions(nlp)
    assert predictions(pickle.loads(pickle.dumps(nlp))) == expected
    assert predictions(copy.deepcopy(engine.load(folder))) == expected
    tagger = copy.copy(engine.load(folder).get_pipe("tagger"))
    assert tagger.model.get_ref("softmax").get_param("W").size


def test_sourcing_and_listeners_replaced(folder):
    nlp, source = engine.blank("en"), engine.load(folder)
    for name in ("tok2vec", "tagger", "ner"):
        nlp.add_pipe(name, source=source)
    docs = [nlp(text) for text in make_texts(5)]
    wanted = [source(text) for text in make_texts(5)]
    assert [[t.tag_ for t in doc] for doc in docs] == [[t.tag_ for t in doc] for doc in wanted]
    loaded = engine.load(folder)
    loaded.replace_listeners("tok2vec", "tagger", ["model.tok2vec"])
    other = eager(folder)
    other.replace_listeners("tok2vec", "tagger", ["model.tok2vec"])
    assert predictions(loaded) == predictions(other)
    assert loaded.config == other.config
    assert loaded.get_pipe("tok2vec").listening_components == other.get_pipe("tok2vec").listening_components


def test_pipes_removed_renamed_and_replaced(folder):
    outs = []
    for nlp in (engine.load(folder), eager(folder)):
        nlp.remove_pipe("senter")
        nlp.rename_pipe("tagger", "tags")
        nlp.replace_pipe("morphologizer", "sentencizer")
        nlp.remove_pipe("lemmatizer")
        outs.append((nlp.get_pipe("tok2vec").listening_components, predictions(nlp), nlp.config.to_str()))
    assert outs[0] == outs[1]


def test_new_labels(folder):
    for nlp in (engine.load(folder), eager(folder)):
        ner = nlp.get_pipe("ner")
        n = len(ner.moves)
        assert ner.add_label("NEW") == 1
        assert ner.model.get_ref("upper").get_dim("nO") == len(ner.moves) > n
        assert ner.model.attrs["unseen_classes"]
        assert nlp("the cat sees Paris").has_annotation("ENT_IOB")
    docs = []
    for nlp in (engine.load(folder), eager(folder)):
        doc = nlp.make_doc("the cat sees Paris")
        doc.ents = [engine.tokens.Span(doc, 0, 1, label="UNHEARD")]
        docs.append([(token.ent_iob_, token.ent_type_) for token in nlp(doc)])
    assert docs[0] == docs[1]


def test_threads_ask_for_one_model(folder):
    nlp = engine.load(folder)
    found = []
    start = threading.Barrier(6)

    def ask():
        start.wait()
        found.append(nlp.get_pipe("parser").model)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(model) for model in found}) == 1
    nlp = engine.load(folder)
    assert [[t.dep_ for t in doc] for doc in nlp.pipe(make_texts(30), n_threads=2, batch_size=5)] == [
        [word[4] for word in words] for words, _ in predictions(eager(folder))[:30]
    ]


def test_exclude_disable_enable(folder):
    nlp = engine.load(folder, exclude=["parser"], disable=["ner"])
    assert "parser" not in nlp.component_names and "ner" in nlp.disabled and is_later(nlp, "ner")
    nlp = engine.load(folder, enable=["tok2vec", "tagger"])
    assert nlp.pipe_names == ["tok2vec", "tagger"]
    with pytest.raises(ConfigError):
        engine.load(folder, enable=["tagger"], disable=["tagger"])
    with pytest.raises(NotImplementedError, match="cannot be changed"):
        nlp.pipe_names.append("x")


def rewritten(folder, tmp_path, old, new, n=1):
    """A copy of the pipeline whose config has one line changed."""
    path = tmp_path / "changed"
    shutil.copytree(folder, path)
    text = (path / "config.cfg").read_text(encoding="utf8")
    assert old in text
    (path / "config.cfg").write_text(text.replace(old, new, n), encoding="utf8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("hidden_width = 12", 'hidden_width = "a"', "hidden_width"),
        ("hidden_width = 12", "hidden_widht = 12", "hidden_widht"),
        ("hidden_width = 12\n", "", "nO is 12, and 64 in the model"),
        ('"spacy.MaxoutWindowEncoder.v2"', '"spacy.MaxoutWindowEncoders.v2"', "MaxoutWindowEncoders"),
        ('"spacy.Tagger.v2"', '"nobody.Knows.v1"', "nobody.Knows.v1"),
        ('factory = "tagger"', 'factory = "taggre"', "taggre"),
        ("min_action_freq = 1", 'min_action_freq = "1"', "min_action_freq"),
        ('neg_prefix = "!"', "neg_prefix = 3", "neg_prefix"),
        ("label_smoothing = 0.0", "label_smoothing = 0.0\nmore = 1", "more"),
        ('"spacy.ner_scorer.v1"', '"spacy.nre_scorer.v1"', "nre_scorer"),
        ('state_type = "ner"', 'state_type = "ners"', "ners"),
        ("depth = 2", "depth = 0", "depth"),
        ("batch_size = 1000", 'batch_size = "many"', "batch_size"),
        ('factory = "ner"', "", "ner"),
        ("rows = [50, 20, 20, 20]", "rows = [50, 20, 20]", "rows"),
        ("gpu_allocator = ${system.gpu_allocator}", "gpu_allocator = ${system.nothing}", "nothing"),
        ("[components.ner.model]", "[components.nre.model]", "nre"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_config_is_said_when_it_is_loaded(folder, tmp_path, old, new, says):
    path = rewritten(folder, tmp_path, old, new)
    with pytest.raises(Exception, match=says) as found:
        engine.load(path)
    with pytest.raises(type(found.value)) as expected:
        engine.load(path, config={"nlp.batch_size": 10} if says != "batch_size" else {"training.seed": 1})
    # Overrides are not read the short way. What says where a text has a place in a file is the same.
    assert str(found.value) == str(expected.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("width = 16", "width = 32"),
        ("depth = 2", "depth = 3"),
        ("hidden_width = 12", "hidden_width = 13"),
        ("rows = [50, 20, 20, 20]", "rows = [50, 20, 21, 20]"),
        ('"NORM", "PREFIX"', '"PREFIX", "NORM"'),
        ("extra_state_tokens = false", "extra_state_tokens = true"),
    ],
)
def test_other_models_than_those_saved(folder, tmp_path, old, new):
    path = rewritten(folder, tmp_path, old, new, -1)
    with pytest.raises(FormatError, match="model") as found:
        engine.load(path)
    with pytest.raises(FormatError) as expected:
        engine.load(path, config={"nlp.batch_size": 10})
    assert str(found.value) == str(expected.value) and str(path) in str(found.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("window_size = 1", "window_size = 1  "),  # read the short way all the same
        ("@architectures = \"spacy.Tagger.v2\"", "@architectures = \"engine.Tagger.v2\""),
        ("# Config", "# Config"),
    ],
)  # fmt: skip
def test_spellings(folder, tmp_path, old, new):
    path = tmp_path / "spelled"
    shutil.copytree(folder, path)
    text = (path / "config.cfg").read_text(encoding="utf8")
    (path / "config.cfg").write_text(text.replace(old, new), encoding="utf8")
    nlp = engine.load(path)
    assert is_later(nlp, "tagger") and predictions(nlp) == predictions(eager(folder))


def test_models_that_the_runtime_does_not_know_are_made_at_once(folder, tmp_path):
    nlp = engine.blank("en")
    plain = transitions("ner")
    plain["tok2vec"] = {**TOK2VEC, "encode": {**TOK2VEC["encode"], "@architectures": "spacy.MishWindowEncoder.v2"}}
    plain["tok2vec"]["encode"].pop("maxout_pieces")
    nlp.add_pipe("ner", config={"model": plain})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": TOK2VEC}})
    nlp.initialize(lambda: gold(nlp))
    nlp.to_disk(tmp_path / "a")
    loaded = engine.load(tmp_path / "a")
    assert not is_later(loaded, "ner") and is_later(loaded, "tagger")
    texts = make_texts(9)
    for one, other in zip(loaded.pipe(texts), nlp.pipe(texts), strict=True):
        assert [(t.tag_, t.ent_iob_) for t in one] == [(t.tag_, t.ent_iob_) for t in other]
    tagger = nlp.get_pipe("tagger")
    for node in tagger.model.walk():
        for name in node.param_names:
            node.set_param(name, node.get_param(name).astype("float64"))
    nlp.to_disk(tmp_path / "b")
    assert not is_later(engine.load(tmp_path / "b"), "tagger")


def test_functions_that_somebody_registered(folder):
    import catalogue

    calls = []

    @registry.architectures("spacy.Tok2VecListener.v1")
    def own(width: int, upstream: str = "*"):
        from engine.ml.tok2vec_listener import build_tok2vec_listener

        calls.append(width)
        return build_tok2vec_listener(width, upstream)

    try:
        nlp = engine.load(folder)
    finally:
        catalogue._remove(("engine", "architectures", "spacy.Tok2VecListener.v1"))
    assert calls and not is_later(nlp, "tagger") and is_later(nlp, "tok2vec")
    assert predictions(nlp) == predictions(eager(folder))


def test_attributes_that_learning_changes(folder, tmp_path):
    path = tmp_path / "changed"
    shutil.copytree(folder, path)
    content = msgpack.loads((path / "ner" / "model").read_bytes(), "model")
    assert content["attrs"][0]["has_upper"] == msgpack.dumps(True)
    content["attrs"][0]["unseen_classes"] = msgpack.dumps([1, 2])
    (path / "ner" / "model").write_bytes(msgpack.dumps(content))
    nlp = engine.load(path)
    assert is_later(nlp, "ner") and predictions(nlp) == predictions(eager(folder))
    content["attrs"][0]["has_upper"] = msgpack.dumps(False)
    (path / "ner" / "model").write_bytes(msgpack.dumps(content))
    nlp = engine.load(path)
    assert not is_later(nlp, "ner") and nlp.get_pipe("ner").model.attrs["has_upper"] is False
