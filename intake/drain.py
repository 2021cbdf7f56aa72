"""The drain: what is due in the inbox is worked on as it comes, many submissions in one transaction.

The table of submissions is its own queue: whoever takes some says so in it until when. What a worker took that died
then becomes due again, and is worked on alone, so that what stops workers hurts only itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, select, update

from core import inbox, jobs
from core.crm import Crm
from core.errors import Rejected
from core.model import Submission
from core.model.types import now
from core.tools import FETCHED
from intake import tries
from intake.conclusion import conclude, understood, unusable

TOGETHER = 50
ANEW, AGAIN = Submission.tries == 0, Submission.tries > 0


def drain(crm: Crm) -> bool:
    """Work on what is due; whether anything was."""
    # Only looking keeps nobody from writing.
    with crm.read() as session:
        looked_for = (_due(which, 1).scalar_subquery() for which in (ANEW, AGAIN))
        has_fresh, has_again = session.execute(select(*looked_for)).one()
    fresh = _take(crm, ANEW, TOGETHER) if has_fresh else ()
    if asked := {each.id for each in fresh if _is_asked_for(crm, each)}:
        _hand_over(crm, asked)
    conclude(crm, understood(crm, [each for each in fresh if each.id not in asked]))
    again = _take(crm, AGAIN, 1) if has_again else ()
    for submission in again:
        work_alone(crm, submission)
    return bool(fresh or again)


def process_submission(crm: Crm, submission_id: int) -> None:
    """Ask a tool for what it did not send, which takes its time, then make a lead of it, or say why not."""
    if tries.begin(crm, submission_id):
        with crm.read() as session:
            submission = session.get_one(Submission, submission_id)
        work_alone(crm, submission)


def work_alone(crm: Crm, submission: Submission) -> None:
    """Work on what was begun already; what outlives its worker too often is given up."""
    if submission.tries > tries.MOST:
        unusable(crm, submission.id, "failed", Rejected(tries.STOPPED_US, times=submission.tries - 1))
    else:
        conclude(crm, understood(crm, [submission]))


def _due(which: ColumnElement[bool], most: int) -> Select[int]:
    """The identities of what is longest due, from an index that holds only what waits."""
    due = select(Submission.id).where(which, Submission.due_at <= now())
    return due.order_by(Submission.tries, Submission.due_at).limit(most)


def _take(crm: Crm, which: ColumnElement[bool], most: int) -> Sequence[Submission]:
    """Some that are due, begun once more, and ours until the lease ends; of two workers each gets others."""
    ours = _due(which, most).with_for_update(skip_locked=True).cte("due")
    taking = update(Submission).where(Submission.id.in_(select(ours.c.id))).returning(Submission)
    begun = taking.values(tries=Submission.tries + 1, due_at=now() + tries.LEASE)
    with crm.transaction(tries.NOBODY) as tx:
        taken = tx.session.scalars(begun, execution_options={"synchronize_session": False}).all()
    return sorted(taken, key=lambda submission: submission.id)


def _is_asked_for(crm: Crm, submission: Submission) -> bool:
    hook = crm.settings.configuration.intake.hooks.get(submission.endpoint) if submission.door == "hook" else None
    return hook is not None and hook.source in FETCHED


def _hand_over(crm: Crm, numbers: set[int]) -> None:
    """What a tool must be asked for is a job of its own, so that nobody waits while it does not answer."""
    with crm.transaction(tries.NOBODY) as tx:
        for number in sorted(numbers):
            submission = inbox.lock(tx, number)
            # No two takings end at one moment.
            key = f"submission:{number}:{submission.due_at}"
            submission.due_at, submission.tries = None, submission.tries - 1
            jobs.enqueue(tx.session, "process_submission", number, key=key)
