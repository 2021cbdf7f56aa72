"""What was billed of an order or a quote."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.model import Invoice


def billed(session: Session, source: Any) -> list[Invoice]:
    """The invoices made of an order or a quote, deposits included, without those that were credited wholly."""
    origin = getattr(Invoice, f"{source.kind}_id")
    made = select(Invoice).where(origin == source.id, Invoice.type != "credit_note", Invoice.state != "credited")
    return list(session.scalars(made.order_by(Invoice.id)))
