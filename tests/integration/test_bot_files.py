"""A file of leads dropped in Slack: shown, corrected, taken in, told of once, taken back."""

from __future__ import annotations

import pytest

from core.model import Batch, Lead, User
from intake.imports import jobs
from tests.integration.card_talk import now, photo, post, thread
from tests.integration.desk import Desk
from tests.integration.talk import CAMILLE, LEADS, OLIVER, Json, Talk, action_ids, texts

PEOPLE = """Nom;Prénom;Société;Mail;Mail perso;Effectif
Curie;Marie;Radium SA;marie@radium.example;m@curie.example;12
Curie;Marie;Radium;Marie@radium.example;;
=cmd|calc;Paul;Roux;pas une adresse;;
Roux;Zoé;Atelier;zoe@atelier.example;;3
"""
BUTTONS = ["batch.start", "batch.change", "batch.cancel"]


@pytest.fixture
def manager(slack: Talk) -> str:
    """Oliver, who may import; Camille is a rep."""
    slack.type(OLIVER, "mine")
    with slack.crm.database.write() as session:
        session.query(User).update({User.role: "manager"})
    return OLIVER


def dropped(slack: Talk, desk: Desk, user: str = OLIVER, text: str | bytes = PEOPLE, name: str = "salon.csv") -> Json:
    """What stands in the thread of the file, at last."""
    message = post(slack, user, name=name, data=text if isinstance(text, bytes) else text.encode("cp1252"))
    desk.work()
    return thread(slack, message)[-1]


@pytest.fixture
def shown(slack: Talk, desk: Desk, manager: str) -> Json:
    """What a file says, before anything is made of it."""
    return dropped(slack, desk, manager)


def count(slack: Talk) -> int:
    with slack.crm.read() as session:
        return session.query(Lead).count()


def test_a_file_is_shown_before_anything_is_made_of_it(slack: Talk, shown: Json) -> None:
    for told in ("salon.csv: 4 rows", "Nothing is made of it", "First name", "marie@radium.example", "kept beside"):
        assert told in texts(shown)
    assert action_ids(shown) == BUTTONS
    assert count(slack) == 0


def test_it_is_taken_in_and_told_once(slack: Talk, desk: Desk, manager: str, shown: Json) -> None:
    running = slack.click(manager, shown, "batch.start")
    assert "is being taken in" in texts(running)
    desk.work()
    done = now(slack, shown)
    assert "2 leads made, 2 rows not taken" in texts(done)
    assert action_ids(done) == ["batch.undo"]
    told = slack.sandbox.messages(LEADS)
    assert [message["text"] for message in told] == ["salon.csv\u00a0: 2 nouveaux prospects."]
    with slack.crm.read() as session:
        leads = session.query(Lead).order_by(Lead.id).all()
    assert [(lead.full_name, lead.source, lead.owner_id) for lead in leads] == [
        ("Marie Curie", "file", None),
        ("Zoé Roux", "file", None),
    ]
    assert leads[0].details == {"Mail perso": "m@curie.example", "Effectif": "12"}


def test_what_was_not_taken_comes_back_as_a_file_with_the_reasons(
    slack: Talk, desk: Desk, manager: str, shown: Json
) -> None:
    slack.click(manager, shown, "batch.start")
    desk.work()
    (file,) = thread(slack, shown)[-1]["files"]
    assert file["name"] == "salon-rejected.csv"
    rejected = slack.sandbox.backend.workspace.files[file["id"]].data.decode("utf-8-sig").splitlines()
    assert rejected[0].endswith("Why this row was not taken")
    assert rejected[1].endswith("The same as row 2 of this file (same e-mail).")
    assert rejected[2].startswith("'=cmd|calc;Paul;")
    before = [texts(message) for message in (*slack.sandbox.messages(LEADS), *thread(slack, shown))]
    desk.work_again()
    assert [texts(message) for message in (*slack.sandbox.messages(LEADS), *thread(slack, shown))] == before


def test_a_column_is_corrected(slack: Talk, desk: Desk, manager: str, shown: Json) -> None:
    modal = slack.ask(manager, shown, "batch.change")
    slack.sandbox.submit(manager, modal, {"column": "5", "meaning": "left out"})
    desk.work()
    assert "left out" in texts(now(slack, shown))
    slack.click(manager, now(slack, shown), "batch.start")
    desk.work()
    with slack.crm.read() as session:
        assert "Effectif" not in session.query(Lead).order_by(Lead.id).first().details


