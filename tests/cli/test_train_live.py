"""What train shows on a terminal while it runs, and the log of its steps."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

ROOT = str(Path(__file__).resolve().parents[2])
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def paths(example_corpus):
    return ["--paths.train", example_corpus / "train.spacy", "--paths.dev", example_corpus / "dev.spacy"]


def on_a_terminal(*args, columns=140):
    """What a command writes to a terminal of its own, and its exit code."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([ROOT, os.environ.get("PYTHONPATH", "")]),
        "TERM": "xterm-256color",
    }
    env.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "engine", *map(str, args)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, close_fds=True)
    os.close(theirs)
    pieces = []
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other side was closed
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(ours)
    return b"".join(pieces).decode("utf8"), process.wait()


def screen(text):
    """The lines that stay on a terminal: what is erased or written over is gone."""
    lines, row, column = [""], 0, 0
    for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", text):
        if part == "\r":
            column = 0
        elif part == "\n":
            row += 1
            column = 0
            if row == len(lines):
                lines.append("")
        elif part.startswith("\x1b["):
            count = int(re.sub(r"\D", "", part) or 1)
            if part.endswith("A"):
                row = max(row - count, 0)
            elif part.endswith("K"):
                lines[row] = "" if part == "\x1b[2K" else lines[row][:column]
        else:
            lines[row] = lines[row][:column].ljust(column) + part + lines[row][column + len(part) :]
            column += len(part)
    return [line.rstrip() for line in lines]


@pytest.mark.parametrize("columns", [140, 60])
def test_progress_on_a_terminal(tagger_config, paths, tmp_path, columns):
    text, code = on_a_terminal("train", tagger_config, "-o", tmp_path / "out", *paths, columns=columns)
    assert code == 0
    shown = CONTROL.sub("", text)
    assert re.search(r"Until step 3 .* 0/3", shown) and re.search(
        r"Until step 6 .*\d words/s *\d:\d\d:\d\d left", shown
    )
    lines = screen(text)
    (head,) = (i for i, line in enumerate(lines) if line.startswith("  E       #"))
    table = lines[head : head + 5]
    assert len({len(line) for line in table}) == 1, table  # lined up, and nothing between the rows
    assert [row.split()[1] for row in table[2:]] == ["0", "3", "6"]
    assert not any("words/s" in line for line in lines)  # the bar is gone


def test_open_ends_tell_the_time_to_the_evaluation(tagger_config, paths, tmp_path):
    more = ("--training.max_steps", 0, "--training.max_epochs", 4, "--training.eval_frequency", 200)
    text, code = on_a_terminal("train", tagger_config, "-o", tmp_path / "out", *paths, *more)
    assert code == 0
    assert re.search(r"Until step 200 .*words/s *\d:\d\d:\d\d to the evaluation", CONTROL.sub("", text))


def test_no_control_characters_in_a_pipe(command, tagger_config, paths, tmp_path):
    done = command("train", tagger_config, "-o", tmp_path / "out", *paths)
    assert done.code == 0 and done.err == ""
    assert "\x1b" not in done.out and "words/s" not in done.out


def test_the_log_of_steps(command, tagger_config, paths, tmp_path):
    log = tmp_path / "logs" / "steps.jsonl"
    args = ["train", tagger_config, "-o", tmp_path / "out", *paths, "--log", log]
    assert command(*args).code == 0

    def steps():
        return [json.loads(line)["step"] for line in log.read_text().splitlines()]

    assert steps() == list(range(7))
    rows = [json.loads(line) for line in log.read_text().splitlines()]
    assert all(row["grad_norm"] > 0 and row["learn_rate"] == 0.001 and row["losses"]["tagger"] > 0 for row in rows)
    assert [row["step"] for row in rows if "scores" in row] == [0, 3, 6]
    before = log.read_text()
    done = command(*args[:2], "-o", tmp_path / "other", *args[4:])
    assert done.code == 1 and "exists already" in done.err and str(log) in done.err
    assert not (tmp_path / "other").exists()  # before anything was done
    assert command(*args, "--resume").code == 0 and log.read_text() == before  # nothing was left to do
    assert command(*args, "--resume", "--training.max_steps", 8).code == 0 and steps() == list(range(9))
    assert log.read_text().startswith(before)
    assert command(*args, "--overwrite", "--training.max_steps", 2).code == 0 and steps() == [0, 1, 2]
    # a run that was ended before its first checkpoint begins again
    log.write_text(before + '{"step": 7')
    assert command("train", tagger_config, "-o", tmp_path / "new", *args[4:], "--resume").code == 0
    assert steps() == list(range(7))


def test_an_interrupted_run_says_how_to_get_a_report(tagger_config, paths, tmp_path):
    log, out, report = tmp_path / "steps.jsonl", tmp_path / "out", tmp_path / "report.html"
    more = ["-o", out, *paths, "--log", log, "--report", report, "--training.max_steps", 100_000]
    command = [sys.executable, "-m", "engine", "train", tagger_config, *more]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([ROOT, os.environ.get("PYTHONPATH", "")])}
    process = subprocess.Popen(
        list(map(str, command)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf8",
        env=env,
        # A shell that runs the tests in the background has the signal ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    deadline = time.monotonic() + 100
    while time.monotonic() < deadline and (not log.exists() or log.read_text().count("\n") < 8):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=100)
    assert process.returncode == 130
    assert f"python -m engine evaluate {out / 'model-best'} DATA.spacy --report {report}" in err
    assert not report.exists()
    steps = [json.loads(line)["step"] for line in log.read_text().splitlines()]
    assert steps == list(range(len(steps))) and len(steps) >= 8
    more[-1] = len(steps) + 3
    done = subprocess.run(
        list(map(str, [*command[:5], *more, "--resume"])), capture_output=True, encoding="utf8", env=env, check=False
    )
    assert done.returncode == 0, done.stderr
    steps = [json.loads(line)["step"] for line in log.read_text().splitlines()]
    assert steps == list(range(more[-1] + 1)) and report.exists()
