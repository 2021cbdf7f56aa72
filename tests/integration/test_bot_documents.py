"""A record's PDF comes into the thread of the record's own message, or to whoever asked for it, once."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import Sandbox
from core import events
from core.actions.advance import advance
from core.actions.create import create
from core.actions.promote import made_from, promote
from core.crm import Actor
from core.documents import produce
from core.model import Document, User
from tests.factories import hire, make_lead, make_quote, send_quote
from tests.integration.desk import Desk
from tests.integration.talk import CAMILLE, LEADS, OLIVER, Json, Talk, action_ids, texts

PDF = b"%PDF-1.7\n%%EOF\n"


def render(slack: Talk, quote: Any, **changes: Any) -> str:
    """What the job of the documents leaves behind; the file's name."""
    path = slack.crm.settings.home / "documents" / f"{quote.number}.pdf"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(PDF)
    digests = {"sha256": "-", "template_sha256": "-"}
    with slack.crm.transaction(Actor(None, "job")) as tx:
        document = Document(record_kind="quote", record_id=quote.id, record_revision=0, path=path.name, **digests)
        tx.session.add(document)
        tx.session.flush()
        events.record(tx, tx.record("quote", quote.id), "rendered", document=document.id, **changes)
    return path.name


@pytest.fixture
def camille(slack: Talk) -> User:
    """The quote's owner."""
    return hire(slack.crm)


def messages(slack: Talk) -> list[Json]:
    return slack.sandbox.messages(slack.sandbox.dm(CAMILLE))


def test_its_owner_gets_the_quote_with_the_pdf_in_its_thread(slack: Talk, desk: Desk, camille: User) -> None:
    name = render(slack, send_quote(slack.crm, camille))
    desk.work()
    card, pdf = messages(slack)
    assert "envoyé" in texts(card)
    assert "advance.accepted" in action_ids(card)
    assert pdf["thread_ts"] == card["ts"]
    assert [file["name"] for file in pdf["files"]] == [name]
    assert slack.sandbox.file_bytes(pdf["files"][0]["id"]) == PDF


def test_our_own_pdf_does_not_come_back_as_a_card(slack: Talk, desk: Desk, camille: User) -> None:
    render(slack, send_quote(slack.crm, camille))
    desk.work()
    # What the upload caused is delivered before the answer to this.
    slack.type(CAMILLE, "aide")
    assert list(desk.submissions) == []
    assert messages(slack)[-1]["reactions"] == []


def test_jobs_that_are_done_twice_post_it_once(slack: Talk, desk: Desk, camille: User) -> None:
    render(slack, send_quote(slack.crm, camille))
    desk.work()
    desk.work_again()
    assert len(messages(slack)) == 2


@pytest.mark.parametrize("method", ["conversations.open", "chat.postMessage", "files.completeUploadExternal"])
def test_slack_failing_leaves_one_of_each_at_the_end(
    slack: Talk, desk: Desk, sandbox: Sandbox, camille: User, method: str
) -> None:
    render(slack, send_quote(slack.crm, camille))
    sandbox.fail_next(method, 500)
    with pytest.raises(SlackApiError):
        desk.work()
    desk.work()
    assert [len(message["files"]) for message in messages(slack)] == [0, 1]


def test_the_quotes_message_is_kept_true(slack: Talk, desk: Desk, camille: User) -> None:
    quote = send_quote(slack.crm, camille)
    render(slack, quote)
    desk.work()
    with slack.crm.transaction(Actor(camille.id, "slack")) as tx:
        advance(tx, quote, "accepted")
    desk.work()
    assert "accepté" in texts(messages(slack)[0])


def test_a_quote_of_nobody_goes_to_the_leads_channel(slack: Talk, desk: Desk) -> None:
    render(slack, send_quote(slack.crm))
    desk.work()
    card, pdf = slack.sandbox.messages(LEADS)
    assert pdf["thread_ts"] == card["ts"]


