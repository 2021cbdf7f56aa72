"""How long an invoice has been overdue."""

from __future__ import annotations

from datetime import date

from core.language import Language
from core.model import Invoice


def overdue(speech: Language, today: date, invoice: Invoice) -> str:
    """Since when, or nothing where it is not overdue."""
    if not invoice.is_overdue(today) or invoice.due_on is None:
        return ""
    return speech.say_many("overdue by {count} day", "overdue by {count} days", (today - invoice.due_on).days)
