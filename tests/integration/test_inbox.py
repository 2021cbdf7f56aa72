"""The inbox: what cannot be used is seen, told, worked on again or put aside; who is known is recognised."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, update
from werkzeug.datastructures import Headers
from werkzeug.sansio.multipart import Data, Epilogue, File, MultipartEncoder, Preamble

from cli import inbox as command_line
from core import inbox
from core.actions.discard import discard
from core.actions.replay import replay
from core.crm import Actor, Crm
from core.errors import IllegalMove
from core.model import Activity, Event, Lead, Submission
from core.model.types import now
from intake import field_names, tries, understanding
from intake.drain import drain
from intake.mapping import Mapped, map_answers
from tests.factories import hire
from tests.integration.desk import Desk
from tests.integration.intake_site import leads, submissions
from tests.integration.talk import CAMILLE, LEADS, OLIVER, Talk, texts

NOBODY = Actor(None, "test")
MARIE = {"name": "Marie Curie", "email": "marie@radium.example", "company": "Radium SA"}
PDF = b"%PDF-1.7\n..."
STRANGE = {"Kontakt": "unter Tage"}


def send(crm: Crm, fields: dict[str, str], door: str = "form") -> int:
    """Store what a form sent, and do its job."""
    number = store(crm, json.dumps(fields).encode(), door)
    work(crm)
    return number


def store(crm: Crm, body: bytes, door: str = "form", content_type: str = "application/json") -> int:
    with crm.transaction(Actor(None, door)) as tx:
        key = str(len(submissions(crm)))
        return inbox.receive(tx, door, "contact", key, body=body, content_type=content_type)[0].id


def work(crm: Crm) -> None:
    while drain(crm):
        pass


def states(crm: Crm) -> list[str]:
    return [each.state for each in submissions(crm)]


def again(crm: Crm, number: int) -> None:
    with crm.transaction(NOBODY) as tx:
        replay(tx, tx.session.get_one(Submission, number))


def test_who_writes_again_is_noted_on_the_open_lead(any_crm: Crm) -> None:
    send(any_crm, MARIE)
    send(any_crm, {**MARIE, "message": "Un devis, s’il vous plaît", "Minerai": "or"})
    (lead,) = leads(any_crm)
    with any_crm.read() as session:
        (note,) = session.scalars(select(Activity))
        assert "Un devis, s’il vous plaît" in note.text
        assert "Minerai: or" in note.text
    assert states(any_crm) == ["lead", "attached"]
    assert submissions(any_crm)[1].result == {"lead_id": lead.id}


def test_who_says_the_same_again_is_a_duplicate_that_day_and_news_later(crm: Crm) -> None:
    send(crm, MARIE)
    send(crm, MARIE)
    with crm.transaction(NOBODY) as tx:
        tx.session.execute(update(Lead).values(created_at=now() - timedelta(days=30)))
    send(crm, MARIE)
    assert (states(crm), len(leads(crm))) == (["lead", "duplicate", "attached"], 1)


@pytest.mark.parametrize(
    "other", [{**MARIE, "name": "Pierre Curie"}, {"name": "Irène Joliot", "phone": "01 99 00 12 34"}]
)
def test_who_shares_a_mailbox_or_a_switchboard_is_somebody_else(crm: Crm, other: dict[str, str]) -> None:
    send(crm, {**MARIE, "phone": "01 99 00 12 34"})
    send(crm, other)
    assert states(crm) == ["lead", "lead"]


def test_who_comes_back_after_the_lead_ended_is_a_new_lead(crm: Crm) -> None:
    send(crm, MARIE)
    with crm.transaction(NOBODY) as tx:
        tx.session.execute(update(Lead).values(state="disqualified", reason="lost"))
    send(crm, MARIE)
    assert states(crm) == ["lead", "lead"]


def test_a_replay_after_the_mapping_was_mended_makes_the_lead(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    number = send(any_crm, STRANGE)
    assert states(any_crm) == ["quarantined"]
    monkeypatch.setattr(field_names, "field_of", lambda _key: "company")
    again(any_crm, number)
    work(any_crm)
    (lead,) = leads(any_crm)
    assert (states(any_crm), lead.company) == (["lead"], "unter Tage")


def test_a_replay_of_what_is_a_lead_says_so(crm: Crm) -> None:
    number = send(crm, MARIE)
    with pytest.raises(IllegalMove, match="S-1 became L-1 already"):
        again(crm, number)
    assert states(crm) == ["lead"]


def test_a_replay_of_spam_means_that_it_is_none(crm: Crm) -> None:
    number = send(crm, {**MARIE, "_gotcha": "x"})
    assert states(crm) == ["spam"]
    again(crm, number)
    work(crm)
    assert states(crm) == ["lead"]


def test_the_trail_says_who_put_something_aside(crm: Crm) -> None:
    number, camille = send(crm, STRANGE), hire(crm, role="admin")
    with crm.transaction(Actor(camille.id, "slack")) as tx:
        discard(tx, tx.session.get_one(Submission, number))
    with crm.read() as session:
        event = session.scalars(select(Event).where(Event.name == "submission.discarded")).one()
    assert (event.user_id, event.changes["state"]) == (camille.id, ["quarantined", "discarded"])


def test_what_stops_its_worker_hurts_only_itself_and_ends_where_people_see_it(
    any_crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken together at first; then each alone, those that were begun least often first."""
    monkeypatch.setattr(tries, "LEASE", timedelta())
    for name in ("Marie", "Poison", "Irène"):
        store(any_crm, json.dumps({"name": name}).encode())
    with monkeypatch.context() as poisoned:
        poisoned.setattr(understanding, "map_answers", dies_of_poison)
        deaths = 0
        while any(state == "received" for state in states(any_crm)):
            try:
                drain(any_crm)
            except SystemExit:
                deaths += 1
    assert (states(any_crm), deaths) == (["lead", "failed", "lead"], tries.MOST)
    assert f"The worker stopped {tries.MOST} times" in str(submissions(any_crm)[1].reason).format(times=deaths)
    again(any_crm, 2)
    work(any_crm)
    assert states(any_crm) == ["lead"] * 3


