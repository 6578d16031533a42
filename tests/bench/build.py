"""Our build against plain `mkdocs build` with Material on the same Markdown files, not in nav."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import yaml

from tests.bench.synthetic import ROOT, write_catalogue
from tests.bench.timing import compare_commands, describe_runs

MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--quiet"]


def bench_build(folder: Path, count: int, turns: int) -> None:
    """Print wall times, peak memories and the ratio of our build to the plain one."""
    ours = prepare_ours(folder / "essaim", count)
    plain = prepare_plain(folder / "plain", ours / "initiatives")
    compared = compare_commands((MKDOCS, ours), (MKDOCS, plain), turns)
    print(f"build, {count} initiatives, {turns} turns (medians)")
    sizes = [count_files(one / "site") for one in (ours, plain)]
    for name, runs, (pages, files) in zip(
        ("essaim", "plain Material"), (compared.ours, compared.theirs), sizes, strict=True
    ):
        print(f"  {name:14} {describe_runs(runs)} {pages:7} pages {files:7} other files")
    more = sizes[0][0] / sizes[1][0]
    wall, cpu = (compared.median_ratio(figure) for figure in ("seconds", "cpu"))
    print(f"  ratio          {wall:7.2f}   wall {cpu:7.2f}   cpu")
    print(f"  ratio per page {wall / more:7.2f}   wall {cpu / more:7.2f}   cpu")


def count_files(site: Path) -> tuple[int, int]:
    """Count the pages of a site, then its other files: ours has a page per territory."""
    names = [path.suffix for path in site.rglob("*") if path.is_file()]
    pages = names.count(".html")
    return pages, len(names) - pages


def prepare_ours(folder: Path, count: int) -> Path:
    """Lay a synthetic catalogue with the demonstration's own settings and pages."""
    write_catalogue(folder, count)
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def prepare_plain(folder: Path, initiatives: Path) -> Path:
    """Lay the same files as an ordinary documentation site, with the same Markdown extensions."""
    shutil.copytree(initiatives, folder / "docs/initiatives")
    (folder / "docs/index.md").write_text("# Accueil\n", "utf-8")
    demonstration = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    settings = {
        "site_name": "Plain",
        "theme": {"name": "material", "language": "fr", "font": False},
        "plugins": [{"search": {"lang": "fr"}}],
        "markdown_extensions": demonstration["markdown_extensions"],
        "nav": ["index.md"],
        "not_in_nav": "initiatives/",
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    return folder
