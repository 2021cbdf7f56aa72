"""The rows of a file that became no leads, as a file that is mended and sent again."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.identity import plain
from core.language import LOCALES, Language, Terms, mark
from core.model import Batch, Rejection

HEADING = mark("Why this row was not taken")
# Known again, and left out, when the mended file is sent.
HEADINGS = frozenset(plain(Language(code).say(HEADING)) for code in LOCALES)
# What a spreadsheet would calculate; a number, and a telephone number, calculates nothing that hurts.
FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?[\d\s.,()/-]*")
GUARD = "'"
AT_ONCE = 1000


def write_rejected(session: Session, batch: Batch, path: Path, language: Language) -> None:
    """Each row as it stood in the file, and why it was not taken, as CSV that Excel opens."""
    headings = [guarded(column["heading"]) for column in batch.columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([*headings, language.say(HEADING)])
        for rejection in _rejections(session, batch):
            cells = [guarded(cell) for cell in rejection.cells]
            empty = [""] * (len(headings) - len(cells))
            writer.writerow([*cells, *empty, guarded(reason(rejection, language))])


def reason(rejection: Rejection, language: Language) -> str:
    """The sentence in the reader's language; a list among its values holds words of ours."""
    said = {name: Terms.of(value) if isinstance(value, list) else value for name, value in rejection.values.items()}
    return language.say(rejection.reason, **said)


def guarded(cell: str) -> str:
    """The cell as a text that no spreadsheet runs as a formula."""
    return GUARD + cell if FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before it was guarded."""
    return cell[1:] if cell.startswith(GUARD) and FORMULA.match(cell[1:]) else cell


def _rejections(session: Session, batch: Batch) -> Iterator[Any]:
    query = select(Rejection).where(Rejection.batch_id == batch.id).order_by(Rejection.row)
    for rejection in session.execute(query.execution_options(yield_per=AT_ONCE)).scalars():
        yield rejection
        session.expunge(rejection)
