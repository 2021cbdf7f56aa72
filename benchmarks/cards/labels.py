"""Labels of cards: JSON lines, in a folder or beside it.

A line has `file`, and of `level`, `first_name`, `last_name`, `title`, `company`, `emails`, `phones` (each with its
`e164`), `website`, `address` and `country` what the card says; `company_alt` and the like name other right answers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Label = dict[str, Any]


def read_labels(sources: Iterable[Path]) -> Iterator[tuple[Path, Label]]:
    """Each label with its photo. Raises FileNotFoundError for a folder without labels."""
    for source in sources:
        for file in [source] if source.is_file() else _of_folder(source):
            for line in filter(str.strip, file.read_text(encoding="utf-8").splitlines()):
                label = json.loads(line)
                yield _photo(file.parent, label["file"]), label


def _of_folder(folder: Path) -> list[Path]:
    inside = sorted(folder.glob("*.jsonl"))
    beside = folder.with_suffix(".jsonl")
    if not inside and not beside.exists():
        raise FileNotFoundError(f"There are no labels (*.jsonl) in {folder} or beside it.")
    return inside or [beside]


def _photo(folder: Path, file: str) -> Path:
    """Where the label says, or under the same name beside the labels, wherever they were moved to."""
    there = folder / file
    return there if there.exists() else folder / Path(file).name
