"""A request with an Idempotency-Key is done once: the same one again gets the first one's answer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from flask import Response, jsonify, request
from sqlalchemy.exc import IntegrityError

from core.crm import Transaction
from core.language import mark
from core.model import Reply
from intake.gate import caller
from intake.reception import reception
from intake.refusal import Refusal

KEY = re.compile(r"[!-~]{1,255}")
Write = Callable[[Transaction], tuple[dict[str, Any], int]]


def idempotency_key() -> str | None:
    """The request's key, if it has one. Raises `Refusal` for one that cannot be compared."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not KEY.fullmatch(key):
        raise Refusal(400, mark("The Idempotency-Key must have 1 to 255 visible ASCII characters, without spaces."))
    return key


def once(write: Write) -> tuple[Response, int]:
    """Do it in one transaction with the memory of its answer. A refusal changed nothing, and is not remembered."""
    key = idempotency_key()
    try:
        body, status = _done(write, key)
    except IntegrityError:
        if key is None:
            raise
        # The same request was a moment faster on another connection; now its answer will be found.
        body, status = _done(write, key)
    return jsonify(body), status


def _done(write: Write, key: str | None) -> tuple[dict[str, Any], int]:
    with reception().crm.transaction(caller().actor) as tx:
        known = tx.session.query(Reply).filter_by(caller=caller().name, key=key).first() if key else None
        if known is not None:
            return _repeated(known)
        body, status = write(tx)
        if key:
            tx.session.add(Reply(caller=caller().name, key=key, digest=_digest(), status=status, body=body))
            tx.session.flush()
        return body, status


def _repeated(known: Reply) -> tuple[dict[str, Any], int]:
    if known.digest != _digest():
        raise Refusal(
            422, mark("This Idempotency-Key came with another request before. Take a new key for a new request.")
        )
    return known.body, known.status


def _digest() -> str:
    said = f"{request.method} {request.path}\n".encode() + request.get_data()
    return hashlib.sha256(said).hexdigest()
