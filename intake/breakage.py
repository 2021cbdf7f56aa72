"""What broke unforeseen goes to the log under a reference that can be told to a person."""

from __future__ import annotations

import secrets
import traceback
from typing import Any

import structlog

from core.errors import Rejected, SalesError
from core.language import mark

log = structlog.get_logger()
BROKE = mark("Something broke while this was read (reference {reference}). It is kept and can be tried again.")


def refusal(error: Exception, event: str, **about: Any) -> SalesError:
    """What is said of an error: a refusal is one, and what broke unforeseen is told by its reference."""
    return error if isinstance(error, SalesError) else Rejected(BROKE, reference=report(error, event, **about))


def report(error: Exception, event: str, **about: Any) -> str:
    """Log where it broke and give the reference. The error's message stays out: it may quote what a person wrote."""
    reference = secrets.token_hex(4)
    where = "".join([*traceback.format_tb(error.__traceback__), *getattr(error, "__notes__", [])])
    log.error(event, reference=reference, error=type(error).__name__, where=where, **about)
    return reference
