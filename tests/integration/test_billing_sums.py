"""However an order is cut into invoices, deposits and credit notes: never over, and in the end exactly its net."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.actions.advance import advance
from core.actions.bill import bill
from core.actions.create import create
from core.actions.credit import credit
from core.actions.deposit import bill_deposit
from core.actions.lines import settle
from core.actions.pay import pay
from core.crm import Crm, Transaction
from core.errors import SalesError
from core.model import Invoice
from core.money import VAT_RATES, ZERO, by_rate
from core.queries.billing import nets, undeducted
from core.queries.taken import billed_of, rest, takes_quantities
from tests.factories import actor
from tests.sales import new_line

LINE = st.tuples(
    st.just("Audit"),
    st.decimals("0.001", 50, places=3).map(str),
    st.decimals(0, 900, places=4).map(str),
    st.sampled_from(["0", "0", "7.5", "33.33"]),
    st.sampled_from([f"{rate:f}" for rate in VAT_RATES]),
)
DISCOUNT = st.one_of(
    st.none(),
    st.tuples(st.just("discount_rate"), st.decimals(0, 100, places=2)),
    st.tuples(st.just("discount"), st.decimals(0, 500, places=2)),
)
SHARES = st.sampled_from([Decimal(share) for share in ("0.1", "0.25", "0.333", "0.5", "1", "1.5")])
STEPS = ("bill", "deposit", "issue", "pay", "credit quantities", "credit amount", "credit all")
STEP = st.tuples(st.sampled_from(STEPS), st.integers(0, 9), SHARES)


def make(tx: Transaction, lines: list[Any], discount: Any) -> Any:
    account = create(tx, "account", name="Radium SA")
    tx.session.flush()
    order: Any = create(tx, "order", account_id=account.id)
    order.lines = [new_line("order", place, spec) for place, spec in enumerate(lines, start=1)]
    if discount:
        setattr(order, *discount)
    settle(order)
    tx.session.flush()
    return advance(tx, order, "confirmed")


def cut(lines: list[Any], place: int, share: Decimal) -> dict[int, Decimal]:
    """A share of one line's quantity."""
    line = lines[place % len(lines)]
    return {line.position: round(line.quantity * share, 3)}


def one(tx: Transaction, order: Any, place: int, *, drafts: bool) -> Any:
    """One of the order's invoices, by chance."""
    made = [each for each in invoices(tx, order) if (each.issued_on is None) is drafts]
    return made[place % len(made)] if made else None


def invoices(tx: Transaction, order: Any) -> list[Invoice]:
    return list(tx.session.scalars(select(Invoice).where(Invoice.order_id == order.id).order_by(Invoice.id)))


DEEDS: dict[str, Callable[[Transaction, Any, int, Decimal], Any]] = {
    "bill": lambda tx, order, place, share: bill(tx, order, cut(order.lines, place, share)),
    "deposit": lambda tx, order, _place, share: bill_deposit(tx, order, percent=share * 100),
    "issue": lambda tx, order, place, _share: advance(tx, one(tx, order, place, drafts=True), "issued"),
    "pay": lambda tx, order, place, share: pay(
        tx, (invoice := one(tx, order, place, drafts=False)), round(invoice.gross * share, 2)
    ),
    "credit quantities": lambda tx, order, place, share: credit(
        tx, (invoice := one(tx, order, place, drafts=False)), cut(invoice.lines, place, share)
    ),
    "credit amount": lambda tx, order, place, share: credit(
        tx, (invoice := one(tx, order, place, drafts=False)), amount=round(invoice.net * share, 2)
    ),
    "credit all": lambda tx, order, place, _share: credit(tx, one(tx, order, place, drafts=False)),
}


def attempt(tx: Transaction, deed: Callable[[], Any]) -> bool:
    """Do it, or have it refused: then nothing has changed."""
    try:
        with tx.session.begin_nested():
            deed()
    except (SalesError, AttributeError) as refused:
        # There may be nothing yet to issue, pay or credit.
        if isinstance(refused, AttributeError) and "NoneType" not in str(refused):
            raise
        return False
    finally:
        tx.session.expire_all()
    return True


def sums(tx: Transaction, order: Any) -> dict[Decimal, Decimal]:
    """What the customer was asked for by VAT rate: invoices and deposits, less issued credit notes."""
    parts = [
        (-part.net if each.type == "credit_note" else part.net, part.rate)
        for each in invoices(tx, order)
        if each.type != "credit_note" or each.issued_on
        for part in each.totals.vat_lines
    ]
    return by_rate(parts)


def check_never_over(tx: Transaction, order: Any) -> None:
    whole = nets([order])
    assert all(net <= whole[rate] for rate, net in sums(tx, order).items())
    for invoice in invoices(tx, order):
        assert invoice.credited <= invoice.gross
        assert invoice.gross == invoice.net + invoice.vat
        assert invoice.net == invoice.subtotal - invoice.discount - invoice.deducted
    assert all(line.quantity >= billed_of(tx.session, order).quantities[line.id] for line in order.lines)


def finish(tx: Transaction, order: Any) -> None:
    """Issue what can be, give up the drafts that cannot, and bill the rest."""
    for draft in [each for each in invoices(tx, order) if each.issued_on is None]:
        if not attempt(tx, lambda draft=draft: advance(tx, draft, "issued")):  # type: ignore[misc]
            assert draft.type == "credit_note"
            tx.session.delete(draft)
            tx.session.flush()
    if rest(order, billed_of(tx.session, order)):
        advance(tx, bill(tx, order), "issued")
        tx.session.expire_all()


def reductions(tx: Transaction, order: Any) -> dict[Decimal, Decimal]:
    """What credit notes only took off the price, of invoices that still stand."""
    notes = [each for each in invoices(tx, order) if each.type == "credit_note" and not takes_quantities(each)]
    return nets(note for note in notes if note.corrects.type != "deposit" and not note.corrects.is_wholly_credited)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINE, min_size=1, max_size=4), discount=DISCOUNT, steps=st.lists(STEP, max_size=14))
def test_the_parts_of_an_order_never_exceed_it_and_sum_to_it(
    any_crm: Crm, lines: list[Any], discount: Any, steps: list[Any]
) -> None:
    with any_crm.transaction(actor()) as tx:
        order = make(tx, lines, discount)
        for name, place, share in steps:
            attempt(tx, lambda name=name, place=place, share=share: DEEDS[name](tx, order, place, share))  # type: ignore[misc]
            check_never_over(tx, order)
        finish(tx, order)
        check_never_over(tx, order)
        missing = reductions(tx, order)
        whole = {rate: net - missing.get(rate, ZERO) for rate, net in nets([order]).items()}
        assert sums(tx, order) == whole
        assert (order.state, undeducted(tx.session, order)) == ("invoiced", [])
        tx.session.rollback()