def dies_of_poison(answers: Any) -> Mapped:
    mapped = map_answers(answers)
    if "Poison" in mapped.fields.values():
        raise SystemExit
    return mapped


def test_a_photo_that_slack_never_handed_over_is_fetched_by_a_replay(crm: Crm) -> None:
    number = store(crm, b'{"id": "F1"}', "slack", inbox.AS_POSTED)
    again(crm, number)
    assert jobs(crm)[f"submission:{number}:1"] == "fetch_photo"
    with crm.transaction(NOBODY) as tx:
        tx.session.get_one(Submission, number).content_type = "image/jpeg"
    again(crm, number)
    assert jobs(crm)[f"submission:{number}:2"] == "read_card"


def jobs(crm: Crm) -> dict[str, str]:
    with crm.read() as session:
        rows = session.connection().exec_driver_sql("SELECT workflow_uuid, name FROM workflow_status").all()
        return {row[0]: row[1] for row in rows}


# --- In Slack ------------------------------------------------------------------------------------------------


@pytest.fixture
def admin(slack: Talk) -> Talk:
    """Oliver is admin, Camille a rep."""
    hire(slack.crm, OLIVER, "Oliver Hughes", "en", role="admin")
    hire(slack.crm, CAMILLE)
    return slack


def test_an_admin_looks_replays_and_puts_aside(admin: Talk, desk: Desk) -> None:
    send(admin.crm, {**STRANGE, "api_key": "s3cret"})
    shown = texts(admin.type(OLIVER, "inbox"))
    assert "S-1" in shown
    assert "A lead needs at least" in shown
    assert "unter Tage" not in shown
    body = texts(admin.type(OLIVER, "inbox show S-1"))
    assert "unter Tage" in body
    assert "s3cret" not in body
    assert "S-1 is worked on again" in texts(admin.type(OLIVER, "inbox replay S-1"))
    work(admin.crm)
    assert "If that is right" in texts(admin.type(OLIVER, "inbox discard S-1"))
    assert states(admin.crm) == ["quarantined"]
    assert "S-1 was put aside" in texts(admin.type(OLIVER, "réception écarter S-1 confirmer"))
    assert states(admin.crm) == ["discarded"]
    assert "Nothing in the inbox waits" in texts(admin.type(OLIVER, "inbox list"))


def attached(crm: Crm) -> None:
    """A form with two files of one name, and one that names a place."""
    form = MultipartEncoder(boundary=b"b")
    body = form.send_event(Preamble(data=b""))
    for name in ("cv.pdf", "cv.pdf", "../../etc/cron.d/x"):
        headers = Headers({"Content-Type": "application/pdf"})
        body += form.send_event(File(name="attachment", filename=name, headers=headers))
        body += form.send_event(Data(data=PDF, more_data=False))
    store(crm, body + form.send_event(Epilogue(data=b"")), content_type="multipart/form-data; boundary=b")


def test_an_admin_sees_which_files_came_with_it(admin: Talk) -> None:
    attached(admin.crm)
    shown = texts(admin.type(OLIVER, "inbox show S-1"))
    assert "Files: cv.pdf, cv.pdf, x. To take them out: filon inbox files S-1" in shown


