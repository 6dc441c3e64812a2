"""Checkpoints: everything that a training run needs to go on where it was, in one file.

A checkpoint is taken between two steps. It holds the weights, what the optimizer keeps of each parameter, the states of
the random generators, the place in the data, and the scores so far. What a config determines is not in it: a resumed
run first does again what every run does (initialize the pipeline, by the same seed), and then takes the state over.

File: 8 bytes MAGIC, 32 bytes SHA-256 of the rest, msgpack of a map. It is written beside and renamed, so that whatever
ends the process, the file there is whole. Reading runs no code: arrays are plain bytes with shape and type.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import timeit
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy
import srsly
from thinc.api import Model, get_array_module

from engine.errors import DataError, FormatError, InputError
from engine.training.batch_stream import BatchStream
from engine.training.output import FILE_CHECKPOINT, disk_error

MAGIC = b"ENGCKPT1"  # the last character is the version
PAUSE = 60  # times as long as a checkpoint took, to the next: all of them take at most a 61st of the time, 1.6%
PER_PARAMETER = ("mom1", "mom2", "averages")  # of an optimizer: (id, name) -> array
PER_PARAMETER_COUNTS = ("nr_update", "last_seen")  # (id, name) -> number

State = dict[str, Any]


@dataclass
class Progress:
    """How far a run has come: the step done last, and what the loop counts."""

    step: int = -1
    results: list[tuple[float, int]] = field(default_factory=list)  # (score, step) of each evaluation
    losses: dict[str, float] = field(default_factory=dict)  # since the last evaluation
    words: int = 0
    seconds: float = 0
    history: State = field(default_factory=dict)  # the curves so far, as History keeps them

    @classmethod
    def of(cls, info: Mapping[str, Any], *, evaluated: bool, history: State | None = None) -> Progress:
        """After the step that `info` tells of; an evaluation starts the losses anew."""
        losses = {} if evaluated else {name: float(loss) for name, loss in info["losses"].items()}
        results = [(float(score), int(step)) for score, step in info["checkpoints"]]
        return cls(int(info["step"]), results, losses, int(info["words"]), float(info["elapsed"]), history or {})


class Cadence:
    """When a run writes checkpoints: every `frequency` steps; without one at evaluations, the first and each that comes
    at least PAUSE times as long after the last checkpoint as that one took."""

    def __init__(self, frequency: int | None, clock: Callable[[], float] = timeit.default_timer):
        self.frequency = frequency
        self.clock = clock
        self.next = float("-inf")  # not before this time
        self.step: int | None = None  # of the last checkpoint

    def is_due(self, step: int, *, evaluated: bool) -> bool:
        if self.frequency:
            return step % self.frequency == 0
        return evaluated and self.clock() >= self.next

    def write(self, step: int, write: Callable[[], None]) -> None:
        """Write a checkpoint by calling `write`."""
        began = self.clock()
        write()
        ended = self.clock()
        self.step = step
        self.next = ended + PAUSE * (ended - began)


@dataclass
class Checkpoint:
    """A run between two steps. path: where it was read from."""

    progress: Progress
    state: State
    path: Path | None = None

    @classmethod
    def take(
        cls, nlp: Any, optimizer: Any, progress: Progress, config: Mapping[str, Any], start: Mapping[str, Any] | None
    ) -> Checkpoint:
        """Of a run as it stands. start: the random states from before it was initialized, if they are known."""
        state = {
            "config": plain(config),
            "weights": get_weights(nlp),
            "optimizer": get_optimizer(nlp, optimizer),
            "random": random_states(),
            "start": start,
            "strings": list(nlp.vocab.strings),
            "performance": nlp.meta.get("performance"),
        }
        return cls(progress, state)

    def restore(self, nlp: Any, optimizer: Any, batches: BatchStream) -> None:
        """Bring a run that was just initialized to where this one was."""
        path = self.path or Path(FILE_CHECKPOINT)
        n_steps = self.progress.step + 1
        batches.skip(n_steps)
        for string in self.state["strings"]:
            nlp.vocab.strings.add(string)
        set_weights(nlp, self.state["weights"], path)
        set_optimizer(nlp, optimizer, self.state["optimizer"], n_steps)
        if self.state["performance"] is not None:
            nlp.meta["performance"] = self.state["performance"]
        set_random_states(self.state["random"])

    def check_config(self, config: Mapping[str, Any]) -> None:
        """Raise InputError naming every setting in which a config differs from that of this run."""
        check_same_config(self.state["config"], plain(config), self.path or Path(FILE_CHECKPOINT))

    def to_disk(self, path: Path) -> None:
        """Write it beside `path` and rename it there."""
        write_checkpoint(path, {"progress": asdict(self.progress), **self.state})

    @classmethod
    def from_disk(cls, path: Path) -> Checkpoint:
        """Read one. Raises FormatError for a file that is damaged, or none."""
        state = read_checkpoint(path)
        try:
            progress = Progress(**state.pop("progress"))
            progress.results = [(score, step) for score, step in progress.results]
            missing = {"config", "weights", "optimizer", "random", "start", "strings", "performance"} - state.keys()
        except (KeyError, TypeError, ValueError) as error:
            raise FormatError("checkpoint.incomplete", f"{path} lacks the progress of its run: {error}.") from error
        if missing:
            raise FormatError("checkpoint.incomplete", f"{path} lacks {', '.join(sorted(missing))}.")
        return cls(progress, state, path)


def plain(config: Mapping[str, Any]) -> Any:
    """A config as it is read back from a checkpoint."""
    return srsly.msgpack_loads(srsly.msgpack_dumps(dict(config)))


# Random generators


def random_states() -> State:
    """The states of the generators that training draws from: Python's, numpy's global one, PyTorch's if imported."""
    version, words, gauss = random.getstate()
    kind, keys, position, has_gauss, cached = numpy.random.get_state(legacy=True)
    states = {
        "python": [version, numpy.asarray(words, dtype="uint32").tobytes(), gauss],
        "numpy": [kind, numpy.asarray(keys, dtype="uint32").tobytes(), position, has_gauss, cached],
    }
    torch = sys.modules.get("torch")
    if torch is not None:
        states["torch"] = torch.get_rng_state().numpy().tobytes()
    return states


