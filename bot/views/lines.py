"""What a record sells, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.request import Block
from bot.views.blocks import section
from core.language import Language
from core.money import ZERO, Money

MOST = 15


def lines(speech: Language, record: Any) -> Iterator[Block]:
    """The lines as one paragraph, or nothing where there are none."""
    all_lines = list(getattr(record, "lines", ()))
    shown = [_line(speech, line, record.currency) + _fulfilled(speech, record, line) for line in all_lines[:MOST]]
    if len(all_lines) > MOST:
        shown.append(speech.say("… and {count} more", count=len(all_lines) - MOST))
    if shown:
        yield section("\n".join(shown))


def _fulfilled(speech: Language, record: Any, line: Any) -> str:
    """How much of it is done, while only a part of the order is."""
    if record.kind != "order" or record.state != "partly fulfilled":
        return ""
    return " · " + speech.say("fulfilled: {quantity}", quantity=(line.fulfilled or ZERO).normalize())


def _line(speech: Language, line: Any, currency: str) -> str:
    figures = {
        "position": line.position,
        "description": line.description,
        "quantity": line.quantity.normalize(),
        "unit": f" {line.unit}" if line.unit else "",
        "price": Money(line.unit_price, currency),
        "net": Money(line.net, currency),
        "vat": line.vat_rate.normalize(),
    }
    if not line.discount:
        return speech.say("{position}. *{description}* — {quantity}{unit} × {price} = {net} (VAT {vat} %)", **figures)
    return speech.say(
        "{position}. *{description}* — {quantity}{unit} × {price}, less {discount} % = {net} (VAT {vat} %)",
        **figures,
        discount=line.discount.normalize(),
    )
