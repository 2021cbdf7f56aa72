"""From what people type (L-42, l42, DV-2026-0042) to the record."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotFound, NotUnderstood
from core.model import Account, Contact, Invoice, Lead, Opportunity, Order, Quote, Record
from core.settings import Settings

BY_LETTER: dict[str, type[Record]] = {
    "L": Lead, "O": Opportunity, "A": Account, "C": Contact, "I": Invoice,
}  # fmt: skip
SHORT = re.compile(r"([A-Za-z])[-\s]?(\d{1,9})")
NUMBER = re.compile(r"([A-Za-z]{1,6})-?(\d{4})-?(\d{1,6})")


def looks_like_reference(text: str) -> bool:
    """Whether somebody meant a record by this."""
    return bool(SHORT.fullmatch(text) or NUMBER.fullmatch(text))


def find(session: Session, settings: Settings, text: str) -> Record:
    """The record of this reference; of a quote, its last revision. Raises `NotUnderstood` and `NotFound`."""
    text = text.strip().strip("*_`<>.,;:")
    if short := SHORT.fullmatch(text):
        model = BY_LETTER.get(short[1].upper())
        record = session.get(model, int(short[2])) if model else None
    elif number := NUMBER.fullmatch(text):
        record = _by_number(session, settings, number[1].upper(), f"{number[2]}-{int(number[3]):04d}")
    else:
        raise NotUnderstood(
            "“{text}” is no reference. References look like L-42, O-17, A-3, C-5 or DV-2026-0042.", text=text
        )
    if record is None:
        raise NotFound("There is no {reference}. Look it up with /crm find and a name.", reference=text.upper())
    return record


def _by_number(session: Session, settings: Settings, prefix: str, rest: str) -> Record | None:
    numbers = settings.configuration.numbers
    if prefix == numbers.quote:
        wanted = select(Quote).where(Quote.number == f"{prefix}-{rest}").order_by(Quote.revision.desc()).limit(1)
        return session.scalar(wanted)
    if prefix == numbers.order:
        return session.scalar(select(Order).where(Order.number == f"{prefix}-{rest}"))
    return session.scalar(select(Invoice).where(Invoice.number == f"{prefix}-{rest}"))
