"""What tells one content from another: the edition of the data files, the stamp of an address."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

EDITION_LENGTH = 12
STAMP_LENGTH = 10


def name_edition(contents: Iterable[str]) -> str:
    """Name files that go together: the same name for the same contents, and no other."""
    digest = sha256()
    for content in contents:
        digest.update(sha256(content.encode()).digest())
    return digest.hexdigest()[:EDITION_LENGTH]


def stamp_address(address: str, content: bytes) -> str:
    """Give an address that changes with its content: browsers keep files for long."""
    return f"{address}?v={sha256(content).hexdigest()[:STAMP_LENGTH]}"
