"""Activities: on several records at once, letters with their tracking number, tasks until they are done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.actions import task as tasks
from core.actions.assign import assign
from core.actions.log import log
from core.crm import Actor, Crm, Transaction
from core.errors import Forbidden, IllegalMove, Missing, NotFound, NotUnderstood, SalesError
from core.language import Language
from core.model import Activity, ActivityLink, Event, User
from core.model.types import now
from core.queries.tasks import find, mine, of_record
from tests.factories import actor, hire, make_lead, make_quote
from tests.integration.plans import scanned
from tests.integration.test_cycle_end_to_end import contents


def plan(crm: Crm, record: Any, user: User | None, text: str = "Rappeler Marie", days: int | None = 0) -> Activity:
    with crm.transaction(actor(user)) as tx:
        due_on = None if days is None else tx.today + timedelta(days=days)
        return log(tx, record, "task", text, due_on=due_on)


def concerned(crm: Crm, activity: Activity) -> set[tuple[str, int]]:
    with crm.read() as session:
        links = session.scalars(select(ActivityLink).where(ActivityLink.activity_id == activity.id))
        return {(link.record_kind, link.record_id) for link in links}


def test_one_activity_concerns_several_records_and_what_they_are_about(any_crm: Crm) -> None:
    quote, lead = make_quote(any_crm), make_lead(any_crm)
    with any_crm.transaction(actor()) as tx:
        activity = log(tx, [quote, lead, quote], "call", "Rappeler lundi")
    wanted = {("quote", 1), ("lead", 2), ("account", 1), ("contact", 1), ("opportunity", 1)}
    assert concerned(any_crm, activity) == wanted
    with any_crm.read() as session:
        told = session.scalars(select(Event).where(Event.name.like("%.logged")))
        assert {(event.name, event.changes["activity"]) for event in told} == {
            ("quote.logged", activity.id),
            ("lead.logged", activity.id),
        }


def test_a_letter_keeps_the_day_it_was_sent_and_its_tracking_number(any_crm: Crm) -> None:
    lead, sent = make_lead(any_crm), now() - timedelta(days=3)
    with any_crm.transaction(actor()) as tx:
        log(tx, lead, "letter", "Contrat", happened_at=sent, tracking_number="1A23456789012")
    with any_crm.read() as session:
        letter = session.get_one(Activity, 1)
    assert (letter.state, letter.happened_at, letter.tracking_number) == ("done", sent, "1A23456789012")


@pytest.mark.parametrize(("verb", "state"), [(tasks.complete, "done"), (tasks.cancel, "cancelled")])
def test_a_task_is_open_until_it_is_done_or_cancelled(any_crm: Crm, verb: Any, state: str) -> None:
    camille = hire(any_crm)
    task = plan(any_crm, make_lead(any_crm, camille), camille)
    assert (task.reference, task.state) == ("T-1", "open")
    with any_crm.transaction(actor(camille)) as tx:
        assert verb(tx, task).state == state
    with any_crm.read() as session:
        assert mine(session, camille.id) == []
        (event,) = session.scalars(select(Event).where(Event.record_kind == "activity"))
        assert (event.name, event.changes, event.user_id) == (
            f"activity.{state}",
            {"state": ["open", state]},
            camille.id,
        )


def test_a_task_is_ended_by_its_user_by_the_owner_of_its_record_and_by_managers(any_crm: Crm) -> None:
    camille, oliver, nadia = (hire(any_crm, f"U{name}", name) for name in ("Camille", "Oliver", "Nadia"))
    quote, lead = make_quote(any_crm, camille), make_lead(any_crm, camille)
    with any_crm.transaction(actor(camille)) as tx:
        assign(tx, lead, oliver)
    of_lead, of_quote = plan(any_crm, lead, camille), plan(any_crm, quote, camille)
    with any_crm.transaction(actor(oliver)) as tx:
        assert tasks.complete(tx, of_lead).state == "done"
    with pytest.raises(Forbidden, match="T-2 is a task of Camille"), any_crm.transaction(actor(nadia)) as tx:
        tasks.complete(tx, of_quote)
    with any_crm.transaction(Actor(nadia.id, "slack", role="manager")) as tx:
        assert tasks.cancel(tx, of_quote).state == "cancelled"


def test_tasks_come_the_most_urgent_first_and_those_without_a_day_last(any_crm: Crm) -> None:
    camille, oliver = hire(any_crm), hire(any_crm, "U0OLIVER", "Oliver Hughes")
    quote = make_quote(any_crm, camille)
    for text, days in (("later", 9), ("some day", None), ("today", 0), ("tomorrow", 1)):
        plan(any_crm, quote, camille, text, days)
    plan(any_crm, quote, oliver, "of Oliver")
    with any_crm.transaction(actor(camille)) as tx:
        today = tx.today
    with any_crm.read() as session:
        everything = mine(session, camille.id)
        due = mine(session, camille.id, until=today)
        of_quote = of_record(session, quote)
        assert [task.activity.text for task in everything] == ["today", "tomorrow", "later", "some day"]
        assert [task.activity.text for task in due] == ["today", "some day"]
        assert {task.activity.text for task in of_quote} == {"today", "tomorrow", "later", "some day", "of Oliver"}
        assert {task.record.reference for task in everything if task.record} == {quote.number}
        assert not everything[0].is_overdue(today)
        assert everything[0].is_overdue(today + timedelta(days=1))


def test_tasks_are_answered_from_indexes(any_crm: Crm) -> None:
    camille = hire(any_crm)
    quote = make_quote(any_crm, camille)
    plan(any_crm, quote, camille)
    assert scanned(any_crm, lambda session: mine(session, camille.id, until=now().date())) == []
    assert scanned(any_crm, lambda session: of_record(session, quote)) == []


def _log(*args: Any, **how: Any) -> Any:
    return lambda tx, lead, _task: log(tx, lead, *args, **how)


def _ended(tx: Transaction, _lead: Any, task: Activity) -> None:
    with_two = tasks.complete(tx, task)
    tasks.cancel(tx, with_two)


TOMORROW, YESTERDAY = now() + timedelta(days=1), now() - timedelta(days=2)
REFUSALS: dict[str, tuple[type[SalesError], str, str, Any]] = {
    "a due day of a call": (
        NotUnderstood,
        "Only a task has a day when it is due.",
        "Seule une tâche a une échéance.",
        _log("call", "x", due_on=TOMORROW.date()),
    ),
    "a past due day": (
        NotUnderstood,
        "is past. A task is due today or later.",
        "est passé. Une tâche est à faire aujourd’hui ou plus tard.",
        _log("task", "x", due_on=YESTERDAY.date()),
    ),
    "a call to come": (
        NotUnderstood,
        "is still to come. Log it as a task, or leave the day out.",
        "est à venir. Notez-le comme tâche, ou omettez le jour.",
        _log("call", "x", happened_at=TOMORROW),
    ),
    "a tracked note": (
        NotUnderstood,
        "Only a letter has a tracking number.",
        "Seule une lettre a un numéro de suivi.",
        _log("note", "x", tracking_number="1A23456"),
    ),
    "no record": (
        Missing,
        "Name the record, by its reference.",
        "référence",
        lambda tx, _lead, _task: log(tx, [], "note", "x"),
    ),
    "a task twice": (
        IllegalMove,
        "T-1 is done already. Your open tasks: /crm mine",
        "T-1 n’est plus en cours\xa0: faite. Vos tâches en cours\xa0: /crm mes",
        _ended,
    ),
    "no such task": (
        NotFound,
        "There is no task T-99. Your open tasks: /crm mine",
        "Il n’y a pas de tâche T-99. Vos tâches en cours\xa0: /crm mes",
        lambda tx, _lead, _task: find(tx.session, "t-99"),
    ),
}


@pytest.mark.parametrize("tried", REFUSALS)
def test_a_refusal_names_the_way_out_in_both_languages_and_changes_nothing(any_crm: Crm, tried: str) -> None:
    error, english, french, deed = REFUSALS[tried]
    lead = make_lead(any_crm)
    task = plan(any_crm, lead, None)
    before = contents(any_crm)
    with pytest.raises(error) as refused, any_crm.transaction(actor()) as tx:
        deed(tx, lead, task)
    assert english in refused.value.explain(Language("en"))
    assert french in refused.value.explain(Language("fr"))
    assert contents(any_crm) == before


def test_a_note_is_no_task(any_crm: Crm) -> None:
    lead = make_lead(any_crm)
    with any_crm.transaction(actor()) as tx:
        log(tx, lead, "note", "x")
        with pytest.raises(NotFound, match="There is no task T-1"):
            find(tx.session, "T-1")
