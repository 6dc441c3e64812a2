"""`python -m bench.products`: the matrix products of a pipeline, by provider, against what the core can do at most.

The shapes are those of en_core_web_sm in prediction. The peak is measured with a loop of fused multiply-adds of float32
in registers as wide as those of the kernels, compiled for this machine (it needs a C compiler), in each round beside
what is set against it: the speed of a shared core changes by the second. One thread: set OMP_NUM_THREADS=1 and
OPENBLAS_NUM_THREADS=1. Rates of engine include all that its kernel does besides the product; the column "its kernel
alone" is without the call from Python, of which there is none inside a pipeline. scipy is left out where it is not
installed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
from blis.py import gemm

from bench.__main__ import describe
from bench.data import ROOT
from engine.kernels import api
from engine.ml.runtime.linear import PackedLinear

try:
    from scipy.linalg.blas import sgemm
except ImportError:
    sgemm = None

# name, rows, inputs, outputs
SHAPES = [
    ("mixing layer, 256 new forms", 256, 576, 288),
    ("a convolution's window, 2,048 tokens", 2048, 288, 288),
    ("parser, lower layer, 2,048 tokens", 2048, 64, 1024),
    ("ner, lower layer, 2,048 tokens", 2048, 64, 384),
    ("parser, upper layer, 8 states", 8, 64, 106),
    ("parser, upper layer, 128 states", 128, 64, 106),
    ("tagger, 230 tokens", 230, 96, 50),
]
PEAK = """
#include <stdio.h>
#include <time.h>
typedef float vf __attribute__((vector_size(WIDTH)));
static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}
#define ALL(M) M(0) M(1) M(2) M(3) M(4) M(5) M(6) M(7) M(8) M(9) M(10) M(11)
#define DECLARE(i) vf a##i = zero + i;
#define STEP(i) a##i = x * a##i + y; __asm__ volatile("" : "+x"(a##i));
#define SUM(i) y += a##i;
int main(void) {
  double best = 0;
  for (int round = 0; round < 3; ++round) {
    const vf zero = {0}, x = zero + 0.999f; vf y = zero + 0.001f;
    ALL(DECLARE)
    const double start = now();
    const long n = 3000000;
    for (long i = 0; i < n; ++i) { ALL(STEP) }
    const double rate = n * 12.0 * 2 * (WIDTH / 4) / (now() - start) / 1e9;
    ALL(SUM)
    if (rate > best && y[0] != 0) best = rate;
  }
  printf("%f\\n", best);
}
"""


class Peak:
    """GFLOP/s of one core in registers, those of the kernels `isa` or the widest. Compiled programs, in a folder."""

    def __init__(self, folder: Path, isa: str | None = None) -> None:
        widths = {"avx512": (64,), "avx2": (32,)}.get(isa or "", (64, 32))
        self.programs = [each for width in widths if (each := compiled(folder, width)) is not None]

    def rate(self) -> float | None:
        """Measured now; None where there is no compiler."""
        found = []
        for program in self.programs:
            done = subprocess.run([str(program)], capture_output=True, text=True, check=False)
            if done.returncode == 0:  # else the processor has no such registers
                found.append(float(done.stdout))
        return max(found, default=None)


def compiled(folder: Path, width: int) -> Path | None:
    """The program for vectors of so many bytes; None where it cannot be compiled."""
    program = folder / f"peak{width}"
    program.with_suffix(".c").write_text(PEAK)
    flags = ["-O2", "-march=native", "-ffp-contract=fast", f"-DWIDTH={width}"]
    command = [os.environ.get("CC", "cc"), *flags, str(program.with_suffix(".c")), "-o", str(program)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return program


ALONE = "engine, its kernel alone"


def seconds(function: Callable[[], Any], at_least: float = 0.02) -> float:
    """Processor time of one call."""
    n = 1
    while True:
        start = time.process_time()
        for _ in range(n):
            function()
        spent = time.process_time() - start
        if spent >= at_least:
            return spent / n
        n *= 2


def providers(rows: int, inputs: int, outputs: int) -> dict[str, Callable[[], Any]]:
    rng = numpy.random.default_rng(0)
    X = rng.normal(size=(rows, inputs)).astype("f")
    W = rng.normal(size=(outputs, inputs)).astype("f")
    transposed, out = W.T, numpy.empty((rows, outputs), dtype="f")
    packed = PackedLinear(W, numpy.zeros((outputs,), dtype="f"))
    found: dict[str, Callable[[], Any]] = {
        "blis": lambda: gemm(X, W, out=out, trans2=True),
        "numpy's OpenBLAS": lambda: numpy.matmul(X, transposed, out=out),
    }
    if sgemm is not None:
        # In the order of Fortran, in which the transposed arrays lie: W . X' into out'.
        found["scipy's OpenBLAS"] = lambda: sgemm(
            1.0, W.T, X.T, beta=0.0, c=out.T, trans_a=True, trans_b=False, overwrite_c=True
        )
    found["engine"] = lambda: packed.run([X])
    return found


def kernel_alone(rows: int, inputs: int, outputs: int) -> float:
    """Seconds of one run of engine's kernel, of many in one call."""
    rng = numpy.random.default_rng(0)
    data = rng.normal(size=(rows * inputs,)).astype("f")
    W, b = rng.normal(size=(outputs, inputs)).astype("f"), numpy.zeros((outputs,), dtype="f")
    kernels = api._testing(api.active())
    n = max(20, int(2e8 / (rows * inputs * outputs)))  # so many that the first, whose pages are new, does not count
    spent = []
    for times in (1, n):
        start = time.process_time()
        kernels.py_linear(data, rows, inputs, W, b, times)
        spent.append(time.process_time() - start)
    return (spent[1] - spent[0]) / (n - 1)


