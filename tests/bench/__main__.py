"""`python -m tests.bench`: print every measurement, or those asked for."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.bench.build import bench_build
from tests.bench.join import bench_join
from tests.bench.page import bench_page
from tests.bench.territories import bench_territories

BENCHES = ("join", "build", "territories", "page")


def main() -> None:
    """Run the benches at the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--count", type=int, nargs="+", default=[1000], help="initiatives of the builds"
    )
    parser.add_argument(
        "--pages",
        type=int,
        nargs="+",
        default=[100, 1000, 10_000],
        help="initiatives of the catalogue pages",
    )
    parser.add_argument("--turns", type=int, default=3, help="runs of each command, visits")
    parser.add_argument("--only", choices=BENCHES, nargs="+", default=BENCHES, help="benches")
    options = parser.parse_args()
    if "join" in options.only:
        bench_join()
    sized = (
        ("build", lambda folder, count: bench_build(folder, count, options.turns), options.count),
        ("territories", bench_territories, options.count),
        ("page", lambda folder, count: bench_page(folder, count, options.turns), options.pages),
    )
    for name, bench, counts in sized:
        for count in counts if name in options.only else ():
            with tempfile.TemporaryDirectory(prefix="essaim-bench-") as folder:
                bench(Path(folder), count)


if __name__ == "__main__":
    main()
