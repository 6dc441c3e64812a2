"""The evaluate command: scores of a trained pipeline on annotated data."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.errors import ConfigError, DataError, InputError
from engine.gold.scorer import Scorer
from engine.training.corpus import Corpus

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
        code_path=code_path,
        use_gpu=use_gpu,
        gold_preproc=gold_preproc,
        per_component=per_component,
    )
    show(scores, per_component=per_component, per_type=per_type, spans_key=spans_key)
    if output is not None:
        typer.echo(f"\nWrote the scores to {output}")


def evaluate(
    model: str | Path,
    data_path: str | Path,
    *,
    output: Path | None = None,
    code_path: Path | None = None,
    use_gpu: int = -1,
    gold_preproc: bool = False,
    per_component: bool = False,
) -> dict[str, Any]:
    """Scores by name, as `Language.evaluate` gives them. Raises EngineErrors for pipeline, data and output."""
    if output is not None and not Path(output).parent.is_dir():
        raise InputError("evaluate.output", f"there is no folder {Path(output).parent}", "Make it first.")
    import_code(code_path)
    if use_gpu >= 0:
        _require_gpu(use_gpu)
    import engine

    nlp = engine.load(model)
    examples = list(Corpus(data_path, gold_preproc=gold_preproc)(nlp))
    if not examples:
        raise DataError("evaluate.no_data", f"{data_path} holds no documents", "Convert annotated text with `convert`.")
    scores = nlp.evaluate(examples, scorer=Scorer(nlp), per_component=per_component)
    if output is not None:
        _write(Path(output), scores)
    return scores


def import_code(path: Path | None) -> None:
    """Run a Python file that registers components and functions. Raises ConfigError when it cannot be run."""
    if path is None:
        return
    if not path.is_file():
        raise ConfigError("code.not_found", f"there is no file {path}", "Check --code.")
    spec = importlib.util.spec_from_file_location("python_code", path)
    if spec is None or spec.loader is None:
        raise ConfigError("code.not_python", f"{path} is no Python file", "Check --code.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise ConfigError(
            "code.failed", f"{path} raised {type(error).__name__}: {error}", "It was given with --code."
        ) from error


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


def table(rows: Sequence[tuple[str, ...]], header: tuple[str, ...] = ()) -> str:
    """Aligned columns, the first to the left, the others to the right."""
    lines = [header, header, *rows] if header else list(rows)
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    if header:
        lines[1] = tuple("-" * width for width in widths)
    return "\n".join(
        "   ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def show(scores: dict[str, Any], *, per_component: bool = False, per_type: bool = True, spans_key: str = "sc") -> None:
    """Print the scores as tables."""
    if per_component:
        for name, found in scores.items():
            if isinstance(found, dict):
                typer.echo(f"\n{name}")
                show(found, per_type=per_type, spans_key=spans_key)
        return
    spans = tuple((f"SPAN {part.upper()}", f"spans_{spans_key}_{part}", True) for part in "prf")
    rows = [
        (name, _percent(scores[key]) if is_share else f"{scores[key]:.0f}")
        for name, key, is_share in (*ROWS[:-1], *spans, ROWS[-1])
        if scores.get(key) is not None
    ]
    if rows:
        typer.echo(table(rows))
    if not per_type:
        return
    for title, key in (*PER_TYPE, (f"SPANS {spans_key} (per type)", f"spans_{spans_key}_per_type")):
        found = scores.get(key)
        if found:
            lines = [(label, *(_percent(each[part]) for part in "prf")) for label, each in found.items()]
            typer.echo(f"\n{title}\n" + table(lines, ("", "P", "R", "F")))
    areas = scores.get("cats_auc_per_type")
    if areas:
        lines = [(label, "-" if area is None else f"{area:.2f}") for label, area in areas.items()]
        typer.echo("\nTEXTCAT ROC AUC (per label)\n" + table(lines, ("", "ROC AUC")))
