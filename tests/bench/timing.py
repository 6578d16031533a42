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
    """One finished command: seconds on the wall and on the processors, peak memory in MiB."""

    seconds: float
    cpu: float
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
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


@dataclass(frozen=True)
class Comparison:
    """Two commands run by turns."""

    ours: list[Run]
    theirs: list[Run]

    def median_ratio(self, figure: str) -> float:
        """Return the middle of the turns' ratios of a figure (`seconds`, `cpu`), ours on theirs."""
        return statistics.median(
            getattr(mine, figure) / getattr(other, figure)
            for mine, other in zip(self.ours, self.theirs, strict=True)
        )


def compare_commands(
    first: tuple[list[str], Path], second: tuple[list[str], Path], turns: int
) -> Comparison:
    """Run both by turns after one warm-up of each."""
    for arguments, folder in (first, second):
        run_command(arguments, folder)
    ours, theirs = [], []
    for _ in range(turns):
        ours.append(run_command(*first))
        theirs.append(run_command(*second))
    return Comparison(ours, theirs)


def describe_runs(runs: list[Run]) -> str:
    """Write the middle times and the largest memory peak."""
    wall = statistics.median(run.seconds for run in runs)
    cpu = statistics.median(run.cpu for run in runs)
    return f"{wall:7.2f} s wall {cpu:7.2f} s cpu {max(run.memory for run in runs):6.0f} MiB"
