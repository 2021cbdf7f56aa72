"""The mail that asks whether a consent is real, over a real SMTP server, and the page behind its link."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask.testing import FlaskClient

from core.actions.consent import give, suppress
from core.crm import Crm
from core.errors import Unavailable
from core.opt_in import ask_consent
from intake.app import build
from tests.factories import actor, configured, make_lead
from tests.integration.intake_site import BROWSER, MARIE, stamped, work
from tests.integration.test_consent import AGREED, consents


class Mailbox:
    """What an SMTP server took, and what it answers."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.answer = "250 taken"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            self.messages.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        return self.answer


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


@pytest.fixture
def box(mailbox: tuple[Mailbox, int]) -> Mailbox:
    return mailbox[0]


@pytest.fixture
def crm(crm: Crm, mailbox: tuple[Mailbox, int]) -> Crm:
    mail = f'[mail]\nhost = "127.0.0.1"\nport = {mailbox[1]}\nsecurity = "none"\n'
    return configured(crm, mail + "[consent]\ndouble_opt_in = true\n")


@pytest.fixture
def client(crm: Crm) -> FlaskClient:
    return build(crm).test_client()


def agree(crm: Crm, **lead: Any) -> int:
    made = make_lead(crm, **lead)
    with crm.transaction(actor()) as tx:
        consent = give(tx, made, **AGREED, language="en")
        assert consent
        return consent.id


def path_in(message: EmailMessage) -> str:
    text = message.get_body(("plain",))
    assert text
    found = re.search(r"http://127\.0\.0\.1:8000(/consent/\S+)", text.get_content())
    assert found
    return found[1]


SEEN = {
    "fr": ("À confirmer~: voulez-vous que Filon Démonstration vous écrive~?", "Je confirme", "C’est confirmé"),
    "en": ("Please confirm: do you want Filon Démonstration to write to you?", "I confirm", "Confirmed, thank you"),
}


@pytest.mark.parametrize("code", SEEN)
def test_from_the_form_to_the_click_in_the_mail(crm: Crm, client: FlaskClient, box: Mailbox, code: str) -> None:
    subject, confirm, thanks = (text.replace("~", "\u00a0") for text in SEEN[code])
    shown = re.search(r'name="consent" value="([^"]+)"', client.get(f"/f/contact?lang={code}", headers=BROWSER).text)
    assert shown
    client.post(
        f"/f/contact?lang={code}", data={**MARIE, "_hosted": stamped(crm), "consent": shown[1]}, headers=BROWSER
    )
    work(crm)
    ask_consent(crm, 1)
    (message,) = box.messages
    assert (message["To"], message["Subject"]) == (MARIE["email"], subject)
    assert message["From"] == "Filon Démonstration <bonjour@filon.example>"
    html = message.get_body(("html",))
    assert html
    assert shown[1] in html.get_content()
    page = client.get(path_in(message), headers=BROWSER)
    assert (page.status_code, confirm in page.text, consents(crm)[0].state) == (200, True, "to be confirmed")
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    after = client.post(path_in(message), data={"do": "confirm"}, headers=BROWSER)
    assert after.status_code == 303
    assert thanks in client.get(after.location, headers=BROWSER).text
    assert consents(crm)[0].state == "confirmed"


def test_a_program_that_opens_every_link_confirms_nothing(crm: Crm, client: FlaskClient, box: Mailbox) -> None:
    ask_consent(crm, agree(crm))
    path = path_in(box.messages[0])
    for ask in (client.get, client.head, client.options):
        ask(path)
    assert client.post(path).status_code == 400
    assert consents(crm)[0].state == "to be confirmed"


def test_who_was_not_asked_can_stay_away_for_good(crm: Crm, client: FlaskClient, box: Mailbox) -> None:
    ask_consent(crm, agree(crm))
    after = client.post(path_in(box.messages[0]), data={"do": "withdraw"}, headers=BROWSER)
    assert "We will not write to you any more" in client.get(after.location, headers=BROWSER).text
    assert client.post(path_in(box.messages[0]), data={"do": "confirm"}, headers=BROWSER).status_code == 409
    assert consents(crm)[0].state == "withdrawn"


def test_nothing_is_sent_to_who_objected_meanwhile_nor_twice_once_it_is_decided(crm: Crm, box: Mailbox) -> None:
    number = agree(crm)
    with crm.transaction(actor()) as tx:
        suppress(tx, "marie@radium.example")
    ask_consent(crm, number)
    assert box.messages == []


def test_the_same_mail_sent_again_is_known_by_its_id(crm: Crm, box: Mailbox) -> None:
    number = agree(crm)
    ask_consent(crm, number)
    ask_consent(crm, number)
    assert {message["Message-ID"] for message in box.messages} == {"<consent-1@filon.example>"}


def test_words_that_are_not_ours_are_never_mailed(crm: Crm, box: Mailbox) -> None:
    """Else our server would send anybody's advertisement to anybody."""
    made = make_lead(crm)
    with crm.transaction(actor()) as tx:
        give(tx, made, wording="Buy at https://pills.example", field="consent", value="on", language="en")
    ask_consent(crm, 1)
    text = box.messages[0].get_body(("plain",))
    assert text
    assert "pills" not in box.messages[0].as_string()
    assert "I agree that Filon Démonstration writes to me about its offers." in text.get_content()


def test_a_server_that_is_away_or_busy_is_tried_again(crm: Crm, box: Mailbox) -> None:
    number = agree(crm)
    box.answer = "451 busy"
    with pytest.raises(Unavailable, match="451 busy"):
        ask_consent(crm, number)
    nowhere = configured(crm, '[mail]\nhost = "127.0.0.1"\nport = 1\n[consent]\ndouble_opt_in = true\n')
    with pytest.raises(Unavailable, match="ConnectionRefusedError"):
        ask_consent(nowhere, number)


def test_an_address_that_is_refused_for_good_is_given_up(crm: Crm, box: Mailbox) -> None:
    number = agree(crm)
    box.answer = "550 nobody of that name"
    ask_consent(crm, number)
    assert (box.messages, consents(crm)[0].state) == ([], "to be confirmed")


def test_a_link_that_leads_nowhere_says_so_in_a_page(client: FlaskClient) -> None:
    page = client.get("/consent/nonsense?lang=en", headers=BROWSER)
    assert (page.status_code, "There is nothing behind this link" in page.text) == (404, True)
