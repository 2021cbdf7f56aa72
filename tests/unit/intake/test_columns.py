"""What the columns of a file of leads mean."""

from __future__ import annotations

from typing import Any

import pytest

from core.columns import check_columns, with_meaning
from core.errors import NotUnderstood, Rejected
from intake.imports.columns import guess
from intake.imports.people import fields_of
from intake.tables import Row


def guessed(*grid: list[str], has_header: bool | None = None) -> tuple[list[str], list[str]]:
    found = guess([Row(number, tuple(cells)) for number, cells in enumerate(grid, 1)], has_header=has_header)
    return [column["heading"] for column in found.columns], [column["field"] for column in found.columns]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Nom", "Prénom", "Société", "E-mail"], ["last_name", "first_name", "company", "email"]),
        (["NOM", "Raison sociale", "Tél.", "Portable"], ["full_name", "company", "phone", "mobile"]),
        (["Full name", "Work e-mail", "Country"], ["full_name", "email", "country"]),
        (["Nom", "Nom de famille", "Prénom"], ["kept", "last_name", "first_name"]),
        (["Email", "E-mail", "Effectif"], ["email", "kept", "kept"]),
        (["Nom", "Pourquoi cette ligne n’est pas reprise"], ["full_name", "left out"]),
        (["Why this row was not taken", "Why this row was not taken", "Mail"], ["left out", "left out", "email"]),
    ],
)
def test_headings_say_what_a_column_means(headings: list[str], fields: list[str]) -> None:
    assert guessed(headings, ["x"] * len(headings))[1] == fields


def test_without_headings_what_stands_there_says_it() -> None:
    rows = [
        ["Curie", "marie@radium.example", "01 99 00 12 34", "06 39 98 12 34", "www.radium.example", "732829320"],
        ["Roux", "paul@roux.example", "", "+33 7 39 98 12 35", "", "732 829 320"],
    ]
    headings, fields = guessed(*rows)
    assert headings == ["A", "B", "C", "D", "E", "F"]
    assert fields == ["kept", "email", "phone", "mobile", "website", "siren"]


def test_an_unknown_heading_over_addresses_is_the_email_and_over_numbers_is_nothing() -> None:
    rows = [["Contact pro", "Code client"], ["a@b.example", "0199001234"], ["-", "0199001235"]]
    assert guessed(*rows)[1] == ["email", "kept"]


def test_one_word_says_whether_the_first_row_is_a_lead() -> None:
    assert guessed(["Curie", "Radium"], ["Roux", "Roux SA"], has_header=False)[0] == ["A", "B"]


def test_columns_of_one_name_are_told_apart() -> None:
    assert guessed(["Mail", "mail", ""], ["x", "y", "z"])[0] == ["Mail", "mail (2)", "C"]


def column(heading: str, field: str) -> dict[str, Any]:
    return {"heading": heading, "field": field}


def test_two_columns_of_one_meaning_are_refused_but_not_what_is_kept() -> None:
    kept = [column("A", "kept"), column("B", "kept"), column("C", "email")]
    check_columns(kept)
    with pytest.raises(Rejected, match="A and B"):
        check_columns([column("A", "email"), column("B", "email")])
    with pytest.raises(Rejected, match="whom the leads are about"):
        check_columns(kept[:2])


def test_a_meaning_is_given_by_the_heading_whatever_its_accents() -> None:
    assert with_meaning([column("Société", "kept")], "societe", "company") == [column("Société", "company")]
    with pytest.raises(NotUnderstood, match="no field of a lead"):
        with_meaning([column("A", "kept")], "A", "fax")
    with pytest.raises(NotUnderstood, match="No column is called"):
        with_meaning([column("A", "kept")], "B", "email")


def test_a_row_fills_the_fields_of_a_lead() -> None:
    columns = [column("Nom", "full_name"), column("Mail", "email"), column("Effectif", "kept"), column("X", "left out")]
    cells = ("Marie Curie", "marie@radium.example", "12", "x", "beyond")
    assert fields_of(cells, columns, {"source": "file"}) == {
        "first_name": "Marie",
        "last_name": "Curie",
        "email": "marie@radium.example",
        "source": "file",
        "details": {"Effectif": "12", "E": "beyond"},
    }


@pytest.mark.parametrize("nothing", ["", "-", "N/A", "n.c.", "Néant", "#N/A"])
def test_what_people_write_for_nothing_is_nothing(nothing: str) -> None:
    assert fields_of((nothing, "Roux"), [column("Mail", "email"), column("Nom", "last_name")], {}) == {
        "last_name": "Roux"
    }


def test_an_address_that_is_none_refuses_the_row() -> None:
    with pytest.raises(NotUnderstood, match="no e-mail address"):
        fields_of(("marie.radium.example",), [column("Mail", "email")], {})
