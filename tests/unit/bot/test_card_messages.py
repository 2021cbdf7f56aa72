"""What stays in Slack about a card and a new lead: true, readable, and taken by Slack whatever is in it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.card_lead import fields_of
from bot.mrkdwn import speech
from bot.sandbox.blocks import check_message
from bot.views.announcement import announcement
from bot.views.review import LABELS, review
from core.model import Submission
from tests.integration.talk import action_ids, texts
from tests.unit.bot.records import a_lead, card

ENGLISH, FRENCH = speech("en"), speech("fr")
LONG = "<!channel> & " * 400
EMPTY: dict[str, Any] = dict.fromkeys(LABELS) | {"emails": [], "phones": []}


def a_card(state: str = "review", uncertain: tuple[str, ...] = (), **contact: Any) -> Submission:
    result = {"contact": EMPTY | contact, "uncertain": [*uncertain]}
    return Submission(id=7, state=state, result=result, origin={"name": "card.jpg"})


def phone(e164: str, kind: str) -> dict[str, str]:
    return {"e164": e164, "type": kind, "raw": e164}


def test_a_review_shows_what_was_read_and_nothing_else() -> None:
    shown = texts({"blocks": review(ENGLISH, a_card(last_name="Curie", country="FR")).blocks})
    assert "*Last name*\nCurie" in shown
    assert "*Country*\nFrance" in shown
    assert "*Company*" not in shown
    assert "uncertain" not in shown


def test_phones_say_what_kind_they_are_in_the_readers_language() -> None:
    phones = [phone("+33639981234", "mobile"), phone("+33199001234", "work"), phone("112", "other")]
    shown = texts({"blocks": review(FRENCH, a_card(phones=phones)).blocks})
    assert "+33 6 39 98 12 34 (mobile)\n+33 1 99 00 12 34 (bureau)\n112 (autre)" in shown


def test_a_country_that_nobody_knows_is_shown_as_it_was_read() -> None:
    assert "*Country*\nXX" in texts({"blocks": review(ENGLISH, a_card(country="XX")).blocks})


@pytest.mark.parametrize("state", ["discarded", "failed"])
def test_a_decided_card_has_no_buttons(state: str) -> None:
    card = a_card(state)
    card.reason = "The photo is damaged or incomplete. Send it once more."
    assert action_ids({"blocks": review(ENGLISH, card).blocks}) == []


def test_a_refusal_is_said_with_its_values_and_names_the_photo() -> None:
    card = a_card("failed")
    card.reason, card.result = (
        "The picture has more than {limit} megapixels. Send it smaller.",
        {"values": {"limit": 50}},
    )
    reply = review(FRENCH, card)
    assert "50" in reply.text
    assert "card.jpg" in texts({"blocks": reply.blocks})


@pytest.mark.parametrize("state", ["review", "discarded", "failed"])
def test_slack_takes_a_review_whatever_was_read(state: str) -> None:
    everything = dict.fromkeys(LABELS, LONG) | {"emails": [LONG] * 9, "phones": [phone(LONG, "fax")] * 9}
    card = a_card(state, tuple(LABELS), **everything)
    card.reason, card.origin = "The file is empty. Take the photo again and send it once more.", {"name": LONG}
    reply = review(ENGLISH, card)
    assert check_message(reply.blocks) == []
    assert "<!channel>" not in reply.text + texts({"blocks": reply.blocks})


def test_the_first_number_of_each_kind_becomes_the_leads_and_a_fax_none() -> None:
    phones = [phone("+331", "fax"), phone("+332", "work"), phone("+333", "other"), phone("+336", "mobile")]
    fields = fields_of(a_card(phones=phones, emails=["a@b.example", "c@d.example"]))
    assert (fields["phone"], fields["mobile"], fields["email"]) == ("+332", "+336", "a@b.example")


def test_a_lead_that_is_nobodys_can_be_claimed_and_assigned() -> None:
    reply = announcement(ENGLISH, card(a_lead(source="web form", need="An audit"), owner=""))
    assert action_ids({"blocks": reply.blocks}) == ["claim", "assign"]
    assert "New lead · web form" in texts({"blocks": reply.blocks})
    assert "*Need*\nAn audit" in texts({"blocks": reply.blocks})


def test_a_lead_that_is_somebodys_names_them_and_offers_nothing() -> None:
    reply = announcement(ENGLISH, card(a_lead(source="web form")))
    assert action_ids({"blocks": reply.blocks}) == []
    assert "Camille Moreau" in texts({"blocks": reply.blocks})


@pytest.mark.parametrize("state", ["qualified", "disqualified"])
def test_a_lead_that_is_closed_offers_nothing(state: str) -> None:
    reply = announcement(ENGLISH, card(a_lead(state=state), owner=""))
    assert action_ids({"blocks": reply.blocks}) == []


def test_slack_takes_an_announcement_whatever_strangers_wrote() -> None:
    written = dict.fromkeys(("first_name", "last_name", "company", "email", "need", "topic", "address"), LONG)
    reply = announcement(ENGLISH, card(a_lead(**written), owner=""))
    assert check_message(reply.blocks) == []
    assert "<!channel>" not in reply.text
