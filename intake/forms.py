"""Web forms: `/f/{form}` takes submissions of any site, and shows a form of our own to sites that have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, g, jsonify, redirect, request, url_for
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response as AnyResponse

from core.crm import Actor
from core.inbox import Receipt
from core.language import Language, mark
from core.settings import Form, Settings
from intake import form_page, hosted, pages, payload, spam, uploads
from intake.body import whole
from intake.identity import key_of_answers, key_of_bytes
from intake.payload import Answer
from intake.reception import asked_form, reception, store
from intake.reception import form as form_named
from intake.refusal import Refusal

VISITOR = Actor(None, "form")

blueprint = Blueprint("forms", __name__, url_prefix="/f")


@blueprint.get("/<name>", provide_automatic_options=False)
def show(name: str) -> Response:
    """Our own form, in the visitor's language."""
    return form_page.fresh(name, site(name))


@blueprint.post("/<name>", provide_automatic_options=False)
def submit(name: str) -> AnyResponse:
    """Store the submission, then answer: a browser is sent on, a program gets JSON."""
    form = site(name)
    _check_origin(form)
    body = whole()
    content_type = request.content_type or ""
    answers = g.answers = payload.read(content_type, body)
    _count(name)
    files = uploads.read(content_type, body)
    if hosted.is_hosted(answers) and (again := form_page.to_mend(name, form, answers, files)):
        return again
    origin = origin_of(answers, pages.language())
    key = key_of_answers(answers, _today(), (file.data for file in files))
    receipt = _store_card(name, key, answers, files, origin)
    if receipt is None or hosted.is_filled(answers):
        receipt = store("form", name, key, body, content_type, **origin)
    return _answer(name, form, receipt)


@blueprint.get("/<name>/embed.js")
def embed(name: str) -> Response:
    """The script that puts our form into a page of any site."""
    site(name)
    response = current_app.send_static_file("embed.js")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@blueprint.route("/<name>", methods=["OPTIONS"])
def allow(name: str) -> Response:
    """What a browser asks before a script on another site may post."""
    site(name)
    headers = {"Access-Control-Allow-Methods": "POST", "Access-Control-Allow-Headers": "Content-Type, Accept"}
    return Response(status=204, headers={"Allow": "GET, HEAD, OPTIONS, POST", **headers})


@blueprint.get("/<name>/thanks")
def thanks(name: str) -> Response:
    """The page after our own form."""
    site(name)
    return pages.page("thanks.html")


@blueprint.after_request
def share(response: Response) -> Response:
    """Let scripts of the listed sites read the answer."""
    form, origin = asked_form(), request.origin
    response.vary.add("Origin")
    if form and origin in form.origins:
        response.headers["Access-Control-Allow-Origin"] = origin
    return response


def site(name: str) -> Form:
    """The web form of this name. Raises `Refusal` where there is none."""
    found = form_named(name)
    if found is None:
        raise Refusal(404, mark("There is no form at this address. Check it with whoever gave it to you."))
    return found


def _check_origin(form: Form) -> None:
    """Where sites are listed, a page of another site cannot post. Programs send no origin and could write any."""
    origin = request.origin
    own = {request.host, urlsplit(_settings().public_url).netloc}
    if form.origins and origin and origin not in form.origins and urlsplit(origin).netloc not in own:
        raise Refusal(403, mark("This form does not take answers from {origin}. List it under origins."), origin=origin)


def _count(name: str) -> None:
    """Count one more. A program sends JSON, and no site's page speaks through it."""
    rates = reception().rates
    count = rates.count_tool if request.is_json and not request.origin else rates.count_visitor
    count(name, request.remote_addr)


def origin_of(answers: Sequence[Answer], language: Language) -> dict[str, str]:
    """In which language the visitor read the form, and on which page where our script says so."""
    page = next((answer.value for answer in answers if answer.key == hosted.PAGE and answer.value), None)
    return {"language": language.code} | ({"page": page} if page else {})


def _store_card(
    name: str, key: str, answers: Sequence[Answer], files: Sequence[uploads.Upload], origin: Mapping[str, str]
) -> Receipt | None:
    """Hand the photo of a card in by itself, to be read and reviewed; none of a program that fills in everything."""
    cards = [file for file in files if file.key == uploads.CARD and file.type.startswith("image/")]
    if not (cards and site(name).cards) or _is_spam(name, key, answers):
        return None
    card = cards[0]
    return store("card", name, key_of_bytes(card.data, _today()), card.data, card.type, **origin)


def _is_spam(name: str, key: str, answers: Sequence[Answer]) -> bool:
    """A proof of work is spent here before the photo is stored: sent again, the same answers still hold it."""
    if spam.verdict(_settings(), name, answers, datetime.now(UTC)):
        return True
    with reception().crm.transaction(VISITOR) as tx:
        return spam.reuse(tx, name, key, answers) is not None


def _settings() -> Settings:
    return reception().crm.settings


def _today() -> date:
    return datetime.now(UTC).date()


@lru_cache(maxsize=1024)
def prefers_json(accept: str) -> bool:
    """Whether who sends this header would rather have JSON than a page."""
    accepted = parse_accept_header(accept, MIMEAccept)
    return accepted["application/json"] > accepted["text/html"]


def _answer(name: str, form: Form, receipt: Receipt) -> AnyResponse:
    if request.is_json or prefers_json(request.headers.get("Accept", "")):
        return jsonify(id=receipt.id, status="accepted" if receipt.is_new else "duplicate")
    after = url_for("forms.thanks", name=name, lang=request.args.get("lang"), embed=request.args.get("embed"))
    # Within another site's page, our page tells that one where to go.
    return redirect(after if pages.is_embedded() else form.redirect or after, 303)
