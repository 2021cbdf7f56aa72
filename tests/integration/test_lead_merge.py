"""Two leads become one, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from core.actions.advance import abandon, advance
from core.actions.create import create
from core.actions.log import log
from core.actions.merge import merge
from core.actions.preview import CREATE
from core.actions.promote import promote
from core.crm import Crm
from core.duplicates import find_duplicates
from core.errors import Changed, Forbidden, IllegalMove, NotUnderstood, SalesError
from core.model import Account, Lead
from core.queries.timeline import timeline
from tests.factories import actor, hire, make_lead
from tests.integration.test_races import all_at_once, count
from tests.refusals import contents


def test_the_master_takes_over_what_it_does_not_know(any_crm: Crm) -> None:
    master = make_lead(any_crm, phone=None, details={"fair": "Lyon"})
    other = make_lead(any_crm, email="m.curie@radium.example", topic="Audit", details={"fair": "Nice", "hall": "3"})
    with any_crm.transaction(actor()) as tx:
        merged = merge(tx, master, other)
    assert (merged.email, merged.phone, merged.topic) == ("marie@radium.example", "+33639981234", "Audit")
    assert merged.details == {"fair": "Lyon", "hall": "3"}
    with any_crm.read() as session:
        gone = session.get_one(Lead, other.id)
        assert (gone.state, gone.master_id, gone.topic) == ("merged", master.id, "Audit")


def test_history_moves_and_both_timelines_name_the_merge(any_crm: Crm) -> None:
    master, other = make_lead(any_crm), make_lead(any_crm)
    with any_crm.transaction(actor()) as tx:
        log(tx, other, "call", "Rappeler lundi")
        merge(tx, master, other)
    with any_crm.read() as session:
        ours, theirs = timeline(session, master), timeline(session, other)
    assert "Rappeler lundi" in {entry.text for entry in ours}
    assert "Rappeler lundi" not in {entry.text for entry in theirs}
    assert next(entry.changes["from"] for entry in ours if entry.what == "lead.took over") == ["L-2"]
    assert next(entry.changes["into"] for entry in theirs if entry.what == "lead.merged") == ["L-1"]
    assert "lead.created" in {entry.what for entry in theirs}


def test_an_activity_of_both_is_kept_once(any_crm: Crm) -> None:
    master, other = make_lead(any_crm), make_lead(any_crm)
    with any_crm.transaction(actor()) as tx:
        activity = log(tx, other, "call", "Rappeler lundi")
        activity.links.append(type(activity.links[0])(record_kind="lead", record_id=master.id))
    with any_crm.transaction(actor()) as tx:
        merge(tx, master, other)
    with any_crm.read() as session:
        assert [entry.text for entry in timeline(session, master) if entry.text] == ["Rappeler lundi"]


def test_the_master_is_found_by_what_the_merged_ones_had(any_crm: Crm) -> None:
    leads = [make_lead(any_crm, company=None, phone=None, email=f"m{n}@radium.example") for n in range(3)]
    for master, other in ((1, 0), (2, 1)):
        with any_crm.transaction(actor()) as tx:
            merge(tx, leads[master], leads[other])
    with any_crm.read() as session:
        for number in range(3):
            (match,) = find_duplicates(session, {"email": f"m{number}@radium.example"})
            assert (match.record.reference, match.strength) == ("L-3", "strong")


REFUSALS: dict[str, tuple[type[SalesError], str, Any]] = {
    "itself": (NotUnderstood, "L-1 cannot be merged with itself", lambda tx, r: merge(tx, r["open"], r["open"])),
    "an account": (
        NotUnderstood,
        r"Only leads can be merged; A-1 is none \(account\)",
        lambda tx, r: merge(tx, r["open"], r["account"]),
    ),
    "an abandoned one": (
        IllegalMove,
        "L-3 is disqualified: only open leads",
        lambda tx, r: merge(tx, r["open"], r["abandoned"]),
    ),
    "into a merged one": (
        IllegalMove,
        "L-4 was merged already; L-6 stands for it",
        lambda tx, r: merge(tx, r["merged"], r["open"]),
    ),
    "a merged one": (IllegalMove, "L-6 stands for it", lambda tx, r: merge(tx, r["open"], r["merged"])),
    "a promoted one": (IllegalMove, "L-7 is qualified", lambda tx, r: merge(tx, r["open"], r["promoted"])),
    "a stale click": (Changed, "L-1 was changed", lambda tx, r: merge(tx, r["open"], r["other"], version=0)),
    "another stale click": (
        Changed,
        "L-2 was changed",
        lambda tx, r: merge(tx, r["open"], r["other"], other_version=0),
    ),
    "promoting a merged one": (
        IllegalMove,
        "L-4 is merged; it is promoted from: new, contacted",
        lambda tx, r: promote(tx, r["merged"]),
    ),
    "advancing a merged one": (IllegalMove, "it is closed", lambda tx, r: advance(tx, r["merged"])),
}


@pytest.fixture
def records(crm: Crm) -> dict[str, Any]:
    """L-1 and L-2 are open, L-4 was merged into L-5, which was merged into L-6."""
    leads = [make_lead(crm) for _ in range(7)]
    with crm.transaction(actor()) as tx:
        account = create(tx, "account", name="Radium SA")
        abandon(tx, leads[2], "lost")
        merge(tx, leads[4], leads[3])
        merge(tx, leads[5], leads[4])
        promote(tx, leads[6], account=CREATE, contact=CREATE)
    with crm.read() as session:
        fresh = [session.get_one(Lead, lead.id) for lead in leads]
    return {
        "open": fresh[0],
        "other": fresh[1],
        "abandoned": fresh[2],
        "merged": fresh[3],
        "promoted": fresh[6],
        "account": account,
    }


@pytest.mark.parametrize("tried", REFUSALS)
def test_a_refusal_names_the_way_out_and_changes_nothing(crm: Crm, records: dict[str, Any], tried: str) -> None:
    error, words, action = REFUSALS[tried]
    before = contents(crm)
    with pytest.raises(error, match=words), crm.transaction(actor()) as tx:
        action(tx, records)
    assert contents(crm) == before


def test_a_rep_merges_no_lead_of_somebody_else(any_crm: Crm) -> None:
    camille, oliver = hire(any_crm), hire(any_crm, "U0OLIVER", "Oliver Hughes", "en")
    hers, his = make_lead(any_crm, camille), make_lead(any_crm, oliver)
    for pair in ((hers, his), (his, hers)):
        with pytest.raises(Forbidden, match="belongs to Oliver"), any_crm.transaction(actor(camille)) as tx:
            merge(tx, *pair)


def test_of_eight_merges_at_once_in_both_directions_one_happens(any_crm: Crm) -> None:
    one, other = make_lead(any_crm), make_lead(any_crm)
    pairs = ((one, other), (other, one))
    results = all_at_once(any_crm, lambda tx, number: merge(tx, *pairs[number % 2]))
    assert sum(isinstance(result, Lead) for result in results) == 1
    assert all(isinstance(result, Lead | IllegalMove) for result in results)
    with any_crm.read() as session:
        assert sorted(lead.state for lead in session.query(Lead)) == ["merged", "new"]


def test_a_lead_is_promoted_or_merged_never_both(any_crm: Crm) -> None:
    one, other = make_lead(any_crm), make_lead(any_crm)

    def act(tx: Any, number: int) -> Any:
        if number % 2:
            return promote(tx, other, account=CREATE, contact=CREATE)
        return merge(tx, one, other)

    results = all_at_once(any_crm, act)
    assert sum(not isinstance(result, SalesError) for result in results) == 1
    with any_crm.read() as session:
        state = session.get_one(Lead, other.id).state
    assert (state, count(any_crm, Account)) in {("merged", 0), ("qualified", 1)}
