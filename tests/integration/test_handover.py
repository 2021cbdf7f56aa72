"""Invoices handed over to another system: signed, tried again, taken or refused, and what comes back."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from dbos import DBOSClient
from sqlalchemy import select
from structlog.testing import capture_logs

from core.actions.advance import advance
from core.actions.create import create
from core.actions.lines import add_line
from core.crm import Crm
from core.endpoint import Endpoint, endpoint
from core.errors import IllegalMove, Misconfigured, ReadOnly
from core.handover.deliver import PAUSES, hand_over
from core.handover.send import send
from core.handover.sign import signed
from core.model import Event, Invoice
from core.settings import load
from tests.factories import actor, hire
from tests.fakes.receiver import Receiver
from tests.integration.erp import INVOICE, SECRET, Erp, configured
from tests.processes import Processes

ROOT = Path(__file__).parents[2]
ISSUED = {"filon": "I-1", "updated_at": "2026-11-25T08:00:00Z", "number": "F-77", "state": "issued"}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver(SECRET)
    yield receiver
    receiver.stop()


@pytest.fixture
def crm(any_crm: Crm, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> Crm:
    return configured(any_crm, monkeypatch, exported(receiver, monkeypatch))


def exported(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("HANDOVER_SECRET", SECRET)
    return f'[cycle.invoice]\nmode = "export"\nurl = "{receiver.address}"\nsecret = "env:HANDOVER_SECRET"\n'


def draft(crm: Crm) -> Any:
    """An invoice of two lines: 1,724.50 EUR net, 2,065.85 gross."""
    camille = hire(crm)
    with crm.transaction(actor(camille)) as tx:
        account = create(tx, "account", name="Radium SA", address="1 rue Cuvier, 75005 Paris", siren="732829320")
        invoice = create(tx, "invoice", account_id=account.id, subject="Audit")
        add_line(tx, invoice, "Audit", Decimal(2), Decimal(850), vat_rate=Decimal(20))
        return add_line(tx, invoice, "Guide", Decimal(1), Decimal("24.50"), vat_rate=Decimal("5.5"))


def handed_over(crm: Crm) -> int:
    """The id of the event that handed the invoice over."""
    with crm.transaction(actor()) as tx:
        advance(tx, tx.session.get_one(Invoice, 1), "handed over")
        return tx.session.scalars(select(Event.id).order_by(Event.id.desc()).limit(1)).one()


def events(crm: Crm) -> list[Event]:
    with crm.read() as session:
        return [*session.scalars(select(Event).where(Event.record_kind == "invoice").order_by(Event.id))]


def happenings(crm: Crm) -> list[str]:
    return [event.name.removeprefix("invoice.") for event in events(crm)]


def invoice_of(crm: Crm) -> Invoice:
    with crm.read() as session:
        return session.get_one(Invoice, 1)


def asked_for(crm: Crm) -> list[tuple[str, list[Any]]]:
    """The jobs that wait, with their arguments."""
    client = DBOSClient(system_database_url=crm.database.url)
    found = [(job.workflow_id, [*job.input["args"]]) for job in client.list_workflows(name="hand_over")]
    client.destroy()
    return found


@pytest.fixture
def handed(crm: Crm) -> int:
    draft(crm)
    return handed_over(crm)


def test_the_whole_invoice_arrives_signed(crm: Crm, receiver: Receiver, handed: int) -> None:
    hand_over(crm, handed)
    (call,) = receiver.calls
    assert (receiver.forged, call["path"], call["body"]["type"]) == (
        0,
        "/hooks/invoices?tenant=7",
        "invoice.handed_over",
    )
    data = call["body"]["data"]
    assert (data["filon"], data["account"], data["net"], data["vat"], data["gross"]) == (
        "I-1", "A-1", "1724.50", "341.35", "2065.85",
    )  # fmt: skip
    assert [line["net"] for line in data["lines"]] == ["1700.00", "24.50"]
    assert [(part["net"], part["vat"]) for part in data["vat_lines"]] == [("1700.00", "340.00"), ("24.50", "1.35")]
    assert (data["bill_to"]["name"], data["bill_to"]["siren"]) == ("Radium SA", "732829320")
    assert happenings(crm)[-2:] == ["handed over", "delivered"]


def test_the_hand_over_asks_for_its_job_in_its_own_transaction(crm: Crm, handed: int) -> None:
    assert asked_for(crm) == [(f"hand_over:{handed}", [handed])]


def test_done_again_after_it_was_taken_it_calls_nobody(crm: Crm, receiver: Receiver, handed: int) -> None:
    for _ in range(3):
        hand_over(crm, handed)
    assert (len(receiver.calls), happenings(crm).count("delivered")) == (1, 1)


@pytest.mark.parametrize("trouble", [500, 503, 302, 307, 408, 409, 425, 429, "crash", "rubbish"])
def test_a_passing_trouble_is_tried_again_with_the_same_id(
    crm: Crm, receiver: Receiver, handed: int, trouble: int | str
) -> None:
    receiver.answers = [trouble, 200]
    receiver.headers = {"Location": receiver.address.replace("hooks", "elsewhere")}
    hand_over(crm, handed)
    assert (invoice_of(crm).state, happenings(crm)[-1]) == ("handed over", "not delivered")
    assert max(asked_for(crm)) == (f"hand_over:{handed}:2", [handed, 2])
    hand_over(crm, handed, 2)
    assert len(receiver.calls) == 2
    assert len(set(receiver.ids)) == 1
    assert (receiver.forged, happenings(crm)[-1]) == (0, "delivered")


def test_a_success_that_breaks_off_is_one(crm: Crm, receiver: Receiver, handed: int) -> None:
    receiver.answers = ["cut_short"]
    hand_over(crm, handed)
    assert happenings(crm)[-1] == "delivered"


@pytest.mark.parametrize("trouble", ["hang", "drip"])
def test_nobody_holds_the_line_for_ever(receiver: Receiver, trouble: str) -> None:
    receiver.answers = [trouble]
    answer = send(endpoint(receiver.address, SECRET, "[cycle.invoice]"), "m", b"{}", longest=0.3)
    assert (answer.status, answer.outcome) == (None, "later")


def test_nobody_there_is_tried_again(crm: Crm, receiver: Receiver, handed: int) -> None:
    receiver.stop()
    hand_over(crm, handed)
    assert (invoice_of(crm).state, happenings(crm)[-1]) == ("handed over", "not delivered")


@pytest.mark.parametrize("status", [400, 401, 404, 410, 422])
def test_a_refusal_brings_the_draft_back_with_the_reason(
    crm: Crm, receiver: Receiver, handed: int, status: int
) -> None:
    receiver.answers, receiver.said = [status], b'{"error": "unknown customer\0"}'
    hand_over(crm, handed)
    back = invoice_of(crm)
    assert (back.state, back.reason, back.bill_to) == ("draft", "refused", None)
    assert back.reason_note is not None
    assert (back.reason_note[:8], "unknown customer" in back.reason_note) == (f"HTTP {status}", True)
    assert happenings(crm)[-1] == "refused"
    hand_over(crm, handed)
    assert len(receiver.calls) == 1


def test_handed_over_again_it_is_another_message(crm: Crm, receiver: Receiver, handed: int) -> None:
    receiver.answers = [422, 200]
    hand_over(crm, handed)
    again = handed_over(crm)
    assert invoice_of(crm).reason is None
    hand_over(crm, handed)
    hand_over(crm, again)
    assert len(set(receiver.ids)) == 2
    assert len(receiver.ids) == 2


def test_after_the_last_attempt_the_draft_comes_back(crm: Crm, receiver: Receiver, handed: int) -> None:
    receiver.answers = [503]
    for attempt in range(1, len(PAUSES) + 2):
        assert invoice_of(crm).state == "handed over"
        hand_over(crm, handed, attempt)
    assert (invoice_of(crm).state, invoice_of(crm).reason_note) == ("draft", "HTTP 503")


def test_the_pauses_grow_over_hours() -> None:
    assert list(PAUSES) == sorted(PAUSES)
    assert sum(PAUSES) > 3 * 86_400


def test_a_pause_that_the_receiver_asks_for_is_kept(receiver: Receiver) -> None:
    receiver.answers, receiver.headers = [429], {"Retry-After": "120"}
    there = endpoint(receiver.address, SECRET, "[cycle.invoice]")
    assert send(there, "m", b"{}").pause == 120
    receiver.headers = {"Retry-After": "9" * 9}
    assert send(there, "m", b"{}").pause == 86_400
    receiver.headers = {"Retry-After": "tomorrow"}
    assert send(there, "m", b"{}").pause == 0


def test_a_wrong_key_is_noticed_by_the_receiver(receiver: Receiver) -> None:
    send(Endpoint(receiver.address, b"another key of 24 bytes."), "m", b"{}")
    assert (receiver.forged, receiver.calls) == (1, [])


def test_the_signature_is_that_of_the_published_example() -> None:
    # The vector of the reference libraries of Standard Webhooks.
    there = endpoint("https://erp.example", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "[cycle.invoice]")
    headers = signed(there.key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_secret_stands_in_no_log_and_no_record(crm: Crm, receiver: Receiver, handed: int) -> None:
    receiver.answers = [500, 422]
    with capture_logs() as logs:
        hand_over(crm, handed)
        hand_over(crm, handed, 2)
    told = repr((logs, crm.settings.handover, [event.changes for event in events(crm)]))
    assert SECRET.removeprefix("whsec_") not in told
    assert "test secret" not in told
    assert "tenant" not in repr(logs)


# --- What comes back ------------------------------------------------------------------------------------------


def test_number_and_status_come_back(crm: Crm, receiver: Receiver, handed: int) -> None:
    hand_over(crm, handed)
    erp = Erp(crm)
    answer = erp.put("invoices/erp/77", ISSUED)
    assert (answer.status_code, answer.json) == (
        200, {"reference": "F-77", "state": "issued", "result": "updated", "warnings": []},
    )  # fmt: skip
    erp.put("invoices/erp/77", {"updated_at": "2026-11-28T00:00:00Z", "state": "paid", "paid": 2065.85})
    paid = invoice_of(crm)
    assert (paid.number, paid.state, paid.due, paid.gross) == ("F-77", "paid", Decimal(0), Decimal("2065.85"))
    assert len(paid.lines) == 2
    with pytest.raises((ReadOnly, IllegalMove)), crm.transaction(actor()) as tx:
        add_line(tx, paid, "More", Decimal(1), Decimal(1))


def test_their_figures_of_our_invoice_hold_and_its_lines_know_what_they_bill(crm: Crm, handed: int) -> None:
    with crm.transaction(actor()) as tx:
        tx.session.get_one(Invoice, 1).lines[0].source_line_id = 42
    lines = [INVOICE["lines"][0] | {"net": 1699.99}]
    Erp(crm).put("invoices/erp/77", ISSUED, lines=lines, net=1699.99, vat=340, gross=2039.99)
    (line,) = invoice_of(crm).lines
    assert (line.net, line.source_line_id) == (Decimal("1699.99"), 42)


def test_a_number_may_come_before_the_calls_own_answer(crm: Crm, receiver: Receiver, handed: int) -> None:
    receiver.answers = [500, 409]
    hand_over(crm, handed)
    Erp(crm).put("invoices/erp/77", ISSUED)
    hand_over(crm, handed, 2)
    assert (invoice_of(crm).state, len(receiver.calls)) == ("issued", 1)


def test_they_can_refuse_it_later_too(crm: Crm, receiver: Receiver, handed: int) -> None:
    hand_over(crm, handed)
    refusal = {"filon": "I-1", "updated_at": "2026-11-25T08:00:00Z", "state": "draft", "reason": "Unknown customer"}
    answer = Erp(crm).put("invoices/erp/77", refusal)
    assert (answer.status_code, answer.json["state"]) == (200, "draft")
    assert (invoice_of(crm).reason_note, invoice_of(crm).external_id) == ("Unknown customer", None)


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("invoices/erp/78", {}, 409),  # a second document for the same draft
        ("invoices/erp/77", {"filon": "A-1"}, 422),
        ("invoices/erp/77", {"filon": "I-99"}, 404),
        ("invoices/erp/77", {"state": "draft"}, 409),
        ("invoices/erp/77", {"state": "handed over"}, 422),
    ],
)
def test_what_contradicts_the_first_answer_is_refused(
    crm: Crm, handed: int, path: str, fields: dict[str, Any], status: int
) -> None:
    erp = Erp(crm)
    erp.put("invoices/erp/77", ISSUED)
    before = invoice_of(crm).version
    answer = erp.put(path, ISSUED | {"updated_at": "2026-11-26T08:00:00Z"}, **fields)
    assert (answer.status_code, invoice_of(crm).version) == (status, before)


def test_a_draft_that_was_not_handed_over_takes_no_number(crm: Crm) -> None:
    draft(crm)
    answer = Erp(crm).put("invoices/erp/77", ISSUED)
    assert (answer.status_code, invoice_of(crm).number) == (409, None)
    assert answer.json["detail"] == "I-1 is draft: it is not waiting for a number of erp."


# --- Settings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "secret", "complaint"),
    [
        ("", SECRET, "needs url"),
        ('url = "https://erp.example"\n', SECRET, "needs url"),
        ('url = "ftp://erp.example"\nsecret = "env:S"\n', SECRET, "url is no address"),
        ('url = "https://u:p@erp.example"\nsecret = "env:S"\n', SECRET, "url is no address"),
        ('url = "https://erp.example:99999"\nsecret = "env:S"\n', SECRET, "url is no address"),
        ('url = "https://erp.example/\\n"\nsecret = "env:S"\n', SECRET, "url is no address"),
        ('url = "https://erp.example"\nsecret = "env:S"\n', "hunter2", "secret must name"),
        ('url = "https://erp.example"\nsecret = "env:S"\n', "whsec_c2hvcnQ=", "secret must name"),
        ('url = "https://erp.example"\nsecret = "env:S"\n', "whsec_?", "secret must name"),
        ('url = "https://erp.example"\nsecret = "env:S"\n', None, "S is not set"),
        ('url = "https://erp.example"\nsecret = "whsec_itself"\n', SECRET, "env:NAME"),
    ],
)
def test_an_export_that_cannot_work_is_refused_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str, secret: str | None, complaint: str
) -> None:
    if secret:
        monkeypatch.setenv("S", secret)
    path = tmp_path / "filon.toml"
    path.write_text(f'[cycle.invoice]\nmode = "export"\n{lines}')
    with pytest.raises(Misconfigured, match=complaint):
        load(config=path, home=tmp_path)


# --- The real worker ------------------------------------------------------------------------------------------


def test_the_real_worker_tries_again_by_itself(crm: Crm, receiver: Receiver, processes: Processes) -> None:
    receiver.answers = [500, 200]
    draft(crm)
    handed_over(crm)
    processes.start(
        "filon.py",
        "worker",
        FILON_CONFIG=str(crm.settings.config),
        FILON_HOME=str(crm.settings.home),
        FILON_DATABASE_URL=crm.settings.database_url,
    )
    until(lambda: happenings(crm)[-1] == "delivered")
    assert (len(receiver.calls), len(set(receiver.ids)), receiver.forged) == (2, 1, 0)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_bodies_are_json_that_any_reader_reads(crm: Crm, receiver: Receiver, handed: int) -> None:
    hand_over(crm, handed)
    assert json.loads(json.dumps(receiver.calls[0]["body"]))["data"]["title"] == "Radium SA · Audit"
