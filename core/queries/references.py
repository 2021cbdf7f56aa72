"""From what people type (L-42, l42, DV-2026-0042) to the record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotFound, NotUnderstood
from core.model import Account, Contact, Invoice, Lead, Opportunity, Order, Product, Quote, Record
from core.numbers import Pattern

if TYPE_CHECKING:
    from core.settings import Settings

BY_LETTER: dict[str, type[Record]] = {
    "L": Lead, "O": Opportunity, "A": Account, "C": Contact, "I": Invoice, "P": Product,
}  # fmt: skip
BY_SERIES: dict[str, Any] = {"quote": Quote, "order": Order, "invoice": Invoice, "credit_note": Invoice}
SHORT = re.compile(r"([A-Za-z])[-\s]?(\d{1,9})")
NUMBER = re.compile(r"([A-Za-z]{1,6})-?(\d{4})-?(\d{1,6})")


def looks_like_reference(text: str, numbers: Iterable[Pattern] = ()) -> bool:
    """Whether somebody meant a record by this. `numbers` are the company's own formats, as in F2026/00012."""
    return bool(SHORT.fullmatch(text) or NUMBER.fullmatch(text) or any(pattern.read(text) for pattern in numbers))


def find(session: Session, settings: Settings, text: str) -> Record:
    """The record of this reference; of a quote, its last revision. Raises `NotUnderstood` and `NotFound`."""
    text = text.strip().strip("*_`<>.,;:")
    short = SHORT.fullmatch(text)
    model = BY_LETTER.get(short[1].upper()) if short else None
    record = session.get(model, int(short[2])) if short and model else _by_number(session, settings, text)
    if record is None and not looks_like_reference(text, settings.numbers.values()):
        raise NotUnderstood(
            "“{text}” is no reference. References look like: {examples}.", text=text, examples=_examples(settings)
        )
    if record is None:
        raise NotFound("There is no {reference}. Look it up with /crm find and a name.", reference=text.upper())
    return record


def _examples(settings: Settings) -> str:
    """The short ones, and a number as this company writes it; none of a step that is off."""
    in_use = [series for series in ("quote", "invoice") if series in settings.cycle.kinds][:1]
    return ", ".join(["L-42", "O-17", "A-3", "C-5", *(settings.numbers[series].write(2026, 42) for series in in_use)])


def _by_number(session: Session, settings: Settings, typed: str) -> Record | None:
    """The document of this number: ours, however it is written, or another system's, exactly."""
    for series, model in BY_SERIES.items():
        number = settings.numbers[series].read(typed)
        record = _last(session, model, number) if number else None
        if record:
            return record
    return next(filter(None, (_last(session, model, typed) for model in (Order, Invoice))), None)


def _last(session: Session, model: Any, number: str) -> Record | None:
    """The document; of a quote, which has revisions, the last."""
    wanted = select(model).where(model.number == number)
    newest = model.revision if model is Quote else model.id
    found: Record | None = session.scalar(wanted.order_by(newest.desc()).limit(1))
    return found
