"""Invoices of an order: parts, deposits, the final one, payments and credit notes, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from core.actions.advance import advance
from core.actions.bill import bill
from core.actions.create import create
from core.actions.credit import credit
from core.actions.delete import delete
from core.actions.deposit import bill_deposit
from core.actions.lines import add_line, remove_line
from core.actions.pay import pay
from core.actions.promote import promote
from core.crm import Crm
from core.errors import Changed, Forbidden, SalesError
from core.model import Event, Invoice, InvoiceLine, Record
from core.money import VatLine
from tests.factories import actor, hire
from tests.integration.test_cycle_end_to_end import contents
from tests.sales import configured, make_order

EXPORT = '[cycle.invoice]\nmode = "export"\nurl = "https://erp.example/filon"\nsecret = "env:ERP_SECRET"\n'


def D(figure: str) -> Decimal:  # noqa: N802 - short, as it stands in every line
    return Decimal(figure)


def do(crm: Crm, action: Callable[..., Any], record: Any, *arguments: Any, **named: Any) -> Any:
    """The action in a transaction of its own, as the doors do it."""
    with crm.transaction(actor()) as tx:
        return action(tx, record, *arguments, **named)


def now(crm: Crm, record: Any) -> Any:
    """The record as the database has it."""
    with crm.read() as session:
        return session.get_one(type(record), record.id)


def issued(crm: Crm, invoice: Record) -> Any:
    return do(crm, advance, invoice, "issued")


def test_an_order_is_billed_in_parts_until_nothing_is_left(any_crm: Crm) -> None:
    order = make_order(any_crm)
    first = do(any_crm, bill, order, {1: D("4")})
    assert (first.net, first.gross, first.type, now(any_crm, order).state) == (D(400), D(480), "invoice", "confirmed")
    assert [(line.description, line.quantity, line.source_line_id) for line in first.lines] == [
        ("Audit", 4, order.lines[0].id)
    ]
    rest = do(any_crm, bill, order)
    assert [(line.position, line.quantity) for line in rest.lines] == [(1, 6), (2, 4)]
    assert (rest.net, now(any_crm, order).state) == (D(650), "invoiced")
    with pytest.raises(SalesError, match="was promoted already: I-1, I-2"):
        do(any_crm, bill, order)


def test_promotion_bills_what_is_left(any_crm: Crm) -> None:
    order = make_order(any_crm)
    do(any_crm, bill, order, {2: D("1.5")})
    (invoice,) = do(any_crm, promote, order)
    assert [line.quantity for line in invoice.lines] == [10, D("2.5")]


def test_a_document_discount_is_shared_and_the_parts_sum_exactly(any_crm: Crm) -> None:
    order = make_order(any_crm, discount=D("100.01"))
    parts = [
        do(any_crm, bill, order, {1: D(3)}),
        do(any_crm, bill, order, {1: D(3), 2: D(1)}),
        do(any_crm, bill, order),
    ]
    assert [part.discount for part in parts] == [D("28.57"), D("29.77"), D("41.67")]
    assert sum(part.net for part in parts) == order.net == D("949.99")
    assert all(part.subtotal - part.discount == part.net for part in parts)


def test_a_discount_in_percent_carries_over(any_crm: Crm) -> None:
    order = make_order(any_crm, discount_rate=D("10"))
    part = do(any_crm, bill, order, {1: D(1)})
    assert (part.discount_rate, part.discount, part.net) == (D(10), D(10), D(90))


def test_a_third_and_a_third_and_the_rest_of_a_cent_make_the_line(any_crm: Crm) -> None:
    order = make_order(any_crm, lines=[("Vis", "3", "0.333", "0", "20")])
    nets = [do(any_crm, bill, order, {1: D(1)}).net for _ in range(3)]
    assert (nets, sum(nets)) == ([D("0.33"), D("0.34"), D("0.33")], D("1.00"))


def test_a_deposit_has_a_line_a_vat_rate_in_the_customers_language(any_crm: Crm) -> None:
    order = make_order(any_crm)
    deposit = do(any_crm, bill_deposit, order, percent=D(30))
    assert deposit.type == "deposit"
    assert [(line.description, line.net, line.vat_rate) for line in deposit.lines] == [
        (f"Acompte de 30\xa0% sur {order.number}", D(300), D(20)),
        (f"Acompte de 30\xa0% sur {order.number}", D(15), D("5.5")),
    ]
    english = make_order(any_crm, language="en")
    assert do(any_crm, bill_deposit, english, amount=D("100")).lines[0].description == f"Deposit on {english.number}"


def test_the_final_invoice_deducts_the_deposits_that_were_issued(any_crm: Crm) -> None:
    order = make_order(any_crm)
    deposit = issued(any_crm, do(any_crm, bill_deposit, order, percent=D(30)))
    part = do(any_crm, bill, order, {1: D(2)})
    final = do(any_crm, bill, order)
    assert (final.type, final.deducted, final.net) == ("final", D(315), D("535.00"))
    assert final.totals.vat_lines == (VatLine(D(20), D(500), D(100)), VatLine(D("5.5"), D(35), D("1.93")))
    assert now(any_crm, deposit).deducted_in_id == final.id
    assert deposit.net + part.net + final.net == order.net


def test_a_deposit_of_all_leaves_a_final_invoice_of_nothing_that_is_paid_at_once(any_crm: Crm) -> None:
    order = make_order(any_crm)
    deposit = issued(any_crm, do(any_crm, bill_deposit, order, percent=D(100)))
    final = issued(any_crm, do(any_crm, bill, order))
    assert (final.gross, final.state) == (0, "paid")
    note = issued(any_crm, do(any_crm, credit, final))
    assert (note.gross, now(any_crm, final).state) == (0, "credited")
    # Both are free again: the deposit can be credited, the order billed.
    issued(any_crm, do(any_crm, credit, deposit))
    assert do(any_crm, bill, order).gross == order.gross


def test_what_a_deposit_needs_cannot_be_billed_away(any_crm: Crm) -> None:
    order = make_order(any_crm)
    issued(any_crm, do(any_crm, bill_deposit, order, percent=D(50)))
    with pytest.raises(SalesError, match="would be left for its deposits"):
        do(any_crm, bill, order, {1: D(6)})


def test_issuing_gives_number_day_and_term_and_freezes_everything(any_crm: Crm) -> None:
    invoice = issued(any_crm, do(any_crm, bill, make_order(any_crm)))
    assert invoice.number.startswith("FA-")
    assert (invoice.sequence, invoice.due_on) == (1, invoice.issued_on + timedelta(days=30))
    assert invoice.bill_to["name"] == "Radium SA"
    before = contents(any_crm)
    for change in (
        lambda tx: add_line(tx, invoice, "x", D(1), D(1)),
        lambda tx: remove_line(tx, invoice, 1),
        lambda tx: advance(tx, invoice, "issued"),
        lambda tx: advance(tx, invoice, "draft"),
    ):
        with pytest.raises(SalesError), any_crm.transaction(actor()) as tx:
            change(tx)
    assert contents(any_crm) == before


def test_part_payments_until_nothing_is_due(any_crm: Crm) -> None:
    invoice = issued(any_crm, do(any_crm, bill, make_order(any_crm)))
    part = do(any_crm, pay, invoice, D("252.75"), method="virement", reference="R 12")
    assert (part.state, part.paid, part.due) == ("partly paid", D("252.75"), D(1000))
    paid = do(any_crm, advance, invoice, "paid")
    assert (paid.state, paid.due) == ("paid", 0)
    assert [(payment.amount, payment.method) for payment in paid.payments] == [
        (D("252.75"), "virement"),
        (D("1000.00"), None),
    ]
    with any_crm.read() as session:
        changes = session.scalars(select(Event.changes).where(Event.name == "invoice.paid")).one()
    assert changes["state"] == ["partly paid", "paid"]
    assert changes["paid"] == ["252.75", "1252.75"]


def test_a_credit_note_of_all_frees_the_order(any_crm: Crm) -> None:
    order = make_order(any_crm, discount=D("33.33"))
    invoice = issued(any_crm, do(any_crm, bill, order))
    note = do(any_crm, credit, invoice, reason="erreur de saisie")
    assert (note.type, note.corrects_id, note.gross, note.reason_note) == (
        "credit_note",
        invoice.id,
        invoice.gross,
        "erreur de saisie",
    )
    assert now(any_crm, invoice).credited == 0
    note = issued(any_crm, note)
    assert note.number.startswith("AV-")
    assert (note.due_on, note.due, note.state) == (None, 0, "paid")
    original = now(any_crm, invoice)
    assert (original.state, original.credited, original.due) == ("credited", original.gross, 0)
    assert now(any_crm, order).state == "confirmed"
    assert do(any_crm, bill, order).gross == invoice.gross


def test_quantities_that_are_taken_back_can_be_billed_again(any_crm: Crm) -> None:
    order = make_order(any_crm)
    invoice = issued(any_crm, do(any_crm, bill, order))
    issued(any_crm, do(any_crm, credit, invoice, {1: D(3)}))
    assert (now(any_crm, invoice).state, now(any_crm, invoice).due) == ("issued", D("892.75"))
    again = do(any_crm, bill, order)
    assert [(line.position, line.quantity) for line in again.lines] == [(1, 3)]
    assert now(any_crm, order).state == "invoiced"


def test_an_amount_is_shared_over_the_rates_and_frees_nothing(any_crm: Crm) -> None:
    order = make_order(any_crm)
    invoice = issued(any_crm, do(any_crm, bill, order))
    note = issued(any_crm, do(any_crm, credit, invoice, amount=D("105")))
    assert [(line.net, line.vat_rate) for line in note.lines] == [(D(100), D(20)), (D(5), D("5.5"))]
    with pytest.raises(SalesError, match="was promoted already"):
        do(any_crm, bill, order)
    rest = issued(any_crm, do(any_crm, credit, invoice))
    assert [(line.description, line.net) for line in rest.lines] == [
        (f"Solde de {invoice.number}", D(900)),
        (f"Solde de {invoice.number}", D(45)),
    ]
    assert do(any_crm, bill, order).net == order.net
    assert now(any_crm, invoice).state == "credited"


def test_what_was_paid_and_then_credited_is_given_back(any_crm: Crm) -> None:
    invoice = issued(any_crm, do(any_crm, bill, make_order(any_crm)))
    do(any_crm, pay, invoice, D("1000"))
    note = issued(any_crm, do(any_crm, credit, invoice))
    original = now(any_crm, invoice)
    assert (original.state, original.due, note.credited, note.due) == ("paid", D(-1000), D("252.75"), D(1000))
    assert do(any_crm, pay, note, D(400)).state == "partly paid"
    assert do(any_crm, pay, note).state == "paid"
    assert original.is_wholly_credited


def test_a_part_credited_and_the_rest_paid_is_paid(any_crm: Crm) -> None:
    invoice = issued(any_crm, do(any_crm, bill, make_order(any_crm)))
    issued(any_crm, do(any_crm, credit, invoice, {2: D(4)}))
    assert do(any_crm, pay, invoice).state == "paid"
    assert now(any_crm, invoice).paid == D(1200)


def test_vat_of_credit_notes_never_comes_to_more_than_was_billed(any_crm: Crm) -> None:
    invoice = issued(any_crm, do(any_crm, bill, make_order(any_crm, lines=[("Vis", "3", "0.03", "0", "20")])))
    notes = [issued(any_crm, do(any_crm, credit, invoice, {1: D(1)})) for _ in range(3)]
    assert invoice.vat == D("0.02")
    assert [note.vat for note in notes] == [D("0.01"), D("0.00"), D("0.01")]
    assert now(any_crm, invoice).state == "credited"


def test_a_credit_note_goes_to_whom_the_invoice_went(any_crm: Crm) -> None:
    invoice = issued(any_crm, do(any_crm, bill, make_order(any_crm)))
    with any_crm.transaction(actor()) as tx:
        account: Any = tx.record("account", invoice.account_id)
        account.name = "Polonium SA"
    assert issued(any_crm, do(any_crm, credit, invoice)).bill_to["name"] == "Radium SA"


def test_a_quote_is_billed_where_there_are_no_orders(any_crm: Crm) -> None:
    crm = configured(any_crm, '[cycle.order]\nmode = "off"\n')
    quote = make_order(crm, kind="quote")
    deposit = issued(crm, do(crm, bill_deposit, quote, percent=D(10)))
    (final,) = do(crm, promote, quote)
    assert (final.quote_id, final.net, now(crm, quote).state) == (quote.id, quote.net - deposit.net, "accepted")
    with pytest.raises(SalesError, match="was promoted already"):
        do(crm, promote, quote)


def test_a_mirrored_order_is_billed_as_given_and_stays_the_other_systems(any_crm: Crm) -> None:
    order = make_order(any_crm)
    crm = configured(any_crm, '[cycle.order]\nmode = "mirror"\n' + EXPORT)
    with crm.transaction(actor()) as tx:
        mirrored: Any = tx.record("order", order.id)
        mirrored.lines[0].net_as_given = D("1000.01")
        mirrored.vat_lines = [
            {**part, "net": "1000.01"} if part["rate"] == "20" else part for part in mirrored.vat_lines
        ]
    parts = [do(crm, bill, order, {1: D(3)}), do(crm, bill, order, {1: D(3)}), do(crm, bill, order)]
    assert [part.lines[0].net for part in parts] == [D("300.00"), D("300.01"), D("400.00")]
    assert now(crm, order).state == "confirmed"
    with pytest.raises(SalesError, match="was promoted already"):
        do(crm, bill, order)
    with pytest.raises(SalesError, match="Another system issues and settles the invoices"):
        do(crm, pay, parts[0])


def test_a_double_click_bills_once(any_crm: Crm) -> None:
    order = make_order(any_crm)
    do(any_crm, bill, order, {1: D(1)}, version=order.version)
    for again in (lambda tx: bill(tx, order, {1: D(1)}, version=order.version),
                  lambda tx: bill_deposit(tx, order, percent=D(1), version=order.version)):  # fmt: skip
        with pytest.raises(Changed), any_crm.transaction(actor()) as tx:
            again(tx)


def test_a_rep_bills_and_settles_only_what_is_theirs(any_crm: Crm) -> None:
    camille, oliver = hire(any_crm), hire(any_crm, "U0OLIVER", "Oliver Hughes", "en")
    order = make_order(any_crm, camille)
    with any_crm.transaction(actor(camille)) as tx:
        invoice: Any = advance(tx, bill(tx, order, {1: D(1)}), "issued")
    for action in (bill, lambda tx, _order: pay(tx, invoice), lambda tx, _order: credit(tx, invoice)):
        with pytest.raises(Forbidden, match="belongs to Camille Moreau"), any_crm.transaction(actor(oliver)) as tx:
            action(tx, order)


@pytest.mark.parametrize("first", [None, {1: D(3)}], ids=["all", "a part"])
def test_more_than_is_left_is_refused_at_the_issue(any_crm: Crm, first: dict[int, Decimal] | None) -> None:
    invoice = issued(any_crm, do(any_crm, bill, make_order(any_crm)))
    note = do(any_crm, credit, invoice, first)
    with any_crm.transaction(actor()) as tx:
        # As a credit note that was drafted behind the other one's back would be.
        second: Any = create(tx, "invoice", type="credit_note", account_id=invoice.account_id, corrects_id=invoice.id)
        second.lines = [InvoiceLine(**line.copied, source_line_id=line.id) for line in invoice.lines]
        second.totals = invoice.totals
    issued(any_crm, note)
    before = contents(any_crm)
    with pytest.raises(Forbidden, match="gives back more than is left of its invoice"):
        issued(any_crm, second)
    assert contents(any_crm) == before


def test_a_deposit_is_credited_before_it_is_deducted(any_crm: Crm) -> None:
    order = make_order(any_crm)
    deposit = issued(any_crm, do(any_crm, bill_deposit, order, amount=D(500)))
    issued(any_crm, do(any_crm, credit, deposit, amount=D(200)))
    final = do(any_crm, bill, order)
    assert (final.type, final.deducted) == ("final", D(300))
    assert sum(line.net for line in final.lines) == final.net + D(300)


def test_overdue_is_computed(any_crm: Crm) -> None:
    invoice = issued(any_crm, do(any_crm, bill, make_order(any_crm)))
    late = invoice.due_on + timedelta(days=1)
    assert [invoice.is_overdue(invoice.due_on), invoice.is_overdue(late)] == [False, True]
    paid: Invoice = do(any_crm, pay, invoice)
    assert not paid.is_overdue(late)


def test_a_deleted_draft_frees_the_order_and_its_deposits(any_crm: Crm) -> None:
    order = make_order(any_crm)
    deposit = issued(any_crm, do(any_crm, bill_deposit, order, percent=D(30)))
    final = do(any_crm, bill, order)
    do(any_crm, delete, final)
    assert (now(any_crm, order).state, now(any_crm, deposit).deducted_in_id) == ("confirmed", None)
    with any_crm.read() as session:
        released = session.scalars(select(Event).where(Event.name == "invoice.released")).one()
        assert (released.record_id, released.changes["deducted_in_id"]) == (deposit.id, [final.id, None])
    assert do(any_crm, bill, order).net == order.net - deposit.net


def test_a_direct_invoice_is_credited_by_the_line(any_crm: Crm) -> None:
    with any_crm.transaction(actor()) as tx:
        account = create(tx, "account", name="Radium SA")
        tx.session.flush()
        invoice: Any = create(tx, "invoice", account_id=account.id, discount_rate=D(10))
        add_line(tx, invoice, "Audit", D(3), D(100))
        add_line(tx, invoice, "Conseil", D(1), D(50))
    issued(any_crm, invoice)
    note = issued(any_crm, do(any_crm, credit, invoice, {1: D(1)}))
    assert (note.subtotal, note.discount, note.net) == (D(100), D(10), D(90))
    assert issued(any_crm, do(any_crm, credit, invoice)).net == D(225)
    assert now(any_crm, invoice).state == "credited"


def test_the_order_returns_to_the_state_that_it_had(any_crm: Crm) -> None:
    order = make_order(any_crm)
    do(any_crm, advance, order, "fulfilled")
    invoice = issued(any_crm, do(any_crm, bill, order))
    issued(any_crm, do(any_crm, credit, invoice, {2: D(1)}))
    assert now(any_crm, order).state == "fulfilled"