def set_random_states(states: State) -> None:
    """Put the generators into the states of `random_states`."""
    version, words, gauss = states["python"]
    random.setstate((version, tuple(numpy.frombuffer(words, dtype="uint32").tolist()), gauss))
    kind, keys, position, has_gauss, cached = states["numpy"]
    numpy.random.set_state((kind, numpy.frombuffer(keys, dtype="uint32"), position, has_gauss, cached))
    torch = sys.modules.get("torch")
    if torch is not None and "torch" in states:
        torch.set_rng_state(torch.from_numpy(numpy.frombuffer(states["torch"], dtype="uint8").copy()))


# Weights and optimizer


def learning_pipes(nlp: Any) -> Iterator[tuple[str, Model]]:
    """(name, model) of the components that have a model, in the order of the pipeline."""
    for name, pipe in nlp._components:
        model = getattr(pipe, "model", None)
        if isinstance(model, Model):
            yield name, model


def parameter_places(nlp: Any) -> dict[int, str]:
    """id of a model's node (or of a framework's shim in it), which differs from process to process -> its place."""
    places: dict[int, str] = {}
    for name, model in learning_pipes(nlp):
        for i, node in enumerate(model.walk()):
            places.setdefault(node.id, f"{name}/{i}")
            for j, shim in enumerate(node.shims):
                places.setdefault(shim.id, f"{name}/{i}/{j}")
    return places


def get_weights(nlp: Any) -> State:
    """component -> (parameters by "node/name", what shims save, by "node/shim")."""
    weights: State = {}
    for name, model in learning_pipes(nlp):
        params: State = {}
        shims: State = {}
        for i, node in enumerate(model.walk()):
            for param in node.param_names:
                if node.has_param(param):
                    params[f"{i}/{param}"] = pack_array(node.get_param(param))
            for j, shim in enumerate(node.shims):
                shims[f"{i}/{j}"] = shim.to_bytes()
        weights[name] = [params, shims]
    return weights


def set_weights(nlp: Any, weights: State, path: Path) -> None:
    """Set the parameters of `get_weights`. Raises DataError where they do not fit the models."""
    models = dict(learning_pipes(nlp))
    if sorted(models) != sorted(weights):
        raise misfit(path, f"it holds weights of {sorted(weights)}, the pipeline has {sorted(models)}")
    for name, (params, shims) in weights.items():
        nodes = list(models[name].walk())
        for key, packed in params.items():
            number, param = key.split("/")
            array = unpack_array(packed)
            if int(number) >= len(nodes):
                raise misfit(path, f"the model of {name} has no node {number}")
            node = nodes[int(number)]
            if node.has_param(param) and node.get_param(param).shape != array.shape:
                shape = node.get_param(param).shape
                raise misfit(
                    path, f"{param} of {name}, node {number} ({node.name}), has shape {shape}, not {array.shape}"
                )
            node.set_param(param, node.ops.asarray(array))
        for key, data in shims.items():
            number, j = key.split("/")
            nodes[int(number)].shims[int(j)].from_bytes(data)


def get_optimizer(nlp: Any, optimizer: Any) -> State:
    """What an optimizer has kept of each parameter, by the parameter's place in the pipeline."""
    places = parameter_places(nlp)
    state: State = {}
    for table in (*PER_PARAMETER, *PER_PARAMETER_COUNTS):
        entries = getattr(optimizer, table, None)
        if entries is None:
            continue
        pack = pack_array if table in PER_PARAMETER else int
        state[table] = {
            f"{places[node]}:{param}": pack(value) for (node, param), value in entries.items() if node in places
        }
    state["radam"] = getattr(optimizer, "_radam_buffer", None)
    return state


