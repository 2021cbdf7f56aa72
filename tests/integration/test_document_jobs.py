"""The job that prints: once what left its draft, anew what still changes, never what is another system's."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import select

from core.actions.advance import advance
from core.actions.ask_document import ask_document
from core.actions.promote import made_from, promote
from core.crm import Actor, Crm
from core.documents import produce
from core.documents.paper import Paper
from core.documents.produce import render_document
from core.errors import NotUnderstood, ReadOnly, SalesError, SwitchedOff
from core.events import FOLLOWS
from core.model import Document, Event, Record, User
from core.settings import Configuration
from tests.factories import actor, hire, make_lead, make_opportunity, make_quote, send_quote


class Printer:
    """Stands in for LibreOffice: each print is another one."""

    def __init__(self) -> None:
        self.prints = 0
        self.meanwhile: Callable[[], None] | None = None

    def __call__(self, _docx: bytes) -> bytes:
        if meanwhile := self.meanwhile:
            self.meanwhile = None
            meanwhile()
        self.prints += 1
        return b"%%PDF-1.7 print %d" % self.prints


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    """Prints at once."""
    printer = Printer()
    monkeypatch.setattr(produce, "to_pdf", printer)
    return printer


@pytest.fixture
def camille(crm: Crm) -> User:
    """Whose records these are."""
    return hire(crm)


def events(crm: Crm, name: str) -> Sequence[Event]:
    with crm.read() as session:
        return session.scalars(select(Event).where(Event.name == name).order_by(Event.id)).all()


def documents(crm: Crm) -> Sequence[Document]:
    with crm.read() as session:
        return session.scalars(select(Document).order_by(Document.id)).all()


def ask(crm: Crm, record: Record, user: User) -> int:
    """Somebody asks for the record's document; the event."""
    with crm.transaction(actor(user)) as tx:
        ask_document(tx, record)
    return events(crm, f"{record.kind}.document_asked")[-1].id


def file_of(crm: Crm, document: Document) -> bytes:
    return (crm.settings.home / "documents" / document.path).read_bytes()


def sold(crm: Crm, camille: User) -> list[Any]:
    """A sent quote, its confirmed order, the issued invoice."""
    quote = send_quote(crm, camille)
    with crm.transaction(actor(camille)) as tx:
        quote = advance(tx, quote, "accepted")
        (order,) = made_from(tx, quote)
        order = advance(tx, order, "confirmed")
        (invoice,) = promote(tx, order)
        return [quote, order, advance(tx, invoice, "issued")]


@pytest.mark.parametrize(
    ("event", "job"),
    [
        ("quote.sent", "render_document"),
        ("order.confirmed", "render_document"),
        ("invoice.issued", "render_document"),
        ("lead.document_asked", "render_document"),
        ("lead.rendered", "post_document"),
        ("invoice.rendered", "post_document"),
    ],
)
def test_what_follows_an_event(event: str, job: str) -> None:
    assert [follow.job for follow in FOLLOWS if follow.event == event] == [job]


def test_a_whole_sale_is_printed_for_real(crm: Crm, camille: User) -> None:
    quote, order, invoice = sold(crm, camille)
    for name in ("quote.sent", "order.confirmed", "invoice.issued"):
        render_document(crm, events(crm, name)[0].id)
    made = documents(crm)
    assert [document.path for document in made] == [f"{each.number}.pdf" for each in (quote, order, invoice)]
    for document, title in zip(made, ("Devis", "Confirmation de commande", "Facture"), strict=True):
        pdf = file_of(crm, document)
        assert hashlib.sha256(pdf).hexdigest() == document.sha256
        assert title in _text(pdf)
        assert "Radium SA" in _text(pdf)


def test_the_sheets_are_printed_for_real(crm: Crm, camille: User) -> None:
    opportunity = make_opportunity(crm, camille)
    with crm.look(actor()) as tx:
        lead = tx.record("lead", opportunity.lead_id)
    for record in (lead, opportunity):
        render_document(crm, ask(crm, record, camille))
    texts = [_text(file_of(crm, document)) for document in documents(crm)]
    assert [title in text for title, text in zip(("Fiche prospect", "Fiche opportunité"), texts, strict=True)] == [
        True
    ] * 2
    assert all("Radium SA" in text for text in texts)


