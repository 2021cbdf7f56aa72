"""Many leads made at once are the same, row by row, as leads made one by one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from core import jobs
from core.actions.create import create
from core.actions.create_leads import begin_lead, create_leads
from core.crm import Actor, Crm, Transaction
from core.duplicates import Crowd, find_duplicates
from core.errors import Missing
from core.model import Event, Lead, MatchKey, SearchWord
from tests.factories import configured, hire, make_lead

RULES = """
[[assignment]]
when = {country = "FR"}
to = ["U0CAMILLE", "U0OLIVER"]
[[assignment]]
when = {company = "Rad*"}
to = ["U0NOBODY"]
"""
PEOPLE: list[dict[str, Any]] = [
    {"first_name": " Marie ", "last_name": "Curie", "company": "Radium SA", "email": "marie@radium.example"},
    {"last_name": "Lefèvre", "phone": "06 39 98 12 34", "country": "FR", "details": {"Effectif": "12"}},
    {"company": "Société Générale d’Essais", "siren": "732 829 320", "website": "www.essais.example", "topic": ""},
    {"email": "Zoé.Œuvrard@atelier.example", "mobile": "none", "country": "FR", "campaign": "printemps"},
    {"last_name": "Petit", "country": "FR", "estimated_value": Decimal("1500.50"), "owner_id": None},
    {"first_name": "Aïcha", "last_name": "N’Diaye", "country": "fr", "need": "x" * 3000, "source": "salon"},
]
FILE = Actor(None, "file")


def one_by_one(tx: Transaction, people: list[dict[str, Any]]) -> list[Any]:
    return [create(tx, "lead", **fields) for fields in people]


def at_once(tx: Transaction, people: list[dict[str, Any]]) -> list[Any]:
    leads = [begin_lead(tx, fields) for fields in people]
    create_leads(tx, leads)
    return leads


def story(crm: Crm, lead_id: int) -> dict[str, Any]:
    """All that is written of a lead, without its number and its times."""
    own = str(lead_id)
    with crm.read() as session:
        row = session.execute(select(Lead.__table__).where(Lead.id == lead_id)).one()._asdict()
        told = session.query(Event).filter_by(record_kind="lead", record_id=lead_id).order_by(Event.id).all()
        words = session.scalars(select(SearchWord.word).where(SearchWord.record_id == lead_id)).all()
        traits = session.execute(select(MatchKey.trait, MatchKey.value).where(MatchKey.record_id == lead_id)).all()
    return {
        "row": {name: value for name, value in row.items() if name not in {"id", "created_at", "updated_at"}},
        "events": [(event.name, event.user_id, event.door, event.changes) for event in told],
        "words": sorted("own number" if word == own else word for word in words),
        "traits": sorted(tuple(trait) for trait in traits),
    }


@pytest.mark.parametrize("by_somebody", [False, True])
def test_at_once_is_the_same_as_one_by_one(any_crm: Crm, *, by_somebody: bool) -> None:
    crm = configured(any_crm, RULES)
    camille = hire(crm)
    hire(crm, "U0OLIVER", "Oliver Bennett")
    who = Actor(camille.id, "slack") if by_somebody else FILE
    made = {}
    for way in (one_by_one, at_once):
        with crm.transaction(who) as tx:
            made[way] = [lead.id for lead in way(tx, PEOPLE)]
    for first, second in zip(made[one_by_one], made[at_once], strict=True):
        assert story(crm, first) == story(crm, second)
    owners = {story(crm, lead)["row"]["owner_id"] for lead in made[at_once]}
    assert len(owners) == (2 if by_somebody else 3)
    names = [event[0] for lead in made[at_once] for event in story(crm, lead)["events"]]
    assert names.count("lead.assigned") == (0 if by_somebody else 4)


def test_what_follows_from_a_new_lead_follows_from_each(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, int]] = []
    monkeypatch.setattr(jobs, "enqueue", lambda _session, job, event, key: asked.append((job, key, event)))
    with any_crm.transaction(Actor(None, "form")) as tx:
        leads = at_once(tx, PEOPLE)
    with any_crm.read() as session:
        created = session.scalars(select(Event.id).where(Event.name == "lead.created").order_by(Event.id)).all()
    assert asked == [("announce_lead", f"announce_lead:{event}", event) for event in created]
    assert len(created) == len(leads)


def test_one_that_says_nothing_stops_all(any_crm: Crm) -> None:
    with pytest.raises(Missing), any_crm.transaction(FILE) as tx:
        at_once(tx, [*PEOPLE, {"topic": "nobody"}])
    with any_crm.read() as session:
        assert session.query(Lead).count() == session.query(Event).count() == 0


def test_times_are_those_of_the_writing(any_crm: Crm) -> None:
    with any_crm.transaction(FILE) as tx:
        at_once(tx, PEOPLE)
    with any_crm.read() as session:
        for lead in session.query(Lead):
            event = session.query(Event).filter_by(record_id=lead.id).first()
            assert event
            assert abs((lead.created_at - event.happened_at).total_seconds()) < 10


class TestACrowd:
    """Many newcomers looked up at once."""

    def test_finds_what_each_alone_would_find(self, any_crm: Crm) -> None:
        make_lead(any_crm)
        make_lead(any_crm, first_name="Paul", last_name="Roux", email="p.roux@roux.example", phone="")
        newcomers = [
            {"first_name": "M.", "email": "Marie@radium.example"},
            {"first_name": "Paul", "last_name": "Roux", "company": "Radium"},
            {"last_name": "Nobody", "email": "nobody@else.example"},
        ]
        leads = [Lead(**fields) for fields in newcomers]
        with any_crm.read() as session:
            crowd = Crowd(session, leads)
            together = [
                [(m.reference, m.strength, m.shared, m.likeness) for m in crowd.matches(lead)] for lead in leads
            ]
            alone = [
                [
                    (m.reference, m.strength, m.shared, m.likeness)
                    for m in find_duplicates(session, fields)
                    if m.strength != "weak"
                ]
                for fields in newcomers
            ]
        assert together == alone
        assert [len(matches) for matches in together] == [1, 1, 0]

    def test_knows_who_was_let_in_before(self, any_crm: Crm) -> None:
        first, second = (Lead(last_name="Curie", email="m@radium.example") for _ in range(2))
        with any_crm.read() as session:
            crowd = Crowd(session, [first, second])
            assert not crowd.matches(first)
            crowd.let_in(first)
            (match,) = crowd.matches(second)
        assert match.record is first

    def test_takes_what_many_have_for_no_sign(self, any_crm: Crm) -> None:
        with any_crm.transaction(FILE) as tx:
            at_once(tx, [{"last_name": f"Roux{n}", "phone": "01 99 00 12 34"} for n in range(21)])
        petit, grand = Lead(last_name="Petit", phone="+33199001234"), Lead(last_name="Grand", phone="+33199001234")
        with any_crm.read() as session:
            crowd = Crowd(session, [petit, grand])
            crowd.let_in(petit)
            assert not crowd.matches(grand)
