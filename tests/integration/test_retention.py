"""What was kept long enough is erased, by its source; what somebody works on stays."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from core import inbox
from core.actions.advance import advance
from core.actions.assign import claim
from core.actions.batches import show_batch, start_batch
from core.actions.consent import give, suppress
from core.actions.erase import erase
from core.actions.log import log
from core.chores import CHORES, DAILY, jobs
from core.crm import Actor, Crm
from core.mentions import mentions
from core.model import Activity, Batch, Consent, Event, Lead, Rejection, Submission, Suppression
from core.model.types import now
from core.retention import erase_daily
from intake.app import build
from intake.imports.look import look
from intake.imports.take import COMPANY, take_in
from tests.factories import actor, configured, hire, make_lead
from tests.integration.intake_site import MARIE, leads, submissions, work
from tests.integration.test_consent import AGREED

RULES = '[retention]\nfile = 30\n"web form" = 1095\n'
DAY = "2026-11-24"


def age(crm: Crm, days: int) -> None:
    """Everything that is there came so many days ago."""
    then = now() - timedelta(days=days)
    with crm.transaction(Actor(None, "test")) as tx:
        for model in (Lead, Submission):
            tx.session.execute(update(model).values(created_at=then, updated_at=then))


def bought(crm: Crm, name: str = "Curie", **fields: Any) -> Lead:
    made: Lead = make_lead(crm, last_name=name, source="file", **fields)
    return made


def names(crm: Crm) -> list[str | None]:
    return [lead.last_name for lead in leads(crm)]


@pytest.fixture
def any_crm(any_crm: Crm) -> Crm:
    return configured(any_crm, RULES)


@pytest.fixture
def crm(crm: Crm) -> Crm:
    return configured(crm, RULES)


def test_a_bought_lead_that_nobody_worked_on_is_erased_after_its_days(any_crm: Crm) -> None:
    bought(any_crm)
    make_lead(any_crm, last_name="Typed")
    age(any_crm, 29)
    erase_daily(any_crm, DAY)
    assert names(any_crm) == ["Curie", "Typed"]
    age(any_crm, 31)
    for _ in range(2):
        erase_daily(any_crm, DAY)
    assert names(any_crm) == ["Typed"]


def test_what_somebody_worked_on_stays(any_crm: Crm) -> None:
    camille = hire(any_crm)
    for deed in (
        lambda tx, lead: claim(tx, lead, camille),
        lambda tx, lead: advance(tx, lead, "contacted"),
        lambda tx, lead: log(tx, lead, "note", "À rappeler"),
    ):
        lead = bought(any_crm, "Kept")
        with any_crm.transaction(actor(camille)) as tx:
            deed(tx, lead)
    make_lead(any_crm, camille, last_name="Imported", source="file")
    age(any_crm, 365)
    erase_daily(any_crm, DAY)
    assert names(any_crm) == ["Kept", "Kept", "Kept"]


def test_nothing_of_an_erased_lead_is_left_but_that_it_objected(crm: Crm) -> None:
    lead = bought(crm)
    with crm.transaction(Actor(None, "form")) as tx:
        give(tx, lead, **AGREED, ip="192.0.2.7")
        log(tx, lead, "note", "Marie Curie wrote again")
        suppress(tx, "marie@radium.example")
    age(crm, 31)
    erase_daily(crm, DAY)
    with crm.read() as session:
        left = [session.scalars(select(model)).all() for model in (Lead, Consent, Activity)]
        assert left == [[], [], []]
        (event,) = session.scalars(select(Event).filter_by(record_kind="lead"))
        assert (event.name, event.changes) == ("lead.erased", {"reference": "L-1"})
        assert len(session.scalars(select(Suppression)).all()) == 1
    assert bought(crm).no_marketing


def test_raw_bodies_are_erased_and_a_repeat_is_still_known(any_crm: Crm) -> None:
    client = build(any_crm).test_client()
    client.post("/f/contact", json={**MARIE, "_id": "1"})
    work(any_crm)
    camille = hire(any_crm)
    with any_crm.transaction(actor(camille)) as tx:
        claim(tx, leads(any_crm)[0], camille)
    client.post("/f/contact", json={"name": "Still to be read", "_id": "2"})
    age(any_crm, 1096)
    erase_daily(any_crm, DAY)
    done, waiting = submissions(any_crm)
    assert (done.body, done.headers, done.origin, done.state) == (b"", {}, {}, "lead")
    assert b"Still to be read" in waiting.body
    assert client.post("/f/contact", json={**MARIE, "_id": "1"}).json["status"] == "duplicate"
    assert names(any_crm) == ["Curie"]


def test_a_card_that_nobody_reviewed_is_discarded(crm: Crm) -> None:
    crm = configured(crm, "[retention]\ncard = 10\n")
    with crm.transaction(Actor(None, "card")) as tx:
        card, _ = inbox.receive(tx, "card", "cards", "k", body=b"photo", content_type="image/jpeg")
        inbox.settle(tx, card, "review", contact={"last_name": "Curie"})
    age(crm, 11)
    erase_daily(crm, DAY)
    (card,) = submissions(crm)
    assert (card.body, card.result, card.state) == (b"", {}, "discarded")


def test_without_days_nothing_is_erased(crm: Crm, tmp_path: Path) -> None:
    crm = configured(crm, "")
    bought(crm)
    age(crm, 5000)
    erase_daily(crm, DAY)
    assert names(crm) == ["Curie"]


def test_the_worker_does_it_every_day(crm: Crm) -> None:
    assert set(DAILY) <= jobs(crm).keys() == CHORES.keys()
    assert "erase_expired" in DAILY


class TestRowsThatBecameNoLeads:
    """What a file said of people whom it made no leads of."""

    def taken(self, crm: Crm, folder: Path, source: str = "file") -> Batch:
        path = folder / "leads.csv"
        path.write_text("Nom;Mail\nCurie;Marie@radium.example\nCurie;marie@radium.example\nRoux;pas une adresse\n")
        seen = look(path)
        fields = {name: getattr(seen, name) for name in ("columns", "has_header", "sample", "total")}
        with crm.transaction(COMPANY) as tx:
            batch = start_batch(tx, show_batch(tx, seen.digest, name="leads.csv", source=source, **fields))
        return take_in(crm, batch.id, path)

    def kept(self, crm: Crm) -> tuple[list[int], bool]:
        """The rows that are kept, and whether the first rows of the file are."""
        with crm.read() as session:
            rows = [*session.scalars(select(Rejection.row).order_by(Rejection.row))]
            return rows, any(session.scalars(select(Batch.sample)))

    @pytest.mark.parametrize(("source", "goes_after"), [("file", 30), ("salon", 30), ("bought file", 10)])
    def test_go_after_the_days_of_their_source(
        self, any_crm: Crm, tmp_path: Path, source: str, goes_after: int
    ) -> None:
        crm = configured(any_crm, RULES + '"bought file" = 10\n')
        self.taken(crm, tmp_path, source)
        for days, kept in ((goes_after - 1, [3, 4]), (goes_after + 1, [])):
            then = now() - timedelta(days=days)
            with crm.transaction(Actor(None, "test")) as tx:
                tx.session.execute(update(Batch).values(created_at=then))
            erase_daily(crm, DAY)
            assert self.kept(crm) == (kept, bool(kept))

    def test_go_with_the_person_whom_they_name(self, any_crm: Crm, tmp_path: Path) -> None:
        self.taken(any_crm, tmp_path)
        age(any_crm, 31)
        erase_daily(any_crm, DAY)
        assert self.kept(any_crm) == ([4], False)

    SPEAK = (
        ["Radium", "", "", "+33 6 39 98-12.34"],
        ["", "CÔTÉ, Zoé", "", "none"],
        ["Côté", "zoe", "", ""],
        ["COTE", "ZOE", "zoe@radium", ""],
    )
    DO_NOT = (
        ["Côté", "Zoé", "other.zoe@radium.example", "06 39 98 12 34"],
        ["Côté", "Paul", "", "06 39 98 12 35"],
        ["Zoé", "", "", ""],
        ["100%", "_", "", "1"],
    )

    def test_go_with_a_person_of_whom_they_say_a_name_or_a_number_only(self, any_crm: Crm) -> None:
        lead = make_lead(any_crm, first_name="Zoé", last_name="Côté", email="zoe@radium.example")
        with any_crm.transaction(COMPANY) as tx:
            fields: dict[str, Any] = {"has_header": True, "sample": [self.SPEAK[0]], "total": 20}
            columns = [{"heading": "Nom", "field": "last_name"}]
            batch = show_batch(tx, "x", name="x.csv", source="file", columns=columns, **fields)
            start_batch(tx, batch)
            for row, cells in enumerate((*self.SPEAK, *self.DO_NOT)):
                tx.session.add(Rejection(batch_id=batch.id, row=row, cells=cells, reason="x", values={}))
        with any_crm.transaction(Actor(None, "test")) as tx:
            erase(tx, lead)
        first = len(self.SPEAK)
        assert self.kept(any_crm) == ([*range(first, first + len(self.DO_NOT))], False)

    def test_of_namesakes_stay_when_half_a_name_is_all_that_is_known(self, any_crm: Crm) -> None:
        lead = make_lead(any_crm, first_name="", phone="", email="")
        assert not mentions(["Curie", "Marie"], lead)
        assert not mentions(["", ""], lead)