def _text(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def test_a_job_done_twice_prints_and_tells_once(crm: Crm, printer: Printer, camille: User) -> None:
    send_quote(crm, camille)
    sent = events(crm, "quote.sent")[0].id
    render_document(crm, sent)
    render_document(crm, sent)
    assert printer.prints == 1
    assert [event.changes["follows"] for event in events(crm, "quote.rendered")] == [sent]


def test_what_was_sent_is_never_printed_again(crm: Crm, printer: Printer, camille: User) -> None:
    quote = send_quote(crm, camille)
    render_document(crm, events(crm, "quote.sent")[0].id)
    first = documents(crm)[0]
    with crm.transaction(actor(camille)) as tx:
        advance(tx, quote, "accepted")
    render_document(crm, ask(crm, quote, camille))
    assert printer.prints == 1
    assert [(each.id, each.sha256) for each in documents(crm)] == [(first.id, first.sha256)]
    assert [event.changes["asked_by"] for event in events(crm, "quote.rendered")] == [None, camille.id]


def test_whoever_prints_second_keeps_the_first_print(crm: Crm, printer: Printer, camille: User) -> None:
    quote = send_quote(crm, camille)
    sent, asked = events(crm, "quote.sent")[0].id, ask(crm, quote, camille)
    # While this one prints, the other one is done from its beginning to its end.
    printer.meanwhile = lambda: render_document(crm, sent)
    render_document(crm, asked)
    (document,) = documents(crm)
    assert file_of(crm, document) == b"%PDF-1.7 print 1"
    assert document.sha256 == hashlib.sha256(b"%PDF-1.7 print 1").hexdigest()
    assert len(events(crm, "quote.rendered")) == 2


def test_a_draft_is_printed_as_it_is_now(crm: Crm, printer: Printer, camille: User) -> None:
    quote = make_quote(crm, camille)
    render_document(crm, ask(crm, quote, camille))
    render_document(crm, ask(crm, quote, camille))
    with crm.transaction(actor(camille)) as tx:
        advance(tx, quote, "sent")
    render_document(crm, events(crm, "quote.sent")[0].id)
    draft, final = documents(crm)
    assert (file_of(crm, draft), file_of(crm, final)) == (b"%PDF-1.7 print 2", b"%PDF-1.7 print 3")
    assert draft.sha256 == hashlib.sha256(b"%PDF-1.7 print 2").hexdigest()
    assert final.path == f"{quote.number}.pdf"


def test_a_sheet_is_in_the_language_of_whoever_asks(crm: Crm, camille: User, monkeypatch: pytest.MonkeyPatch) -> None:
    oliver = hire(crm, "U0OLIVER", "Oliver Hughes", "en")
    lead = make_lead(crm, camille)
    printed: list[Paper] = []
    monkeypatch.setattr(produce, "_pdf", lambda paper: (printed.append(paper), b"%PDF")[1])
    for user in (camille, oliver):
        render_document(crm, ask(crm, lead, user))
    assert [paper.template.name for paper in printed] == ["lead.fr.docx", "lead.en.docx"]


def test_an_account_has_no_document(crm: Crm, camille: User) -> None:
    make_quote(crm, camille)
    said = refusal(crm, "account", 1, NotUnderstood)
    assert said.startswith("There is no document for this kind of record: account.")


def test_another_systems_record_is_not_printed_here(crm: Crm, printer: Printer, camille: User) -> None:
    order = sold(crm, camille)[1]
    with crm.transaction(Actor(None, "test")) as tx:
        tx.session.get_one(type(order), order.id).external_system = "erp"
    render_document(crm, events(crm, "order.confirmed")[0].id)
    assert documents(crm) == []
    assert printer.prints == 0
    assert "Ask for it there" in refusal(crm, "order", order.id, ReadOnly)


MADE_ELSEWHERE: dict[str, tuple[type[SalesError], str]] = {
    "mirror": (ReadOnly, "belongs to another system"),
    "export": (ReadOnly, "belongs to another system"),
    "off": (SwitchedOff, "does not use this step"),
}


@pytest.mark.parametrize("mode", MADE_ELSEWHERE)
def test_a_step_that_is_made_elsewhere_prints_nothing(crm: Crm, printer: Printer, camille: User, mode: str) -> None:
    refused, why = MADE_ELSEWHERE[mode]
    invoice = sold(crm, camille)[2]
    adapted = Configuration.model_validate({"cycle": {"invoice": {"mode": mode}}})
    for name in ("configuration", "cycle"):
        crm.settings.__dict__.pop(name, None)
    crm.settings.__dict__["configuration"] = adapted
    render_document(crm, events(crm, "invoice.issued")[0].id)
    assert documents(crm) == []
    assert why in refusal(crm, "invoice", invoice.id, refused)


def refusal(crm: Crm, kind: str, record_id: int, expected: type[SalesError]) -> str:
    """What is said to whoever asks for this record's document; nothing has happened then."""
    before = len(events(crm, f"{kind}.document_asked"))
    with pytest.raises(expected) as caught, crm.transaction(actor()) as tx:
        ask_document(tx, tx.record(kind, record_id))
    assert len(events(crm, f"{kind}.document_asked")) == before
    return str(caught.value)
