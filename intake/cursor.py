"""Cursors: where a page of a list ends, signed, so that whatever comes back is a place of ours in the same list."""

from __future__ import annotations

from typing import Any

from flask import request
from itsdangerous import BadData, URLSafeSerializer

from core.language import mark
from intake.reception import reception
from intake.refusal import Refusal


def written(*place: Any) -> str:
    """The cursor of a place in the list that this request reads."""
    return str(_serializer().dumps(place))


def read(cursor: str | None) -> list[Any] | None:
    """The place of a cursor. Raises `Refusal` for one that is not of this list."""
    if cursor is None:
        return None
    try:
        place: list[Any] = _serializer().loads(cursor)
    except BadData:
        raise Refusal(
            422, mark("This cursor is none of this list. Begin again without a cursor."), field="cursor"
        ) from None
    return place


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(reception().crm.settings.secret, salt=f"cursor of {request.path}")