def window(n_tokens: int, rounds: int) -> list[float]:
    """Seconds of a whole convolution of 96 outputs and three pieces, by groups of three tokens; packing left out."""
    rng = numpy.random.default_rng(0)
    W = (rng.normal(size=(96, 3, 288)) / 17).astype("f")
    b, G, shift = (rng.normal(size=shape).astype("f") for shape in ((96, 3), (96,), (96,)))
    data = rng.normal(size=(n_tokens + 6, 96)).astype("f")
    groups = numpy.arange(1, n_tokens // 3 + 1, dtype="int32")
    kernels = api._testing(api.active())

    def run(some: Any) -> Any:
        return kernels.py_window(data, some, W, b, G, shift)

    return [seconds(lambda: run(groups)) - seconds(lambda: run(groups[:0])) for _ in range(rounds)]


Measured = list[tuple[float, float | None]]  # of each round: GFLOP/s, and the peak beside it


def cell(measured: Measured) -> str:
    rate = f"{statistics.median(rate for rate, _ in measured):.1f}"
    shares = [rate / top for rate, top in measured if top is not None]
    return f"{rate} ({statistics.median(shares):.2f})" if shares else rate


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.products", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "results")
    args = parser.parse_args()
    args.steps = args.seed = None
    results: dict[str, dict[str, Measured]] = {}
    n_tokens = 2046
    title = "a convolution, three tokens at a time, with maxout, norm, residual"
    with tempfile.TemporaryDirectory() as folder:
        peak = Peak(Path(folder), api.active())
        for name, rows, inputs, outputs in SHAPES:
            measured: dict[str, Measured] = {}
            functions = providers(rows, inputs, outputs)
            for _ in range(args.rounds):
                top = peak.rate()
                for provider, function in functions.items():
                    measured.setdefault(provider, []).append(
                        (2 * rows * inputs * outputs / seconds(function) / 1e9, top)
                    )
                spent = kernel_alone(rows, inputs, outputs)
                measured.setdefault(ALONE, []).append((2 * rows * inputs * outputs / spent / 1e9, top))
            results[f"{name}: ({rows}, {inputs}) by ({inputs}, {outputs})"] = measured
        for _ in range(args.rounds):
            top = peak.rate()
            spent = statistics.median(window(n_tokens, 3))
            results.setdefault(title, {}).setdefault(ALONE, []).append(
                (5 * n_tokens // 3 * 96 * 288 * 2 / spent / 1e9, top)
            )
    tops = [top for found in results.values() for rates in found.values() for _, top in rates if top is not None]
    about: dict[str, Any] = describe(args, None, {})
    if tops:
        about["peak of one core, GFLOP/s"] = f"{statistics.median(tops):.1f} ({min(tops):.1f} - {max(tops):.1f})"
    lines = ["# Products", "", *(f"- {key}: {value}" for key, value in about.items() if value not in (None, ""))]
    lines += ["", "Medians, GFLOP/s of one core; in brackets the share of the peak in the same round.", ""]
    names = list(next(iter(results.values())))
    lines += ["| product | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for name, by_provider in results.items():
        cells = [cell(by_provider[each]) if each in by_provider else "–" for each in names]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines += ["", "The last does the work of a plain product with five ninths of its arithmetic."]
    text = "\n".join(lines) + "\n"
    args.output.mkdir(parents=True, exist_ok=True)
    (args.output / "products.json").write_text(json.dumps({"about": about, "results": results}, indent=1) + "\n")
    (args.output / "products.md").write_text(text, encoding="utf8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
