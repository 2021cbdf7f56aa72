"""The jobs of this door: a stored photo becomes a card to review; what a tool must be asked for becomes a lead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from core import inbox
from core.crm import Actor, Crm, Transaction
from core.errors import Rejected, Unavailable
from core.lay_apart import is_part, lay_apart
from core.model import Submission
from core.postpone import postpone
from core.reading import Contact
from intake import breakage, tries
from intake.cards.apart import Apart
from intake.cards.parts import SeveralCards
from intake.drain import process_submission

JUDGEMENTS = ("confidence", "uncertain", "rest")
READER = Apart()


def jobs(crm: Crm) -> dict[str, Callable[..., None]]:
    """The jobs by the names under which the inbox asks for them."""
    return {job.__name__: partial(job, crm) for job in (process_submissions, process_submission, read_card)}


def process_submissions(_crm: Crm, _submission_ids: list[int]) -> None:
    """Nothing: what a Filon of before asked for in this way is due by itself since migration 0008."""


def read_card(crm: Crm, submission_id: int) -> None:
    """Read the photo into fields for review, or say why not. No transaction is open while that takes seconds."""
    begun = tries.begin(crm, submission_id)
    if not begun:
        return
    try:
        if begun > tries.MOST:
            raise Rejected(tries.STOPPED_US, times=begun - 1)  # noqa: TRY301 - it is settled as the others are
        contact = _read(crm, _submission(crm, submission_id))
    except SeveralCards as several:
        _lay_apart(crm, submission_id, several.pictures)
        return
    except Unavailable as error:
        _try_later(crm, submission_id, error)
        return
    except Exception as error:  # noqa: BLE001 - whatever one photo does to us, its sender must hear of it
        _settle_unusable(crm, submission_id, error)
        return
    fields = {name: value for name, value in asdict(contact).items() if name not in JUDGEMENTS}
    uncertain = list(contact.uncertain)
    _settle(crm, submission_id, "review", contact=fields, confidence=contact.confidence, uncertain=uncertain)


def _read(crm: Crm, submission: Submission) -> Contact:
    configuration = crm.settings.configuration
    region, recognisers = configuration.company.country, configuration.cards.recognisers
    is_one = is_part(submission)
    return READER.read_card(submission.body, region=region, recognisers=recognisers, is_one=is_one).contact


def _lay_apart(crm: Crm, submission_id: int, pictures: Sequence[bytes]) -> None:
    """Make a submission of each card, unless another worker, doing the same job, already did."""
    with crm.transaction(Actor(None, _submission(crm, submission_id).door)) as tx:
        submission = _lock(tx, submission_id)
        if submission.state == "received":
            lay_apart(tx, submission, pictures)


def _try_later(crm: Crm, submission_id: int, error: Unavailable) -> None:
    tries.take_back(crm, submission_id)
    with crm.transaction(tries.NOBODY) as tx:
        submission = _lock(tx, submission_id)
        if submission.state != "received" or postpone(tx, submission, error):
            return
    _settle_unusable(crm, submission_id, error)


def _submission(crm: Crm, submission_id: int) -> Submission:
    with crm.read() as session:
        return session.get_one(Submission, submission_id)


def _lock(tx: Transaction, submission_id: int) -> Submission:
    return tx.session.get_one(Submission, submission_id, with_for_update=True)


def _settle_unusable(crm: Crm, submission_id: int, error: Exception) -> None:
    refusal = breakage.refusal(error, "submission.broke", submission=submission_id)
    _settle(crm, submission_id, "failed", reason=refusal.message, values=inbox.plain_values(refusal))


def _settle(crm: Crm, submission_id: int, state: str, *, reason: str | None = None, **result: Any) -> None:
    """Settle the submission unless another worker, doing the same job, already did."""
    door = _submission(crm, submission_id).door
    with crm.transaction(Actor(None, door)) as tx:
        submission = _lock(tx, submission_id)
        if submission.state == "received":
            inbox.settle(tx, submission, state, reason=reason, **result)
