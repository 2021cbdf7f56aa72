"""The series of invoices and credit notes: whole under sixteen clients and rollbacks, and verified by a command."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from core.actions.advance import advance
from core.actions.create import create
from core.actions.credit import credit
from core.actions.lines import add_line
from core.crm import Crm
from core.database import Database
from core.model import Counter, Invoice
from core.queries.numbering import Fault, check
from filon import main
from tests.factories import actor, configured
from tests.integration.erp import SECRET
from tests.integration.test_invoices import D, do, issued

CLIENTS, INVOICES, ROLLED_BACK = 16, 200, 20


def drafts(crm: Crm, count: int) -> list[Any]:
    """Draft invoices of one customer."""
    with crm.transaction(actor()) as tx:
        account = create(tx, "account", name="Radium SA")
        tx.session.flush()
        made = [create(tx, "invoice", account_id=account.id) for _ in range(count)]
        return [add_line(tx, invoice, "Audit", D(1), D(100)) for invoice in made]


def issue_all(crm: Crm, invoices: list[Any], unlucky: set[int]) -> None:
    """As sixteen clients with connections of their own; an unlucky transaction breaks at its end."""

    def client(number: int) -> None:
        own = Crm(crm.settings, Database(crm.database.url))
        for invoice in invoices[number::CLIENTS]:
            with contextlib.suppress(ConnectionAbortedError), own.transaction(actor()) as tx:
                advance(tx, invoice, "issued")
                if invoice.id in unlucky:
                    raise ConnectionAbortedError
        own.database.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(client, range(CLIENTS)))


def test_sixteen_clients_issue_two_hundred_invoices_without_a_gap(any_crm: Crm) -> None:
    invoices = drafts(any_crm, INVOICES)
    unlucky = {invoice.id for invoice in random.Random(3).sample(invoices, ROLLED_BACK)}
    issue_all(any_crm, invoices, unlucky)
    told, left = answer(any_crm), INVOICES - ROLLED_BACK
    year = next(invoice.created_at.year for invoice in invoices)
    assert told.output == f"FA-{year}: {left} issued, FA-{year}-0001 to FA-{year}-{left:04}: in order\n"
    assert told.exit_code == 0


@pytest.fixture
def three(crm: Crm) -> list[Any]:
    """Three invoices, the last of which is credited."""
    invoices = [issued(crm, draft) for draft in drafts(crm, 3)]
    issued(crm, do(crm, credit, invoices[2]))
    return invoices


def answer(crm: Crm) -> Any:
    environment = {"FILON_HOME": str(crm.settings.home), "FILON_DATABASE_URL": crm.database.url}
    return CliRunner().invoke(main, ["numbers", "check"], env=environment)


def test_each_series_has_a_line(crm: Crm, three: list[Any]) -> None:
    year = three[0].issued_on.year
    told = answer(crm)
    assert told.exit_code == 0
    assert told.output.splitlines() == [
        f"AV-{year}: 1 issued, AV-{year}-0001 to AV-{year}-0001: in order",
        f"FA-{year}: 3 issued, FA-{year}-0001 to FA-{year}-0003: in order",
    ]


def test_without_invoices_nothing_is_wrong(crm: Crm) -> None:
    assert (answer(crm).exit_code, answer(crm).output) == (0, "No invoice or credit note was issued yet.\n")


def test_an_invoice_handed_over_waits_for_its_number_and_is_no_fault(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOVER_SECRET", SECRET)
    lines = 'mode = "export"\nurl = "https://erp.example/filon"\nsecret = "env:HANDOVER_SECRET"\n'
    exporting = configured(crm, f"[cycle.invoice]\n{lines}")
    do(exporting, advance, drafts(exporting, 1)[0], "handed over")
    assert (answer(exporting).exit_code, answer(exporting).output) == (0, "No invoice or credit note was issued yet.\n")


def lose(session: Any, three: list[Any]) -> None:
    session.query(Invoice).filter_by(id=three[1].id).update({"external_system": "erp"})


def date_back(session: Any, three: list[Any]) -> None:
    session.query(Invoice).filter_by(id=three[1].id).update({"issued_on": three[0].issued_on - timedelta(days=1)})


def wind_on(session: Any, three: list[Any]) -> None:
    session.query(Counter).filter_by(series=three[0].series).update({"last": 7})


def take_out(session: Any, three: list[Any]) -> None:
    session.query(Invoice).filter_by(id=three[2].id).update({"series": None, "sequence": None})


def lose_all(session: Any, three: list[Any]) -> None:
    session.query(Invoice).filter(Invoice.type != "credit_note").update({"state": "draft"})


FAULTS: dict[str, tuple[Callable[[Any, list[Any]], None], str]] = {
    "a gap": (lose, "gap before {2}: after {0} at least one number is missing"),
    "a date before the last": (date_back, "{1} is dated before {0}"),
    "a counter ahead": (wind_on, "the counter says 7, but the last number issued is 3"),
    "a number outside": (take_out, "{2} was issued outside any series"),
    "a series that is gone": (lose_all, "the counter says 3, but the last number issued is 0"),
}


@pytest.mark.parametrize("damage", FAULTS)
def test_a_fault_is_named_with_its_place(crm: Crm, three: list[Any], damage: str) -> None:
    harm, words = FAULTS[damage]
    with crm.database.write() as session:
        harm(session, three)
    told = answer(crm)
    assert told.exit_code == 1
    assert words.format(*(invoice.number for invoice in three)) in told.output


def test_a_number_that_stands_twice_is_found(crm: Crm, three: list[Any]) -> None:
    with crm.database.write() as session:
        session.connection().exec_driver_sql("DROP INDEX ix_invoices_ours")
        session.query(Invoice).filter_by(id=three[1].id).update({"number": three[0].number})
    with crm.read() as session:
        _notes, series = check(session, crm.settings)
    assert series.faults == (Fault("duplicate", three[0].number, three[0].number),)
