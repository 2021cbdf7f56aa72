"""Tables of any make: their separator, encoding and cells are understood, and nothing in them stops the program."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.errors import Rejected
from core.language import Language
from intake.tables import Row, rows, table

COLUMNS = {"code": ("code", "référence"), "price": ("price", "prix HT")}
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\x00"), max_size=20)
grids = st.lists(st.lists(cells, min_size=2, max_size=6), min_size=1, max_size=8)


def written(folder: Path, content: bytes | str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def a_workbook(path: Path, *grid: list[Any]) -> Path:
    book = Workbook()
    sheet = book.active
    for line in grid:
        sheet.append(line)
    book.save(path)
    return path


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_separators_and_encodings_are_told_by_the_file_itself(tmp_path: Path, separator: str, encoding: str) -> None:
    text = separator.join(["référence", "prix HT"]) + "\r\n" + separator.join(["é€-1", '"a; b, c"'])
    found = list(rows(written(tmp_path, text.encode(encoding))))
    assert found == [Row(1, ("référence", "prix HT")), Row(2, ("é€-1", "a; b, c"))]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_older_encodings_are_told_by_the_words_that_they_make(tmp_path: Path, encoding: str) -> None:
    text = "Prénom;Société\n" + "Zoé;Hôtel de la Plage\n" * 1000 + "Aïcha;Garçon & Lefèvre\n"
    found = list(rows(written(tmp_path, text.encode(encoding))))
    assert found[0].cells == ("Prénom", "Société")
    assert found[-1].cells == ("Aïcha", "Garçon & Lefèvre")


def test_rows_keep_the_numbers_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    path = written(tmp_path, 'a;b\n\n;\n"two\nlines";x\nlast;y\n')
    assert [row.number for row in rows(path)] == [1, 4, 5]


def test_excels_line_about_the_separator_is_no_row(tmp_path: Path) -> None:
    assert [row.cells for row in rows(written(tmp_path, "sep=|\r\na|b\r\n"))] == [("a", "b")]


def test_cells_of_a_workbook_are_what_one_would_type(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "t.xlsx", [1, 24.5, 0.1 + 0.2, 1.125, True, None, date(2027, 3, 31), " é "], [])
    (row,) = rows(path)
    assert row.cells == ("1", "24.5", "0.3", "1.1250", "true", "", "2027-03-31", "é")


def test_a_workbook_that_tells_a_wrong_size_is_read_whole(tmp_path: Path) -> None:
    with zipfile.ZipFile(a_workbook(tmp_path / "t.xlsx", ["a", "b"], ["c", "d"])) as right:
        parts = {name: right.read(name) for name in right.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1"')
    with zipfile.ZipFile(tmp_path / "wrong.xlsx", "w") as wrong:
        for name, part in parts.items():
            wrong.writestr(name, part)
    assert [row.cells for row in rows(tmp_path / "wrong.xlsx")] == [("a", "b"), ("c", "d")]


def test_a_cell_shown_in_percent_is_in_percent(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"], book.active["B1"] = 0.055, datetime(2027, 3, 31, 9, 30)  # noqa: DTZ001 - cells have no zone
    book.active["A1"].number_format = "0.0%"
    book.save(tmp_path / "t.xlsx")
    (row,) = rows(tmp_path / "t.xlsx")
    assert row.cells == ("5.5%", "2027-03-31 09:30:00")


def test_columns_are_known_by_their_names_in_both_languages(tmp_path: Path) -> None:
    read = table(rows(written(tmp_path, "PRIX_ht;Mood;Reference\n1;x;A\n;y;B\n")), COLUMNS)
    assert (read.columns, read.unknown) == (("price", "code"), ("Mood",))
    assert list(read.body) == [(2, {"price": "1", "code": "A"}), (3, {"code": "B"})]


def _of(content: bytes | str) -> Any:
    return lambda folder: table(rows(written(folder, content)), COLUMNS)


REFUSED = {
    "an empty file": (_of(""), "This file is empty.", "Ce fichier est vide."),
    "two columns that mean the same": (_of("code;référence\n"), "Two columns mean the same", "la même chose"),
    "an old workbook": (_of(b"\xd0\xcf\x11\xe0 old"), "of an old format", "d’un ancien format"),
    "a broken workbook": (_of(b"PK\x03\x04 broken"), "workbook cannot be read", "ne se lit pas"),
    "too many columns": (_of(";".join(map(str, range(201)))), "more than 200 columns", "plus de 200 colonnes"),
    "an endless cell": (_of('code\n"' + "x" * 200_000), "Row 2 cannot be read", "La ligne 2 ne se lit pas"),
}


def test_a_stray_nul_is_no_sign_of_another_encoding(tmp_path: Path) -> None:
    assert list(rows(written(tmp_path, "code;prix\nA\x00é;1\n")))[1].cells == ("Aé", "1")


@pytest.mark.parametrize("tried", REFUSED)
def test_what_is_no_table_is_refused_in_both_languages(tmp_path: Path, tried: str) -> None:
    read, english, french = REFUSED[tried]
    with pytest.raises(Rejected) as refusal:
        list(read(tmp_path).body)
    assert english in refusal.value.explain(Language("en"))
    assert french in refusal.value.explain(Language("fr"))


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.tables.MOST_UNPACKED", 100)
    with pytest.raises(Rejected, match="too large"):
        list(rows(a_workbook(tmp_path / "t.xlsx", ["a"])))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grid=grids, separator=st.sampled_from(";,\t|"))
def test_what_was_written_is_read_back(tmp_path: Path, grid: list[list[str]], separator: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL)
    # A heading of plain words, in which no other separator stands.
    writer.writerows([["a"] * len(grid[0]), *grid])
    found = list(rows(written(tmp_path, text.getvalue())))
    expected = [tuple(cell.strip() for cell in line) for line in grid]
    assert [row.cells for row in found[1:]] == [line for line in expected if any(line)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"code;prix\n"]),
    rest=st.binary(max_size=300),
)
def test_no_bytes_break_the_reading(tmp_path: Path, start: bytes, rest: bytes) -> None:
    with suppress(Rejected):
        for row in rows(written(tmp_path, start + rest)):
            assert any(row.cells)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(place=st.integers(0, 5000), junk=st.binary(min_size=1, max_size=40))
def test_no_damage_to_a_workbook_breaks_the_reading(tmp_path: Path, place: int, junk: bytes) -> None:
    whole = a_workbook(tmp_path / "t.xlsx", ["code", "price"], ["A", 1]).read_bytes()
    at = place % len(whole)
    with suppress(Rejected):
        list(rows(written(tmp_path, whole[:at] + junk + whole[at + len(junk) :], "broken.xlsx")))
