"""The jobs of this door: a stored submission becomes a lead, a stored photo becomes a card to review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from core import inbox
from core.actions.consent import give
from core.crm import Actor, Crm, Transaction
from core.errors import Rejected, SalesError, Unavailable
from core.jobs import is_last_try
from core.language import mark
from core.model import Lead, Submission
from core.postpone import postpone
from core.reading import Contact
from intake import breakage, spam, tries
from intake.cards.patience import within
from intake.consents import take_consents
from intake.hosted import CONSENT
from intake.outcome import decide
from intake.understanding import Understood, understand

# Many times what the slowest card takes.
MOST_SECONDS = 120
JUDGEMENTS = ("confidence", "uncertain", "rest")


def jobs(crm: Crm) -> dict[str, Callable[..., None]]:
    """The jobs by the names under which the inbox asks for them."""
    return {job.__name__: partial(job, crm) for job in (process_submissions, process_submission, read_card)}


def process_submissions(crm: Crm, submission_ids: list[int]) -> None:
    """Work on each of those that were stored together.

    Where this was begun before, one of them may have stopped the worker: then each gets a job of its own.
    """
    if tries.begin(crm, submission_ids) == 1:
        for submission_id in submission_ids:
            _process(crm, submission_id)
    else:
        tries.part(crm, submission_ids)


def process_submission(crm: Crm, submission_id: int) -> None:
    """Make a lead of the submission, or say why not. Done again, it changes nothing."""
    begun = tries.begin(crm, [submission_id])
    if begun > tries.MOST:
        _settle_unusable(crm, submission_id, "failed", Rejected(tries.STOPPED_US, times=begun - 1))
        return
    try:
        _process(crm, submission_id)
    except Unavailable as error:
        if not is_last_try():
            tries.take_back(crm, submission_id)
            raise
        _settle_unusable(crm, submission_id, "failed", error)


def _process(crm: Crm, submission_id: int) -> None:
    submission = _submission(crm, submission_id)
    if submission.state != "received":
        return
    try:
        understood = understand(crm.settings, submission)
        with crm.transaction(Actor(None, submission.door, caller=submission.origin.get("caller") or None)) as tx:
            submission = _lock(tx, submission_id)
            if submission.state == "received":
                _judge(tx, submission, understood)
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever one submission does to us, it must end where people see it
        _settle_unusable(crm, submission_id, "quarantined", error)


def read_card(crm: Crm, submission_id: int) -> None:
    """Read the photo into fields for review, or say why not. No transaction is open while that takes seconds."""
    begun = tries.begin(crm, [submission_id])
    if not begun:
        return
    try:
        if begun > tries.MOST:
            raise Rejected(tries.STOPPED_US, times=begun - 1)  # noqa: TRY301 - it is settled as the others are
        contact = _read(crm, _submission(crm, submission_id).body)
    except Unavailable as error:
        _try_later(crm, submission_id, error)
        return
    except Exception as error:  # noqa: BLE001 - whatever one photo does to us, its sender must hear of it
        _settle_unusable(crm, submission_id, "failed", error)
        return
    fields = {name: value for name, value in asdict(contact).items() if name not in JUDGEMENTS}
    uncertain = list(contact.uncertain)
    _settle(crm, submission_id, "review", contact=fields, confidence=contact.confidence, uncertain=uncertain)


def _read(crm: Crm, photo: bytes) -> Contact:
    from intake.cards import pipeline  # noqa: PLC0415 - it loads the recognisers, which few processes need

    configuration = crm.settings.configuration
    region, recognisers = configuration.company.country, configuration.cards.recognisers
    return within(MOST_SECONDS, lambda: pipeline.read_card(photo, region=region, recognisers=recognisers)).contact


def _try_later(crm: Crm, submission_id: int, error: Unavailable) -> None:
    tries.take_back(crm, submission_id)
    with crm.transaction(tries.NOBODY) as tx:
        submission = _lock(tx, submission_id)
        if submission.state != "received" or postpone(tx, submission, error):
            return
    _settle_unusable(crm, submission_id, "failed", error)


def _judge(tx: Transaction, submission: Submission, understood: Understood) -> None:
    is_wanted = inbox.is_wanted(submission)
    suspicion = spam.verdict(tx.settings, submission.endpoint, understood.answers, submission.created_at)
    suspicion = suspicion or spam.reuse(tx, submission, understood.answers)
    if suspicion and not is_wanted:
        inbox.settle(tx, submission, "spam", reason=suspicion)
    elif understood.is_test and not is_wanted:
        inbox.settle(tx, submission, "test")
    elif understood.problem:
        raise understood.problem
    else:
        _take_over(tx, submission, understood)


def _take_over(tx: Transaction, submission: Submission, understood: Understood) -> None:
    details = {name: value for name, value in understood.unmapped.items() if name != CONSENT}
    person = decide(tx, submission, understood.fields, details | dict(spam.warnings(understood.fields)))
    if isinstance(person, Lead):
        for consent in take_consents(tx.settings, understood, submission):
            give(tx, person, **consent)


def _submission(crm: Crm, submission_id: int) -> Submission:
    with crm.read() as session:
        return session.get_one(Submission, submission_id)


def _lock(tx: Transaction, submission_id: int) -> Submission:
    return tx.session.get_one(Submission, submission_id, with_for_update=True)


def _settle_unusable(crm: Crm, submission_id: int, state: str, error: Exception) -> None:
    if not isinstance(error, SalesError):
        reference = breakage.report(error, "submission.broke", submission=submission_id)
        sentence = mark(
            "Something broke while this was read (reference {reference}). It is kept and can be tried again."
        )
        error = Rejected(sentence, reference=reference)
    _settle(crm, submission_id, state, reason=error.message, values=inbox.plain_values(error))


def _settle(crm: Crm, submission_id: int, state: str, *, reason: str | None = None, **result: Any) -> None:
    """Settle the submission unless another worker, doing the same job, already did."""
    door = _submission(crm, submission_id).door
    with crm.transaction(Actor(None, door)) as tx:
        submission = _lock(tx, submission_id)
        if submission.state == "received":
            inbox.settle(tx, submission, state, reason=reason, **result)