def test_a_rep_sees_nothing_of_the_inbox(admin: Talk) -> None:
    send(admin.crm, STRANGE)
    for typed in ("inbox", "inbox show S-1", "inbox replay S-1", "inbox discard S-1 confirm"):
        assert "ne permet pas cela" in texts(admin.type(CAMILLE, typed)), typed
    assert states(admin.crm) == ["quarantined"]


def test_what_is_not_there_is_said(admin: Talk) -> None:
    assert "There is no S-9 in the inbox" in texts(admin.type(OLIVER, "inbox show S-9"))


def test_the_leads_channel_hears_once_of_all_that_a_form_sent_in_vain(slack: Talk, desk: Desk) -> None:
    for number in range(3):
        store(slack.crm, json.dumps({"Kontakt": f"unter Tage {number}"}).encode())
    desk.work()
    (alert,) = slack.sandbox.messages(LEADS)
    assert "3 envois n’ont pas pu servir (formulaire «\u00a0contact\u00a0»)" in alert["text"]
    assert "unter Tage" not in texts(alert)
    with slack.crm.transaction(NOBODY) as tx:
        discard(tx, tx.session.get_one(Submission, 1))
    desk.work()
    assert "est réglé" in slack.sandbox.messages(LEADS)[0]["text"]


def test_the_leads_channel_hears_who_wrote_again_in_the_thread_of_their_lead(slack: Talk, desk: Desk) -> None:
    for message in ("Bonjour", "Toujours là\u00a0?"):
        store(slack.crm, json.dumps({**MARIE, "message": message}).encode())
        desk.work()
    announced = slack.sandbox.messages(LEADS)[0]
    (told,) = (each for each in slack.sandbox.messages(LEADS) if each.get("thread_ts") == announced["ts"])
    assert "Marie Curie · Radium SA a de nouveau écrit" in told["text"]


# --- On the command line -------------------------------------------------------------------------------------


@pytest.fixture
def run(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setattr(command_line, "_crm", lambda: crm)
    return CliRunner()


def typed(run: CliRunner, text: str) -> Result:
    return run.invoke(command_line.inbox, text.split())


def test_files_are_taken_out_into_one_folder_whatever_they_are_called(crm: Crm, run: CliRunner, tmp_path: Path) -> None:
    attached(crm)
    folder = tmp_path / "new" / "folder"
    for _ in range(2):
        assert typed(run, f"files S-1 --to {folder}").exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["S-1-1-cv.pdf", "S-1-2-cv.pdf", "S-1-3-x"]
    assert {path.read_bytes() for path in folder.iterdir()} == {PDF}
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_where_no_files_came_it_says_so(crm: Crm, run: CliRunner, tmp_path: Path) -> None:
    store(crm, b"{}")
    assert str(typed(run, f"files S-1 --to {tmp_path / 'new'}").exception) == "S-1 has no files, or they were erased."
    assert not (tmp_path / "new").exists()


def test_the_command_line_shows_no_personal_data_unless_asked(crm: Crm, run: CliRunner) -> None:
    send(crm, STRANGE)
    assert "S-1      quarantined  form/contact" in typed(run, "list").output
    assert "1 quarantined" in typed(run, "list lead").output
    assert "unter Tage" not in typed(run, "show S-1").output
    assert "unter Tage" in typed(run, "show S-1 --body").output


def test_all_of_one_form_are_worked_on_again(crm: Crm, run: CliRunner) -> None:
    for number in range(2):
        send(crm, {"Kontakt": str(number)})
    made = send(crm, MARIE)
    assert typed(run, "replay --endpoint contact").output.count("is worked on again") == 2
    assert f"S-{made} became L-1 already" in typed(run, f"replay S-{made}").output
    assert states(crm) == ["received", "received", "lead"]


def test_only_who_confirms_puts_aside(crm: Crm, run: CliRunner) -> None:
    send(crm, STRANGE)
    assert "add --confirm" in str(typed(run, "discard S-1").exception)
    assert states(crm) == ["quarantined"]
    assert "S-1 was put aside" in typed(run, "discard S-1 --confirm").output
    assert states(crm) == ["discarded"]


def test_the_examples_of_the_docs_print_what_they_say(crm: Crm, run: CliRunner) -> None:
    send(crm, STRANGE)
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "inbox.md").read_text("utf-8")
    _prose, *examples = page.split("```console\n")[1].split("```")[0].split("$ filon inbox ")
    for example in examples:
        typed_line, *expected = example.splitlines()
        printed = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d\S*", "…", typed(run, typed_line).output).splitlines()
        assert printed == expected, typed_line
