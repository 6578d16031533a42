"""Time whole commands by turns, so that a ratio holds when the machine's speed drifts."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """One finished command: wall seconds, and peak memory of its largest process in MiB."""

    seconds: float
    memory: float


def run_command(arguments: list[str], folder: Path) -> Run:
    """Run a command to its end; CalledProcessError with its output when it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    started = time.perf_counter()
    with subprocess.Popen(
        arguments,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.stderr.write(output.decode(errors="replace"))
        raise subprocess.CalledProcessError(process.returncode, arguments)
    return Run(seconds, usage.ru_maxrss / 1024)


def compare_commands(
    first: tuple[list[str], Path], second: tuple[list[str], Path], turns: int
) -> tuple[list[Run], list[Run], float]:
    """Run both by turns after one warm-up of each; the ratio is the median of the turns'."""
    for arguments, folder in (first, second):
        run_command(arguments, folder)
    ours, theirs = [], []
    for _ in range(turns):
        ours.append(run_command(*first))
        theirs.append(run_command(*second))
    ratio = statistics.median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True))
    return ours, theirs, ratio


def median_seconds(runs: list[Run]) -> float:
    """Return the middle wall time."""
    return statistics.median(run.seconds for run in runs)


def peak_memory(runs: list[Run]) -> float:
    """Return the largest memory peak, in MiB."""
    return max(run.memory for run in runs)
