"""The notebook of a run of `essaim locate`: what it found since the lock was last written.

One line a place, beside the lock, added as soon as the place is found: a run killed at any moment
loses nothing, and the next one takes it up. While it is open no other run may start; the system
lets go of it when a process dies, so that nothing is ever left to unlock by hand.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from essaim.locate.lockfile import dump_situation, read_situation
from essaim.locate.model import Situation

try:
    import fcntl
except ImportError:  # Windows: two runs at once are not told apart there
    fcntl = None  # type: ignore[assignment]

_DRAFTS: Final = "[0-9a-f]" * 8


class JournalBusyError(Exception):
    """Another run holds the notebook."""


class Journal:
    """An open notebook; `found`: what a run that was killed had found."""

    def __init__(self, stream: BinaryIO) -> None:
        """Read what is there; a line cut by a kill is forgotten."""
        self._stream = stream
        stream.seek(0)
        self.found: Mapping[str, Situation] = _parse_journal(stream.read())
        # A cut line must not swallow the next one.
        stream.write(b"\n" if self.found else b"")

    def note(self, key: str, situation: Situation) -> None:
        """Add a place; from then on only a power cut can lose it."""
        line = json.dumps([key, dump_situation(situation)], ensure_ascii=False)
        self._stream.write(line.encode() + b"\n")

    def clear(self) -> None:
        """Forget everything: the lock holds it."""
        self._stream.truncate(0)


def _name_journal(lock: Path) -> Path:
    target = lock.resolve()
    return target.with_name(f".{target.name}.journal")


def read_journal(lock: Path) -> Mapping[str, Situation]:
    """Return what a run that was killed, or is still going, has found beyond the lock."""
    try:
        return _parse_journal(_name_journal(lock).read_bytes())
    except FileNotFoundError:
        return {}


def _parse_journal(content: bytes) -> dict[str, Situation]:
    found: dict[str, Situation] = {}
    for line in content.splitlines():
        try:
            key, fields = json.loads(line)
        except (ValueError, TypeError):
            continue
        situation = read_situation(fields)
        if isinstance(key, str) and isinstance(situation, Situation):
            found[key] = situation
    return found


@contextmanager
def open_journal(lock: Path) -> Iterator[Journal]:
    """Hold the notebook of a lock; `JournalBusyError` when another run does.

    It is removed at the end when it was cleared; OSError when it cannot be written.
    """
    path = _name_journal(lock)
    with _hold_file(path) as stream:
        for draft in path.parent.glob(f".{lock.resolve().name}.{_DRAFTS}"):
            draft.unlink(missing_ok=True)
        yield Journal(stream)
        if os.fstat(stream.fileno()).st_size == 0:
            path.unlink(missing_ok=True)


@contextmanager
def _hold_file(path: Path) -> Iterator[BinaryIO]:
    while True:
        # Unbuffered: each line is the system's as soon as it is written.
        with path.open("a+b", buffering=0) as stream:
            if fcntl is None:
                yield stream
                return
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise JournalBusyError from None
            # The run before us may have removed the file between our opening and our holding it.
            if _is_still_there(path, stream):
                yield stream
                return


def _is_still_there(path: Path, stream: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(stream.fileno()))
    except FileNotFoundError:
        return False
