"""Duplicates are found from the index, on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import event, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

import filon
from cli.reindex import reindex
from core.actions.create import create
from core.actions.distinguish import distinguish
from core.actions.preview import CREATE
from core.actions.promote import promote
from core.crm import Crm
from core.duplicates import find_duplicates, keep
from core.errors import NotUnderstood
from core.model import Base, MatchKey, SearchWord
from core.queries import search
from tests.factories import actor, make_lead

FIELDS = {"first_name": "Marie", "last_name": "Curie", "company": "Radium SA", "email": "marie@radium.example"}
OTHERS = {"first_name": "Pierre", "last_name": "Curie", "email": "pierre@radium.example", "phone": None}


def found(session: Session, subject: Any, **more: Any) -> list[tuple[str, str]]:
    return [(match.record.reference, match.strength) for match in find_duplicates(session, subject, **more)]


def test_the_surest_comes_first(any_crm: Crm) -> None:
    make_lead(any_crm, **OTHERS)
    make_lead(any_crm, first_name="M.", company=None, email="nobody@elsewhere.example")
    make_lead(any_crm, last_name="Currie", email=None, phone=None)
    lead = make_lead(any_crm)
    make_lead(any_crm, first_name="Jean", last_name="Valjean", company="Galère", email=None, phone=None)
    with any_crm.read() as session:
        assert found(session, lead) == [("L-2", "strong"), ("L-3", "medium"), ("L-1", "weak")]


def test_fields_are_compared_before_there_is_a_record(any_crm: Crm) -> None:
    make_lead(any_crm)
    with any_crm.read() as session:
        assert found(session, FIELDS) == [("L-1", "strong")]
        assert found(session, {"phone": "+33 6 39 98 12 34"}) == [("L-1", "strong")]
        assert found(session, {}) == []


def test_a_lead_is_compared_with_accounts_and_contacts_too(any_crm: Crm) -> None:
    with any_crm.transaction(actor()) as tx:
        account = create(tx, "account", name="Radium SAS", website="radium.example")
        create(tx, "contact", account_id=account.id, **{k: v for k, v in FIELDS.items() if k != "company"})
    with any_crm.read() as session:
        assert found(session, FIELDS) == [("C-1", "strong"), ("A-1", "medium")]
        assert found(session, FIELDS, kinds=["account"]) == [("A-1", "medium")]
        assert found(session, account) == []


def test_a_changed_record_is_found_by_what_it_has_now(any_crm: Crm) -> None:
    lead = make_lead(any_crm, company=None, phone=None)
    with any_crm.transaction(actor()) as tx:
        locked = tx.lock(lead)
        locked.email = "marie@polonium.example"
        tx.session.flush()
        keep(tx.session, locked)
    with any_crm.read() as session:
        assert found(session, {"email": "marie@radium.example"}) == []
        assert found(session, {"email": "marie@polonium.example"}) == [("L-1", "strong")]


def test_what_more_than_twenty_have_is_no_signal(any_crm: Crm) -> None:
    lead = make_lead(any_crm)
    for number in range(20):
        make_lead(any_crm, first_name=None, last_name=f"N{number}", company=None, email=None)
    with any_crm.read() as session:
        assert len(found(session, lead)) == 20
    make_lead(any_crm, first_name=None, last_name="One more", company=None, email=None)
    with any_crm.read() as session:
        assert found(session, lead) == []


def test_what_people_said_is_another_is_not_told_again(any_crm: Crm) -> None:
    one, other, third = make_lead(any_crm), make_lead(any_crm), make_lead(any_crm)
    for pair in ((other, one), (one, other)):
        with any_crm.transaction(actor()) as tx:
            distinguish(tx, *pair)
    with any_crm.read() as session:
        assert found(session, one) == [("L-3", "strong")]
        assert found(session, other) == [("L-3", "strong")]
        assert found(session, third) == [("L-1", "strong"), ("L-2", "strong")]


def test_a_record_is_not_told_apart_from_itself(any_crm: Crm) -> None:
    lead = make_lead(any_crm)
    with pytest.raises(NotUnderstood, match="L-1 and L-1 are not compared"), any_crm.transaction(actor()) as tx:
        distinguish(tx, lead, lead)


def test_what_was_made_of_a_lead_is_no_duplicate_of_it(any_crm: Crm) -> None:
    lead = make_lead(any_crm, phone="01 99 00 12 34")
    with any_crm.transaction(actor()) as tx:
        account, contact, _opportunity = promote(tx, lead, account=CREATE, contact=CREATE)
    with any_crm.read() as session:
        assert [found(session, record) for record in (lead, account, contact)] == [[], [], []]
        assert found(session, FIELDS) == [("C-1", "strong"), ("L-1", "strong"), ("A-1", "medium")]


def test_an_index_that_was_lost_is_made_anew(any_crm: Crm) -> None:
    make_lead(any_crm)
    make_lead(any_crm)
    with any_crm.database.write() as session:
        session.query(MatchKey).delete()
        session.query(SearchWord).delete()
    assert reindex(any_crm, batch=1) == 2
    with any_crm.read() as session:
        assert found(session, FIELDS) == [("L-1", "strong"), ("L-2", "strong")]
        assert len(search.find(session, "curie")) == 2


@contextmanager
def statements(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """Every statement that reaches the database."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        seen.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def plans(session: Session, seen: list[tuple[str, Any]], *, is_sqlite: bool) -> list[str]:
    connection = session.connection()
    if not is_sqlite:
        # A table of a few rows is read faster without its index: only where there is none is it still read so.
        connection.execute(text("SET LOCAL enable_seqscan = off"))
    explain = "EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN "
    rows = (connection.exec_driver_sql(explain + statement, parameters) for statement, parameters in seen)
    return [str(row[-1]) for plan in rows for row in plan]


def test_a_check_reads_no_table_through(any_crm: Crm) -> None:
    with any_crm.transaction(actor()) as tx:
        account = create(tx, "account", name="Radium SAS", phone="06 39 98 12 34")
        create(tx, "contact", account_id=account.id, **{k: v for k, v in FIELDS.items() if k != "company"})
    make_lead(any_crm)
    lead = make_lead(any_crm)
    is_sqlite = any_crm.database.is_sqlite
    with any_crm.read() as session, statements(session.get_bind()) as seen:  # type: ignore[arg-type]
        assert len(found(session, lead)) == 3
        explained = plans(session, list(seen), is_sqlite=is_sqlite)
    assert explained
    assert [line for line in explained if reads_a_table_through(line)] == []


def reads_a_table_through(line: str) -> bool:
    """What a subquery of ours has found, at most 21 rows, is read through; a table is not."""
    scanned = re.search(r"^SCAN (\w+)|Seq Scan on (\w+)", line)
    return bool(scanned) and (scanned[1] or scanned[2]) in Base.metadata.tables  # type: ignore[index]


def test_a_table_read_through_is_noticed(any_crm: Crm) -> None:
    with any_crm.read() as session:
        through = plans(session, [("SELECT * FROM leads WHERE topic = 'x'", ())], is_sqlite=any_crm.database.is_sqlite)
    assert any(reads_a_table_through(line) for line in through)


def test_the_command_line_makes_the_index_anew(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    make_lead(crm)
    with crm.database.write() as session:
        session.query(MatchKey).delete()
    monkeypatch.setenv("FILON_HOME", str(crm.settings.home))
    answer = CliRunner().invoke(filon.main, ["db", "reindex"])
    assert answer.output == "Records indexed: 1.\n"
    with crm.read() as session:
        assert found(session, FIELDS) == [("L-1", "strong")]
