"""One measurement in a fresh process: `python worker.py '{"library": "engine", "task": "tokenize", ...}'`.

The last line of its output is the result as JSON. It needs the standard library and the library that is measured, so
that each side runs under its own interpreter; both have the same public API. Times are CPU seconds of this process.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import json
import random
import statistics
import sys
import time
import zlib
from pathlib import Path
from typing import Any

START = time.perf_counter()
START_CPU = time.process_time()


def clock() -> float:
    return time.process_time()


def startup(job: dict[str, Any]) -> dict[str, Any]:
    """Import, a blank pipeline, one sentence; the interpreter's own start is not counted."""
    nlp = importlib.import_module(job["library"]).blank("en")
    doc = nlp("This is a sentence.")
    return {"seconds": time.perf_counter() - START, "cpu_seconds": clock() - START_CPU, "n_tokens": len(doc)}


def load(job: dict[str, Any]) -> dict[str, Any]:
    """Import and load: what one side imports at once, the other imports when a pipeline needs it."""
    nlp = importlib.import_module(job["library"]).load(job["pipeline"])
    seconds = clock() - START_CPU
    nlp("This is the first sentence.")
    return {
        "seconds": seconds,
        "first_sentence_seconds": clock() - START_CPU,
        "wall_seconds": time.perf_counter() - START,
        "components": nlp.pipe_names,
    }


def parts(job: dict[str, Any]) -> dict[str, Any]:
    """Run some components of a trained pipeline over texts not seen before."""
    nlp = importlib.import_module(job["library"]).load(job["pipeline"])
    if job["enable"]:
        nlp.select_pipes(enable=job["enable"])
    texts = json.loads(Path(job["texts"]).read_text(encoding="utf8"))
    list(nlp.pipe(texts[:5]))
    gc.collect()
    start = clock()
    docs = list(nlp.pipe(texts))
    seconds = clock() - start
    digest = hashlib.sha256()
    for doc in docs:
        for t in doc:
            row = (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_)
            digest.update(repr(row).encode())
    n_words = sum(map(len, docs))
    return {"words_per_s": n_words / seconds, "n_words": n_words, "digest": digest.hexdigest()[:16]}


