"""`python -m tests.bench`: print every measurement."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.bench.build import bench_build
from tests.bench.join import bench_join
from tests.bench.territories import bench_territories


def main() -> None:
    """Run the benches at the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, nargs="+", default=[1000], help="initiatives")
    parser.add_argument("--turns", type=int, default=3, help="runs of each command")
    options = parser.parse_args()
    bench_join()
    for count in options.count:
        with tempfile.TemporaryDirectory(prefix="essaim-bench-") as folder:
            bench_build(Path(folder), count, options.turns)
        with tempfile.TemporaryDirectory(prefix="essaim-bench-") as folder:
            bench_territories(Path(folder), count)


if __name__ == "__main__":
    main()