def test_two_columns_of_one_meaning_are_refused_and_can_be_mended(
    slack: Talk, desk: Desk, manager: str, shown: Json
) -> None:
    modal = slack.ask(manager, shown, "batch.change")
    slack.sandbox.submit(manager, modal, {"column": "4", "meaning": "email"})
    desk.work()
    refusal = slack.click(manager, now(slack, shown), "batch.start")
    assert "Two columns mean the same: Mail and Mail perso" in texts(refusal)
    assert action_ids(now(slack, shown)) == BUTTONS
    assert count(slack) == 0


def test_one_that_is_put_aside_can_be_sent_again(slack: Talk, desk: Desk, manager: str, shown: Json) -> None:
    assert "put aside" in texts(slack.click(manager, shown, "batch.cancel"))
    assert "was put aside" in texts(slack.click(manager, shown, "batch.start"))
    assert action_ids(dropped(slack, desk, manager)) == BUTTONS
    assert count(slack) == 0


def test_its_leads_are_taken_back_but_for_those_worked_on(slack: Talk, desk: Desk, manager: str, shown: Json) -> None:
    slack.click(manager, shown, "batch.start")
    desk.work()
    slack.type(CAMILLE, "log L-1 call Rappeler lundi")
    slack.click(manager, now(slack, shown), "batch.undo")
    desk.work()
    assert "so they stay (1): L-1" in texts(now(slack, shown))
    assert count(slack) == 1
    assert "were taken back" in texts(now(slack, shown))
    assert slack.sandbox.messages(LEADS)[0]["text"] == "Les prospects de salon.csv ont été repris."


def test_a_rep_is_told_who_may(slack: Talk, desk: Desk, manager: str) -> None:
    told = dropped(slack, desk, CAMILLE)
    assert "administrateur, responsable" in texts(told)
    with slack.crm.read() as session:
        assert session.query(Batch).count() == 0


def test_a_rep_cannot_press_a_managers_button(slack: Talk, desk: Desk, shown: Json) -> None:
    slack.type(CAMILLE, "mine")
    refusal = slack.click(CAMILLE, shown, "batch.start")
    assert "rôle" in texts(refusal)
    assert count(slack) == 0


UNUSABLE = {
    "no leads under it": ("titres.csv", b"Nom;Mail\r\n"),
    "cannot be read": ("leads.xlsx", b"PK\x03\x04 rubbish"),
    "more than 200 columns": ("large.csv", b";".join(b"x" for _ in range(1000)) + b"\n"),
}


@pytest.mark.parametrize("told", UNUSABLE)
def test_what_is_no_table_of_leads_is_said(slack: Talk, desk: Desk, manager: str, told: str) -> None:
    name, data = UNUSABLE[told]
    assert told in texts(dropped(slack, desk, manager, data, name))


def test_a_file_that_was_taken_in_is_not_taken_twice(slack: Talk, desk: Desk, manager: str, shown: Json) -> None:
    slack.click(manager, shown, "batch.start")
    desk.work()
    assert "was taken in on" in texts(dropped(slack, desk, manager))
    assert count(slack) == 2


def test_a_photo_is_still_read_as_a_card(slack: Talk, desk: Desk, manager: str, reader: object) -> None:
    assert "card.create" in action_ids(dropped(slack, desk, manager, photo(), "card.png"))


def test_one_that_is_on_its_way_is_not_shown_again(slack: Talk, desk: Desk, manager: str, shown: Json) -> None:
    slack.click(manager, shown, "batch.start")
    message = post(slack, manager, name="again.csv", data=PEOPLE.encode("cp1252"))
    (submission,) = desk.submissions[1:]

    desk.jobs["fetch_photo"](submission.id)
    desk.jobs["look_at_file"](submission.id)
    desk.work()
    assert "being taken in already" in texts(thread(slack, message)[-1])


def test_a_file_that_breaks_us_is_told_with_a_reference(
    slack: Talk, desk: Desk, manager: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "look", lambda _path: 1 / 0)
    assert "Something broke while this was read" in texts(dropped(slack, desk, manager))


def test_an_import_that_breaks_ends_with_a_reference_and_goes_on_when_the_file_is_sent_again(
    slack: Talk, desk: Desk, manager: str, shown: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(jobs, "take_in", lambda _crm, _batch, _path: 1 / 0)
        slack.click(manager, shown, "batch.start")
        desk.work()
    with slack.crm.read() as session:
        (batch,) = session.query(Batch)
        assert (batch.state, len(batch.values["reference"])) == ("failed", 8)
    dropped(slack, desk, manager)
    with slack.crm.read() as session:
        (batch,) = session.query(Batch)
        assert (batch.state, batch.created, batch.rejected, batch.reason) == ("done", 2, 2, None)