def set_optimizer(nlp: Any, optimizer: Any, state: State, n_steps: int) -> None:
    """Give an optimizer what another had kept, and bring its schedules to where they were after `n_steps` steps."""
    ids = {place: node for node, place in parameter_places(nlp).items()}
    nodes = {node.id: node for _, model in learning_pipes(nlp) for node in model.walk()}
    for table in (*PER_PARAMETER, *PER_PARAMETER_COUNTS):
        entries = getattr(optimizer, table, None)
        if entries is None or table not in state:
            continue
        entries.clear()
        for key, value in state[table].items():
            place, _, param = key.rpartition(":")
            node = ids[place]
            if table in PER_PARAMETER:
                array = unpack_array(value)
                value = nodes[node].ops.asarray(array) if node in nodes else array
            entries[(node, param)] = value
    if state.get("radam") is not None:
        optimizer._radam_buffer = [list(row) for row in state["radam"]]
    for _ in range(n_steps):
        optimizer.step_schedules()


def pack_array(array: Any) -> State:
    if get_array_module(array) is not numpy:
        array = array.get()  # from a GPU
    plain = numpy.ascontiguousarray(array)
    return {"shape": list(plain.shape), "type": plain.dtype.str, "data": plain.tobytes()}


def unpack_array(packed: Mapping[str, Any]) -> Any:
    """A writable array. Raises ValueError for types that are no numbers, and for data of another size."""
    dtype = numpy.dtype(packed["type"])
    if dtype.kind not in "fiu":
        raise ValueError(f"arrays of {dtype} are not read")
    return numpy.frombuffer(packed["data"], dtype=dtype).reshape(packed["shape"]).copy()


# Files


def write_checkpoint(path: Path, state: State) -> None:
    """Write a checkpoint beside `path` and rename it there."""
    data = srsly.msgpack_dumps(state)
    new = path.with_name(f".{path.name}.new")
    try:
        with open(new, "wb") as file:
            file.write(MAGIC + hashlib.sha256(data).digest())
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise disk_error(error, path) from error


def read_checkpoint(path: Path) -> State:
    """The content of a checkpoint. Raises FormatError for a file that is damaged, or none."""
    data = path.read_bytes()
    head = len(MAGIC) + hashlib.sha256().digest_size
    if data[: len(MAGIC)] != MAGIC:
        raise FormatError(
            "checkpoint.not_one", f"{path} is no checkpoint of this version.", "Start the run again with --overwrite."
        )
    if hashlib.sha256(data[head:]).digest() != data[len(MAGIC) : head]:
        raise FormatError(
            "checkpoint.damaged",
            f"{path} is damaged: its content ({len(data)} bytes) does not match its checksum.",
            "Restore the file from a copy, or start the run again with --overwrite.",
        )
    try:
        state = srsly.msgpack_loads(data[head:])
    except Exception as error:
        raise FormatError("checkpoint.not_msgpack", f"{path} cannot be read: {error}.") from error
    if not isinstance(state, dict):
        raise FormatError("checkpoint.not_a_map", f"{path} holds {type(state).__name__}, not a map.")
    return state


def misfit(path: Path, what: str) -> DataError:
    return DataError(
        "checkpoint.misfit",
        f"{path} does not fit the pipeline of this config and data: {what}.",
        "Resume with the config and the data that the run was started with, or start again with --overwrite.",
    )


# Configs

# How long a run lasts, and what is told of it, may change between its parts.
FREE_SETTINGS = {"max_steps", "patience", "logger", "checkpoint_frequency"}


def check_same_config(before: Mapping[str, Any], now: Mapping[str, Any], path: Path) -> None:
    """Raise InputError naming every setting in which the config differs from that of the checkpoint."""
    differing = [name for name in sorted(differences(before, now)) if not is_free(name)]
    if differing:
        shown = "\n".join(f"  - {name}: {_at(before, name)!r}, now {_at(now, name)!r}" for name in differing)
        raise InputError(
            "checkpoint.other_config",
            f"The run of {path.parent} had another config:\n{shown}",
            "Resume with the settings that the run was started with (training.max_steps, training.patience and "
            "training.logger may change), or start again with --overwrite.",
        )


def is_free(name: str) -> bool:
    section, _, rest = name.partition(".")
    return section == "training" and rest.split(".")[0] in FREE_SETTINGS


def differences(before: Any, now: Any, name: str = "") -> Iterator[str]:
    """Dotted names of the settings in which two configs differ."""
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        for key in {*before, *now}:
            yield from differences(before.get(key), now.get(key), f"{name}.{key}" if name else str(key))
    elif before != now:
        yield name


def _at(config: Any, name: str) -> Any:
    for key in name.split("."):
        config = config.get(key) if isinstance(config, Mapping) else None
    return config
