"""What people may try, whether it is allowed or not: each deed gets a transaction, records of each kind, and a chooser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import select

from core.actions.advance import abandon, advance
from core.actions.approve import approve
from core.actions.assign import assign, claim
from core.actions.bill import bill, bill_deposit
from core.actions.change import change
from core.actions.create import create
from core.actions.credit import credit
from core.actions.delete import delete
from core.actions.discount import give_discount
from core.actions.fulfil import fulfil
from core.actions.lines import add_line, remove_line
from core.actions.log import log
from core.actions.merge import merge
from core.actions.pay import pay
from core.actions.promote import promote
from core.actions.revise import revise
from core.crm import Transaction
from core.model import RECORDS, User
from core.money import VAT_RATES

QUANTITIES = st.decimals("0.001", 50, places=3)
PRICES = st.decimals(0, 5000, places=4)
PERCENTS = st.decimals(0, 100, places=2)
AMOUNTS = st.decimals("0.01", 3000, places=2)
SALES = ("opportunity", "quote", "order", "invoice")


@dataclass(frozen=True)
class Try:
    """One attempt: `draw` chooses among what hypothesis offers, so that a failure can be shrunk."""

    tx: Transaction
    draw: Callable[[st.SearchStrategy[Any]], Any]

    def any(self, *kinds: str) -> Any:
        """Some record of one of these kinds, or none."""
        found = [record for kind in kinds for record in self.tx.session.scalars(select(RECORDS[kind]))]
        return self.draw(st.sampled_from(found)) if found else None

    def maybe(self, strategy: st.SearchStrategy[Any]) -> Any:
        """Something, or nothing."""
        return self.draw(st.none() | strategy)


def new_lead(this: Try) -> None:
    company = this.maybe(st.sampled_from(["Radium SA", "Hélianthe", "Radium"]))
    create(this.tx, "lead", last_name=this.draw(st.sampled_from(["Curie", "Diallo", "Durand"])), company=company)


def new_quote(this: Try) -> None:
    account = this.any("account")
    create(this.tx, this.draw(st.sampled_from(["quote", "order", "invoice"])), account_id=account and account.id)


def move(this: Try, record: Any) -> None:
    states = [state.name for state in this.tx.settings.cycle.step(record.kind).states]
    advance(this.tx, record, this.maybe(st.sampled_from(states)), reason=this.maybe(st.just("too expensive")),
            revenue=this.maybe(AMOUNTS))  # fmt: skip


def sell(this: Try, record: Any) -> None:
    add_line(this.tx, record, "Audit", this.draw(QUANTITIES), this.draw(PRICES),
             vat_rate=this.draw(st.sampled_from(VAT_RATES)), discount=this.draw(st.just(Decimal(0)) | PERCENTS))  # fmt: skip


def unsell(this: Try, record: Any) -> None:
    remove_line(this.tx, record, this.draw(st.integers(1, 3)))


def reduce(this: Try, record: Any) -> None:
    by_rate = this.draw(st.booleans())
    given = {"rate": this.draw(PERCENTS)} if by_rate else {"amount": this.draw(AMOUNTS)}
    give_discount(this.tx, record, **given)


def quantities(this: Try, record: Any) -> dict[int, Decimal] | None:
    lines = [line.position for line in record.lines]
    return this.maybe(st.dictionaries(st.sampled_from(lines), QUANTITIES, min_size=1)) if lines else None


def people(this: Try) -> User:
    return this.draw(st.sampled_from(list(this.tx.session.scalars(select(User)))))


Deed = Callable[[Try, Any], Any]
# The kinds on which each deed is tried.
DEEDS: tuple[tuple[Deed, tuple[str, ...]], ...] = (
    (move, ("lead", *SALES)),
    (lambda this, record: abandon(this.tx, record, this.maybe(st.just("competitor"))), ("lead", *SALES)),
    (lambda this, record: promote(this.tx, record), ("lead", "opportunity", "quote", "order")),
    (lambda this, record: merge(this.tx, record, this.any("lead")), ("lead",)),
    (sell, SALES),
    (sell, SALES),
    (unsell, SALES),
    (reduce, ("quote", "order", "invoice")),
    (lambda this, record: revise(this.tx, record), ("quote",)),
    (lambda this, record: approve(this.tx, record), ("quote",)),
    (lambda this, record: fulfil(this.tx, record, quantities(this, record)), ("order",)),
    (lambda this, record: bill(this.tx, record, quantities(this, record)), ("order", "quote")),
    (lambda this, record: bill_deposit(this.tx, record, percent=this.draw(PERCENTS)), ("order", "quote")),
    (lambda this, record: pay(this.tx, record, this.maybe(AMOUNTS)), ("invoice",)),
    (lambda this, record: credit(this.tx, record, amount=this.maybe(AMOUNTS)), ("invoice",)),
    (lambda this, record: delete(this.tx, record), ("quote", "order", "invoice")),
    (lambda this, record: change(this.tx, record, subject="Autre chose"), ("quote", "order", "invoice")),
    (lambda this, record: assign(this.tx, record, people(this)), ("lead", "account", *SALES)),
    (lambda this, record: claim(this.tx, record, people(this)), ("lead", *SALES)),
    (lambda this, record: log(this.tx, record, "call", "Rappeler lundi"), ("lead", "account", *SALES)),
)
