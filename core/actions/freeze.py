"""Keep the customer on a document as it is now: what changes in the account later must not change the document."""

from __future__ import annotations

from typing import Any


def freeze_customer(sale: Any) -> None:
    """Copy name, address and identifiers of the customer onto a quote, an order or an invoice."""
    account, contact = sale.account, sale.contact
    address = (account.address if account else None) or (contact.address if contact else None) or ""
    sale.bill_to = {
        "name": sale.customer,
        "contact": (contact.full_name or None) if contact and account else None,
        "address": [part.strip() for part in address.replace("\n", ",").split(",") if part.strip()],
        "country": (account.country if account else None) or (contact.country if contact else None),
        "siren": account.siren if account else None,
        "vat_id": account.vat_id if account else None,
        "is_business": account is not None,
    }
