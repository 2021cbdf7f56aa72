"""Tables that people send as files: CSV with any separator and encoding, or XLSX; rows of texts, one after the other.

A file is known by its bytes, not by its name. Nothing is kept of a row that was read.
"""

from __future__ import annotations

import codecs
import csv
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import Rejected
from core.identity import plain_words

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SEPARATORS = ";,\t|"
LOOKED_AT = 65536
MOST_COLUMNS = 200
MOST_UNPACKED = 500_000_000
OLDER = ("cp1252", "mac_roman", "cp850")
ACCENTED = 200
LETTERS = frozenset("éèêëàâäçùûüôöîïœñáíóúß")
CAPITALS = frozenset(letter.upper() for letter in LETTERS if letter != "ß")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What openpyxl raises of a file that is no workbook, or a damaged one.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, KeyError, IndexError, ValueError, TypeError,
    AttributeError, EOFError, OSError, RuntimeError, NotImplementedError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row that is not empty; `number` is the one that a spreadsheet shows beside it, from 1."""

    number: int
    cells: tuple[str, ...]


def rows(path: Path) -> Iterator[Row]:
    """The rows of the file (of a workbook, its first sheet), trimmed. Raises `Rejected` for what is no table."""
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
    if start.startswith(OLE):
        raise Rejected("This file is of an old format, or protected by a password. Save it as XLSX or CSV.")
    read = _workbook_rows(path) if start.startswith(ZIP) else _csv_rows(path, start)
    for number, cells in read:
        if len(cells) > MOST_COLUMNS:
            raise Rejected("Row {row} has more than {most} columns.", row=number, most=MOST_COLUMNS)
        if any(cells):
            yield Row(number, tuple(cells))


def _text(cell: str) -> str:
    """The text of a cell; a NUL means nothing, and PostgreSQL would refuse it."""
    return cell.replace("\x00", "").strip()


# --- CSV -----------------------------------------------------------------------------------------------------


def _csv_rows(path: Path, start: bytes) -> Iterator[tuple[int, list[str]]]:
    encoding = _encoding(path, start)
    # What is no letter in Windows' encoding is shown as such, and does not stop the whole file.
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        separator, is_told = _separator(start.decode(encoding, "replace"))
        reader = csv.reader(file, delimiter=separator)
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                if not (is_told and number == 1):
                    yield number, [cell.replace("\x00", "").strip() if cell else cell for cell in cells]
        except csv.Error as error:
            raise Rejected("Row {row} cannot be read: a quotation mark is missing.", row=number + 1) from error


def _encoding(path: Path, start: bytes) -> str:
    """Told by its mark, else UTF-8 where the whole file is that, else what its letters look like."""
    for bom, encoding in BOMS:
        if start.startswith(bom):
            return encoding
    if start.count(0) > len(start) / 4:
        return "utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(LOOKED_AT):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _older_encoding(path)
    return "utf-8"


def _older_encoding(path: Path) -> str:
    """By which most of its letters are those of our languages: Windows' in doubt, else an old Mac's or DOS'."""
    with path.open("rb") as file:
        accented = b"".join(islice((line for line in file if not line.isascii()), ACCENTED))[:LOOKED_AT]
    return max(OLDER, key=lambda encoding: _likely(accented.decode(encoding, "replace")))


def _likely(text: str) -> int:
    """Small letters count twice: one encoding's é is another's È."""
    return sum((letter in LETTERS) * 2 + (letter in CAPITALS) for letter in text)


def _separator(text: str) -> tuple[str, bool]:
    """What separates the first row into most columns; and whether a first line `sep=;`, as Excel writes it, told."""
    lines = text.splitlines() or [""]
    told = lines[0].strip().casefold()
    if told.startswith("sep=") and len(told) == len("sep=;"):
        return told[-1], True
    first = next((line for line in lines if line.strip()), "")
    return max(SEPARATORS, key=lambda separator: _columns(first, separator)), False


def _columns(line: str, separator: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=separator), []))
    except csv.Error:
        return 0


# --- XLSX ----------------------------------------------------------------------------------------------------


def _workbook_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        _check_unpacked(path)
        # An open file, for of a path openpyxl looks at the name.
        with path.open("rb") as file, closing(_book(file)) as book:
            sheet = book.worksheets[0]
            # Some programs write a wrong size into the file, and rows would be cut.
            sheet.reset_dimensions()
            for number, cells in enumerate(sheet.iter_rows(), start=1):
                yield number, _without_empty_end([_cell_text(cell) for cell in cells])
    except UNREADABLE as error:
        raise Rejected("This workbook cannot be read. Save it again as XLSX, or as CSV.") from error


def _book(file: BinaryIO) -> Any:
    with warnings.catch_warnings():
        # It warns of what a workbook has beside its cells, which we do not look at.
        warnings.simplefilter("ignore")
        return load_workbook(file, read_only=True, data_only=True)


def _check_unpacked(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise Rejected("This workbook is too large. Save the table alone, as CSV.")


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cell_text(cell: Any) -> str:
    """What stands in the cell, as one would type it; a cell shown in percent has its % sign."""
    value = cell.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        is_percent = "%" in (cell.number_format or "")
        return f"{_number_text(value * 100)}%" if is_percent else _number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else _text(str(value))


def _number_text(value: float) -> str:
    """The number without the noise of binary fractions; three decimals get a fourth, not to look like thousands."""
    text = f"{value:.15g}"
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


# --- Columns -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Table:
    """The rows under their columns' names; `unknown` are the headings that mean nothing to us."""

    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    body: Iterator[tuple[int, dict[str, str]]]


def table(read: Iterable[Row], spellings: Mapping[str, Iterable[str]]) -> Table:
    """The rows as fields, by the headings in the first of them, accents and case ignored; empty cells are left out.

    Raises `Rejected` for an empty file, and where two columns mean the same.
    """
    remaining = iter(read)
    header = next(remaining, None)
    if header is None:
        raise Rejected("This file is empty.")
    by_spelling = {_comparable(spelling): field for field, known in spellings.items() for spelling in known}
    fields = [by_spelling.get(_comparable(heading)) for heading in header.cells]
    known = tuple(field for field in fields if field)
    _check_each_once(header, fields)
    unknown = tuple(heading for heading, field in zip(header.cells, fields, strict=True) if heading and not field)
    return Table(known, unknown, ((row.number, _fields(row, fields)) for row in remaining))


def _comparable(heading: str) -> str:
    return " ".join(plain_words(heading))


def _fields(row: Row, fields: list[str | None]) -> dict[str, str]:
    return {field: cell for field, cell in zip(fields, row.cells, strict=False) if field and cell}


def _check_each_once(header: Row, fields: list[str | None]) -> None:
    for place, field in enumerate(fields):
        if field and field in fields[:place]:
            raise Rejected(
                "Two columns mean the same: {first} and {second}. Keep one of them.",
                first=header.cells[fields.index(field)],
                second=header.cells[place],
            )
