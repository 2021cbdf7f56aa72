"""The named reads, and that they are answered from indexes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from core.actions.advance import advance
from core.crm import Crm
from core.errors import NotFound, NotUnderstood
from core.queries import references, search
from core.queries.pipeline import pipeline
from core.queries.worklist import mine
from tests.factories import actor, hire, make_lead, make_opportunity, make_quote


@pytest.mark.parametrize(
    "typed",
    ["curie", "CURIE", "Curié", "mar cur", "marie@radium.example", "06 39 98 12 34", "+33639981234", "radium", "L-1"],
)
def test_a_lead_is_found_by_the_beginnings_of_its_words(any_crm: Crm, typed: str) -> None:
    make_lead(any_crm)
    make_lead(any_crm, first_name="Jean", last_name="Valjean", company="Galère", email=None, phone=None)
    with any_crm.read() as session:
        assert [record.reference for record in search.find(session, typed)] == ["L-1"]


@pytest.mark.parametrize("typed", ["", "  ", "%", "_", "zzz", "marie valjean", "'; DROP TABLE leads"])
def test_nothing_is_found_by_words_that_no_record_has(any_crm: Crm, typed: str) -> None:
    make_lead(any_crm)
    with any_crm.read() as session:
        assert search.find(session, typed) == []


@pytest.mark.parametrize("typed", ["O-1", "o1", "O 1", "`O-1`"])
def test_a_reference_is_understood_as_people_type_it(crm: Crm, typed: str) -> None:
    make_opportunity(crm)
    with crm.read() as session:
        assert references.find(session, crm.settings, typed).reference == "O-1"


def test_a_quote_is_found_by_its_number(crm: Crm) -> None:
    quote = make_quote(crm)
    year = quote.created_at.year
    with crm.read() as session:
        for typed in (quote.number, quote.number.lower(), f"DV-{year}-1"):
            assert references.find(session, crm.settings, typed).id == quote.id


@pytest.mark.parametrize(("typed", "error"), [("L-99", NotFound), ("DV-2020-0001", NotFound), ("X-1", NotFound)])
def test_an_unknown_reference_says_how_to_look_it_up(crm: Crm, typed: str, error: type[Exception]) -> None:
    with crm.read() as session, pytest.raises(error, match="/crm find"):
        references.find(session, crm.settings, typed)


def test_words_are_no_reference(crm: Crm) -> None:
    with crm.read() as session, pytest.raises(NotUnderstood, match="References look like"):
        references.find(session, crm.settings, "the big one")


def test_my_worklist_has_my_open_records_only(any_crm: Crm) -> None:
    camille, oliver = hire(any_crm), hire(any_crm, "U0OLIVER", "Oliver Hughes")
    make_quote(any_crm, camille)
    make_lead(any_crm, oliver)
    with any_crm.read() as session:
        lists = mine(session, any_crm.settings.cycle, camille.id)
    assert [(each.kind, len(each.records)) for each in lists] == [("opportunity", 1), ("quote", 1)]


def test_the_pipeline_counts_sums_and_weights(any_crm: Crm) -> None:
    camille = hire(any_crm)
    make_opportunity(any_crm, camille, estimated_value=Decimal(1000), estimated_close_on=date(2027, 3, 31))
    second = make_opportunity(any_crm, camille, estimated_value=Decimal("2000.50"))
    with any_crm.transaction(actor(camille)) as tx:
        advance(tx, second)
    with any_crm.read() as session:
        stages = pipeline(session, any_crm.settings.cycle)
        months = pipeline(session, any_crm.settings.cycle, "month")
        owners = pipeline(session, any_crm.settings.cycle, "owner")
    assert [(row.group, row.count, row.total, row.weighted) for row in stages] == [
        ("qualify", 1, Decimal("1000.00"), Decimal("100.00")),
        ("develop", 1, Decimal("2000.50"), Decimal("600.15")),
    ]
    assert [(row.group, row.count) for row in months] == [("", 1), ("2027-03", 1)]
    assert [(row.group, row.total) for row in owners] == [("Camille Moreau", Decimal("3000.50"))]


def plans(crm: Crm, ask: Any) -> list[str]:
    """SQLite's plans of every statement that `ask` runs."""
    seen: list[tuple[str, Any]] = []
    with crm.read() as session:
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", lambda *args: seen.append((args[2], args[3])))
        ask(session)
        connection = session.connection().connection
        return [
            str(row[-1])
            for statement, parameters in [entry for entry in seen if entry[0].startswith("SELECT")]
            for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]


def test_what_people_wait_for_is_answered_from_indexes(crm: Crm) -> None:
    camille = hire(crm)
    make_quote(crm, camille)
    asked = {
        "find": lambda session: search.find(session, "cur mar"),
        "mine": lambda session: mine(session, crm.settings.cycle, camille.id),
        "show": lambda session: references.find(session, crm.settings, "DV-2026-1"),
        "pipeline": lambda session: pipeline(session, crm.settings.cycle),
    }
    for name, ask in asked.items():
        scans = [plan for plan in plans(crm, ask) if plan.startswith("SCAN") and "SUBQUERY" not in plan]
        assert scans == [], name


def test_an_error_of_the_database_quotes_nobody(any_crm: Crm) -> None:
    with pytest.raises(DBAPIError) as caught, any_crm.read() as session:
        session.execute(text("SELECT nothing FROM leads WHERE email = :email"), {"email": "marie@radium.example"})
    assert "marie" not in str(caught.value)
