"""A request's body: not larger than its address takes, and whole."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from flask import request

from core.language import mark
from intake.payload import MOST_BYTES
from intake.reception import asked_form
from intake.refusal import Refusal

LARGEST: Mapping[str, int] = {"api.read_card": 20_000_000, "hooks.receive": 2_000_000}
# Of a form that takes files; what is a little too large is still read, so that nothing that was typed is lost.
WITH_FILES = 32_000_000


def refuse_large() -> None:
    """Refuse what says that it is too large, before anything is read."""
    # Werkzeug cuts a body without a length off at the limit; one byte more shows that there was more.
    request.max_content_length = _limit() + 1
    if (request.content_length or 0) > _limit():
        raise _too_large()


def whole() -> bytes:
    """The body. Raises `Refusal` where it proves too large, or where its sender went away in the middle."""
    body = request.get_data()
    if len(body) > _limit():
        raise _too_large()
    if len(body) < (request.content_length or 0):
        raise Refusal(400, mark("Only a part of this request arrived. Send it again."))
    return body


def _limit() -> int:
    site = asked_form()
    if site and (site.attachments or site.cards) and request.mimetype == "multipart/form-data":
        return WITH_FILES
    return LARGEST.get(request.endpoint or "", MOST_BYTES)


def _too_large() -> Refusal:
    sentence = mark("This is too large: at most {limit} kB are taken. Shorten it, and send it again.")
    return Refusal(413, sentence, limit=Decimal(_limit()) / 1000)
