"""The tour: the main job, played through the real doors, each step printed.

A form post, a photo of a card and a typed sentence each become a lead; one is promoted, its quote is sent,
and the PDF lies there.
"""

from __future__ import annotations

import os
import re
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.sandbox import Sandbox

T = TypeVar("T")
CARD = Path(__file__).parent / "card.jpg"
REP, LEADS = "U0CAMILLE", "C0LEADS"
PATIENCE_SECONDS = float(os.environ.get("FILON_TOUR_PATIENCE", "60"))
FORM = {
    "name": "Awa Diallo",
    "company": "Hélianthe Énergie",
    "email": "awa.diallo@helianthe.example",
    "phone": "06 39 98 41 07",
    "message": "Bonjour, je souhaite un audit de notre site de Nantes.",
}
SENTENCE = "Marie Curie, PDG chez Radium SA, marie@radium.example, 06 39 98 12 34"
LINES = ("2 j x Audit énergétique du site @ 850 20%", "1 x Guide imprimé @ 24,50 5,5%")


class TourError(Exception):
    """A step of the tour that did not do what it should; the message begins with its name."""


class Tour:
    """Plays the steps in order, as the French rep, and stops at the first that fails."""

    def __init__(self, sandbox: Sandbox, web: str, home: Path) -> None:
        self._sandbox = sandbox
        self._web = web
        self._home = home
        self._dm = sandbox.dm(REP)
        self._opportunity = self._quote = ""

    def play(self) -> None:
        """Every step. Raises `TourError` naming the one that failed."""
        steps = (
            ("form", self.post_the_form),
            ("card", self.photograph_a_card),
            ("sentence", self.type_a_sentence),
            ("lines", self.add_lines),
            ("quote", self.promote_to_a_quote),
            ("send", self.send_the_quote),
            ("clean", self.check_what_slack_saw),
        )
        for number, (name, step) in enumerate(steps, start=1):
            started = time.monotonic()
            try:
                told = step()
            except (TourError, TimeoutError, OSError) as error:
                message = f"{name}: {error or 'nothing came within the time'}"
                raise TourError(message) from error
            click.echo(f"  {number}. {told}  ({time.monotonic() - started:.1f} s)")
        click.secho("The tour is done: every step went through the real doors.", fg="green")

    def post_the_form(self) -> str:
        """The web site's form: a lead announced in #leads."""
        body = urllib.parse.urlencode(FORM).encode()
        headers = {"Accept": "application/json"}
        request = urllib.request.Request(f"{self._web}/f/contact", body, headers)  # noqa: S310 - our own address
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own address
            if answer.status != 200:
                message = f"the form was answered with {answer.status}"
                raise TourError(message)
        announcement = self._await(lambda: self._find(LEADS, "Awa Diallo"))
        return f"A web form became the lead {_reference(announcement, 'L')}, announced in #leads"

    def photograph_a_card(self) -> str:
        """A photo in the bot's DM: a review in its thread, then a lead by one click."""
        self._sandbox.upload(REP, self._dm, "carte.jpg", CARD.read_bytes())
        review = self._await(lambda: self._find_button("card.create"))
        self._sandbox.click(REP, review, "card.create")
        made = self._await(lambda: self._find(self._dm, "L-", after=review["ts"]))
        return f"A photographed card was read, looked at, and became the lead {_reference(made, 'L')}"

    def type_a_sentence(self) -> str:
        """A typed sentence becomes a lead; the lead is promoted."""
        lead = _reference(self._say(f"/crm create lead {SENTENCE}"), "L")
        promoted = self._say(f"/crm promote {lead}")
        self._opportunity = _reference(promoted, "O")
        made = ", ".join(_reference(promoted, letter) for letter in "ACO")
        return f"A typed sentence became the lead {lead}, promoted to {made}"

    def add_lines(self) -> str:
        """What the customer wants."""
        for line in LINES:
            self._say(f"/crm add {self._opportunity} {line}")
        return f"{len(LINES)} lines were added to {self._opportunity}"

    def promote_to_a_quote(self) -> str:
        """The opportunity becomes a quote."""
        self._quote = _reference(self._say(f"/crm promote {self._opportunity}"), "DV")
        return f"{self._opportunity} was promoted to the quote {self._quote}"

    def send_the_quote(self) -> str:
        """The quote is advanced to sent; its PDF comes into its thread and lies under the home."""
        self._say(f"/crm advance {self._quote} sent")
        pdf = self._home / "documents" / f"{self._quote}.pdf"
        self._await(lambda: pdf.exists() and pdf.read_bytes().startswith(b"%PDF-"))
        self._await(lambda: self._has_file(pdf.name))
        return f"{self._quote} was sent; its PDF is {pdf} and in the quote's thread"

    def check_what_slack_saw(self) -> str:
        """Everything that went to Slack obeyed Slack's rules."""
        if self._sandbox.violations:
            message = f"Slack would refuse a message: {self._sandbox.violations[0]}"
            raise TourError(message)
        return "Every message kept Slack's rules"

    def _say(self, command: str) -> dict[str, Any]:
        before = len(self._answers())
        self._sandbox.command(REP, command, self._dm)
        return self._await(lambda: self._answers()[before:])[0]

    def _answers(self) -> list[dict[str, Any]]:
        return [message for message in self._sandbox.messages(self._dm, REP) if message["ephemeral"]]

    def _find(self, channel: str, text: str, after: str = "") -> dict[str, Any] | None:
        messages = self._sandbox.messages(channel, REP)
        return next((m for m in messages if text in str(m) and m["ts"] >= after), None)

    def _find_button(self, action_id: str) -> dict[str, Any] | None:
        messages = self._sandbox.messages(self._dm, REP)
        return next((m for m in reversed(messages) if action_id in str(m.get("blocks"))), None)

    def _has_file(self, name: str) -> bool:
        return any(name in str(message.get("files")) for message in self._sandbox.messages(self._dm, REP))

    def _await(self, find: Callable[[], T | None]) -> T:
        return self._sandbox.wait_for(find, timeout=PATIENCE_SECONDS)


def _reference(message: dict[str, Any], prefix: str) -> str:
    found = re.search(rf"\b{prefix}-[\d-]*\d", str(message.get("text", "")) + str(message.get("blocks", "")))
    if found is None:
        problem = f"no {prefix}-… in the answer: {message.get('text')}"
        raise TourError(problem)
    return found[0]
