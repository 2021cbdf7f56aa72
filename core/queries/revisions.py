"""The revisions of a quote."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.model import Quote, Record


def revisions(session: Session, record: Record) -> list[Quote]:
    """The quote's other revisions, the newest first; none of other records."""
    if not isinstance(record, Quote):
        return []
    others = select(Quote).where(Quote.number == record.number, Quote.id != record.id)
    return list(session.scalars(others.order_by(Quote.revision.desc())))
