"""Drafts are deleted, with their traces; what was sent, confirmed or issued never is. Both databases."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from core.actions.advance import advance
from core.actions.create import create
from core.actions.delete import delete
from core.actions.lines import add_line
from core.actions.log import log
from core.actions.promote import made_from, promote
from core.actions.revise import revise
from core.crm import Actor, Crm
from core.errors import Changed, Forbidden, IllegalMove, NotFound, NotUnderstood, ReadOnly, SalesError
from core.model import Activity, ActivityLink, Event, Quote, QuoteLine, SearchWord
from core.queries import references, search
from core.queries.timeline import timeline
from tests.factories import actor, hire, make_quote, send_quote
from tests.refusals import refused


def gone(crm: Crm, record: Any) -> str:
    with crm.transaction(actor()) as tx:
        return delete(tx, record)


def count(crm: Crm, model: Any, *where: Any) -> int:
    with crm.read() as session:
        return session.scalar(select(func.count()).select_from(model).where(*where)) or 0


def test_a_draft_goes_with_its_lines_words_and_links(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        log(tx, quote, "call", "Rappeler lundi")
    assert gone(any_crm, quote) == quote.reference
    assert count(any_crm, QuoteLine) == 0
    assert count(any_crm, SearchWord, SearchWord.record_kind == "quote") == 0
    assert count(any_crm, ActivityLink, ActivityLink.record_kind == "quote") == 0
    # The call was the customer's, too.
    assert count(any_crm, Activity) == 1
    with any_crm.read() as session:
        with pytest.raises(NotFound):
            references.find(session, any_crm.settings, quote.reference)
        assert quote.id not in {each.id for each in search.find(session, "radium", ["quote"])}


def test_the_customer_and_the_opportunity_remember_it(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    gone(any_crm, quote)
    with any_crm.look(actor()) as tx:
        for kind, id_ in (("account", quote.account_id), ("opportunity", quote.opportunity_id)):
            told = timeline(tx.session, tx.record(kind, id_))[0]
            assert (told.what, told.changes) == (f"{kind}.draft deleted", {"reference": quote.reference})
    last = count(any_crm, Event, Event.name == "quote.deleted")
    assert last == 1


def test_the_next_record_gets_neither_its_identity_nor_its_history(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    gone(any_crm, quote)
    with any_crm.transaction(actor()) as tx:
        following = create(tx, "quote", account_id=quote.account_id)
        assert following.id != quote.id
        assert [entry.what for entry in timeline(tx.session, following)] == ["quote.created"]


@pytest.mark.parametrize("kind", ["order", "invoice"])
def test_drafts_of_orders_and_invoices_go_too(any_crm: Crm, kind: str) -> None:
    account_id = make_quote(any_crm).account_id
    with any_crm.transaction(actor()) as tx:
        draft = create(tx, kind, account_id=account_id)
        add_line(tx, draft, "Audit", Decimal(1), Decimal(100))
    assert gone(any_crm, draft) == draft.reference
    with any_crm.look(actor()) as tx, pytest.raises(NotFound):
        tx.record(kind, draft.id)


def test_without_its_new_revision_the_earlier_quote_holds_again(any_crm: Crm) -> None:
    sent = send_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        draft = revise(tx, sent)
    gone(any_crm, draft)
    with any_crm.transaction(actor()) as tx:
        assert tx.session.get_one(Quote, sent.id).state == "sent"
        assert revise(tx, sent).revision == 1


def test_without_its_bill_an_order_is_to_be_billed_again(any_crm: Crm) -> None:
    sent = send_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        (order,) = made_from(tx, advance(tx, sent, "accepted"))
        order = advance(tx, order, "confirmed")
        (invoice,) = promote(tx, order)
    assert order.state == "invoiced"
    gone(any_crm, invoice)
    with any_crm.transaction(actor()) as tx:
        order = tx.record("order", order.id)
        assert order.state == "confirmed"
        assert [each.kind for each in promote(tx, order)] == ["invoice"]


def test_without_its_order_an_accepted_quote_is_promoted_again(any_crm: Crm) -> None:
    sent = send_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        (order,) = made_from(tx, advance(tx, sent, "accepted"))
    gone(any_crm, order)
    with any_crm.transaction(actor()) as tx:
        assert [each.kind for each in promote(tx, sent)] == ["order"]


def test_what_people_outside_have_seen_is_never_deleted(any_crm: Crm) -> None:
    camille, oliver = hire(any_crm), hire(any_crm, "U0OLIVER", "Oliver Hughes", "en")
    sent, draft = send_quote(any_crm), make_quote(any_crm, camille)
    with any_crm.transaction(actor()) as tx:
        order, invoice = (create(tx, kind, account_id=sent.account_id) for kind in ("order", "invoice"))
        for each in (order, invoice):
            add_line(tx, each, "Audit", Decimal(1), Decimal(100))
        order, invoice = advance(tx, order, "confirmed"), advance(tx, invoice, "issued")
        account = tx.record("account", sent.account_id)
    tries: list[tuple[Actor, Any, type[SalesError], str, str]] = [
        (actor(), sent, ReadOnly, f"/crm revise {sent.reference}", f"/crm réviser {sent.reference}"),
        (actor(), order, ReadOnly, f"/crm abandon {order.reference}", f"/crm abandonner {order.reference}"),
        (actor(), invoice, ReadOnly, "Correct it by a credit note", "par un avoir"),
        (actor(), account, NotUnderstood, "only drafts of documents", "seuls les brouillons"),
        (actor(oliver), draft, Forbidden, "belongs to Camille Moreau", "Camille Moreau"),
    ]
    for who, record, error, english, french in tries:
        refused(any_crm, who, lambda tx, record=record: delete(tx, record), error, english, french)
    refused(any_crm, actor(), lambda tx: delete(tx, draft, version=0), Changed, "was changed since", "a changé")


def test_a_second_deletion_finds_nothing(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    gone(any_crm, quote)
    refused(any_crm, actor(), lambda tx: delete(tx, quote), NotFound, "does not exist any more", "n’existe plus")


def test_a_revised_quote_is_not_revived_by_hand(any_crm: Crm) -> None:
    sent = send_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        revise(tx, sent)
    deed = lambda tx: advance(tx, sent, "sent")  # noqa: E731
    refused(any_crm, actor(), deed, IllegalMove, "it is closed", "clos")
