"""Give a discount on the whole document, and have a manager approve what goes beyond the limit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from core.crm import Transaction
from core.money import ZERO, round_cents
from core.rights import MANAGERS, SYSTEM


def discount_given(sale: Any) -> Decimal:
    """What is given away in percent of the undiscounted price, by line discounts and the document's together."""
    undiscounted = sum((round_cents(line.quantity * line.unit_price) for line in sale.lines), ZERO)
    if not undiscounted:
        return ZERO
    share: Decimal = (undiscounted - sale.net) / undiscounted * 100
    return share


def is_approved(tx: Transaction, quote: Any) -> bool:
    """Whether the discount is within the company's limit, or a manager gives or has approved it."""
    limit = tx.settings.configuration.quote.discount_limit
    if limit is None or discount_given(quote) <= limit:
        return True
    return quote.approved_by_id is not None or tx.role in MANAGERS | {SYSTEM}
