"""What is to be done: tasks that are open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from core.errors import NotFound
from core.model import RECORDS, Activity, ActivityLink, Record
from core.model.activity import OPEN, TASK

MOST = 20
REFERENCE = re.compile(r"[Tt][-\s]?(\d{1,9})")
# A task on a quote concerns its customer too; it is shown with the quote.
NARROWEST_FIRST = ("invoice", "order", "quote", "opportunity", "lead", "contact", "account", "product")


@dataclass(frozen=True)
class Task:
    """An open task, with the record that it is most about; None where that was deleted."""

    activity: Activity
    record: Record | None

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return self.activity.due_on is not None and self.activity.due_on < today


def mine(session: Session, user_id: int, most: int = MOST, *, until: date | None = None) -> list[Task]:
    """The person's open tasks, the most urgent first, those without a day last; only those due by `until`."""
    query = select(Activity).where(Activity.user_id == user_id, Activity.state == OPEN)
    if until is not None:
        query = query.where(Activity.due_on.is_(None) | (Activity.due_on <= until))
    query = query.order_by(Activity.due_on.is_(None), Activity.due_on, Activity.id).limit(most)
    found = session.scalars(query.options(selectinload(Activity.links)))
    return [Task(activity, about(session, activity)) for activity in found]


def of_record(session: Session, record: Record, most: int = MOST) -> list[Task]:
    """The open tasks that concern the record, the most urgent first."""
    concerning = select(ActivityLink.activity_id).where(
        ActivityLink.record_kind == record.kind, ActivityLink.record_id == record.id
    )
    query = select(Activity).where(Activity.id.in_(concerning), Activity.state == OPEN)
    query = query.order_by(Activity.due_on.is_(None), Activity.due_on, Activity.id).limit(most)
    return [Task(activity, record) for activity in session.scalars(query)]


def about(session: Session, activity: Activity) -> Record | None:
    """The record that the activity is most about."""
    links = sorted(activity.links, key=lambda link: NARROWEST_FIRST.index(link.record_kind))
    records = (session.get(RECORDS[link.record_kind], link.record_id) for link in links)
    return next(filter(None, records), None)


def is_task(text: str) -> bool:
    """Whether somebody meant a task by this, as in T-5."""
    return bool(REFERENCE.fullmatch(text.strip()))


def find(session: Session, text: str) -> Activity:
    """The task of this reference. Raises `NotFound`."""
    named = REFERENCE.fullmatch(text.strip().strip("*_`<>.,;:"))
    task = session.get(Activity, int(named[1])) if named else None
    if task is None or task.type != TASK:
        raise NotFound("There is no task {reference}. Your open tasks: /crm mine", reference=text.upper())
    return task
