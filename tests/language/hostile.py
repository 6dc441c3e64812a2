"""Damaged and hostile files of a pipeline directory, and what may happen when it is loaded.

`python -m tests.language.hostile --seeds 1000` goes through many more than the tests do, in a process with a limit of
memory. What is allowed: it loads, and the pipeline runs or says clearly why it cannot; or a FormatError names the file
(a ConfigError, for config.cfg). What is not: any other error, a crash, a hang, much memory, anything executed.
"""

from __future__ import annotations

import argparse
import collections
import faulthandler
import json
import os
import pickle
import resource
import shutil
import signal
import struct
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import numpy
import srsly

import engine
from engine.errors import ConfigError, EngineError, FormatError
from engine.language.finding import PipelineNotFoundError
from tests.language.threads_pipeline import TOK2VEC, gold, make_pipeline

TEXT = "the cat sees Paris. A dog runs in 3 unheardof houses, don't they?"
SECONDS = 20
MARK = "executed"


class Marker:
    """Creates a file when it is unpickled."""

    def __reduce__(self):
        return os.mkdir, (MARK,)


def save_pipelines(folder: Path) -> list[Path]:
    """Two pipelines that have every kind of file between them."""
    first = make_pipeline()
    first.vocab.set_vector("cat", numpy.ones(4, dtype="float32"))
    first.vocab.set_vector("dog", numpy.zeros(4, dtype="float32"))
    first.vocab.lookups.add_table("lexeme_norm", {"cos": "because"})
    second = engine.blank("en")
    second.vocab.vectors = engine.vectors.Vectors(
        data=numpy.ones((50, 6), dtype="float32"), mode="floret", minn=1, maxn=3, hash_count=2, hash_seed=5,
        strings=second.vocab.strings,
    )  # fmt: skip
    tok2vec = json.loads(json.dumps(TOK2VEC))
    tok2vec["embed"]["include_static_vectors"] = True
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": tok2vec}
    second.add_pipe("tagger", config={"model": tagger})
    embed = {
        "@architectures": "spacy.CharacterEmbed.v2",
        "width": 16, "rows": 30, "nM": 4, "nC": 4, "include_static_vectors": False,
    }  # fmt: skip
    encode = {"@architectures": "spacy.MishWindowEncoder.v2", "width": 16, "window_size": 1, "depth": 1}
    other = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    second.add_pipe("morphologizer", config={"model": {**tagger, "tok2vec": other}})
    second.initialize(lambda: gold(second))
    tables = engine.lookups.Lookups()
    tables.add_table("lemma_lookup", {"sees": "see", "dogs": ["dog"]})
    second.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=tables)
    folders = [folder / "first", folder / "second"]
    first.to_disk(folders[0])
    second.to_disk(folders[1])
    return folders


def files_of(folder: Path) -> list[Path]:
    """Files of a saved pipeline, relative to its folder."""
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


# Ways to damage a file. Each takes (path, content, random) and says what it did.


