"""Lists for programs: every record once, page by page, with the filters that one expects."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event as engine_event
from sqlalchemy import update

from core.actions.advance import advance
from core.actions.assign import assign
from core.crm import Crm
from core.model import Lead
from core.model.types import now
from core.queries.changed import Wanted, changed
from intake.records import READ
from tests.factories import actor, hire, make_lead, make_quote
from tests.integration.erp import TOKENS, Erp, configured


@pytest.fixture
def reader(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Erp:
    return Erp(configured(any_crm, monkeypatch, ""))


def pages(reader: Erp, path: str, part: str = "records") -> list[Any]:
    """Everything of a list, by following its cursors."""
    found, cursor = [], ""
    while True:
        answer = reader.get(f"{path}{cursor and '&cursor=' + cursor}")
        assert answer.status_code == 200, answer.json
        found += answer.json[part]
        assert len(found) < 100, "it goes round in circles"
        cursor = answer.json["next"]
        if not cursor:
            return found


def test_every_record_comes_once_in_the_order_of_change(reader: Erp) -> None:
    made = [make_lead(reader.crm, last_name=f"Curie {number}").reference for number in range(7)]
    with reader.crm.transaction(actor()) as tx:
        # Of one moment, as an import makes them.
        tx.session.execute(update(Lead).values(updated_at=now() - timedelta(hours=1)))
        advance(tx, tx.session.get_one(Lead, 1), "contacted")
    for limit in (1, 2, 3, 7, 100):
        told = [each["reference"] for each in pages(reader, f"leads?limit={limit}")]
        assert told == [*made[1:], made[0]]


def test_a_program_follows_what_changes(reader: Erp) -> None:
    first, second = make_lead(reader.crm), make_lead(reader.crm)
    last = reader.get("leads").json["records"][-1]
    with reader.crm.transaction(actor()) as tx:
        advance(tx, tx.session.get_one(Lead, first.id), "contacted")
    since = {"updated_since": last["updated_at"]}
    told = reader.app.test_client().get("/v1/leads", query_string=since, headers=reader.headers).json["records"]
    assert [each["reference"] for each in told] == [second.reference, first.reference]


def test_lists_are_filtered_by_state_owner_and_time(reader: Erp) -> None:
    nadia = hire(reader.crm, "U0NADIA", "Nadia Lefèvre")
    mine, free = make_lead(reader.crm), make_lead(reader.crm)
    with reader.crm.transaction(actor()) as tx:
        assign(tx, tx.session.get_one(Lead, mine.id), nadia)
        advance(tx, tx.session.get_one(Lead, free.id), "contacted")
    told = {
        query: [each["reference"] for each in reader.get(f"leads?{query}").json["records"]]
        for query in ("owner=U0NADIA", "owner=none", "state=contacted", "state=new&owner=none",
                      "updated_since=2100-01-01T00:00:00Z")
    }  # fmt: skip
    assert [*told.values()] == [[mine.reference], [free.reference], [free.reference], [], []]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("leads?limit=0", "limit"),
        ("leads?limit=101", "limit"),
        ("leads?limit=many", "limit"),
        ("leads?state=flying", "state"),
        ("accounts?state=new", "state"),
        ("leads?owner=U0NOBODY", "owner"),
        ("leads?updated_since=yesterday", "updated_since"),
        ("leads?updated_since=2026-11-24T08:00:00", "updated_since"),
        ("leads?updated_since=5", "updated_since"),
        ("leads?cursor=x", "cursor"),
        ("leads?cursor=", "cursor"),
        ("leads?colour=blue", "colour"),
        ("find?q=", "q"),
        ("find?q=%00", "q"),
        ("find", "q"),
        ("pipeline?by=colour", "by"),
        ("records/L-1/timeline?limit=-1", "limit"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(reader: Erp, path: str, field: str) -> None:
    make_lead(reader.crm)
    answer = reader.get(path)
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert answer.json["field"] == field


def test_a_cursor_is_of_its_list_and_cannot_be_made_up(reader: Erp) -> None:
    for _ in range(2):
        make_quote(reader.crm)
    cursor = reader.get("leads?limit=1").json["next"]
    assert reader.get(f"leads?cursor={cursor}").status_code == 200
    for path in (f"quotes?cursor={cursor}", f"leads?cursor={cursor[:-1]}", f"find?q=radium&cursor={cursor}"):
        assert (reader.get(path).status_code, reader.get(path).json["field"]) == (422, "cursor")


def test_the_timeline_and_what_is_found_have_pages_too(reader: Erp) -> None:
    make_quote(reader.crm)
    make_lead(reader.crm)
    for path, part in (("records/O-1/timeline", "entries"), ("find?q=radium", "records")):
        more = f"{path}{'&' if '?' in path else '?'}limit="
        whole = reader.get(f"{more}100").json
        assert (len(whole[part]) > 2, whole["next"]) == (True, None)
        assert pages(reader, f"{more}1", part) == pages(reader, f"{more}2", part) == whole[part]


@pytest.mark.parametrize("collection", READ)
def test_each_kind_has_a_list_and_single_records(reader: Erp, collection: str) -> None:
    make_quote(reader.crm)
    boss = Erp(reader.crm, TOKENS["BOSS_TOKEN"])
    boss.post("products", code="aud", name="Audit", unit_price=850, vat_rate=20)
    for made in ("orders", "invoices"):
        assert boss.post(made, account="A-1").status_code == 201
    (record,) = reader.get(collection).json["records"]
    assert reader.get(f"{collection}/{record['reference']}").json == record
    other = "leads/A-1" if collection != "leads" else "accounts/L-1"
    assert reader.get(other).status_code == 404


def test_an_account_keeps_its_vat_number(reader: Erp) -> None:
    boss = Erp(reader.crm, TOKENS["BOSS_TOKEN"])
    made = boss.post("accounts", name="Radium SA", vat_id="FR44732829320")
    assert (made.status_code, made.json["record"]["vat_id"]) == (201, "FR44732829320")


def test_a_list_of_a_step_that_is_off_is_refused(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    off = '[cycle.order]\nmode = "off"\n'
    assert Erp(configured(any_crm, monkeypatch, off)).get("orders").status_code == 409


@pytest.mark.parametrize("wanted", [Wanted(), Wanted("new"), Wanted(owner_id=1), Wanted("new", since=None)])
def test_a_page_is_read_from_an_index(crm: Crm, wanted: Wanted) -> None:
    make_lead(crm)
    said: list[Any] = []
    with crm.read() as session:
        engine_event.listen(session.get_bind(), "before_cursor_execute", lambda *args: said.append(args[2:4]))
        (lead,) = changed(session, "lead", Wanted(), 20)
        changed(session, "lead", wanted, 20, (lead.updated_at - timedelta(days=1), 0))
        plan = session.connection().connection.execute(f"EXPLAIN QUERY PLAN {said[-1][0]}", said[-1][1]).fetchall()
    assert [str(row[-1]) for row in plan if str(row[-1]).startswith("SCAN")] == []
    assert wanted.owner_id or "TEMP B-TREE" not in str(plan)
