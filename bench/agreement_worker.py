"""One side of `python -m bench.agreement`: `python agreement_worker.py engine` takes a job a line, as JSON.

As worker.py, it needs the standard library and the library that is measured. It answers each job with a line of JSON.
"""

from __future__ import annotations

import importlib
import json
import random
import sys
import time
import warnings
from pathlib import Path
from typing import Any

FIELDS = tuple("text whitespace tag pos morph lemma dep head sent_start ent_iob ent_type norm shape".split())


def fields(token: Any) -> list[Any]:
    """What is compared, in the order of FIELDS."""
    return [
        token.text,
        token.whitespace_,
        token.tag_,
        token.pos_,
        str(token.morph),
        token.lemma_,
        token.dep_,
        token.head.i,
        token.is_sent_start,
        token.ent_iob_,
        token.ent_type_,
        token.norm_,
        token.shape_,
    ]


def train(job: dict[str, Any]) -> dict[str, Any]:
    """A few steps with batches of about 1,000 words, then save."""
    from thinc.api import Config, fix_random_seed, registry

    library = importlib.import_module(job["library"])
    training = importlib.import_module(job["library"] + ".training")
    util = importlib.import_module(job["library"] + ".util")
    for module in job.get("code", []):
        importlib.import_module(module).register(library)
    fix_random_seed(job["seed"])
    nlp = util.load_model_from_config(Config().from_str(job["config"]), auto_fill=True)
    optimizer = registry.resolve(Config().from_str(job["optimizer"]))["optimizer"]
    examples = list(training.Corpus(job["train"], limit=job["n_docs"])(nlp))
    nlp.initialize(lambda: examples[: job["n_initialize"]], sgd=optimizer)
    rng = random.Random(job["seed"])
    losses: dict[str, float] = {}
    n_words = step = 0
    queue: list[Any] = []
    start = time.process_time()
    while step < job["steps"]:
        batch: list[Any] = []
        while sum(len(example.reference) for example in batch) < job["batch_words"]:
            if not queue:
                queue = list(examples)
                rng.shuffle(queue)
            batch.append(queue.pop())
        nlp.update(batch, sgd=optimizer, drop=0.1, losses=losses)
        n_words += sum(len(example.reference) for example in batch)
        step += 1
    seconds = time.process_time() - start
    if job.get("output"):
        Path(job["output"]).mkdir(parents=True, exist_ok=True)
        nlp.to_disk(job["output"])
    losses = {name: round(float(loss), 3) for name, loss in losses.items()}
    return {"words_per_s": n_words / seconds, "losses": losses}


def derive(job: dict[str, Any]) -> dict[str, Any]:
    """Another pipeline of a saved one: `replaced` gives each component its copy of tok2vec, `sourced` takes tok2vec
    and the components over into an empty pipeline, the entity recognizer with a tok2vec of its own."""
    library = importlib.import_module(job["library"])
    nlp = library.load(job["pipeline"])
    names = [name for name in nlp.pipe_names if name != "tok2vec"]
    Path(job["output"]).mkdir(parents=True, exist_ok=True)
    if job["kind"] == "replaced":
        for name in names:
            nlp.replace_listeners("tok2vec", name, ["model.tok2vec"])
        nlp.remove_pipe("tok2vec")
        nlp.to_disk(job["output"])
    else:
        nlp.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
        new = library.blank("en")
        for name in ("ner", "tok2vec", *(name for name in names if name != "ner")):
            new.add_pipe(name, source=nlp)
        new.to_disk(job["output"])
    return {}


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Load, run over the texts; the predictions and the warnings. output: where to save what was loaded."""
    library = importlib.import_module(job["library"])
    for module in job.get("code", []):
        importlib.import_module(module).register(library)
    texts = json.loads(Path(job["texts"]).read_text(encoding="utf8"))[: job.get("n_texts")]
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        nlp = library.load(job["pipeline"])
        if job.get("output"):
            nlp.to_disk(job["output"])
        list(nlp.pipe(texts[:5]))
        start = time.process_time()
        docs = list(nlp.pipe(texts))
        seconds = time.process_time() - start
    n_words = sum(map(len, docs))
    if job.get("predictions"):
        rows = [[fields(token) for token in doc] for doc in docs]
        Path(job["predictions"]).write_text(json.dumps(rows), encoding="utf8")
    own = [str(w.message) for w in found if job["library"] in w.filename.replace("\\", "/").split("/")]
    return {"words_per_s": n_words / seconds, "n_words": n_words, "warnings": own}


TASKS = {"train": train, "derive": derive, "run": run}

if __name__ == "__main__":
    for line in sys.stdin:
        job = json.loads(line)
        print(json.dumps(TASKS[job["task"]]({**job, "library": sys.argv[1]})), flush=True)
