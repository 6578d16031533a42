"""What the pages of territories cost: their share of a build, and what each weighs."""

from __future__ import annotations

import gzip
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from essaim.pipeline import CatalogueFolder, build_catalogue
from essaim.publish.links import PageLinks
from essaim.publish.maps import FoliumMaps
from essaim.publish.rendering import Renderer
from essaim.publish.territoires.site import TerritorySite
from essaim.publish.tiles import PLAN_IGN
from tests.bench.build import MKDOCS, prepare_ours
from tests.bench.timing import run_command
from tests.locate.squares import find_official


def bench_territories(folder: Path, count: int) -> None:
    """Print the time of each stage alone, then a whole build, and the bytes of pages and files."""
    ours = prepare_ours(folder / "essaim", count)
    official = find_official()
    if official:
        source = folder / official.name
        shutil.copy(official, source)
        essaim = str(Path(sys.executable).with_name("essaim"))
        subprocess.run([essaim, "reference", "--qpv-file", str(source)], cwd=ours, check=True)
        run_command([essaim, "locate"], ours)
    print(f"territories, {count} initiatives, {'official' if official else 'no'} contours")
    if not official:
        print("  contours absent: only the quartiers that a file cites; see reference/SOURCES.md")
    alone = time_stages(ours, folder / "files")
    whole = run_command(MKDOCS, ours)
    print(f"  whole build      {whole.seconds:7.2f} s wall {whole.cpu:7.2f} s cpu")
    print(f"  territories are  {100 * alone / whole.cpu:7.0f} % of its processor time")
    weigh_pages(ours / "site/territoires")


def time_stages(ours: Path, target: Path) -> float:
    """Print the processor seconds of each stage, and return their sum."""
    catalogue, _ = build_catalogue(CatalogueFolder(ours))
    tools = Renderer(catalogue).tools
    reference = ours / "reference"
    maps = FoliumMaps(catalogue, PLAN_IGN, tools.environment, reference)
    total = 0.0

    def tell(stage: str, since: float, number: int) -> None:
        nonlocal total
        spent = time.process_time() - since
        total += spent
        print(f"  {stage:<17}{spent:7.2f} s cpu {1000 * spent / max(1, number):7.2f} ms each")

    since = time.process_time()
    site = TerritorySite(catalogue, tools, maps, reference, site_name="Bench")
    plans = list(site.plan_pages())
    tell("atlas", since, len(plans))
    since = time.process_time()
    data = list(site.list_data())
    tell("data files", since, len(data))
    since = time.process_time()
    for plan in plans:
        plan.render(PageLinks("../../.."))
    tell("pages", since, len(plans))
    since = time.process_time()
    tell("downloads", since, site.write_downloads(target))
    return total


def weigh_pages(folder: Path) -> None:
    """Print how heavy the pages of each level are, and all the files together."""
    for level in sorted(path for path in folder.iterdir() if path.is_dir()):
        pages = sorted(level.glob("*/index.html"), key=lambda path: path.stat().st_size)
        if not pages:
            continue
        sizes = [path.stat().st_size for path in pages]
        light = len(gzip.compress(pages[-1].read_bytes(), mtime=0))
        print(
            f"  {level.name:<17}{len(pages):6} pages, {statistics.median(sizes) / 1000:7.1f} kB in"
            f" the middle, {sizes[-1] / 1000:7.1f} kB at most ({light / 1000:.1f} compressed)"
        )
    for name in ("*.csv", "*.xlsx", "*.geojson", "feed.xml"):
        print(f"  {name:<17}{sum_sizes(folder.rglob(name)) / 1e6:7.1f} MB")


def sum_sizes(paths: Iterable[Path]) -> int:
    """Add up the sizes of files, in bytes."""
    return sum(path.stat().st_size for path in paths)
