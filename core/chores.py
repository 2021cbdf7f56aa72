"""The core's own jobs by name, and which of them are asked for once a day."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from core.crm import Crm
from core.documents.produce import render_document
from core.expiry import expire_daily
from core.handover.deliver import hand_over
from core.opt_in import ask_consent
from core.replies import forget_daily
from core.retention import erase_daily

CHORES: dict[str, Callable[..., None]] = {
    "render_document": render_document,
    "hand_over": hand_over,
    "ask_consent": ask_consent,
    "expire_quotes": expire_daily,
    "erase_expired": erase_daily,
    "forget_replies": forget_daily,
}
DAILY = ("expire_quotes", "erase_expired", "forget_replies")


def jobs(crm: Crm) -> dict[str, Callable[..., None]]:
    """Each, on this core."""
    return {name: partial(chore, crm) for name, chore in CHORES.items()}
