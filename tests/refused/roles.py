"""What the roles refuse: who may do what, and who may give whom a role."""

from __future__ import annotations

from typing import Any

from core.actions.advance import advance
from core.actions.create import create
from core.actions.employ import give_role
from core.crm import Actor, Crm
from core.errors import Forbidden, NotFound, NotUnderstood
from core.queries.people import person
from tests.factories import hire, make_lead
from tests.refused import D, Refusal


def scene(crm: Crm) -> dict[str, Any]:
    """A rep, the only admin, a program of another system, and a rep's lead."""
    camille = hire(crm)
    ada = hire(crm, "U0ADA", "Ada Roux", role="admin")
    return {"camille": camille, "ada": ada, "lead": make_lead(crm), "program": Actor(None, "api", "integration")}


REFUSALS = (
    Refusal(
        "the catalogue is for managers",
        lambda tx, _r: create(tx, "product", code="A", name="A", unit_price=D(1)),
        Forbidden,
        "This is not for the role rep. Ask one of: admin, manager.",
        (
            "Le rôle «~commercial~» ne permet pas cela. Demandez à quelqu’un qui a l’un de ces rôles~: "
            "administrateur, responsable."
        ),
        by="camille",
    ),
    Refusal(
        "roles are given by admins",
        lambda tx, r: give_role(tx, r.camille, "manager"),
        Forbidden,
        "This is not for the role rep. Ask one of: admin.",
        "Le rôle «~commercial~» ne permet pas cela. Demandez à quelqu’un qui a l’un de ces rôles~: administrateur.",
        by="camille",
    ),
    Refusal(
        "a role that is none",
        lambda tx, r: give_role(tx, r.camille, "king"),
        NotUnderstood,
        "“king” is no role for people. There are: rep, manager, admin.",
        "«~king~» n’est pas un rôle pour une personne. Il y a~: commercial, responsable, administrateur.",
        by="ada",
    ),
    Refusal(
        "the last admin",
        lambda tx, r: give_role(tx, r.ada, "rep"),
        Forbidden,
        "Ada Roux is the last admin. Make somebody else admin first.",
        "Ada Roux est le dernier administrateur. Nommez d’abord un autre administrateur.",
        by="ada",
    ),
    Refusal(
        "an integration writes mirrors only",
        lambda tx, r: advance(tx, r.lead),
        Forbidden,
        "This is not for the role integration. Ask a colleague to do it.",
        "Le rôle «~intégration~» ne permet pas cela. Demandez à un collègue de le faire.",
        by="program",
    ),
    Refusal(
        "a person whom nobody knows",
        lambda tx, _r: person(tx.session, "U0NOBODY"),
        NotFound,
        "“U0NOBODY” is no single person whom Filon has met in Slack. See: filon person list",
        "«~U0NOBODY~» ne désigne pas une seule des personnes que Filon connaît dans Slack. Voyez~: filon person list",
    ),
)
