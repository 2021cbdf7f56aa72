"""What was agreed to is kept with its proof, and who wants no marketing gets none, whatever door they come through."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.views.facts import facts
from cli import proof
from core.actions.change import change
from core.actions.consent import confirm, give, suppress, token_of, withdraw
from core.actions.create import create
from core.actions.preview import CREATE
from core.actions.promote import promote
from core.crm import Actor, Crm
from core.language import Language
from core.model import Consent, Event, Lead, Suppression
from core.queries.suppression import address_key
from intake.app import build
from tests.factories import actor, configured, hire, make_lead
from tests.integration.intake_site import BROWSER, MARIE, leads, stamped, submissions, work

OPT_IN = '[mail]\nhost = "127.0.0.1"\n[consent]\ndouble_opt_in = true\n'
AGREED = {"wording": "Oui, écrivez-moi", "field": "consent", "value": "on"}


def consents(crm: Crm) -> list[Consent]:
    with crm.read() as session:
        return [*session.scalars(select(Consent).order_by(Consent.id))]


def agree(crm: Crm, lead: Any) -> Consent | None:
    with crm.transaction(actor()) as tx:
        return give(tx, lead, **AGREED)


def test_a_tick_in_our_form_is_kept_with_all_that_proves_it(any_crm: Crm) -> None:
    client = build(any_crm).test_client()
    shown = re.search(r'name="consent" value="([^"]+)"', client.get("/f/contact?lang=en", headers=BROWSER).text)
    assert shown
    client.post(
        "/f/contact?lang=en",
        data={**MARIE, "_hosted": stamped(any_crm), "consent": shown[1], "_page": "https://radium.example/contact"},
        headers=BROWSER | {"User-Agent": "Firefox"},
    )
    work(any_crm)
    (lead,), (submission,), (consent,) = leads(any_crm), submissions(any_crm), consents(any_crm)
    assert (consent.lead_id, consent.submission_id, consent.given_at) == (lead.id, submission.id, submission.created_at)
    assert consent.wording == consent.value == shown[1]
    assert (consent.field, consent.wording_version, consent.language) == ("consent", "1 en", "en")
    assert (consent.ip, consent.user_agent, consent.page) == ("127.0.0.1", "Firefox", "https://radium.example/contact")
    assert (consent.purpose, consent.state) == ("marketing", "given")
    assert "consent" not in lead.details


@pytest.mark.parametrize("value", [None, "", "false", "Non", "0", "off"])
def test_what_was_not_ticked_is_absent_and_not_false(crm: Crm, value: str | None) -> None:
    answers = MARIE if value is None else {**MARIE, "consent": value}
    build(crm).test_client().post("/f/contact", data=answers)
    work(crm)
    assert (len(leads(crm)), consents(crm)) == (1, [])


def test_words_that_are_not_ours_have_no_version_of_ours(crm: Crm) -> None:
    build(crm).test_client().post(
        "/f/contact", data={**MARIE, "_hosted": stamped(crm), "consent": "I agree to everything"}, headers=BROWSER
    )
    work(crm)
    (consent,) = consents(crm)
    assert (consent.wording, consent.wording_version) == ("I agree to everything", None)


def test_with_a_second_opt_in_a_consent_holds_once_it_is_confirmed(any_crm: Crm) -> None:
    crm = configured(any_crm, OPT_IN)
    consent = agree(crm, make_lead(crm))
    assert consent
    assert consent.state == "to be confirmed"
    token = token_of(crm.settings, consent)
    for _ in range(2):
        with crm.transaction(Actor(None, "form")) as tx:
            assert confirm(tx, token).state == "confirmed"
    with crm.read() as session:
        assert len([*session.scalars(select(Event).filter_by(name="lead.consent confirmed"))]) == 1


def test_no_token_is_kept_but_its_hash(crm: Crm) -> None:
    crm = configured(crm, OPT_IN)
    consent = agree(crm, make_lead(crm))
    assert consent
    token = token_of(crm.settings, consent)
    crm.database.close()
    assert token.encode() not in (crm.settings.home / "filon.sqlite").read_bytes()
    assert len(token) >= 43


def test_one_click_confirms_all_that_waits_for_the_address(crm: Crm) -> None:
    crm = configured(crm, OPT_IN)
    first, _ = agree(crm, make_lead(crm)), agree(crm, make_lead(crm))
    assert first
    with crm.transaction(Actor(None, "form")) as tx:
        confirm(tx, token_of(crm.settings, first))
    assert {consent.state for consent in consents(crm)} == {"confirmed"}


def asked(crm: Crm) -> list[str]:
    with crm.read() as session:
        rows = session.execute(text("SELECT workflow_uuid FROM workflow_status WHERE name = 'ask_consent'"))
        return [row[0] for row in rows]


def test_a_form_that_is_sent_ten_times_sends_one_mail(crm: Crm) -> None:
    crm = configured(crm, OPT_IN)
    for _ in range(10):
        agree(crm, make_lead(crm))
    assert asked(crm) == ["ask_consent:1"]


def test_what_was_withdrawn_is_suppressed_for_good(any_crm: Crm) -> None:
    crm = configured(any_crm, OPT_IN)
    consent = agree(crm, lead := make_lead(crm))
    assert consent
    for _ in range(2):
        with crm.transaction(Actor(None, "form")) as tx:
            assert withdraw(tx, token_of(crm.settings, consent)).state == "withdrawn"
    assert agree(crm, lead) is None
    assert agree(crm, make_lead(crm, email="Marie@Radium.example")) is None


def test_the_list_tells_nobody_who_is_on_it(crm: Crm) -> None:
    with crm.transaction(actor()) as tx:
        suppress(tx, "marie@radium.example")
        suppress(tx, "MARIE@radium.example")
    with crm.read() as session:
        (suppression,) = session.scalars(select(Suppression))
    assert suppression.address_key == address_key(crm.settings, "marie@radium.example")
    assert "marie" not in str(vars(suppression))


def test_a_suppressed_address_shows_on_whatever_has_it(any_crm: Crm) -> None:
    before = make_lead(any_crm)
    with any_crm.transaction(actor()) as tx:
        suppress(tx, "marie@radium.example")
    build(any_crm).test_client().post("/f/contact", data=MARIE)
    work(any_crm)
    other = make_lead(any_crm, email="other@radium.example", phone=None)
    with any_crm.transaction(actor()) as tx:
        contact = create(tx, "contact", last_name="Curie", email="marie@radium.example")
        changed = change(tx, other, email="Marie@radium.example")
        assert (contact.no_marketing, changed.no_marketing) == (True, True)
    with any_crm.read() as session:
        assert [lead.no_marketing for lead in session.scalars(select(Lead))] == [True, True]
        assert "*Marketing*\nwants none" in [*facts(Language("en"), session.get_one(Lead, before.id))]


def test_a_promoted_lead_hands_its_objection_on(crm: Crm) -> None:
    hire(crm)
    with crm.transaction(actor()) as tx:
        suppress(tx, "marie@radium.example")
    lead = make_lead(crm)
    with crm.transaction(actor()) as tx:
        _, contact, _ = promote(tx, lead, account=CREATE, contact=CREATE)
        assert contact.no_marketing


def test_a_card_shows_what_was_agreed_to(crm: Crm) -> None:
    agree(crm, lead := make_lead(crm))
    with crm.read() as session:
        assert "*Marketing*\nconsentement donné" in [*facts(Language("fr"), session.get_one(Lead, lead.id))]


def test_the_command_line_shows_the_proof_and_the_list(crm: Crm, capsys: pytest.CaptureFixture[str]) -> None:
    agree(crm, make_lead(crm))
    proof.show(crm, "marie@radium.example")
    assert "Oui, écrivez-moi" in (shown := capsys.readouterr().out)
    assert "Not on the list" in shown
    proof.suppress(crm, "marie@radium.example")
    proof.show(crm, "marie@radium.example")
    assert "withdrawn" in (shown := capsys.readouterr().out)
    assert "On the list" in shown
