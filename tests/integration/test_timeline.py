"""A record's timeline: in one read, page by page, with the history of the lead that it was made of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from core import events
from core.actions.advance import advance
from core.actions.log import log
from core.actions.promote import promote
from core.crm import Crm
from core.model import Lead
from core.model.types import now
from core.queries.timeline import timeline
from tests.factories import actor, hire, make_lead, make_opportunity, make_quote
from tests.integration.plans import scanned


def whats(crm: Crm, record: Any, **how: Any) -> list[str]:
    with crm.read() as session:
        return [entry.what for entry in timeline(session, record, **how)]


def merge(crm: Crm, master: Lead, other: Lead) -> None:
    with crm.transaction(actor()) as tx:
        lead = tx.lock(other)
        lead.state, lead.master_id = "merged", master.id
        events.record(tx, lead, "merged")


def test_an_opportunity_has_the_history_of_its_lead_and_of_those_merged_into_it(any_crm: Crm) -> None:
    first, second, lead = (make_lead(any_crm) for _ in range(3))
    stranger = make_lead(any_crm)
    with any_crm.transaction(actor()) as tx:
        for each in (first, second, lead, stranger):
            log(tx, each, "note", f"of {each.reference}")
    merge(any_crm, second, first)
    merge(any_crm, lead, second)
    with any_crm.transaction(actor()) as tx:
        opportunity = promote(tx, lead)[-1]
    with any_crm.read() as session:
        for record in (lead, opportunity):
            told = timeline(session, record, 50)
            assert {entry.text for entry in told if entry.text} == {"of L-1", "of L-2", "of L-3"}
            assert [entry.subject for entry in told if entry.what == "lead.merged"] == [("lead", 2), ("lead", 1)]
    assert whats(any_crm, opportunity, most=50).count("lead.created") == 3
    assert whats(any_crm, opportunity, most=50).count("opportunity.created") == 1
    assert whats(any_crm, stranger) == ["lead.logged", "note", "lead.created"]


def test_what_concerns_the_lead_and_the_opportunity_is_told_once(any_crm: Crm) -> None:
    opportunity = make_opportunity(any_crm)
    with any_crm.transaction(actor()) as tx:
        log(tx, [tx.record("lead", 1), opportunity], "call", "Rappeler lundi")
    assert whats(any_crm, opportunity).count("call") == 1


def test_a_call_on_a_quote_shows_on_its_customer_and_its_opportunity(any_crm: Crm) -> None:
    quote = make_quote(any_crm, hire(any_crm))
    with any_crm.transaction(actor()) as tx:
        for activity_type in ("call", "email", "letter"):
            log(tx, quote, activity_type, "Rappeler lundi")
        concerned = [tx.record(kind, 1) for kind in ("account", "contact", "opportunity", "quote")]
    for record in concerned:
        assert {"call", "email", "letter"} <= {*whats(any_crm, record)}, record.reference


@pytest.mark.parametrize("size", [1, 3, 7])
def test_pages_put_together_are_the_whole_even_where_moments_are_equal(any_crm: Crm, size: int) -> None:
    lead, moment = make_lead(any_crm), now() - timedelta(days=1)
    with any_crm.transaction(actor()) as tx:
        for number in range(5):
            log(tx, lead, "note", str(number), happened_at=moment)
    with any_crm.read() as session:
        whole = timeline(session, lead, 100)
        assert [entry.text for entry in whole if entry.text] == ["4", "3", "2", "1", "0"]
        pages, before = [], None
        while page := timeline(session, lead, size, before=before):
            assert len(page) <= size
            pages += page
            before = page[-1].place
    assert pages == whole


def test_what_is_not_wanted_is_left_out_before_the_page_is_cut(any_crm: Crm) -> None:
    lead = make_lead(any_crm)
    with any_crm.transaction(actor()) as tx:
        advance(tx, lead)
        for number in range(4):
            log(tx, lead, "note", str(number))
    assert whats(any_crm, lead, most=6, without={"logged"}) == ["note"] * 4 + ["lead.contacted", "lead.created"]


@pytest.mark.parametrize("kind", ["lead", "opportunity", "account", "quote"])
def test_it_is_one_read_and_answered_from_indexes(any_crm: Crm, kind: str) -> None:
    quote = make_quote(any_crm, hire(any_crm))
    with any_crm.transaction(actor()) as tx:
        log(tx, quote, "call", "Rappeler lundi")
        record = tx.record(kind, 1)
    statements: list[str] = []
    with any_crm.read() as session:
        event.listen(session.get_bind(), "before_cursor_execute", lambda *args: statements.append(args[2]))
        assert timeline(session, record)
    assert len([each for each in statements if each != "BEGIN"]) == 1
    assert scanned(any_crm, lambda session: timeline(session, record)) == []
