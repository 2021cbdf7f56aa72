"""Who buys, and where it goes."""

from __future__ import annotations

from typing import Any

from core.documents.fields import Customer


def address_lines(address: str | None) -> list[str]:
    """An address as it was typed, a line a part."""
    return [part.strip() for part in (address or "").replace("\n", ",").split(",") if part.strip()]


def customer_now(record: Any) -> dict[str, Any]:
    """The customer of a sale or an opportunity as it is today: what `bill_to` keeps when a document is frozen."""
    account, contact = record.account, record.contact
    named = account or contact
    return {
        "name": named.title if named else "",
        "contact": (contact.full_name or None) if contact and account else None,
        "address": address_lines((account.address if account else None) or (contact.address if contact else None)),
        "country": (account.country if account else None) or (contact.country if contact else None),
        "siren": account.siren if account else None,
        "vat_id": account.vat_id if account else None,
        "is_business": account is not None,
    }


def customer(known: dict[str, Any]) -> Customer:
    """What a document prints of the customer that `customer_now` or `bill_to` knows."""
    return Customer(
        name=known["name"],
        contact=known["contact"],
        address=known["address"],
        siren=known["siren"],
        vat_id=known["vat_id"],
    )
