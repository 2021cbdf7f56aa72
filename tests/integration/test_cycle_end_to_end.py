"""From lead to invoice, on both databases, through the actions alone."""

from __future__ import annotations

import contextlib
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from core.actions.advance import abandon, advance
from core.actions.assign import assign, claim
from core.actions.change import change
from core.actions.create import create
from core.actions.log import log
from core.actions.promote import made_from, promote
from core.crm import Crm
from core.errors import Changed
from core.model import Event
from core.queries.timeline import timeline
from tests.factories import actor, hire, make_lead, make_opportunity, make_quote, send_quote


def test_a_lead_goes_all_the_way_to_a_paid_invoice(any_crm: Crm) -> None:
    camille = hire(any_crm)
    quote = send_quote(any_crm, camille)
    assert (quote.net, quote.vat, quote.gross) == (Decimal("1724.50"), Decimal("341.35"), Decimal("2065.85"))
    with any_crm.transaction(actor(camille)) as tx:
        quote = advance(tx, quote, "accepted")
        (order,) = made_from(tx, quote)
        order = advance(tx, order, "confirmed")
        (invoice,) = promote(tx, order)
        invoice = advance(tx, invoice, "issued")
        invoice = advance(tx, invoice, "paid")
    year = quote.issued_on.year
    assert [quote.state, order.state, invoice.state] == ["accepted", "invoiced", "paid"]
    assert [quote.number, order.number, invoice.number] == [f"DV-{year}-0001", f"BC-{year}-0001", f"FA-{year}-0001"]
    assert invoice.gross == quote.gross
    assert [line.description for line in invoice.lines] == ["Audit énergétique", "Guide imprimé"]


def test_promotion_carries_what_is_known_of_the_lead(any_crm: Crm) -> None:
    lead = make_lead(any_crm, topic="Audit", estimated_value=Decimal(12000), website="radium.example", country="GB")
    with any_crm.transaction(actor()) as tx:
        account, contact, opportunity = promote(tx, lead)
        assert (account.name, account.website, account.language) == ("Radium SA", "radium.example", "en")
        assert (contact.full_name, contact.email, contact.account_id) == ("Marie Curie", lead.email, account.id)
        assert (opportunity.name, opportunity.revenue, opportunity.lead_id) == ("Audit", Decimal(12000), lead.id)


def test_a_private_person_is_promoted_without_an_account(any_crm: Crm) -> None:
    lead = make_lead(any_crm, company=None)
    with any_crm.transaction(actor()) as tx:
        assert [record.kind for record in promote(tx, lead)] == ["contact", "opportunity"]


def test_every_change_is_in_the_audit_trail_with_before_and_after(any_crm: Crm) -> None:
    camille = hire(any_crm)
    lead = make_lead(any_crm, camille)
    with any_crm.transaction(actor(camille)) as tx:
        advance(tx, lead)
        log(tx, lead, "call", "Rappeler lundi")
    with any_crm.read() as session:
        told = timeline(session, lead)
    assert [entry.what for entry in told] == ["lead.logged", "call", "lead.contacted", "lead.created"]
    assert told[2].changes == {"state": ["new", "contacted"]}
    assert {entry.who for entry in told} == {"Camille Moreau"}


def test_who_claims_second_is_told_who_won(any_crm: Crm) -> None:
    camille, oliver = hire(any_crm), hire(any_crm, "U0OLIVER", "Oliver Hughes", "en")
    lead = make_lead(any_crm)
    with any_crm.transaction(actor(camille)) as tx:
        assert claim(tx, lead, camille).owner_id == camille.id
    with pytest.raises(Changed, match="Camille Moreau was faster"), any_crm.transaction(actor(oliver)) as tx:
        claim(tx, lead, oliver)
    with any_crm.transaction(actor(camille)) as tx:
        assert assign(tx, lead, oliver).owner_id == oliver.id


def test_an_opportunity_can_be_lost_and_reopened(any_crm: Crm) -> None:
    opportunity = make_opportunity(any_crm)
    with any_crm.transaction(actor()) as tx:
        lost = abandon(tx, opportunity, "trop cher")
        assert (lost.state, lost.reason, lost.reason_note, lost.probability) == ("lost", "other", "trop cher", 0)
    with any_crm.transaction(actor()) as tx:
        reopened = advance(tx, opportunity, "qualify")
        assert (reopened.state, reopened.probability, reopened.closed_on) == ("qualify", 10, None)
        assert (reopened.reason, reopened.reason_note) == (None, None)


@pytest.mark.parametrize("end", ["won", "lost"])
def test_a_reopened_opportunity_has_the_probability_of_its_stage_though_another_was_typed(crm: Crm, end: str) -> None:
    opportunity = make_opportunity(crm)
    with crm.transaction(actor()) as tx:
        change(tx, opportunity, probability=70)
        advance(tx, opportunity, end, reason="no budget", revenue=Decimal(100))
    with crm.transaction(actor()) as tx:
        reopened = advance(tx, opportunity, "qualify")
        assert (reopened.probability, reopened.probability_is_typed) == (10, False)


def test_what_is_reopened_has_the_probability_of_its_stage_and_nothing_came_in(any_crm: Crm) -> None:
    opportunity = make_opportunity(any_crm)
    with any_crm.transaction(actor()) as tx:
        change(tx, opportunity, probability=45)
    with any_crm.transaction(actor()) as tx:
        won = advance(tx, opportunity, "won", revenue=Decimal(1200))
        assert (won.probability, won.actual_revenue) == (100, Decimal(1200))
    with any_crm.transaction(actor()) as tx:
        reopened = advance(tx, opportunity, "qualify")
        assert (reopened.probability, reopened.probability_is_typed, reopened.actual_revenue) == (10, False, None)


def test_a_lead_that_is_reactivated_does_not_say_why_it_was_given_up(any_crm: Crm) -> None:
    lead = make_lead(any_crm)
    with any_crm.transaction(actor()) as tx:
        abandon(tx, lead, "lost")
    with any_crm.transaction(actor()) as tx:
        reactivated = advance(tx, lead, "new")
        assert (reactivated.reason, reactivated.reason_note) == (None, None)


def roll_back(crm: Crm, kind: str, **fields: Any) -> None:
    with contextlib.suppress(ConnectionAbortedError), crm.transaction(actor()) as tx:
        create(tx, kind, **fields)
        raise ConnectionAbortedError


def test_a_number_is_not_lost_by_a_rollback(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    roll_back(any_crm, "quote", account_id=quote.account_id)
    with any_crm.transaction(actor()) as tx:
        following = create(tx, "quote", account_id=quote.account_id)
    assert following.number == quote.number.replace("0001", "0002")


def test_nothing_is_noted_of_what_was_rolled_back(any_crm: Crm) -> None:
    roll_back(any_crm, "lead", company="Radium SA")
    with any_crm.read() as session:
        assert session.scalar(select(func.count()).select_from(Event)) == 0
