"""A form of a site's own server, which posts what visitors sent it. Pages themselves post to `/f/{form}`."""

from __future__ import annotations

from werkzeug.datastructures import Headers

from core.language import mark
from intake import payload
from intake.identity import FILLING
from intake.payload import Answer
from intake.sources.proof import in_address
from intake.sources.shape import key_of
from intake.sources.source import Source


def key(form: tuple[Answer, ...], _headers: Headers) -> str | None:
    """The hidden field that tells one filling-in from the next."""
    return next((key_of(answer.value) for answer in form if answer.key == FILLING), None)


def flatten(form: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """The fields as they are."""
    return form


SOURCE = Source(
    title="HTML",
    setup=mark("Let the site’s server post the form's fields to the address, secret included."),
    verify=in_address,
    read=payload.read,
    key=key,
    flatten=flatten,
)
