"""TransitionPipe: what the parser and the entity recognizer share. Moves of a transition system, chosen by a model."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy

from engine.errors import ConfigError, InputError
from engine.gold.example import Example
from engine.gold.validation import validate_get_examples
from engine.ml.model_type import Model
from engine.ml.neighbours import keeps_documents_apart
from engine.ml.outline import Outline
from engine.ml.transition import step_model
from engine.parser.core import Gold, StateBatch, TransitionSystem
from engine.parser.moves import MoveTable
from engine.pipeline import serialize
from engine.pipeline.pipe import batched
from engine.pipeline.trainable_pipe import TrainablePipe
from engine.pipeline.transition_docs import make_doc_batch
from engine.tokens.doc import Doc
from engine.vocab.vocab import Vocab

if TYPE_CHECKING:
    from thinc.api import Optimizer

N_SAMPLE = 10  # documents that show the model its sizes
# Tokens that one batch of states covers at most, when there is more than one document. The table of feature rows of a
# batch takes 4 to 12 KB a token; it should stay in the cache.
MAX_BATCH_TOKENS = 2048

State = tuple[StateBatch, int]  # a batch of states, and the number of one of them
GetExamples = Callable[[], Iterable[Example]]


class TransitionPipe(TrainablePipe):
    """A component that builds its annotation by moves. Subclasses say which.

    moves (MoveTable | None): moves and labels; None for those of the data. update_with_oracle_cut_size (int): documents
    are cut into segments of about this many moves for training, so that a batch is of even length; 0 does not cut.
    """

    kind: ClassVar[str]

    def __init__(
        self,
        vocab: Vocab,
        model: Model[Any, Any],
        name: str,
        moves: MoveTable | None = None,
        *,
        update_with_oracle_cut_size: int = 100,
        min_action_freq: int = 30,
        learn_tokens: bool = False,
        incorrect_spans_key: str | None = None,
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        if moves is not None and not isinstance(moves, MoveTable):
            raise InputError(
                "transition.moves",
                f"moves of component '{name}' is a {type(moves).__name__}, expected a MoveTable or None",
                "Set moves = null: the moves come from the data, or from the saved component.",
            )
        super().__init__(
            vocab,
            model,
            name,
            scorer=scorer,
            moves=None,
            update_with_oracle_cut_size=update_with_oracle_cut_size,
            multitasks=[],
            min_action_freq=min_action_freq,
            learn_tokens=learn_tokens,
            beam_width=1,
            beam_density=0.0,
            beam_update_prob=0.0,
            incorrect_spans_key=incorrect_spans_key,
        )
        self.moves = moves if moves is not None else self.no_moves()
        self._built: tuple[int, TransitionSystem] | None = None

    # What a subclass says

    def no_moves(self) -> MoveTable:
        """The moves of a component that knows no label."""
        raise NotImplementedError(type(self).__name__)

    def count_moves(self, references: Iterable[Doc]) -> MoveTable:
        """The moves that gold documents need."""
        raise NotImplementedError(type(self).__name__)

    def gold_of(self, example: Example) -> Gold:
        """The gold annotation of an example, for the dynamic oracle."""
        raise NotImplementedError(type(self).__name__)

    def annotated(self, example: Example) -> bytes:
        """A byte a token of the reference: 1 where it has gold annotation, else 0."""
        raise NotImplementedError(type(self).__name__)

    # Labels

    @property
    def move_names(self) -> list[str]:
        """Names such as "L-nsubj", in class order; the class of tokens that may be no entity has no name."""
        return [name for name in self.moves.class_names() if name != "U-"]

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels in alphabetical order."""
        return tuple(sorted(self.moves.label_set()))

    @property
    def label_data(self) -> dict[int, dict[str, int]]:
        """What `initialize` takes as `labels`: move -> {label: frequency}."""
        return self.moves.labels

    def add_label(self, label: str) -> int:
        """Add a label; 1 when it is new, 0 when it was there. The model gets rows for its moves, which count as unseen
        until an example has them."""
        self.check_label(label)
        if not self.moves.add_label(label):
            return 0
        self.vocab.strings.add(label, False)
        self._built = None
        self._resize()
        return 1

    def _resize(self) -> None:
        if isinstance(self.model, Model) and "resize_output" in self.model.attrs:
            self.model.attrs["resize_output"](self.model, len(self.moves))

    def system(self) -> TransitionSystem:
        """The compiled moves."""
        n_classes = len(self.moves)
        if self._built is None or self._built[0] != n_classes:
            self._built = (n_classes, self.moves.build(lambda label: self.vocab.strings.add(label, False)))
        return self._built[1]

    # Prediction

    def predict(self, docs: Iterable[Doc]) -> list[State]:
        """The final state of each document."""
        docs = list(docs)
        order = sorted(range(len(docs)), key=lambda i: len(docs[i]), reverse=True)
        out: list[State | None] = [None] * len(docs)
        models: step_model.StepModels | None = None
        steps: Any = None
        tokvecs: Any = None
        first = 0  # row of the vectors of the next batch
        for numbers in self._batches(order, docs):
            batch = [docs[i] for i in numbers]
            states = StateBatch(self.system(), make_doc_batch(batch))
            n_tokens = sum(map(len, batch))
            if states.n_active:
                if models is None:
                    models = step_model.models_of(self._net)
                    steps = models.take(self._net)
                    tokvecs = self._token_vectors(docs, order)
                steps.predict(tokvecs[first : first + n_tokens], states)
            first += n_tokens
            for b, i in enumerate(numbers):
                out[i] = (states, b)
        if models is not None:
            models.free.append(steps)
        return out  # type: ignore[return-value]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Annotate a stream in batches, in order. A batch whose error the error handler swallows is left out."""
        if self._keeps_documents_apart():
            yield from super().pipe(stream, batch_size=batch_size)
            return
        # Which documents are beside each other counts: they go by length, in parts, as in the peer.
        handle = self.get_error_handler()
        for docs in batched(stream, batch_size):
            try:
                for part in batched(sorted(docs, key=len), max(batch_size // 4, 2)):
                    self.set_annotations(part, self.predict(part))
            except Exception as error:
                handle(self.name, self, docs, error)
                continue
            yield from docs

    def _keeps_documents_apart(self) -> bool:
        net = self._net
        return isinstance(net, (Model, Outline)) and keeps_documents_apart(net.get_ref("tok2vec"))

    def _token_vectors(self, docs: Sequence[Doc], order: Sequence[int]) -> Any:
        """What the model makes of the tokens, the documents one after the other in `order`."""
        net = self._net
        if len(docs) == 1 or self._keeps_documents_apart():
            return net.predict([docs[i] for i in order])
        vectors = net.predict(docs)
        ends = numpy.cumsum([len(doc) for doc in docs])
        rows = numpy.concatenate([numpy.arange(ends[i] - len(docs[i]), ends[i]) for i in order])
        return net.ops.as_contig(vectors[net.ops.asarray(rows)])

    def _batches(self, order: Sequence[int], docs: Sequence[Doc]) -> Iterable[list[int]]:
        """Numbers of the documents of each batch of states: documents of like length, of so many tokens at most."""
        batch: list[int] = []
        n_tokens = 0
        for i in order:
            if batch and n_tokens + len(docs[i]) > MAX_BATCH_TOKENS:
                yield batch
                batch, n_tokens = [], 0
            batch.append(i)
            n_tokens += len(docs[i])
        if batch:
            yield batch

    # Training

    def update(
        self,
        examples: Sequence[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from one batch: follow the model's own moves, and compare each with the dynamic oracle."""
        from thinc.api import set_dropout_rate  # loaded by the model

        from engine.ml.transition import step_tape

        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = self.checked(examples, "update")
        docs = [example.predicted for example in examples]
        # Examples without gold annotation take part in the token vectors only: a listener needs its whole batch.
        numbers = [i for i, example in enumerate(examples) if len(example.predicted) and 1 in self.annotated(example)]
        if not numbers:
            return losses
        set_dropout_rate(self.model, drop)
        golds = [self.gold_of(example) for example in examples]
        states = StateBatch(self.system(), make_doc_batch(docs), golds, numbers)
        max_moves = 0
        size = int(self.cfg["update_with_oracle_cut_size"])
        if size >= 1:
            length = max(1, int(random.uniform(size // 2, size * 2)))
            states = states.cut(length, [self.annotated(example) for example in examples])
            max_moves = length + 1
        loss, backprop = step_tape.begin_update(self.model, docs, states, max_moves=max_moves)
        backprop()
        losses[self.name] += loss
        if sgd not in (None, False):
            self.finish_update(sgd)
        return losses

    def get_loss(self, examples: Sequence[Example], scores: Any) -> tuple[float, Any]:
        raise InputError(
            "transition.get_loss",
            f"component '{self.name}' has no loss of scores alone: it depends on the moves taken",
            "Call update.",
        )

    def initialize(
        self, get_examples: GetExamples, *, nlp: Any = None, labels: dict[int, dict[str, int]] | None = None
    ) -> None:
        """Take moves and labels from the data, or from `labels` (see label_data), and give the model its size and
        random weights."""
        validate_get_examples(get_examples, f"{type(self).__name__}.initialize")
        if labels is not None:
            moves = MoveTable(self.kind, {int(move): dict(found) for move, found in dict(labels).items()})
        else:
            moves = self.count_moves(example.reference for example in get_examples())
        # Labels that were added by hand stay.
        for label in self.labels:
            if not moves.has_label(label):
                moves.add_label(label)
        self.moves = moves
        self._built = None
        for label in self.labels:
            self.vocab.strings.add(label, False)
        self._resize()
        docs = [example.predicted for example in islice(get_examples(), N_SAMPLE)]
        self.model.initialize(X=docs)

    # Files

    def _moves_bytes(self) -> bytes:
        return self.moves.to_bytes(self.cfg.get("incorrect_spans_key"))

    def _load_moves(self, data: bytes, place: str) -> None:
        self.moves = MoveTable.from_bytes(self.kind, data, place)
        self._built = None
        for label in self.labels:
            self.vocab.strings.add(label, False)

    def _before_model(self, model: Any) -> None:
        """The output layer takes its size from the moves."""
        if isinstance(model, (Model, Outline)) and "resize_output" in model.attrs:
            model.attrs["resize_output"](model, len(self.moves))

    def _load_model(self, data: bytes, place: str) -> None:
        super()._load_model(data, place)
        # Which classes are unseen is not saved: all that are in a file count as seen.
        self._net.attrs["unseen_classes"] = set()

    def _byte_writers(self) -> serialize.Writers:
        writers = super()._byte_writers()
        return {"moves": self._moves_bytes, **writers}

    def _byte_readers(self) -> serialize.Readers:
        readers = super()._byte_readers()

        def moves(data: bytes) -> None:
            self._load_moves(data, f"moves of component '{self.name}'")

        return {"vocab": readers["vocab"], "moves": moves, "cfg": readers["cfg"], "model": readers["model"]}

    def _disk_writers(self) -> serialize.Readers:
        writers = super()._disk_writers()
        return {**writers, "moves": lambda path: Path(path).write_bytes(self._moves_bytes())}

    def _disk_readers(self) -> serialize.Readers:
        readers = super()._disk_readers()
        return {
            "vocab": readers["vocab"],
            "moves": lambda path: self._load_moves(Path(path).read_bytes(), str(path)),
            "cfg": readers["cfg"],
            "model": readers["model"],
        }


def check_counts(name: str, **settings: Any) -> None:
    """ConfigError for settings that have to be whole numbers of at least 0."""
    for key, value in settings.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise ConfigError("transition.setting", f"{key} of component '{name}' is {value!r}", "It is at least 0.")
