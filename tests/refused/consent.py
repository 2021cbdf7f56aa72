"""What cannot be agreed to, confirmed or suppressed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core.actions.advance import advance
from core.actions.consent import confirm, find, give, suppress, token_of
from core.actions.erase import erase
from core.crm import Crm
from core.errors import IllegalMove, Missing, NotFound, NotUnderstood, ReadOnly
from core.model.types import now
from tests.factories import actor, hire, make_lead
from tests.refused import Refusal

TOML = '[mail]\nhost = "127.0.0.1"\n[consent]\ndouble_opt_in = true\n'
AGREED = {"wording": "Oui", "field": "consent", "value": "on"}


def scene(crm: Crm) -> dict[str, Any]:
    """A lead, and another whose link is too old."""
    lead, late = make_lead(crm), make_lead(crm, email="late@radium.example")
    worked_on = make_lead(crm, email="busy@radium.example")
    with crm.transaction(actor(hire(crm))) as tx:
        advance(tx, worked_on, "contacted")
    with crm.transaction(actor()) as tx:
        consent = give(tx, late, **AGREED)
        assert consent
        consent.token_expires_at = now() - timedelta(seconds=1)
        return {"lead": lead, "worked_on": worked_on, "late": late, "token": token_of(crm.settings, consent)}


REFUSALS = (
    Refusal(
        "a box that was not ticked",
        lambda tx, r: give(tx, r.lead, **AGREED | {"value": " "}),
        Missing,
        "A consent needs the words that were agreed to, and what was ticked.",
        "Un consentement a besoin des mots acceptés et de ce qui a été coché.",
    ),
    Refusal(
        "a link that is too old",
        lambda tx, r: confirm(tx, r.token),
        IllegalMove,
        "This link is no longer valid. Send the form again, and you will get a new one.",
        "Ce lien n’est plus valable. Renvoyez le formulaire et vous en recevrez un nouveau.",
    ),
    Refusal(
        "a link that leads nowhere",
        lambda tx, _r: find(tx, "x"),
        NotFound,
        "There is nothing behind this link. Check that it is whole, as it stands in the mail.",
        "Il n’y a rien derrière ce lien. Vérifiez qu’il est entier, tel qu’il figure dans l’e-mail.",
    ),
    Refusal(
        "to erase what was worked on",
        lambda tx, r: erase(tx, r.worked_on),
        ReadOnly,
        "{worked_on} was worked on, so it is not erased.",
        "{worked_on} a été travaillé et n’est donc pas effacé.",
    ),
    Refusal(
        "an address that is none",
        lambda tx, _r: suppress(tx, "marie"),
        NotUnderstood,
        "“marie” is no e-mail address. One looks like marie@radium.example.",
        "«~marie~» n’est pas une adresse e-mail. Une adresse ressemble à marie@radium.example.",
    ),
)
