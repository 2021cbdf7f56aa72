"""What broke unforeseen goes to the log under a reference that can be told to a person."""

from __future__ import annotations

import secrets
import traceback
from typing import Any

import structlog

log = structlog.get_logger()


def report(error: Exception, event: str, **about: Any) -> str:
    """Log where it broke and give the reference. The error's message stays out: it may quote what a person wrote."""
    reference = secrets.token_hex(4)
    where = "".join([*traceback.format_tb(error.__traceback__), *getattr(error, "__notes__", [])])
    log.error(event, reference=reference, error=type(error).__name__, where=where, **about)
    return reference
