"""What gives a program away that fills in everything it finds; what it sent is kept, and answered like the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from disposable_email_domains import blocklist

from core.crm import Transaction
from core.identity import host
from core.language import mark
from core.settings import Form, Settings
from core.spent import spend
from intake import captcha, stamp
from intake.hosted import MARK, TRAP
from intake.payload import Answer

# The field that form services agree on, of which people see nothing.
HONEYPOT = "_gotcha"
# No program that has a token is called that.
PROOF = "a proof of work"
TRAPPED = mark("A field was filled in that no person sees.")
HASTY = mark("It was sent faster than anybody types.")
UNSOLVED = mark("It came without the proof of work that this form asks for.")
REUSED = mark("It came with a proof of work that was used already.")
DISPOSABLE = "disposable e-mail"


def verdict(settings: Settings, endpoint: str, answers: Sequence[Answer], sent_at: datetime) -> str | None:
    """Why what was sent to this form is spam, or None."""
    given = {answer.key: answer.value for answer in answers}
    if given.get(HONEYPOT) or (MARK in given and given.get(TRAP)):
        return TRAPPED
    form = settings.configuration.intake.forms.get(endpoint, Form())
    if MARK in given and stamp.is_hasty(settings, given[MARK], sent_at, form.min_seconds):
        return HASTY
    if MARK in given and form.captcha and not captcha.is_solved(settings, given, sent_at):
        return UNSOLVED
    return None


def reuse(tx: Transaction, endpoint: str, key: str, answers: Sequence[Answer]) -> str | None:
    """Why what `verdict` has nothing against is spam all the same, or None: one solution counts once.

    `key` is that of the answers, for all that they bring: the photo of a card too, which is stored by itself.
    """
    given = {answer.key: answer.value for answer in answers}
    form = tx.settings.configuration.intake.forms.get(endpoint, Form())
    if MARK not in given or not form.captcha:
        return None
    is_first = spend(tx, PROOF, captcha.task_of(given), f"{endpoint}:{key}")
    return None if is_first else REUSED


def warnings(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a rep should know of the sender, by name: a mailbox for ten minutes is no spam, but rarely a customer."""
    domain = host(fields.get("email", ""))
    if domain and not blocklist.isdisjoint(_parents(domain)):
        yield DISPOSABLE, domain


def _parents(domain: str) -> Iterator[str]:
    """The domain and those that it lies under: such services give away subdomains, too."""
    labels = domain.split(".")
    return (".".join(labels[first:]) for first in range(len(labels) - 1))
