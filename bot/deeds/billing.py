"""Make invoices and deposits of an order, credit notes of an invoice."""

from __future__ import annotations

from datetime import date

from bot import figures
from bot.commands.deposit import read_share
from bot.commands.pay import noted
from bot.deeds.press import Press, check_version, figure
from bot.record_card import card_reply
from bot.request import Reply
from bot.views.bill_modals import bill_modal, credit_modal, deposit_modal, pay_modal
from core.actions.bill import already, bill, billable
from core.actions.credit import credit
from core.actions.deposit import bill_deposit
from core.actions.pay import pay
from core.queries.taken import billed_of, rest


def ask_quantities(press: Press) -> Reply:
    """Ask how much of each line."""
    source = billable(press.tx, press.record, press.version)
    left = rest(source, billed_of(press.tx.session, source))
    if not left:
        raise already(press.tx, source)
    return Reply(modal=bill_modal(press.speech, source, left))


def bill_them(press: Press) -> Reply:
    """Bill the quantities that were filled in; an empty one and 0 mean nothing yet."""
    positions = {name: int(name.removeprefix("line.")) for name in press.given if name.startswith("line.")}
    quantities = {position: quantity for name, position in positions.items() if (quantity := figure(press, name))}
    invoice = bill(press.tx, press.record, quantities, version=press.version)
    return press.card(invoice, "{reference} is created.")


def ask_deposit(press: Press) -> Reply:
    """Ask for a percentage or an amount."""
    return Reply(modal=deposit_modal(press.speech, billable(press.tx, press.record, press.version)))


def bill_share(press: Press) -> Reply:
    """Draft the deposit."""
    share = read_share(press.given["deposit"])
    return press.card(bill_deposit(press.tx, press.record, version=press.version, **share), "{reference} is created.")


def ask_payment(press: Press) -> Reply:
    """Ask what was paid."""
    check_version(press)
    return Reply(modal=pay_modal(press.speech, press.record, press.tx.today))


def note_payment(press: Press) -> Reply:
    """Note the payment."""
    given = press.given
    invoice = pay(
        press.tx,
        press.record,
        figure(press, "amount", figures.amount),
        paid_on=date.fromisoformat(given["paid_on"]) if "paid_on" in given else None,
        method=given.get("method"),
        reference=given.get("reference"),
        version=press.version,
    )
    return card_reply(press.tx, press.speech, invoice, said=noted(press.speech, invoice))


def ask_why(press: Press) -> Reply:
    """Ask why the invoice is to be corrected, and by how much."""
    check_version(press)
    return Reply(modal=credit_modal(press.speech, press.record))


def correct(press: Press) -> Reply:
    """Draft the credit note."""
    amount = figure(press, "amount", figures.amount)
    note = credit(press.tx, press.record, amount=amount, reason=press.given.get("reason"), version=press.version)
    return press.card(note, "{reference} is created.")
