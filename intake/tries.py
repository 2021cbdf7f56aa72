"""How often the work on a submission was begun: what outlives its worker so often is what kills them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, or_, select, update

from core import jobs
from core.crm import Actor, Crm
from core.language import mark
from core.model import Submission
from core.model.types import now

MOST = 4
# Who begins so soon after another works at the same moment; the heir of a worker that died comes later.
A_MOMENT = timedelta(seconds=1)
NOBODY = Actor(None, "job")
STOPPED_US = mark("The worker stopped {times} times while this was read. It is kept and can be tried again.")


def begin(crm: Crm, numbers: Sequence[int]) -> int:
    """Count the work on these as begun once more; the highest count, or 0 where all of them are settled."""
    waiting = (Submission.id.in_(numbers), Submission.state == "received")
    with crm.transaction(NOBODY) as tx:
        is_anew = or_(Submission.tries == 0, Submission.updated_at < now() - A_MOMENT)
        counting = update(Submission).where(*waiting, is_anew).values(tries=Submission.tries + 1, updated_at=now())
        tx.session.execute(counting.execution_options(synchronize_session=False))
        return tx.session.scalar(select(func.max(Submission.tries)).where(*waiting)) or 0


def take_back(crm: Crm, number: int) -> None:
    """Work that ended in order, though without success, is not what stops workers."""
    with crm.transaction(NOBODY) as tx:
        one_less = update(Submission).where(Submission.id == number).values(tries=Submission.tries - 1)
        tx.session.execute(one_less.execution_options(synchronize_session=False))


def part(crm: Crm, numbers: Sequence[int]) -> None:
    """Give each that is not settled a job of its own, so that one hurts only itself."""
    waiting = select(Submission.id).where(Submission.id.in_(numbers), Submission.state == "received")
    with crm.transaction(NOBODY) as tx:
        for number in tx.session.scalars(waiting).all():
            jobs.enqueue(tx.session, "process_submission", number, key=f"submission:{number}")
