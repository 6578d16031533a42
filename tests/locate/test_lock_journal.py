"""The notebook of a run: what a kill leaves, and who may write at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from essaim.locate.journal import JournalBusyError, open_journal, read_journal
from tests.locate.test_lockfile import DENAIN, GRENAY, NAME


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def leave_journal(path: Path, *keys: str) -> Path:
    """Leave what a killed run leaves."""
    with open_journal(path) as journal:
        for key in keys:
            journal.note(key, GRENAY)
    return path.with_name(f".{path.name}.journal")


def test_a_run_that_ends_well_leaves_nothing(tmp_path: Path) -> None:
    with open_journal(tmp_path / NAME) as journal:
        journal.note("grenay", GRENAY)
        journal.clear()
        assert list_names(tmp_path) == [f".{NAME}.journal"]
    assert list_names(tmp_path) == []


def test_what_a_kill_leaves_is_found(tmp_path: Path) -> None:
    path = tmp_path / NAME
    with open_journal(path) as journal:
        journal.note("denain", GRENAY)
        journal.note("grenay", GRENAY)
        journal.note("denain", DENAIN)
        assert read_journal(path) == {"grenay": GRENAY, "denain": DENAIN}
    with open_journal(path) as journal:
        assert journal.found == {"grenay": GRENAY, "denain": DENAIN}


def test_nothing_was_left(tmp_path: Path) -> None:
    assert read_journal(tmp_path / NAME) == {}


@pytest.mark.parametrize("left", range(1, 60, 7))
def test_a_cut_line_is_forgotten(tmp_path: Path, left: int) -> None:
    path = tmp_path / NAME
    file = leave_journal(path, "denain", "grenay")
    first = file.read_bytes().splitlines(keepends=True)[0]
    file.write_bytes(first + first[:left])
    with open_journal(path) as journal:
        assert journal.found == {"denain": GRENAY}
        journal.note("grenay", DENAIN)
    assert read_journal(path) == {"denain": GRENAY, "grenay": DENAIN}


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[1, 2, 3]", b'["a", {}]', b"[3, {}]", b"\xff", b"nul"]
)
def test_odd_lines_are_forgotten(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / NAME
    file = leave_journal(path, "grenay")
    file.write_bytes(line + b"\n" + file.read_bytes())
    assert read_journal(path) == {"grenay": GRENAY}


def test_only_one_run_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / NAME
    with open_journal(path) as journal:
        with pytest.raises(JournalBusyError), open_journal(path):
            pass
        journal.note("grenay", GRENAY)
    with open_journal(path) as journal:
        assert journal.found == {"grenay": GRENAY}


def test_drafts_of_killed_writings_are_swept(tmp_path: Path) -> None:
    for name in (f".{NAME}.0a1b2c3d", f".{NAME}.bak", "0a1b2c3d"):
        (tmp_path / name).touch()
    with open_journal(tmp_path / NAME):
        pass
    assert list_names(tmp_path) == [f".{NAME}.bak", "0a1b2c3d"]


def test_a_linked_lock_has_its_notebook_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / NAME).symlink_to(tmp_path / "ailleurs" / NAME)
    leave_journal(tmp_path / NAME, "grenay")
    assert list_names(tmp_path / "ailleurs") == [f".{NAME}.journal"]
