"""What monitoring asks."""

from datetime import timedelta

from dbos import DBOSClient
from sqlalchemy import event, text

from core import inbox, jobs
from core.crm import Actor, Crm
from core.database import Database
from core.model.types import now
from core.queries.backlog import STATUSES, backlog
from intake.app import build
from tests.integration.intake_site import MARIE

NOBODY = Actor(None, "test")
IN_THE_ENGINES_WORDS = {
    "waiting": ["ENQUEUED"],
    "running": ["PENDING"],
    "postponed": ["DELAYED"],
    "failed": ["ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
}


def test_a_process_that_can_take_submissions_is_ready(any_crm: Crm) -> None:
    client = build(any_crm).test_client()
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]


def test_without_its_database_a_process_lives_but_is_not_ready(crm: Crm) -> None:
    away = Crm(crm.settings, Database("sqlite:////nowhere/at/all.sqlite"))
    client = build(away).test_client()
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 503]


def test_the_figures_count_requests_and_name_nobody(crm: Crm) -> None:
    client = build(crm).test_client()
    client.post("/f/contact?email=marie@radium.example", json=MARIE)
    client.get("/nowhere/marie")
    figures = client.get("/metrics").text
    assert 'filon_requests_total{endpoint="forms.submit",status="200"} 1.0' in figures
    assert 'filon_requests_total{endpoint="none",status="404"} 1.0' in figures
    assert "filon_submissions_waiting 0.0" in figures
    assert "marie" not in figures


def submitted(crm: Crm, key: str, **fields: object) -> None:
    with crm.transaction(NOBODY) as tx:
        submission, _ = inbox.receive(tx, "form", "contact", key, body=b"x", content_type="text/plain")
        for name, value in fields.items():
            setattr(submission, name, value)


def test_the_figures_tell_what_is_due_and_what_somebody_has_to_look_at(any_crm: Crm) -> None:
    client = build(any_crm).test_client()
    assert "filon_submissions_oldest_due_seconds 0.0" in client.get("/metrics").text
    submitted(any_crm, "late", due_at=now() - timedelta(hours=1))
    submitted(any_crm, "just now")
    submitted(any_crm, "in a worker's hands", due_at=now() + timedelta(hours=1))
    for number, state in enumerate(("quarantined", "failed", "failed", "lead")):
        submitted(any_crm, f"settled {number}", state=state, due_at=None)
    figures = dict(line.rsplit(" ", 1) for line in client.get("/metrics").text.splitlines())
    assert figures["filon_submissions_due"] == "2.0"
    assert 3600 <= float(figures["filon_submissions_oldest_due_seconds"]) < 7200
    assert figures['filon_submissions_held{state="quarantined"}'] == "1.0"
    assert figures['filon_submissions_held{state="failed"}'] == "2.0"


def test_the_figures_count_jobs_as_the_engine_does(any_crm: Crm) -> None:
    with any_crm.transaction(NOBODY) as tx:
        for number in range(4):
            jobs.enqueue(tx.session, "read_card", number, key=f"now {number}")
        jobs.enqueue(tx.session, "read_card", 9, key="later", delay_seconds=3600)
    engine = DBOSClient(system_database_url=any_crm.database.url)
    engine.cancel_workflow("now 0")
    schema = "" if any_crm.database.is_sqlite else "dbos."
    with any_crm.transaction(NOBODY) as tx:
        for key, status in (("now 1", "ERROR"), ("now 2", "PENDING")):
            change = text(f"UPDATE {schema}workflow_status SET status = :status WHERE workflow_uuid = :key")  # noqa: S608
            tx.session.execute(change, {"status": status, "key": key})
    with any_crm.read() as session:
        counted = backlog(session).jobs
    assert counted == {"waiting": 1, "running": 1, "postponed": 1, "failed": 2}
    assert counted == {
        state: len(engine.list_workflows(status=statuses)) for state, statuses in IN_THE_ENGINES_WORDS.items()
    }
    engine.destroy()
    figures = build(any_crm).test_client().get("/metrics").text
    assert all(f'filon_jobs{{state="{state}"}}' in figures for state in STATUSES)


def test_what_waits_is_counted_from_indexes(crm: Crm) -> None:
    said: list[tuple[str, object]] = []
    with crm.read() as session:
        listened = (session.get_bind(), "before_cursor_execute", lambda *call: said.append((call[2], call[3])))
        event.listen(*listened)
        backlog(session)
        event.remove(*listened)
        plans = [
            step[3]
            for statement, values in said
            for step in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        ]
    read = [step for step in plans if step.startswith(("SCAN", "SEARCH")) and "CONSTANT" not in step]
    assert len(read) == len(STATUSES) + 2
    assert all("INDEX" in step for step in read), read


def test_without_its_database_the_process_still_tells_of_itself(crm: Crm) -> None:
    away = Crm(crm.settings, Database("sqlite:////nowhere/at/all.sqlite"))
    answer = build(away).test_client().get("/metrics")
    assert answer.status_code == 200
    assert "filon_submissions_waiting" in answer.text
    assert "filon_submissions_due" not in answer.text
