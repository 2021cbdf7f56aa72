"""The modals of invoices: how much of each line, which deposit, what was paid, why a credit note."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import clip, field, text_input
from bot.views.record_modals import LONGEST_REASON, record_modal
from core.language import Language

BILL, DEPOSIT, PAY, CREDIT = "bill", "deposit", "pay", "credit"
# Slack lets a modal have 100 blocks.
MOST_LINES = 95
LONGEST_LABEL = 150


def bill_modal(speech: Language, source: Any, left: Mapping[int, Decimal]) -> Block:
    """An input for each line of which something is left, with all that is left in it."""
    language = bare(speech)
    asked = [_quantity(language, line, left[line.position]) for line in source.lines if line.position in left]
    return record_modal(language, language.say("Bill"), asked[:MOST_LINES], BILL, source)


def deposit_modal(speech: Language, source: Any) -> Block:
    """Asks for a percentage or an amount."""
    language = bare(speech)
    hint = language.say("In percent of the order, or as an amount without VAT: 30% or 500.")
    asked = [field("deposit", language.say("How much?"), text_input("30%", longest=20), hint=hint)]
    return record_modal(language, language.say("Deposit"), asked, DEPOSIT, source)


def pay_modal(speech: Language, invoice: Any, today: date) -> Block:
    """Asks what was paid and when; filled in with all that is due, and today."""
    language = bare(speech)
    day: Block = {"type": "datepicker", "initial_date": today.isoformat()}
    asked = [
        field("amount", language.say("Amount"), text_input(language.write(invoice.due), longest=20)),
        field("paid_on", language.say("Paid on"), day),
        field("method", language.say("Means of payment"), text_input(longest=60), optional=True),
        field("reference", language.say("Their reference"), text_input(longest=60), optional=True),
    ]
    return record_modal(language, language.say("Payment"), asked, PAY, invoice)


def credit_modal(speech: Language, invoice: Any) -> Block:
    """Asks why, and for an amount where not all of it is taken back."""
    language = bare(speech)
    hint = language.say("Empty: all that is left of the invoice. Single lines: /crm credit FA-2026-0001 1: 2")
    asked = [
        field("reason", language.say("Why?"), text_input(longest=LONGEST_REASON, multiline=True)),
        field("amount", language.say("Amount without VAT"), text_input(longest=20), optional=True, hint=hint),
    ]
    return record_modal(language, language.say("Credit note"), asked, CREDIT, invoice)


def _quantity(language: Language, line: Any, left: Decimal) -> Block:
    label = language.say("{position}. {description}", position=line.position, description=line.description)
    of_all = {"rest": _plain(left), "quantity": _plain(line.quantity), "unit": line.unit or ""}
    hint = language.say("{rest} of {quantity} {unit} left", **of_all).rstrip()
    start = text_input(language.write(_plain(left)), longest=20)
    return field(f"line.{line.position}", clip(label, LONGEST_LABEL), start, optional=True, hint=hint)


def _plain(quantity: Decimal) -> Decimal:
    return quantity.quantize(Decimal(1)) if quantity == quantity.to_integral_value() else quantity.normalize()