def zones(job: dict[str, Any]) -> dict[str, Any]:
    """Run a trained pipeline over words that never come again, in memory zones: does the process stay as large?"""
    nlp = importlib.import_module(job["library"]).load(job["pipeline"])
    sizes = []
    n_words = number = 0
    start = clock()
    while n_words < job["n_words"]:
        with nlp.memory_zone():
            texts = []
            for _ in range(100):
                words = []
                for _ in range(100):
                    number += 1
                    words.append(("The {}", "{} of", "{},", "to {}", "{}.")[number % 5].format(new_word(number)))
                texts.append(" ".join(words))
            n_words += sum(len(doc) for doc in nlp.pipe(texts))
        sizes.append(memory())
    sizes = [size for size in sizes if size is not None]
    warm = sizes[len(sizes) // 5 :]
    middle = statistics.median(warm)
    return {
        "n_words": n_words,
        "words_per_s": n_words / (clock() - start),
        "median_mb": middle,
        "warm_mb": warm[0],
        "end_mb": warm[-1],
        "least": min(warm) / middle - 1,
        "most": max(warm) / middle - 1,
    }


def new_word(number: int) -> str:
    """A word of letters that stands for a number, a different one for each."""
    letters = ""
    number = number * 7919 + 12345
    while number:
        number, digit = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[digit] + "aeiou"[digit % 5]
    return letters


def memory() -> float | None:
    """MB of this process now; None where the system does not say."""
    try:
        for line in Path("/proc/self/status").read_text(encoding="utf8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return None


def tokenize(job: dict[str, Any]) -> dict[str, Any]:
    """Text never seen before, then the same text again."""
    texts = json.loads(Path(job["texts"]).read_text(encoding="utf8"))
    nlp = importlib.import_module(job["library"]).blank("en")
    nlp("Warm up.")
    out: dict[str, Any] = {}
    for name in ("unseen", "seen"):
        start = clock()
        docs = list(nlp.tokenizer.pipe(texts))
        seconds = clock() - start
        n_tokens = sum(map(len, docs))
        out[f"{name}_tokens_per_s"] = n_tokens / seconds
    digest = hashlib.sha256()
    for doc in docs:
        digest.update("\x1f".join(token.text for token in doc).encode())
    return {**out, "n_tokens": n_tokens, "digest": digest.hexdigest()[:16]}


def read(job: dict[str, Any]) -> dict[str, Any]:
    """Decode a .spacy file into documents."""
    library = importlib.import_module(job["library"])
    doc_bin = importlib.import_module(job["library"] + ".tokens").DocBin
    vocab = library.blank("en").vocab
    list(doc_bin().from_disk(job["dev"]).get_docs(vocab))
    start = clock()
    n_words = sum(len(doc) for doc in doc_bin().from_disk(job["train"]).get_docs(vocab))
    return {"words_per_s": n_words / (clock() - start), "n_words": n_words}


def objects(job: dict[str, Any]) -> dict[str, Any]:
    """What people do with annotated documents: look at all tokens, turn them into JSON, write them. Best of three."""
    library = importlib.import_module(job["library"])
    doc_bin = importlib.import_module(job["library"] + ".tokens").DocBin
    docs = list(doc_bin().from_disk(job["train"]).get_docs(library.blank("en").vocab))
    n_words = sum(map(len, docs))

    def iterate() -> object:
        return sum(len(token.text) + len(token.lemma_) + len(token.pos_) for doc in docs for token in doc)

    def to_json() -> object:
        return [doc.to_json() for doc in docs]

    def write() -> bytes:
        return doc_bin(docs=docs).to_bytes()

    out: dict[str, Any] = {"n_words": n_words}
    digest = hashlib.sha256()
    for task in (iterate, to_json, write):
        best = float("inf")
        for _ in range(3):
            gc.collect()
            start = clock()
            result = task()
            best = min(best, clock() - start)
        out[f"{task.__name__}_words_per_s"] = n_words / best
        # Both sides write the same content; how hard they compress it is their own affair.
        digest.update(repr(zlib.decompress(result) if isinstance(result, bytes) else result).encode())
    return {**out, "digest": digest.hexdigest()[:16]}


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Run a pipeline over texts; its scores on annotated data, and its predictions for the comparison."""
    library = importlib.import_module(job["library"])
    training = importlib.import_module(job["library"] + ".training")
    nlp = library.load(job["pipeline"])
    texts = json.loads(Path(job["texts"]).read_text(encoding="utf8"))
    list(nlp.pipe(texts[:5]))
    start = clock()
    docs = list(nlp.pipe(texts))
    seconds = clock() - start
    n_words = sum(map(len, docs))
    scores = nlp.evaluate(list(training.Corpus(job["dev"])(nlp)))
    predictions = [
        [f"{t.text}/{t.tag_}/{t.morph}/{t.head.i}/{t.dep_}/{t.ent_iob_}/{t.ent_type_}" for t in doc] for doc in docs
    ]
    Path(job["predictions"]).write_text(json.dumps(predictions), encoding="utf8")
    return {"words_per_s": n_words / seconds, "n_words": n_words, "scores": plain(scores)}


def train(job: dict[str, Any]) -> dict[str, Any]:
    """Some steps of training with batches of about 1,000 words, then the scores on other data."""
    from thinc.api import Config, fix_random_seed, registry

    importlib.import_module(job["library"])
    training = importlib.import_module(job["library"] + ".training")
    util = importlib.import_module(job["library"] + ".util")
    fix_random_seed(job["seed"])
    nlp = util.load_model_from_config(Config().from_str(job["config"]), auto_fill=True)
    optimizer = registry.resolve(Config().from_str(job["optimizer"]))["optimizer"]
    corpus = training.Corpus(job["train"])
    start = clock()
    examples = list(corpus(nlp))
    nlp.initialize(lambda: examples[: job["n_initialize"]], sgd=optimizer)
    initialize_seconds = clock() - start
    rng = random.Random(job["seed"])
    losses: dict[str, float] = {}
    n_words = 0
    step = 0
    start = clock()
    while step < job["steps"]:
        order = list(range(len(examples)))
        rng.shuffle(order)
        batch, size = [], 0
        for i in order:
            batch.append(examples[i])
            size += len(examples[i].reference)
            if size >= 1000:
                nlp.update(batch, sgd=optimizer, drop=0.1, losses=losses)
                n_words += size
                step += 1
                batch, size = [], 0
                if step == job["steps"]:
                    break
        if batch and step < job["steps"]:
            nlp.update(batch, sgd=optimizer, drop=0.1, losses=losses)
            n_words += size
            step += 1
    seconds = clock() - start
    scores = nlp.evaluate(list(training.Corpus(job["dev"])(nlp)))
    if job.get("output"):
        nlp.to_disk(job["output"])
    return {
        "words_per_s": n_words / seconds,
        "n_words": n_words,
        "steps": step,
        "initialize_seconds": initialize_seconds,
        "scores": plain(scores),
    }


def plain(scores: dict[str, Any]) -> dict[str, float]:
    return {key: float(value) for key, value in scores.items() if hasattr(value, "__float__")}


def peak_memory() -> float | None:
    """MB of this process so far; None where the system does not say."""
    try:
        # ru_maxrss would do, but on Linux it starts from the memory of the process that started this one.
        for line in Path("/proc/self/status").read_text(encoding="utf8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 1024)


TASKS = {
    "startup": startup,
    "load": load,
    "tokenize": tokenize,
    "read": read,
    "objects": objects,
    "run": run,
    "parts": parts,
    "zones": zones,
    "train": train,
}

if __name__ == "__main__":
    job = json.loads(sys.argv[1])
    result = TASKS[job["task"]](job)
    result["peak_mb"] = peak_memory()
    result["version"] = getattr(sys.modules[job["library"]], "__version__", "")
    print(json.dumps(result))
