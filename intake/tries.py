"""How often the work on a submission was begun: what outlives its worker so often is what kills them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import or_, select, update

from core.crm import Actor, Crm
from core.language import mark
from core.model import Submission
from core.model.types import now

MOST = 4
# Who took a submission and has not settled it by then is dead, or so slow that another may try.
LEASE = timedelta(seconds=15)
# Who begins so soon after another works at the same moment; the heir of a worker that died comes later.
A_MOMENT = timedelta(seconds=1)
NOBODY = Actor(None, "job")
STOPPED_US = mark("The worker stopped {times} times while this was read. It is kept and can be tried again.")


def begin(crm: Crm, number: int) -> int:
    """Count the work on it as begun once more; how often it was, or 0 where it is settled."""
    waiting = (Submission.id == number, Submission.state == "received")
    with crm.transaction(NOBODY) as tx:
        is_anew = or_(Submission.tries == 0, Submission.updated_at < now() - A_MOMENT)
        counting = update(Submission).where(*waiting, is_anew).values(tries=Submission.tries + 1, updated_at=now())
        tx.session.execute(counting.execution_options(synchronize_session=False))
        return tx.session.scalar(select(Submission.tries).where(*waiting)) or 0


def take_back(crm: Crm, number: int) -> None:
    """Work that ended in order, though without success, is not what stops workers."""
    with crm.transaction(NOBODY) as tx:
        one_less = update(Submission).where(Submission.id == number).values(tries=Submission.tries - 1)
        tx.session.execute(one_less.execution_options(synchronize_session=False))