@pytest.fixture
def printing(slack: Talk, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk with the job of the documents, and a printer in the place of LibreOffice."""
    monkeypatch.setattr(produce, "to_pdf", lambda _docx: PDF)
    desk.jobs["render_document"] = partial(produce.render_document, slack.crm)
    return desk


def comments(slack: Talk, user: str) -> list[str]:
    """What stands with the files that somebody got."""
    return [message["text"] for message in slack.sandbox.messages(slack.sandbox.dm(user), user) if message["files"]]


def test_the_whole_sale_arrives_in_its_threads(slack: Talk, printing: Desk, camille: User) -> None:
    quote = send_quote(slack.crm, camille)
    with slack.crm.transaction(Actor(camille.id, "slack")) as tx:
        quote = advance(tx, quote, "accepted")
        order = advance(tx, made_from(tx, quote)[0], "confirmed")
        invoice = advance(tx, promote(tx, order)[0], "issued")
    printing.work()
    printing.work_again()
    assert sorted(comments(slack, CAMILLE)) == sorted(
        [
            f"Le devis {quote.reference} en PDF",
            f"La confirmation de commande {order.reference} en PDF",
            f"La facture {invoice.reference} en PDF",
        ]
    )
    cards = {message["ts"] for message in messages(slack) if not message["files"]}
    assert {message["thread_ts"] for message in messages(slack) if message["files"]} <= cards


@pytest.mark.parametrize(
    ("type_", "comment"),
    [
        ("deposit", "La facture d’acompte {} en PDF"),
        ("final", "La facture de solde {} en PDF"),
        ("credit_note", "L’avoir {} en PDF"),
    ],
)
def test_an_invoice_is_called_what_it_is(slack: Talk, printing: Desk, camille: User, type_: str, comment: str) -> None:
    with slack.crm.transaction(Actor(camille.id, "slack")) as tx:
        invoice: Any = create(tx, "invoice", account_id=create(tx, "account", name="Radium SA").id)
        invoice.type = type_
    slack.type(CAMILLE, f"document {invoice.reference}")
    printing.work()
    assert comments(slack, CAMILLE) == [comment.format(invoice.reference)]


def test_a_sheet_is_asked_for_and_comes(slack: Talk, printing: Desk, camille: User) -> None:
    make_lead(slack.crm, camille)
    said = slack.type(CAMILLE, "document L-1")
    assert "Le PDF de L-1 est en route vers vous." in said["text"]
    printing.work()
    printing.work_again()
    assert comments(slack, CAMILLE) == ["La fiche de L-1 en PDF"]


def test_whoever_asks_again_gets_it_again(slack: Talk, printing: Desk, camille: User) -> None:
    make_lead(slack.crm, camille)
    for _ in range(2):
        slack.type(CAMILLE, "document L-1")
        printing.work()
    assert comments(slack, CAMILLE) == ["La fiche de L-1 en PDF"] * 2


def test_a_colleague_who_asks_gets_it_and_its_owner_is_left_in_peace(
    slack: Talk, printing: Desk, camille: User
) -> None:
    make_lead(slack.crm, camille)
    slack.type(CAMILLE, "document L-1")
    printing.work()
    slack.type(OLIVER, "document L-1")
    printing.work()
    assert comments(slack, OLIVER) == ["The sheet of L-1 as PDF"]
    assert comments(slack, CAMILLE) == ["La fiche de L-1 en PDF"]


def test_an_account_has_no_document(slack: Talk, camille: User) -> None:
    make_quote(slack.crm, camille)
    before = slack.happened()
    assert "Il n’existe pas de document" in slack.type(CAMILLE, "document A-1")["text"]
    assert slack.happened() == before


def test_a_document_of_nothing_is_refused(slack: Talk) -> None:
    assert "Name the record" in slack.type(OLIVER, "document")["text"]
    assert "There is no L-99" in slack.type(OLIVER, "pdf L-99")["text"]
