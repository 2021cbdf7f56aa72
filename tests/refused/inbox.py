"""What the inbox refuses: deciding anew about what is decided."""

from __future__ import annotations

from typing import Any

from core import inbox
from core.actions.discard import discard
from core.actions.replay import replay
from core.crm import Actor, Crm
from core.errors import IllegalMove, NotFound, NotUnderstood
from core.model import Submission
from core.queries import submissions
from tests.factories import make_lead
from tests.refused import Refusal


def scene(crm: Crm) -> dict[str, Any]:
    """A submission that is a lead, a card that waits for review, and one that was put aside."""
    lead = make_lead(crm)
    settled = {
        "made": ("lead", {"lead_id": lead.id}),
        "card": ("review", {}),
        "aside": ("discarded", {}),
        "table": ("parted", {"parts": [7, 8]}),
    }
    return {name: _submission(crm, name, *how) for name, how in settled.items()} | {"lead": lead}


def _submission(crm: Crm, key: str, state: str, result: dict[str, Any]) -> Submission:
    with crm.transaction(Actor(None, "form")) as tx:
        submission, _ = inbox.receive(tx, "form", "contact", key, body=b"name=", content_type="text/plain")
        submission.state, submission.result = state, result
        return submission


REFUSALS = (
    Refusal(
        "a replay of what is a lead",
        lambda tx, r: replay(tx, r.made),
        IllegalMove,
        "{made} became {lead} already. Nothing was done.",
        "{made} est déjà devenu {lead}. Rien n’a été fait.",
    ),
    Refusal(
        "a replay of a card that waits for review",
        lambda tx, r: replay(tx, r.card),
        IllegalMove,
        "{card} waits for somebody to check its card. Do that in its message.",
        "{card} attend que sa carte soit vérifiée. Faites-le dans son message.",
    ),
    Refusal(
        "a replay of a photo whose cards are submissions of their own",
        lambda tx, r: replay(tx, r.table),
        IllegalMove,
        "{table} shows several cards, each of its own: S-7, S-8. Work on one of those again.",
        "{table} montre plusieurs cartes, chacune à part~: S-7, S-8. Faites retraiter l’une d’elles.",
    ),
    Refusal(
        "discarding twice",
        lambda tx, r: discard(tx, r.aside),
        IllegalMove,
        "{aside} was discarded already.",
        "{aside} est déjà écarté.",
    ),
    Refusal(
        "a submission that is not there",
        lambda tx, _r: submissions.find(tx.session, "S-99"),
        NotFound,
        "There is no S-99 in the inbox. What is there: /crm inbox",
        "Il n’y a pas de S-99 dans la réception. Ce qui s’y trouve~: /crm réception",
    ),
    Refusal(
        "a state that is none",
        lambda tx, _r: submissions.listed(tx.session, "lost"),
        NotUnderstood,
        "“lost” is no state. There are: received, lead, attached, duplicate, review, discarded, batch, parted, "
        "test, spam, quarantined, failed.",
        "«~lost~» n’est pas un état. Il y a~: reçu, prospect, rattaché, doublon, à vérifier, écarté, fichier, "
        "réparti en cartes, test, indésirable, en quarantaine, échoué.",
    ),
)
