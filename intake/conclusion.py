"""What becomes of submissions: many in one transaction, each in a part of its own, and alone where that fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Select, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import defer

from core import events, inbox, turn
from core.actions.consent import give
from core.crm import Actor, Crm, Crowd, Transaction
from core.errors import SalesError, Unavailable
from core.model import Lead, Submission
from core.postpone import postpone
from intake import breakage, spam, tries
from intake.consents import take_consents
from intake.hosted import CONSENT
from intake.outcome import decide
from intake.understanding import Understood, understand


def understood(crm: Crm, submissions: Iterable[Submission]) -> dict[int, Understood]:
    """What each says, by its identity; what cannot be asked for now is left out, and tried again later."""
    found = {}
    for submission in submissions:
        try:
            found[submission.id] = understand(crm.settings, submission)
        except Unavailable as error:
            _later(crm, submission.id, error)
        except Exception as error:  # noqa: BLE001 - whatever one submission does to us, it must end where people see it
            found[submission.id] = Understood(problem=_refusal(error, submission.id))
    return found


def conclude(crm: Crm, understood: Mapping[int, Understood]) -> None:
    """Settle each unless another worker already did. Raises `Unavailable` where the database is away."""
    if not understood:
        return
    try:
        with crm.transaction(tries.NOBODY) as tx:
            crowd: Crowd = []
            turn.take(tx, is_patient=len(understood) == 1)
            for submission in tx.session.scalars(_waiting(understood)).all():
                crowd += _settle(tx, submission, understood[submission.id])
            events.follow_together(tx, crowd)
    except Exception as error:  # noqa: BLE001 - as above
        _apart(crm, understood, error)


def unusable(crm: Crm, number: int, state: str, error: Exception) -> None:
    """Settle one that stays unused, and why, unless another worker settled it."""
    with crm.transaction(tries.NOBODY) as tx:
        for submission in tx.session.scalars(_waiting([number])):
            _settle_unusable(_as_its_sender(tx, submission), submission, state, error)


def _apart(crm: Crm, understood: Mapping[int, Understood], error: Exception) -> None:
    """What failed together is tried one by one; what fails alone waits, or says why."""
    if len(understood) > 1:
        for number, said in understood.items():
            conclude(crm, {number: said})
        return
    for number in understood:
        if isinstance(error, Unavailable):
            _later(crm, number, error)
        else:
            unusable(crm, number, "quarantined", error)


def _waiting(numbers: Iterable[int]) -> Select[Submission]:
    waiting = select(Submission).where(Submission.id.in_(list(numbers)), Submission.state == "received")
    return waiting.order_by(Submission.id).options(defer(Submission.body)).with_for_update()


def _settle(tx: Transaction, submission: Submission, understood: Understood) -> Crowd:
    """Settle one, and give what follows from it that is done for many at once."""
    crowd: Crowd = []
    its = replace(_as_its_sender(tx, submission), crowd=crowd)
    try:
        with tx.session.begin_nested():
            _judge(its, submission, understood)
    except (Unavailable, OperationalError):
        raise
    except Exception as error:  # noqa: BLE001 - as above
        crowd.clear()
        _settle_unusable(its, submission, "quarantined", error)
    return crowd


def _as_its_sender(tx: Transaction, submission: Submission) -> Transaction:
    return replace(tx, actor=Actor(None, submission.door, caller=submission.origin.get("caller") or None))


def _judge(tx: Transaction, submission: Submission, understood: Understood) -> None:
    is_wanted = inbox.is_wanted(submission)
    suspicion = spam.verdict(tx.settings, submission.endpoint, understood.answers, submission.created_at)
    if not suspicion and submission.door == "form":
        suspicion = spam.reuse(tx, submission.endpoint, submission.key, understood.answers)
    if suspicion and not is_wanted:
        inbox.settle(tx, submission, "spam", reason=suspicion)
    elif understood.is_test and not is_wanted:
        inbox.settle(tx, submission, "test")
    elif understood.problem:
        _settle_unusable(tx, submission, "quarantined", understood.problem)
    else:
        _take_over(tx, submission, understood)


def _take_over(tx: Transaction, submission: Submission, understood: Understood) -> None:
    details = {name: value for name, value in understood.unmapped.items() if name != CONSENT}
    person = decide(tx, submission, understood.fields, details | dict(spam.warnings(understood.fields)))
    if isinstance(person, Lead):
        for consent in take_consents(tx.settings, understood, submission):
            give(tx, person, **consent)


def _later(crm: Crm, number: int, error: Unavailable) -> None:
    """Have it worked on later; what waited often enough has failed."""
    tries.take_back(crm, number)
    with crm.transaction(tries.NOBODY) as tx:
        for submission in tx.session.scalars(_waiting([number])):
            its = _as_its_sender(tx, submission)
            if not postpone(its, submission, error):
                _settle_unusable(its, submission, "failed", error)


def _settle_unusable(tx: Transaction, submission: Submission, state: str, error: Exception) -> None:
    refusal = _refusal(error, submission.id)
    inbox.settle(tx, submission, state, reason=refusal.message, values=inbox.plain_values(refusal))


def _refusal(error: Exception, number: int) -> SalesError:
    return breakage.refusal(error, "submission.broke", submission=number)
