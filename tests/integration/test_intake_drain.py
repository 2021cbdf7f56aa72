"""The drain: what is due becomes leads in batches, each of them once, whatever breaks and however many drain."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from core import events, inbox
from core.crm import Actor, Crm, Crowd, Transaction
from core.errors import Unavailable
from core.model import Submission
from core.model.types import now
from core.postpone import WAITS
from intake import conclusion, drain, outcome, tries
from tests.integration.intake_site import leads, submissions

NOBODY = Actor(None, "test")
create = outcome.create


def receive(crm: Crm, *people: Mapping[str, str]) -> None:
    """Store what the form sent of each."""
    with crm.transaction(Actor(None, "form")) as tx:
        first = len(submissions(crm))
        bodies = [json.dumps(person).encode() for person in people]
        inbox.receive_all(
            tx,
            [
                inbox.Arrival("form", "contact", str(first + place), "application/json", body)
                for place, body in enumerate(bodies)
            ],
        )


def states(crm: Crm) -> list[str]:
    return [each.state for each in submissions(crm)]


def drained(crm: Crm) -> None:
    while drain.drain(crm):
        pass


def make_due(crm: Crm) -> None:
    """As when the lease, or the pause, is over."""
    with crm.transaction(NOBODY) as tx:
        waiting = update(Submission).where(Submission.due_at.is_not(None)).values(due_at=now() - timedelta(seconds=1))
        tx.session.execute(waiting)


def announced(crm: Crm) -> list[str]:
    schema = "" if crm.database.is_sqlite else "dbos."
    with crm.read() as session:
        names = text(f"SELECT name FROM {schema}workflow_status ORDER BY created_at")  # noqa: S608 - no input
        return list(session.scalars(names))


def at_once(count: int, work: Callable[[], object]) -> None:
    with ThreadPoolExecutor(count) as pool:
        for ended in [pool.submit(work) for _ in range(count)]:
            ended.result()


def test_many_workers_make_each_lead_once(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drain, "TOGETHER", 3)
    receive(any_crm, *({"name": f"Marie{number} Curie{number}"} for number in range(24)))
    at_once(4, lambda: drained(any_crm))
    assert states(any_crm) == ["lead"] * 24
    assert len(leads(any_crm)) == 24
    assert {each.tries for each in submissions(any_crm)} == {1}


def test_one_person_who_writes_twice_to_two_workers_is_one_lead(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    both = threading.Barrier(2)

    def create_beside_the_other(*arguments: Any, **fields: Any) -> Any:
        """Both get here only where neither waits for the other, and then each makes a lead."""
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(0.5)
        return create(*arguments, **fields)

    monkeypatch.setattr(outcome, "create", create_beside_the_other)
    monkeypatch.setattr(drain, "TOGETHER", 1)
    marie = {"name": "Marie Curie", "email": "marie@radium.example"}
    receive(any_crm, marie, {**marie, "message": "Un devis"})
    at_once(2, lambda: drained(any_crm))
    assert (states(any_crm).count("lead"), len(leads(any_crm))) == (1, 1)


def explodes_on_poison(*arguments: Any, **fields: Any) -> Any:
    """Breaks when half of the work is done."""
    lead = create(*arguments, **fields)
    if fields.get("last_name") == "Poison":
        raise ZeroDivisionError
    return lead


def test_what_breaks_in_a_batch_is_undone_alone(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcome, "create", explodes_on_poison)
    receive(any_crm, {"name": "Marie"}, {"name": "Poison"}, {"name": "Irène"})
    drained(any_crm)
    assert states(any_crm) == ["lead", "quarantined", "lead"]
    assert [lead.first_name or lead.last_name for lead in leads(any_crm)] == ["Marie", "Irène"]
    assert sorted(announced(any_crm)) == ["announce_leads", "report_held"]


def test_what_fails_together_is_done_one_by_one(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    follow = events.follow_together

    def one_only(tx: Transaction, crowd: Crowd) -> None:
        if len(crowd) > 1:
            raise MemoryError
        follow(tx, crowd)

    monkeypatch.setattr(events, "follow_together", one_only)
    receive(any_crm, {"name": "Marie"}, {"name": "Pierre"}, {"name": "Irène"})
    drained(any_crm)
    assert states(any_crm) == ["lead"] * 3
    assert announced(any_crm) == ["announce_leads"] * 3


def test_what_cannot_be_done_now_waits_longer_and_longer_in_nobodys_way(
    any_crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    understand = conclusion.understand

    def not_now(settings: Any, submission: Submission) -> Any:
        if b"Meta" in submission.body:
            raise Unavailable("{host} does not answer. It is asked again later.", host="graph.facebook.example")
        return understand(settings, submission)

    monkeypatch.setattr(conclusion, "understand", not_now)
    receive(any_crm, {"name": "Meta"}, {"name": "Marie"})
    pauses = []
    while (waiting := submissions(any_crm)[0]).state == "received":
        drained(any_crm)
        waiting = submissions(any_crm)[0]
        if waiting.due_at:
            pauses.append(round((waiting.due_at - now()).total_seconds() / 2) * 2)
        assert waiting.tries <= 1
        make_due(any_crm)
    assert pauses == list(WAITS)
    assert states(any_crm) == ["failed", "lead"]
    assert waiting.reason == "{host} does not answer. It is asked again later."


def dies(*_: object) -> None:
    raise SystemExit


def test_what_a_dead_worker_took_is_due_again_when_its_lease_ends(
    any_crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(any_crm, {"name": "Marie"}, {"name": "Pierre"})
    with monkeypatch.context() as killed:
        killed.setattr(drain, "understood", dies)
        with pytest.raises(SystemExit):
            drain.drain(any_crm)
    assert drain.drain(any_crm) is False
    assert min(each.due_at for each in submissions(any_crm) if each.due_at) > now() + tries.LEASE / 2
    make_due(any_crm)
    drained(any_crm)
    assert states(any_crm) == ["lead"] * 2
    assert {each.due_at for each in submissions(any_crm)} == {None}


def test_only_what_waits_is_read(any_crm: Crm) -> None:
    looked = drain._due(drain.ANEW, 1).compile(any_crm.database.connect(), compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN QUERY PLAN" if any_crm.database.is_sqlite else "EXPLAIN"
    with any_crm.read() as session:
        if not any_crm.database.is_sqlite:
            session.execute(text("SET LOCAL enable_seqscan = off"))
        plan = str(session.execute(text(f"{explain} {looked}")).all())
    assert "ix_submissions_due" in plan
    assert "SORT" not in plan.upper()
