"""The page behind the link of a mail: it shows what was agreed to; only its buttons confirm or withdraw.

Programs that look for harm open every link of a mail, so that a GET must not change anything.
"""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from core.actions import consent as deeds
from core.crm import Actor
from core.language import mark
from core.model.types import now
from intake import pages
from intake.body import whole
from intake.reception import reception
from intake.refusal import Refusal

blueprint = Blueprint("consent", __name__, url_prefix="/consent")

DEEDS = {"confirm": deeds.confirm, "withdraw": deeds.withdraw}
DOOR = Actor(None, "form")


@blueprint.get("/<token>")
def show(token: str) -> Response:
    """What was agreed to, and what can be done about it."""
    with reception().crm.look(DOOR) as tx:
        consent = deeds.find(tx, token)
        wording = deeds.words(tx.settings, consent, pages.language())
        state, expires_at = consent.state, consent.token_expires_at
    is_late = state == "to be confirmed" and expires_at is not None and expires_at < now()
    return pages.page("consent.html", state="late" if is_late else state, wording=wording, token=token)


@blueprint.post("/<token>")
def decide(token: str) -> AnyResponse:
    """Confirm or withdraw, then show what holds now."""
    whole()
    deed = DEEDS.get(request.form.get("do", ""))
    if deed is None:
        raise Refusal(400, mark("This page was sent without an answer. Open the link of the mail again."))
    with reception().crm.transaction(DOOR) as tx:
        deed(tx, token)
    return redirect(url_for("consent.show", token=token, lang=pages.language().code), 303)
