"""Refusals over HTTP: problem documents (RFC 9457) for programs, pages for people, one handler for every error."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, json, request
from werkzeug.exceptions import HTTPException

from core.errors import (
    Changed,
    Forbidden,
    IllegalMove,
    Missing,
    NeedsDecision,
    NotFound,
    ReadOnly,
    Rejected,
    SalesError,
    SwitchedOff,
    Unavailable,
)
from core.language import Language, mark
from intake import breakage, pages
from intake.refusal import Refusal

RETRY_SECONDS = 5
CONTENT_TYPE = "application/problem+json"

# The status of the core's refusals; the rest are the sender's mistakes.
STATUS: Mapping[type[SalesError], int] = {
    Unavailable: 503,
    NotFound: 404,
    Forbidden: 403,
    Missing: 422,
    Rejected: 400,
    IllegalMove: 409,
    NeedsDecision: 409,
    ReadOnly: 409,
    SwitchedOff: 409,
    Changed: 409,
}

# What to say where Flask itself refuses.
SENTENCES: Mapping[int, str] = {
    400: mark("This request cannot be read. Check how it was made, and send it again."),
    404: mark("There is nothing at this address. Check it with whoever gave it to you."),
    405: mark("This address does not take such requests. Check the method: most of ours take POST."),
    413: mark("This is too large. Shorten it, and send it again."),
    415: mark("This content type is not taken. Send a form or JSON, and say which in Content-Type."),
}

HEADERS: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": "Bearer"},
    503: {"Retry-After": str(RETRY_SECONDS)},
}


def register(app: Flask) -> None:
    """Answer every error of the app here."""
    app.register_error_handler(Exception, explain)


def explain(error: Exception) -> Response:
    """The answer to an error: a page where a person sees it, else a problem document."""
    refusal = _refusal(error)
    response = pages.problem(refusal) if pages.is_wanted() else _document(refusal)
    response.headers.update(HEADERS.get(refusal.status, {}))
    if "seconds" in refusal.values:
        response.headers["Retry-After"] = str(refusal.values["seconds"])
    if isinstance(error, HTTPException):
        response.headers.update({name: value for name, value in error.get_headers() if name == "Allow"})
    return response


def _refusal(error: Exception) -> Refusal:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, SalesError):
        return Refusal(STATUS.get(type(error), 422), error.message, **error.values)
    if isinstance(error, HTTPException):
        status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
        return Refusal(status, SENTENCES.get(status, SENTENCES[400]))
    return Refusal(
        500,
        mark("Something broke on our side (reference {reference}). Nothing was stored; please tell us the reference."),
        reference=breakage.report(error, "request.broke", endpoint=request.endpoint),
    )


def _document(refusal: Refusal) -> Response:
    said = members(refusal.status, refusal, pages.language(), is_hook=request.blueprint == "hooks")
    return Response(json.dumps(said), refusal.status, content_type=CONTENT_TYPE)


def members(status: int, refusal: SalesError, language: Language, *, is_hook: bool) -> dict[str, Any]:
    """What stands in the problem document."""
    detail = refusal.explain(language)
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": int(status), "detail": detail}
    if is_hook:
        # Google Ads shows its user this member, and nothing else.
        said["message"] = detail
    if "field" in refusal.values:
        said["field"] = str(refusal.values["field"])
    return said
