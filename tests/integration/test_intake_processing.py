"""The jobs: a submission becomes one lead, a photo becomes a card to review, and what cannot be used says why."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import SimpleNamespace

import pytest
from structlog.testing import capture_logs

from core import inbox
from core.actions.create import RULES
from core.crm import Actor, Crm
from core.errors import Rejected, Unavailable
from core.model import Submission
from core.model.types import now
from core.reading import Contact, Doubt, Phone
from core.worker import Worker
from intake import outcome, processing, understanding
from intake.app import build
from intake.drain import drain
from intake.mapping import Mapped, map_answers
from tests.integration.intake_site import MARIE, leads, submissions, work

CARD = Contact(
    first_name="Marie",
    last_name="Curie",
    emails=("marie@radium.example",),
    phones=(Phone("+33639981234", "mobile", "06 39 98 12 34"),),
    confidence={"first_name": 0.99, "last_name": 0.6},
    uncertain=("last_name",),
    doubts={"last_name": Doubt(("Curle",), (10, 20, 110, 40))},
    rest=("depuis 1898",),
)


def receive(crm: Crm, body: bytes, content_type: str = "application/json", door: str = "form") -> int:
    """Store a submission as it came, past the checks of the door."""
    with crm.transaction(Actor(None, door)) as tx:
        key = str(len(submissions(crm)))
        submission, _ = inbox.receive(tx, door, "contact", key, body=body, content_type=content_type)
        return submission.id


def find(crm: Crm, submission_id: int) -> Submission:
    return next(submission for submission in submissions(crm) if submission.id == submission_id)


def test_eight_workers_on_one_submission_make_one_lead(any_crm: Crm) -> None:
    number = receive(any_crm, b'{"name": "Marie Curie"}')
    with capture_logs() as logs, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: drain(any_crm), range(8)))
    (lead,) = leads(any_crm)
    assert find(any_crm, number).result == {"lead_id": lead.id}
    assert logs == []


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"{", "application/json", "This is no valid JSON in UTF-8. Check the body."),
        (b"<x/>", "text/xml", "The content type {type} is not taken. Send a form or JSON."),
        (b'{"minerai": "or"}', "application/json", RULES["lead"].refusal),
    ],
)
def test_what_makes_no_lead_is_kept_with_the_reason(crm: Crm, body: bytes, content_type: str, reason: str) -> None:
    number = receive(crm, body, content_type)
    work(crm)
    assert (find(crm, number).state, find(crm, number).reason, find(crm, number).body) == ("quarantined", reason, body)
    assert leads(crm) == []


def test_the_reasons_values_are_kept_with_it(crm: Crm) -> None:
    number = receive(crm, b"<x/>", "text/xml")
    work(crm)
    assert find(crm, number).result["values"] == {"type": "text/xml"}


@pytest.mark.parametrize("phone", ["12", "demandez Irène", "06 39 98 12 34", "+33 (0)1 99 00 12 34 poste 12"])
def test_a_strange_phone_number_costs_no_lead(crm: Crm, phone: str) -> None:
    receive(crm, f'{{"phone": "{phone}"}}'.encode())
    work(crm)
    assert leads(crm)[0].phone


def test_a_database_that_is_away_is_tried_again_later(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    number = receive(crm, b'{"name": "Marie"}')
    monkeypatch.setattr(outcome, "create", away)
    drain(crm)
    waiting = find(crm, number)
    assert (waiting.state, waiting.tries) == ("received", 0)
    assert waiting.due_at is not None
    assert waiting.due_at > now()


def away(*_arguments: object, **_fields: object) -> None:
    raise Unavailable("The database does not answer.")


def explode_on_poison(answers: object) -> Mapped:
    mapped = map_answers(answers)  # type: ignore[arg-type]
    if mapped.fields.get("last_name") == "Poison":
        raise RuntimeError(mapped.fields["last_name"])
    return mapped


@pytest.fixture
def worker(any_crm: Crm) -> Callable[[], None]:
    """Runs a real worker until every submission is settled."""

    def run() -> None:
        jobs = processing.jobs(any_crm) | {"announce_leads": lambda _events: None}
        worker = Worker(any_crm.database, any_crm.settings.home, jobs, drain=partial(drain, any_crm))
        worker.start()
        try:
            while any(submission.state == "received" for submission in submissions(any_crm)):
                time.sleep(0.05)
        finally:
            worker.stop()

    return run


def test_a_poisonous_submission_does_not_stop_the_others(
    any_crm: Crm, worker: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(understanding, "map_answers", explode_on_poison)
    client = build(any_crm).test_client()
    for name in ("Marie Curie", "Poison", "Pierre Curie"):
        client.post("/f/contact", json={**MARIE, "name": name})
    with capture_logs() as logs:
        worker()
    assert [submission.state for submission in submissions(any_crm)] == ["lead", "quarantined", "lead"]
    assert {lead.first_name for lead in leads(any_crm)} == {"Marie", "Pierre"}
    poison = submissions(any_crm)[1]
    assert "Something broke" in (poison.reason or "")
    (broke,) = [log for log in logs if log["event"] == "submission.broke"]
    assert (broke["reference"], broke["submission"]) == (poison.result["values"]["reference"], poison.id)
    assert "Poison" not in str(broke)


def read(_photo: bytes, **_options: object) -> SimpleNamespace:
    return SimpleNamespace(contact=CARD)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Stands in for the reading of cards; `read_card` is what a test makes of it."""
    reader = SimpleNamespace(read_card=read)
    monkeypatch.setattr(processing, "READER", reader)
    return reader


