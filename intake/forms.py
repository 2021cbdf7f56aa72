"""Web forms: `/f/{form}` takes submissions of any site, and shows a form of our own to sites that have none."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Blueprint, Response, g, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from core.inbox import Receipt
from core.language import mark
from core.settings import Form
from intake import hosted, pages, payload
from intake.body import whole
from intake.identity import FILLING, key_of_answers
from intake.mapping import is_trace
from intake.payload import Answer
from intake.reception import asked_form, form, reception, store
from intake.refusal import Refusal

blueprint = Blueprint("forms", __name__, url_prefix="/f")


@blueprint.get("/<name>", provide_automatic_options=False)
def show(name: str) -> Response:
    """Our own form, in the visitor's language."""
    traces = [Answer(key, value) for key, value in request.args.items() if is_trace(key)]
    return _show(name, {FILLING: str(uuid.uuid4()), hosted.MARK: "1"}, traces)


@blueprint.post("/<name>", provide_automatic_options=False)
def submit(name: str) -> AnyResponse:
    """Store the submission, then answer: a browser is sent on, a program gets JSON."""
    site = _site(name)
    _check_origin(site)
    body = whole()
    content_type = request.content_type or ""
    answers = g.answers = payload.read(content_type, body)
    if hosted.is_hosted(answers) and (mistakes := hosted.mistakes(hosted.typed(answers))):
        traces = [answer for answer in answers if is_trace(answer.key)]
        return _show(name, hosted.typed(answers), traces, mistakes)
    receipt = store("form", name, key_of_answers(answers, datetime.now(UTC).date()), body, content_type)
    return _answer(name, site, receipt)


@blueprint.route("/<name>", methods=["OPTIONS"])
def allow(name: str) -> Response:
    """What a browser asks before a script on another site may post."""
    _site(name)
    headers = {"Access-Control-Allow-Methods": "POST", "Access-Control-Allow-Headers": "Content-Type, Accept"}
    return Response(status=204, headers={"Allow": "GET, HEAD, OPTIONS, POST", **headers})


@blueprint.get("/<name>/thanks")
def thanks(name: str) -> Response:
    """The page after our own form."""
    _site(name)
    return pages.page("thanks.html")


@blueprint.after_request
def share(response: Response) -> Response:
    """Let scripts of the listed sites read the answer."""
    site, origin = asked_form(), request.origin
    response.vary.add("Origin")
    if site and origin in site.origins:
        response.headers["Access-Control-Allow-Origin"] = origin
    return response


def _site(name: str) -> Form:
    site = form(name)
    if site is None:
        raise Refusal(404, mark("There is no form at this address. Check it with whoever gave it to you."))
    return site


def _check_origin(site: Form) -> None:
    """Where sites are listed, a page of another site cannot post. Programs send no origin and could write any."""
    origin = request.origin
    own = {request.host, urlsplit(reception().crm.settings.public_url).netloc}
    if site.origins and origin and origin not in site.origins and urlsplit(origin).netloc not in own:
        raise Refusal(403, mark("This form does not take answers from {origin}. List it under origins."), origin=origin)


def _show(
    name: str, values: Mapping[str, str], traces: Sequence[Answer], mistakes: Mapping[str, str] | None = None
) -> Response:
    return pages.page(
        "form.html",
        422 if mistakes else 200,
        name=name,
        title=_site(name).title,
        values=values,
        traces=traces,
        mistakes=mistakes or {},
        hosted=hosted,
        hidden=(FILLING, hosted.MARK),
    )


def _answer(name: str, site: Form, receipt: Receipt) -> AnyResponse:
    accepted = request.accept_mimetypes
    if request.is_json or accepted["application/json"] > accepted["text/html"]:
        return jsonify(id=receipt.id, status="accepted" if receipt.is_new else "duplicate")
    after = url_for("forms.thanks", name=name, lang=request.args.get("lang"))
    return redirect(site.redirect or after, 303)
