"""How leads come in: a web form, a photographed card, a typed sentence."""

from __future__ import annotations

import urllib.parse
import urllib.request
from pathlib import Path

from cli.tour.rep import LEADS, TourError, reference
from cli.tour.scene import Scene

CARD = Path(__file__).parents[1] / "card.jpg"
FORM = {
    "name": "Awa Diallo",
    "company": "Hélianthe Énergie",
    "email": "awa.diallo@helianthe.example",
    "phone": "06 39 98 41 07",
    "message": "Bonjour, je souhaite un audit de notre site de Nantes.",
}
SENTENCE = "Marie Curie, PDG chez Radium SA, marie@radium.example, 06 39 98 12 34"


def post_the_form(scene: Scene) -> str:
    """The web site's form: a lead announced in #leads."""
    body = urllib.parse.urlencode(FORM).encode()
    headers = {"Accept": "application/json"}
    request = urllib.request.Request(f"{scene.web}/f/contact", body, headers)  # noqa: S310 - our own address
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own address
        if answer.status != 200:
            message = f"the form was answered with {answer.status}"
            raise TourError(message)
    announcement = scene.rep.see("Awa Diallo", LEADS)
    return f"A web form became the lead {reference(announcement, 'L')}, announced in #leads"


def photograph_a_card(scene: Scene) -> str:
    """A photo in the bot's DM: a review in its thread, then a lead by one click."""
    scene.rep.upload("carte.jpg", CARD.read_bytes())
    reviewed = scene.rep.click("card.create")
    made = scene.rep.see("L-", after=reviewed)
    return f"A photographed card was read, looked at, and became the lead {reference(made, 'L')}"


def type_a_sentence(scene: Scene) -> str:
    """A typed sentence becomes a lead; the lead is promoted."""
    lead = reference(scene.rep.say(f"/crm create lead {SENTENCE}"), "L")
    promoted = scene.rep.say(f"/crm promote {lead}")
    scene.made |= {kind: reference(promoted, letter) for kind, letter in KINDS}
    return f"A typed sentence became the lead {lead}, promoted to {', '.join(scene.made.values())}"


KINDS = (("account", "A"), ("contact", "C"), ("opportunity", "O"))
