"""Orders of our own: confirmed, fulfilled wholly or in part, cancelled. Both databases."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from core.actions.advance import abandon, advance
from core.actions.create import create
from core.actions.fulfil import fulfil, rest
from core.actions.lines import add_line
from core.actions.promote import promote
from core.crm import Actor, Crm
from core.errors import Changed, Forbidden, IllegalMove, Missing, NotUnderstood, ReadOnly, SalesError
from core.queries.timeline import timeline
from tests.factories import actor, configured, hire, make_opportunity
from tests.refusals import refused


def make_order(crm: Crm, state: str = "confirmed", user: Any = None) -> Any:
    """Two lines: 10 hours and 2.5 days."""
    account_id = make_opportunity(crm, user).account_id
    with crm.transaction(actor(user)) as tx:
        order = create(tx, "order", account_id=account_id)
        add_line(tx, order, "Conseil", Decimal(10), Decimal(100), unit="h")
        add_line(tx, order, "Audit", Decimal("2.5"), Decimal(800), unit="j")
        return advance(tx, order, state) if state != "draft" else order


def left(crm: Crm, order: Any) -> dict[int, Decimal]:
    with crm.look(actor()) as tx:
        return rest(tx.record("order", order.id))  # type: ignore[arg-type]


def test_an_order_is_fulfilled_bit_by_bit(any_crm: Crm) -> None:
    order = make_order(any_crm)
    with any_crm.transaction(actor()) as tx:
        order = fulfil(tx, order, {1: Decimal(4), 2: Decimal("1.5")})
    assert order.state == "partly fulfilled"
    assert left(any_crm, order) == {1: Decimal(6), 2: Decimal(1)}
    with any_crm.transaction(actor()) as tx:
        order = fulfil(tx, order, {2: Decimal(1)})
    assert (order.state, left(any_crm, order)) == ("partly fulfilled", {1: Decimal(6)})
    with any_crm.transaction(actor()) as tx:
        order = fulfil(tx, order)
    assert (order.state, left(any_crm, order)) == ("fulfilled", {})


def test_to_advance_to_fulfilled_fulfils_the_rest(any_crm: Crm) -> None:
    order = make_order(any_crm)
    with any_crm.transaction(actor()) as tx:
        order = advance(tx, fulfil(tx, order, {1: Decimal(4)}), "fulfilled")
    assert (order.state, left(any_crm, order)) == ("fulfilled", {})


def test_quantities_that_make_up_the_rest_fulfil_it_wholly(any_crm: Crm) -> None:
    order = make_order(any_crm)
    with any_crm.transaction(actor()) as tx:
        assert fulfil(tx, order, {1: Decimal("10.000"), 2: Decimal("2.50")}).state == "fulfilled"


def test_each_delivery_is_in_the_audit_trail(any_crm: Crm) -> None:
    order = make_order(any_crm)
    with any_crm.transaction(actor()) as tx:
        fulfil(tx, order, {1: Decimal(4)})
    with any_crm.read() as session:
        told = timeline(session, order)[0]
    assert told.what == "order.partly fulfilled"
    assert told.changes == {"state": ["confirmed", "partly fulfilled"], "fulfilled": {"1": "4"}}


def test_of_two_who_deliver_the_same_the_second_is_told(any_crm: Crm) -> None:
    order = make_order(any_crm)
    with any_crm.transaction(actor()) as tx:
        partly = fulfil(tx, order, {1: Decimal(1)})
    seen = partly.version
    with any_crm.transaction(actor()) as tx:
        fulfil(tx, order, {1: Decimal(2)}, version=seen)
    deed = lambda tx: fulfil(tx, order, {1: Decimal(2)}, version=seen)  # noqa: E731
    refused(any_crm, actor(), deed, Changed, "was changed since you looked", "a changé")


def test_what_cannot_be_fulfilled_is_refused(any_crm: Crm) -> None:
    camille, oliver = hire(any_crm), hire(any_crm, "U0OLIVER", "Oliver Hughes", "en")
    order, draft, done = make_order(any_crm, user=camille), make_order(any_crm, "draft"), make_order(any_crm)
    with any_crm.transaction(actor()) as tx:
        fulfil(tx, done)
        account = tx.record("account", order.account_id)
    four = Decimal(4)
    tries: list[tuple[Actor, Any, type[SalesError], str, str]] = [
        (
            actor(),
            lambda tx: fulfil(tx, order, {2: four}),
            NotUnderstood,
            "Of line 2 of BC-2026-0001 only 2.5 is left to fulfil.",
            "il ne reste que 2,5 à livrer",
        ),
        (actor(), lambda tx: fulfil(tx, order, {3: four}), NotUnderstood, "has no line 3", "pas de ligne 3"),
        (actor(), lambda tx: fulfil(tx, order, {1: Decimal(0)}), NotUnderstood, "must be above 0", "supérieure à 0"),
        (actor(), lambda tx: fulfil(tx, order, {1: Decimal("0.0001")}), NotUnderstood, "3 decimals", "3 décimales"),
        (actor(), lambda tx: fulfil(tx, order, {}), Missing, "/crm fulfil BC-", "/crm livrer BC-"),
        (actor(), lambda tx: fulfil(tx, draft), IllegalMove, "Confirm it first: /crm advance", "/crm avancer"),
        (
            actor(),
            lambda tx: fulfil(tx, done),
            IllegalMove,
            "is fulfilled. For this it must be",
            "doit être~: confirmé",
        ),
        (actor(), lambda tx: fulfil(tx, account), NotUnderstood, "only an order can", "seule une commande"),
        (actor(oliver), lambda tx: fulfil(tx, order), Forbidden, "belongs to Camille", "Camille"),
    ]
    year = order.reference[3:7]
    for who, deed, error, english, french in tries:
        refused(any_crm, who, deed, error, english.replace("2026", year), french)


def test_a_mirrored_order_is_fulfilled_where_it_lives(any_crm: Crm) -> None:
    order = make_order(any_crm)
    mirrored = configured(any_crm, '[cycle.order]\nmode = "mirror"\n')
    refused(mirrored, actor(), lambda tx: fulfil(tx, order), ReadOnly, "mirrors another system", "autre système")


@pytest.mark.parametrize("state", ["draft", "confirmed"])
def test_an_order_is_cancelled_with_a_reason(any_crm: Crm, state: str) -> None:
    order = make_order(any_crm, state)
    refused(any_crm, actor(), lambda tx: abandon(tx, order, ""), Missing, "customer cancelled", "Dites pourquoi")
    with any_crm.transaction(actor()) as tx:
        cancelled: Any = abandon(tx, order, "cannot deliver", note="plus de stock")
    assert (cancelled.state, cancelled.reason, cancelled.reason_note) == (
        "cancelled",
        "cannot deliver",
        "plus de stock",
    )


def test_what_was_delivered_or_billed_is_not_cancelled(any_crm: Crm) -> None:
    order = make_order(any_crm)
    with any_crm.transaction(actor()) as tx:
        fulfil(tx, order, {1: Decimal(1)})
    refused(any_crm, actor(), lambda tx: abandon(tx, order, "x"), IllegalMove, "cannot become cancelled", "annulé")
    billed = make_order(any_crm)
    with any_crm.transaction(actor()) as tx:
        promote(tx, billed)
        tx.session.get_one(type(billed), billed.id).state = "confirmed"
    refused(any_crm, actor(), lambda tx: abandon(tx, billed, "x"), Forbidden, "has invoices already", "factures")
