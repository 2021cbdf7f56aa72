"""A discount as people type it: `10%`, `50 €`, `0`."""

from __future__ import annotations

from decimal import Decimal

from bot.figures import amount, number
from core.errors import NotUnderstood


def read_discount(text: str) -> tuple[Decimal | None, Decimal | None]:
    """The rate in percent, or the amount; the other is None. Raises `NotUnderstood`, showing how it is written."""
    typed = text.strip().lstrip("-−").strip()
    is_rate = typed.endswith("%")
    value = number(typed.rstrip("% \u00a0\u202f")) if is_rate else amount(typed)
    if value is None:
        raise NotUnderstood(
            "“{typed}” is no discount. Write it in percent or as an amount: 10% or 50 €.", typed=text, field="discount"
        )
    return (value, None) if is_rate else (None, value)
