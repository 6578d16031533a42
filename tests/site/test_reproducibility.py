"""A build is a pure function of the repository, and of no program but the ones we name."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from tests.support.building import build_site, copy_demonstration, copy_small, publish


def hash_site(site: Path) -> dict[str, str]:
    """Fingerprint every published file."""
    return {
        path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    sites = []
    for name in ("one", "another-folder"):
        folder = copy_demonstration(tmp_path / name)
        sites.append(hash_site(publish(folder)))
    assert sites[0] == sites[1]


def test_properdocs_builds_the_same_catalogue(tmp_path: Path) -> None:
    folder = copy_small(tmp_path / "catalogue")
    built = build_site(folder, "--strict", program="properdocs")
    assert built.returncode == 0, built.stdout + built.stderr
    assert (folder / "site/initiatives/atelier-complet/index.html").is_file()
    assert "map_lieux" in (folder / "site/initiatives/simple/index.html").read_text("utf-8")


def test_properdocs_builds_the_demonstration(tmp_path: Path) -> None:
    folder = copy_demonstration(tmp_path / "catalogue")
    built = build_site(folder, "--strict", program="properdocs")
    assert built.returncode == 0, built.stdout + built.stderr
    assert (folder / "site/initiatives/mine-de-soleil/index.html").is_file()
