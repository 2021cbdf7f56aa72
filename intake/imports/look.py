"""Look at a file of leads before anything is made of it: what its columns mean, its first rows, how many there are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from core.columns import Column
from core.errors import Rejected
from intake.imports.columns import guess
from intake.tables import Row, rows

MOST_BYTES = 200_000_000
LOOKED_AT = 200
SHOWN = 5
PIECE = 1 << 20


@dataclass(frozen=True)
class Look:
    """The whole file was read once: `total` is the number of its last row, `digest` its SHA-256."""

    digest: str
    columns: list[Column]
    has_header: bool
    sample: list[list[str]]
    total: int


def look(path: Path, *, has_header: bool | None = None) -> Look:
    """Raises `Rejected` for what is no table, is too large, damaged anywhere, or holds no rows."""
    if path.stat().st_size > MOST_BYTES:
        raise Rejected("This file is larger than {megabytes} MB. Divide it.", megabytes=MOST_BYTES // 1_000_000)
    read = rows(path)
    first = list(islice(read, LOOKED_AT))
    if not first:
        raise Rejected("This file is empty.")
    guessed = guess(first, has_header=has_header)
    body = first[guessed.has_header :]
    if not body:
        raise Rejected("This file has a first row, and no leads under it.")
    total = _last(chain(body, read))
    sample = [list(row.cells) for row in body[:SHOWN]]
    return Look(_digest(path), guessed.columns, guessed.has_header, sample, total)


def _last(read: Iterator[Row]) -> int:
    number = 0
    for row in read:
        number = row.number
    return number


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
