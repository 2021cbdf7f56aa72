"""Keep the customer on a document as it is now: what changes in the account later must not change the document."""

from __future__ import annotations

from typing import Any

from core.documents.parties import customer_now


def freeze_customer(sale: Any) -> None:
    """Copy name, address and identifiers of the customer onto a quote, an order or an invoice."""
    sale.bill_to = customer_now(sale)
