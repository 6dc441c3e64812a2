"""The command line as a person meets it: help, exit codes, messages instead of tracebacks."""

import os
import subprocess
import sys
import time

import pytest

from engine.cli import app
from engine.errors import InputError, InternalError


def engine(*args, env=None, stdin=None):
    """Run `python -m engine` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "engine", *args],
        capture_output=True,
        text=True,
        input=stdin,
        env={**os.environ, **(env or {})},
    )


def test_help_lists_all_commands_and_is_quick():
    start = time.perf_counter()
    done = engine("--help")
    elapsed = time.perf_counter() - start
    assert done.returncode == 0
    for name in ("train", "evaluate", "convert", "init", "debug", "info"):
        assert name in done.stdout
    assert elapsed < 5  # 0.1 s on an idle machine: nothing heavy is imported
    code = "import sys\nfrom engine.cli.app import run\nrun(['--help'])\nassert 'thinc' not in sys.modules, 'thinc'"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_no_command_shows_the_help():
    done = engine()
    assert "Usage: python -m engine" in done.stdout + done.stderr
    assert done.returncode in (0, 2)
    assert "fill-config" in engine("init", "--help").stdout


def test_version():
    import engine as package

    assert engine("--version").stdout == f"engine {package.__version__}\n"


def test_wrong_use_exits_with_2():
    done = engine("nonsense")
    assert done.returncode == 2 and "nonsense" in done.stderr and "Traceback" not in done.stderr
    assert engine("info", "--nonsense").returncode == 2


def test_mistakes_give_a_message_and_exit_with_1(tmp_path):
    missing = tmp_path / "missing.cfg"
    done = engine("debug", "config", str(missing))
    assert done.returncode == 1
    assert str(missing) in done.stderr and "init config" in done.stderr and "Traceback" not in done.stderr
    assert "\x1b[" not in done.stderr  # no colours in a pipe
    traced = engine("debug", "config", str(missing), env={"ENGINE_TRACEBACK": "1"})
    assert traced.returncode == 1 and "Traceback" in traced.stderr


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (InputError("a.b", "what happened", "what to do"), 1, "[a.b] what happened\n  what to do"),
        (PermissionError(13, "Permission denied", "/x"), 1, "/x: Permission denied."),
        (OSError(28, "No space left on device"), 1, "No space left on device."),
        (KeyboardInterrupt(), app.INTERRUPTED, "Interrupted"),
    ],
)
def test_exit_codes(monkeypatch, capsys, error, code, text):
    def broken(args):
        raise error

    monkeypatch.setattr(app, "build_app", broken)
    assert app.run(["x"]) == code
    assert text in capsys.readouterr().err


@pytest.mark.parametrize("error", [InternalError("x.y", "impossible"), ZeroDivisionError()])
def test_defects_keep_their_traceback(monkeypatch, error):
    def broken(args):
        raise error

    monkeypatch.setattr(app, "build_app", broken)
    with pytest.raises(type(error)):
        app.run(["x"])


def test_every_command_can_be_loaded():
    for path in app.COMMANDS:
        assert app.run([*path, "--help"]) == 0, path
