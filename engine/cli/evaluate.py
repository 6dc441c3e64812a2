"""The evaluate command: scores of a trained pipeline on annotated data."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.cli.code import import_code
from engine.cli.output import good, table, title, warn
from engine.errors import DataError, EngineError, InputError
from engine.training.corpus import Corpus
from engine.training.history import History
from engine.training.output import DIR_MODEL_BEST, DIR_MODEL_LAST, FILE_CHECKPOINT
from engine.training.report import Facts, check_target, predict, write_report

# Rows of the table: name, key of the scores, whether it is a share.
ROWS = (
    ("TOK", "token_acc", True),
    ("TAG", "tag_acc", True),
    ("POS", "pos_acc", True),
    ("MORPH", "morph_acc", True),
    ("LEMMA", "lemma_acc", True),
    ("UAS", "dep_uas", True),
    ("LAS", "dep_las", True),
    ("NER P", "ents_p", True),
    ("NER R", "ents_r", True),
    ("NER F", "ents_f", True),
    ("TEXTCAT", "cats_score", True),
    ("SENT P", "sents_p", True),
    ("SENT R", "sents_r", True),
    ("SENT F", "sents_f", True),
    ("SPEED", "speed", False),
)
PER_TYPE = (
    ("MORPH (per feature)", "morph_per_feat"),
    ("LAS (per type)", "dep_las_per_type"),
    ("NER (per type)", "ents_per_type"),
    ("TEXTCAT F (per label)", "cats_f_per_type"),
)


def evaluate_cli(
    model: Annotated[str, typer.Argument(help="Folder of a pipeline, or name of an installed one")],
    data_path: Annotated[Path, typer.Argument(help="A .spacy file, or a folder of them")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="JSON file to write the scores to")] = None,
    report: Annotated[Path | None, typer.Option("--report", help="HTML file to write: scores, errors")] = None,
    code_path: Annotated[
        Path | None, typer.Option("--code", "-c", help="Python file with own components, imported first")
    ] = None,
    use_gpu: Annotated[int, typer.Option("--gpu-id", "-g", help="GPU to use; -1 for the CPU")] = -1,
    gold_preproc: Annotated[
        bool, typer.Option("--gold-preproc", "-G", help="Use the gold tokens and sentences")
    ] = False,
    per_component: Annotated[
        bool, typer.Option("--per-component", "-P", help="Scores of each component by itself")
    ] = False,
    spans_key: Annotated[str, typer.Option("--spans-key", "-sk", help="Key of the span group to show")] = "sc",
    per_type: Annotated[bool, typer.Option("--per-type/--no-per-type", help="Tables for each label")] = True,
) -> None:
    """Evaluate a trained pipeline on annotated data: prints a table, and writes the scores as JSON when asked to."""
    scores = evaluate(
        model,
        data_path,
        output=output,
        report=report,
        code_path=code_path,
        use_gpu=use_gpu,
        gold_preproc=gold_preproc,
        per_component=per_component,
    )
    show(scores, per_component=per_component, per_type=per_type, spans_key=spans_key)
    if output is not None:
        good(f"Wrote the scores to {output}")
    if report is not None:
        good(f"Wrote the report to {report}")


def evaluate(
    model: str | Path,
    data_path: str | Path,
    *,
    output: Path | None = None,
    report: Path | None = None,
    code_path: Path | None = None,
    use_gpu: int = -1,
    gold_preproc: bool = False,
    per_component: bool = False,
) -> dict[str, Any]:
    """Scores by name, as `Language.evaluate` gives them. Raises EngineErrors for pipeline, data and output."""
    if output is not None and not Path(output).parent.is_dir():
        raise InputError("evaluate.output", f"there is no folder {Path(output).parent}", "Make it first.")
    if report is not None:
        check_target(report)
    import_code(code_path)
    if use_gpu >= 0:
        _require_gpu(use_gpu)
    from engine.language.load import load  # after the person's code, which may register what the pipeline needs

    nlp = load(model)
    examples = list(Corpus(data_path, gold_preproc=gold_preproc)(nlp))
    if not examples:
        raise DataError("evaluate.no_data", f"{data_path} holds no documents", "Convert annotated text with `convert`.")
    scores, examples = predict(nlp, examples, per_component=per_component)
    if output is not None:
        _write(Path(output), scores)
    if report is not None:
        facts = Facts(nlp.meta, nlp.pipe_names, str(data_path))
        flat = _flat(scores) if per_component else scores
        write_report(report, facts, flat, examples, history_of(Path(model)))
    return scores


def _flat(scores: dict[str, Any]) -> dict[str, Any]:
    """The scores of all components as one dict."""
    found = {key: value for key, value in scores.items() if not isinstance(value, dict)}
    for each in scores.values():
        found.update(each if isinstance(each, dict) else {})
    return found


def history_of(model: Path) -> History | None:
    """The curves of the run that made a pipeline, from the checkpoint beside it; None where none can be read."""
    path = model.parent / FILE_CHECKPOINT
    if model.name not in (DIR_MODEL_BEST, DIR_MODEL_LAST) or not path.is_file():
        return None
    from engine.training.checkpoint import Checkpoint  # slow to import

    history = History()
    try:
        history.restore(Checkpoint.from_disk(path).progress.history)
    except EngineError as error:
        warn(f"The report is without curves: {error}")
        return None
    return history


def _require_gpu(gpu_id: int) -> None:
    from thinc.api import require_gpu

    try:
        require_gpu(gpu_id)
    except Exception as error:
        raise InputError(
            "evaluate.gpu", f"GPU {gpu_id} cannot be used: {error}", "Leave --gpu-id out to use the CPU."
        ) from None


def _plain(value: Any) -> Any:
    """What json can write, of numpy numbers too."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.item() if hasattr(value, "item") else value


def _write(path: Path, scores: dict[str, Any]) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_text(json.dumps(_plain(scores), indent=2) + "\n", encoding="utf8")
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise DataError("evaluate.write", f"{path} cannot be written: {error.strerror}") from None


def _percent(value: Any) -> str:
    return "-" if value is None else f"{value * 100:.2f}"


def show(scores: dict[str, Any], *, per_component: bool = False, per_type: bool = True, spans_key: str = "sc") -> None:
    """Print the scores as tables."""
    if per_component:
        for name, found in scores.items():
            if isinstance(found, dict):
                title(name)
                show(found, per_type=per_type, spans_key=spans_key)
        return
    spans = tuple((f"SPAN {part.upper()}", f"spans_{spans_key}_{part}", True) for part in "prf")
    rows = [
        (name, _percent(scores[key]) if is_share else f"{scores[key]:.0f}")
        for name, key, is_share in (*ROWS[:-1], *spans, ROWS[-1])
        if scores.get(key) is not None
    ]
    table(rows, right=[1])
    if not per_type:
        return
    for name, key in (*PER_TYPE, (f"SPANS {spans_key} (per type)", f"spans_{spans_key}_per_type")):
        found = scores.get(key)
        if found:
            title(name)
            lines = [(label, *(_percent(each[part]) for part in "prf")) for label, each in found.items()]
            table(lines, ("", "P", "R", "F"), right=[1, 2, 3])
    areas = scores.get("cats_auc_per_type")
    if areas:
        title("TEXTCAT ROC AUC (per label)")
        lines = [(label, "-" if area is None else f"{area:.2f}") for label, area in areas.items()]
        table(lines, ("", "ROC AUC"), right=[1])