@pytest.mark.parametrize("door", ["card", "slack"])
def test_a_photo_becomes_a_card_to_review(any_crm: Crm, reader: SimpleNamespace, door: str) -> None:
    number = receive(any_crm, b"photo", "image/jpeg", door)
    processing.read_card(any_crm, number)
    card = find(any_crm, number)
    assert card.state == "review"
    assert card.result["contact"]["phones"] == [{"e164": "+33639981234", "type": "mobile", "raw": "06 39 98 12 34"}]
    assert card.result["contact"].keys().isdisjoint({"confidence", "uncertain", "rest"})
    assert (card.result["confidence"]["last_name"], card.result["uncertain"]) == (0.6, ["last_name"])
    assert card.result["contact"]["doubts"] == {"last_name": {"alternatives": ["Curle"], "box": [10, 20, 110, 40]}}


def test_a_card_is_read_once_only(crm: Crm, reader: SimpleNamespace) -> None:
    number = receive(crm, b"photo", "image/jpeg", "card")
    processing.read_card(crm, number)
    reader.read_card = refuse
    processing.read_card(crm, number)
    assert find(crm, number).state == "review"


def refuse(_photo: bytes, **_options: object) -> None:
    raise Rejected("The photo has {size} MB and at most {limit} MB can be read.", size=21, limit=20)


def crash(_photo: bytes, **_options: object) -> None:
    raise MemoryError


def test_a_photo_that_cannot_be_read_says_why(crm: Crm, reader: SimpleNamespace) -> None:
    number = receive(crm, b"photo", "image/jpeg", "card")
    reader.read_card = refuse
    processing.read_card(crm, number)
    card = find(crm, number)
    assert (card.state, card.result["values"]) == ("failed", {"size": 21, "limit": 20})
    assert card.reason == "The photo has {size} MB and at most {limit} MB can be read."


def test_a_reader_that_crashes_leaves_a_failure_that_people_see(crm: Crm, reader: SimpleNamespace) -> None:
    number = receive(crm, b"photo", "image/jpeg", "card")
    reader.read_card = crash
    processing.read_card(crm, number)
    assert find(crm, number).state == "failed"
    assert "Something broke" in (find(crm, number).reason or "")


def test_no_transaction_is_open_while_a_card_is_read(crm: Crm, reader: SimpleNamespace) -> None:
    """SQLite has one writer: were a transaction open, this would wait for it in vain."""

    def write_meanwhile(_photo: bytes, **_options: object) -> SimpleNamespace:
        receive(crm, b'{"name": "Marie"}')
        return SimpleNamespace(contact=CARD)

    number = receive(crm, b"photo", "image/jpeg", "card")
    reader.read_card = write_meanwhile
    processing.read_card(crm, number)
    assert [submission.state for submission in submissions(crm)] == ["review", "received"]
