"""The catalogue page beside folium's two marker clusters, on the same places and texts.

Limits are printed next to the figures; nobody judges them here.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.bench.build import MKDOCS, prepare_ours
from tests.bench.rivals import NEEDS, RIVALS, install_packages, list_markers, write_rivals
from tests.bench.serving import serve_compressed
from tests.bench.timing import run_command
from tests.bench.visits import SLOWDOWN, Visit, open_browser, visit_page

OURS = "essaim"
STAGES = (
    ("[data-essaim=liste] > li", ".essaim-groupe, .essaim-point"),
    (".catalogue--prete",),
)
"""First cards and the clustered map, then the filters."""
HEAVIEST = 12
KILO, MEGA = 1000, 1_000_000


class Target(NamedTuple):
    """A page, and the selectors of what each stage of its coming needs."""

    name: str
    address: str
    stages: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Figure:
    """What is read of a visit, in which unit; limits by number of initiatives."""

    name: str
    unit: str
    read: Callable[[Visit], float]
    limits: Mapping[int, float]
    decimals: int = 0


def add_up(sizes: Mapping[str, int]) -> float:
    """Add up files' weights, in kilobytes."""
    return sum(sizes.values()) / KILO


FIGURES = (
    Figure("map and first cards", "ms", lambda visit: visit.stages[0].painted, {}),
    Figure("usable, filters too", "ms", lambda visit: visit.stages[-1].painted, {10_000: 2500}),
    Figure(
        "asked before the map", "kB", lambda visit: add_up(visit.stages[0].asked), {10_000: 300}
    ),
    Figure("asked before usable", "kB", lambda visit: add_up(visit.stages[-1].asked), {}),
    Figure("in all", "kB", lambda visit: add_up(visit.whole), {1000: 400, 10_000: 1200}),
    Figure("memory, collected", "MB", lambda visit: visit.memory / MEGA, {10_000: 150}, 1),
    Figure("memory, as it is", "MB", lambda visit: visit.heap / MEGA, {10_000: 150}, 1),
)
LIMIT_95 = {10_000: 100}
"""Milliseconds that 95 % of the clicks and letters may take."""
FOLLOWING = "map after a click"


def bench_page(folder: Path, count: int, turns: int) -> None:
    """Print what a visit costs, and how many times more at our rivals'."""
    ours = prepare_ours(folder / OURS, count)
    run_command(MKDOCS, ours)
    others = folder / "rivals"
    others.mkdir()
    packages = install_packages()
    if packages:
        write_rivals(others, list_markers(ours), packages)
    names = list(RIVALS) if packages else []
    with serve_compressed(ours / "site") as address, serve_compressed(others) as other_address:
        targets = [Target(OURS, f"{address}/catalogue/", STAGES)]
        targets += [Target(name, f"{other_address}/{name}/", ((NEEDS,),)) for name in names]
        visits = visit_by_turns(targets, turns)
    print(
        f"page, {count} initiatives, {turns} visits (medians), processor slowed {SLOWDOWN} times, "
        "empty cache"
    )
    if not packages:
        print("  folium's pages are skipped: npm could not install their libraries")
    print_figures(visits, count)
    print_deeds(visits[OURS], count)
    print_files(visits[OURS][-1])


def visit_by_turns(targets: Sequence[Target], turns: int) -> dict[str, list[Visit]]:
    """Visit pages by turns, so that a ratio holds when the machine's speed drifts."""
    visits: dict[str, list[Visit]] = {target.name: [] for target in targets}
    with open_browser() as browser:
        # The first turn warms the server, the browser and the disk.
        for turn in range(turns + 1):
            for name, address, stages in targets:
                visit = visit_page(browser, address, stages, act=name == OURS and turn > 0)
                if turn:
                    visits[name].append(visit)
    return visits


def print_figures(visits: Mapping[str, Sequence[Visit]], count: int) -> None:
    """Print the table: ours, its limit, then each rival and its ratio to ours."""
    others = "".join(f"{name:>20}  ratio" for name in visits if name != OURS)
    print(f"  {'':28}{OURS:>8}{'limit':>8}{others}")
    for figure in FIGURES:
        ours, *theirs = (
            statistics.median(map(figure.read, several)) for several in visits.values()
        )
        cells = "".join(f"{one:20.{figure.decimals}f}{one / ours:7.1f}" for one in theirs)
        limit = figure.limits.get(count, "")
        label = f"{figure.name} ({figure.unit})"
        print(f"  {label:28}{ours:8.{figure.decimals}f}{limit:>8}{cells}")


def print_deeds(visits: Sequence[Visit], count: int) -> None:
    """Print what clicks and letters take, over all visits."""
    print(f"  {'until painted (ms)':28}{'median':>8}{'95 %':>8}{'most':>8}{'limit at 95 %':>16}")
    for name in visits[0].deeds:
        spans = sorted(span for visit in visits for span in visit.deeds[name])
        if not spans:
            print(f"  {name:28}{'none':>8}")
            continue
        rank = min(len(spans) - 1, round(len(spans) * 0.95))
        limit = "" if name == FOLLOWING else LIMIT_95.get(count, "")
        figures = (statistics.median(spans), spans[rank], spans[-1])
        print(f"  {name:28}{''.join(f'{one:8.0f}' for one in figures)}{limit:>16}")


def print_files(visit: Visit) -> None:
    """Print the heaviest files of a visit."""
    print("  heaviest files (kB; * asked before the map and first cards)")
    for path, size in take_heaviest(visit.whole.items()):
        print(f"    {size / KILO:8.1f} {'*' if path in visit.stages[0].asked else ' '} {path}")


def take_heaviest(sizes: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Keep the few files that weigh most."""
    return sorted(sizes, key=lambda item: -item[1])[:HEAVIEST]