def cut(path: Path, data: bytes, random: Random) -> str:
    n = random.choice([0, 1, len(data) // 2, max(0, len(data) - 1), random.randrange(len(data) + 1)])
    path.write_bytes(data[:n])
    return f"cut to {n} of {len(data)}"


def flip(path: Path, data: bytes, random: Random) -> str:
    out = bytearray(data)
    # Sizes and names lie near the beginning, and most of a file of weights is weights.
    reach = random.choice([len(data), min(len(data), 400), min(len(data), 40)])
    places = [random.randrange(reach) for _ in range(random.choice([1, 1, 2, 5]))] if reach else []
    for place in places:
        out[place] ^= random.randrange(1, 256)
    path.write_bytes(out)
    return f"flipped bytes {places}"


def text_flip(path: Path, data: bytes, random: Random) -> str:
    """Another printable character, so that JSON and configs stay readable more often."""
    out = bytearray(data)
    places = [i for i in (random.randrange(len(data)) for _ in range(3)) if 32 <= data[i] < 127] if data else []
    for place in places:
        out[place] = random.choice(b'0123456789-.eE"[]{},:x \\')
    path.write_bytes(out)
    return f"other characters at {places}"


def garbage(path: Path, data: bytes, random: Random) -> str:
    path.write_bytes(random.randbytes(random.randrange(1, 300)))
    return "garbage"


def doubled(path: Path, data: bytes, random: Random) -> str:
    path.write_bytes(data + data)
    return "twice the content"


def a_folder(path: Path, data: bytes, random: Random) -> str:
    path.unlink()
    path.mkdir()
    return "a folder"


def a_loop(path: Path, data: bytes, random: Random) -> str:
    path.unlink()
    path.symlink_to(path)
    return "a link to itself"


def hostile_bytes() -> dict[str, bytes]:
    """Contents that are no accident."""
    deep = 100_000
    header = "{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}"

    def npy(descr: str, shape: str, data: bytes = b"") -> bytes:
        text = header.format(descr, shape).encode().ljust(117) + b"\n"
        return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + data

    def array(kind: Any, shape: Any, data: bytes) -> dict[bytes, Any]:
        return {b"nd": True, b"type": kind, b"kind": b"", b"shape": shape, b"data": data}

    pickled = pickle.dumps(Marker())
    out = {
        "deep JSON": b"[" * deep,
        "deep JSON object": b'{"a":' * deep,
        "deep closed JSON": b"[" * deep + b"]" * deep,
        "deep msgpack": b"\x91" * deep + b"\xc0",
        "deep msgpack maps": b"\x81\xa1a" * deep + b"\xc0",
        "a list of 2**32": b"\xdd\xff\xff\xff\xff",
        "a map of 2**32": b"\xdf\xff\xff\xff\xff",
        "lists of 2**31 in lists of 2**31": b"\xdd\x7f\xff\xff\xff" * 300,
        "a text of 2**32": b"\xdb\xff\xff\xff\xff",
        "bytes of 2**32": b"\xc6\xff\xff\xff\xff",
        "pickle": pickled,
        "an array of objects": srsly.msgpack_dumps(array("|O", [1], pickled)),
        "array without bytes": srsly.msgpack_dumps(array("<f4", [1 << 40, 1 << 20], b"")),
        "negative array": srsly.msgpack_dumps(array("<f4", [-1, -7], b"\0" * 28)),
        "npy of objects": npy("|O", "(1,)", pickled),
        "npy of 2**60": npy("<f4", f"({1 << 30}, {1 << 30})"),
        "npy of 16 GB": npy("<f4", f"({1 << 20}, {1 << 12})", b"\0" * 100),
        "npy with a negative side": npy("<f4", "(-1, 4)", b"\0" * 64),
        "npy of texts": npy("<U4", "(2, 2)", b"\0" * 64),
        "npy with code": npy("<f4", "(__import__('os').mkdir('executed'), 1)"),
        "numbers that are none": b'{"labels": NaN, "overwrite": Infinity, "mode": 1e999, "minn": NaN}',
        "long number": b"[" + b"9" * 10_000 + b"]",
        "half a character": b'["\\ud800"]',
        "UTF-16": '{"a": 1}'.encode("utf-16"),
        "paths": b'{"lang": "../../etc", "name": "/etc/passwd", "vectors": {"name": "../../x"}, "labels": ["../x"]}',
        "config paths": b'[nlp]\nlang = "../../../tmp/x"\npipeline = ["../../evil"]\n[components]\n'
        b'[components.../../evil]\nfactory = "../evil"\n',
        "variables in a circle": b"[nlp]\nlang = ${nlp.lang}\npipeline = ${nlp.other}\nother = ${nlp.pipeline}\n"
        b"[components]\n",
        "an unknown function": b'[nlp]\nlang = "en"\npipeline = []\n[nlp.tokenizer]\n@tokenizers = "os.system"\n'
        b'x = "mkdir executed"\n[components]\n',
        "a list that is none": b"[]",
        "null": b"null",
        "nil": b"\xc0",
        "empty map": b"\x80",
        "empty object": b"{}",
        "zeros": b"\0" * 1000,
    }  # fmt: skip
    return out


def walk_values(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Places of all values in nested lists and maps."""
    yield path
    if isinstance(value, dict):
        for key, each in value.items():
            yield from walk_values(each, (*path, key))
    elif isinstance(value, list):
        for i, each in enumerate(value[:50]):
            yield from walk_values(each, (*path, i))


STRANGE: list[Any] = [
    None, True, -1, 0, 1, 7, 2**31, 2**63, -(2**40), 1.5, float("nan"), float("inf"), "", "x", "../../etc", "\ud800",
    [], {}, [[]], [None], {"a": None}, ["x", "x"], {"0": {"": 1}}, "(", "a{1,99999}", b"", b"\xc0",
]  # fmt: skip


def other_value(path: Path, data: bytes, random: Random) -> str:
    """Well-formed content with a value of another type, or without one, deep inside."""
    dumps: Callable[[Any], bytes]
    lines = data.split(b"\n")
    prefix = suffix = b""
    try:
        content, dumps = json.loads(data), lambda value: json.dumps(value).encode()
    except ValueError:
        try:
            i = random.randrange(len(lines))
            content = json.loads(lines[i])
            prefix, suffix = b"\n".join(lines[:i]) + b"\n", b"\n" + b"\n".join(lines[i + 1 :])
            dumps = lambda value: json.dumps(value).encode()  # noqa: E731
        except (ValueError, UnicodeDecodeError):
            try:
                content, dumps = srsly.msgpack_loads(data), srsly.msgpack_dumps
            except Exception:
                return flip(path, data, random)
    if isinstance(content, dict) and isinstance(content.get("moves"), str) and random.random() < 0.8:
        inner = json.loads(content["moves"])
        what = change(inner, random)
        content["moves"] = json.dumps(inner, default=str)
    else:
        what = change(content, random)
    try:
        path.write_bytes(prefix + dumps(content) + suffix)
    except Exception:  # the value cannot be written in this format
        return flip(path, data, random)
    return what


def change(content: Any, random: Random) -> str:
    places = [place for place in walk_values(content) if place]
    if not places:
        return "nothing"
    place = random.choice(places)
    parent = content
    for key in place[:-1]:
        parent = parent[key]
    old = parent[place[-1]]
    if random.random() < 0.2:
        del parent[place[-1]]
        return f"without {place}"
    if isinstance(parent, dict) and random.random() < 0.2:
        del parent[place[-1]]
        key = random.choice(["", "x", "../x", 5, 2**64 - 1, None, 1.5])
        parent[key] = old
        return f"{place}: another key, {key!r}"
    if isinstance(old, numpy.ndarray):
        new: Any = random.choice(
            [
                old[:-1],
                old.reshape(-1),
                old.astype("float64"),
                old.astype("int32"),
                old[..., :0],
                old * numpy.nan,
                old.T,
                None,
            ]
        )
        parent[place[-1]] = new
        return f"{place}: another array"
    if isinstance(old, int) and not isinstance(old, bool) and random.random() < 0.5:
        parent[place[-1]] = random.choice([old + 1, max(old - 1, 0), old * 2, old + 1000, -old])
        return f"{place}: {old} -> {parent[place[-1]]}"
    parent[place[-1]] = random.choice(STRANGE)
    return f"{place}: {parent[place[-1]]!r:.40}"


DAMAGE = [cut, flip, flip, flip, text_flip, text_flip, garbage, doubled, a_folder, a_loop] + [other_value] * 6


@contextmanager
def limit_of(seconds: int) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise TimeoutError(f"more than {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)  # of this process: the machine may be busy with others
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def read_all(doc: Any) -> int:
    """Ask for everything that the pipeline has set."""
    n = 0
    for token in doc:
        texts = (token.text, token.lemma_, token.tag_, token.pos_, token.dep_, token.ent_type_, token.norm_)
        n += sum(map(len, texts)) + len(str(token.morph)) + token.head.i + len(list(token.subtree))
    n += sum(len(span.text) + len(span.label_) for span in doc.ents)
    n += len(list(doc.sents)) if doc.has_annotation("SENT_START") else 0
    return n + len(doc.to_bytes())


def attempt(folder: Path, file: Path) -> str:
    """What happens with a damaged folder: "loads", or the name of the error. Raises AssertionError otherwise."""
    with limit_of(SECONDS):
        try:
            nlp = engine.load(folder)
        except FormatError as error:
            # Of a config that describes another model it is that model's file that does not fit.
            parts = {str(file), str(file.parent), file.stem} if file.name != "config.cfg" else {str(folder)}
            named = any(part in error.detail for part in parts)
            assert named, f"does not name {file}: {error}"
            return "FormatError"
        except ConfigError as error:
            allowed = file.name in ("config.cfg", "lookups.bin")
            assert allowed, f"{type(error).__name__}: {error}"
            return "ConfigError"
        except PipelineNotFoundError:
            assert file.name in ("config.cfg", "meta.json")
            return "PipelineNotFoundError"
        except EngineError as error:
            assert file.name == "config.cfg", f"{type(error).__name__}: {error}"
            return type(error).__name__
        try:
            read_all(nlp(TEXT))
        except EngineError as error:
            return f"loads, {type(error).__name__}"
    return "loads"


def damage_and_attempt(
    original: Path, work: Path, file: Path, damage: Callable[..., str], random: Random
) -> tuple[str, str]:
    """(what was done, what happened). The folder `work` is a copy of `original`, and is one again at the end."""
    target = work / file
    try:
        what = damage(target, (original / file).read_bytes(), random)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                result = attempt(work, file)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            raise AssertionError(f"{file}, {what}: {type(error).__name__}: {error}") from error
        assert not Path(MARK).exists(), f"{file}, {what}: code was executed"
        return what, result
    finally:
        if target.is_symlink() or target.is_file():
            target.unlink()
        elif target.is_dir():
            shutil.rmtree(target)
        shutil.copy(original / file, target)


def writes(data: bytes) -> Callable[..., str]:
    def damage(path: Path, old: bytes, random: Random) -> str:
        path.write_bytes(data)
        return f"{data[:20]!r}"

    return damage


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    faulthandler.enable()
    failures: collections.Counter[str] = collections.Counter()
    results: collections.Counter[str] = collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        folders = save_pipelines(Path(name))
        for original in folders:
            work = original.with_name(original.name + "-damaged")
            shutil.copytree(original, work)
            assert attempt(work, Path("none")) == "loads"
            used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (used + (400 << 20), -1))
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            for file in files_of(original):
                if options.only not in str(file):
                    continue
                cases = [(f"seed {seed}", None, seed) for seed in range(options.first, options.first + options.seeds)]
                cases += [(title, writes(data), 0) for title, data in hostile_bytes().items()]
                for title, damage, seed in cases:
                    random = Random(f"{seed} {original.name} {file}")
                    try:
                        _, result = damage_and_attempt(original, work, file, damage or random.choice(DAMAGE), random)
                        results[result] += 1
                    except AssertionError as error:
                        text = str(error)
                        cause = error.__cause__
                        frames = traceback.extract_tb(cause.__traceback__) if cause is not None else []
                        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
                        key = f"{file} | {type(cause).__name__} | {place}"
                        if not failures[key]:
                            print(f"{title}: {text[:400]} [{place}]", flush=True)
                        failures[key] += 1
                grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
                if grown > 200 << 10:
                    print(f"{file}: {grown >> 10} MB more", flush=True)
                    before += grown
            resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
    print(dict(results))
    for key, n in failures.most_common():
        print(n, key)
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
