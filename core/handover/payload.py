"""What the other system gets: the whole invoice as JSON."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.orm import Session

from core.model import Event, Invoice
from core.queries.portrait import portrait

TYPE = "invoice.handed_over"


def body_of(session: Session, event: Event, invoice: Invoice) -> bytes:
    """The body of the call about the event that handed the invoice over. `filon` is what its answer refers to."""
    data: dict[str, Any] = {"filon": f"I-{invoice.id}"} | portrait(session, invoice)
    message = {"type": TYPE, "timestamp": event.happened_at.isoformat(), "data": data}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
