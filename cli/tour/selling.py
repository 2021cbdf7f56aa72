"""From the opportunity to the accepted quote."""

from __future__ import annotations

from cli.tour.rep import TourError, reference
from cli.tour.scene import Scene

LINES = ("2 j x Audit énergétique du site @ 850 20%", "1 x Guide imprimé @ 24,50 5,5%")


def add_lines(scene: Scene) -> str:
    """What the customer wants."""
    opportunity = scene.made["opportunity"]
    for line in LINES:
        scene.rep.say(f"/crm add {opportunity} {line}")
    return f"{len(LINES)} lines were added to {opportunity}"


def promote_to_a_quote(scene: Scene) -> str:
    """The opportunity becomes a quote."""
    opportunity = scene.made["opportunity"]
    scene.made["quote"] = reference(scene.rep.say(f"/crm promote {opportunity}"), "DV")
    return f"{opportunity} was promoted to the quote {scene.made['quote']}"


def send_the_quote(scene: Scene) -> str:
    """The quote is sent; its PDF comes into its thread and lies under the home."""
    quote = scene.made["quote"]
    scene.rep.say(f"/crm send {quote}")
    return f"{quote} was sent; its PDF is {scene.rep.pdf(quote)} and in the quote's thread"


def accept_the_quote(scene: Scene) -> str:
    """The customer said yes; what comes next is made where the company makes it here."""
    quote = scene.made["quote"]
    shown = scene.rep.say(f"/crm accept {quote}")
    following = scene.settings.cycle.after("quote")
    if following is None or scene.settings.cycle.step(following).mode == "mirror":
        return f"{quote} was accepted"
    scene.made[following] = reference(shown, PREFIXES[following])
    return f"{quote} was accepted and became {scene.made[following]}"


PREFIXES = {"order": "BC", "invoice": "I"}


def check_what_slack_saw(scene: Scene) -> str:
    """Everything that went to Slack obeyed Slack's rules."""
    if scene.sandbox.violations:
        message = f"Slack would refuse a message: {scene.sandbox.violations[0]}"
        raise TourError(message)
    return "Every message kept Slack's rules"
