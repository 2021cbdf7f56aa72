"""A record's card: what it shows, what it offers, and that no text breaks it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mrkdwn import speech
from bot.sandbox.blocks import check_message
from bot.views.button import read_value
from bot.views.card import Card
from bot.views.record import headline, record_card
from core import cycle
from core.model import Invoice, OpportunityLine
from core.money import ZERO
from core.queries.timeline import Entry
from tests.integration.talk import action_ids, texts
from tests.unit.bot.records import a_contact, a_lead, a_line, a_quote, an_account, an_opportunity, card

ENGLISH = speech("en")
HOSTILE = ["<!channel>", "R&D <@U0OLIVER>", "🎉" * 100, "x" * 3000, "&" * 3000, "\u202eevil", "*b* _i_ `c`", "a\nb"]


def shown(a_card: Card) -> dict[str, Any]:
    return {"blocks": record_card(ENGLISH, a_card)}


def buttons(a_card: Card) -> dict[str, dict[str, Any]]:
    rows = [block["elements"] for block in record_card(ENGLISH, a_card) if block["type"] == "actions"]
    return {element["action_id"]: element for row in rows for element in row}


def test_it_says_who_it_is_in_what_state_and_whose() -> None:
    text = texts(shown(card(a_lead(email="marie@radium.example", mobile="+33639981234"))))
    assert "Marie Curie · Radium SA" in text
    assert "Lead *L-42* · new · Camille Moreau" in text
    assert "*E-mail*\nmarie@radium.example" in text
    assert "*Mobile*\n+33 6 39 98 12 34" in text
    assert "Phone" not in text


def test_it_shows_what_a_form_asked_and_fits_no_field() -> None:
    kept = {"Minerai <rare>": ["or", "argent"], "utm_source": "lettre"}
    text = texts(shown(card(a_lead(details=kept))))
    assert "*Also told*\nMinerai &lt;rare&gt;: or, argent\nutm_source: lettre" in text
    assert "Also told" not in texts(shown(card(a_lead(details={}))))


def test_its_headline_tells_the_same_in_one_line() -> None:
    assert headline(ENGLISH, card(a_lead(), owner="")) == "Lead *L-42* · new · not assigned · Marie Curie · Radium SA"


def test_a_sale_shows_its_lines_and_figures_as_money() -> None:
    lines = (a_line(), a_line(position=2, description="Advice", unit="days", discount=Decimal(10)))
    quote = a_quote(*lines, net=Decimal("1710.00"), vat=Decimal("342.00"), gross=Decimal("2052.00"))
    text = texts(shown(card(quote)))
    assert "1. *Audit* — 2 × €450.00 = €900.00 (VAT 20 %)" in text
    assert "2. *Advice* — 2 days × €450.00, less 10 % = €810.00 (VAT 20 %)" in text
    assert "*Total incl. VAT*\n€2,052.00" in text


def test_it_offers_only_the_moves_that_are_possible_now() -> None:
    assert list(buttons(card(a_lead()))) == ["promote", "advance.contacted", "advance.disqualified", "edit", "assign"]
    assert list(buttons(card(a_lead(state="contacted")))) == ["promote", "advance.disqualified", "edit", "assign"]
    assert list(buttons(card(a_lead(state="qualified")))) == []
    assert list(buttons(card(a_lead(state="disqualified")))) == ["advance.new"]


def test_stages_to_jump_to_are_one_menu() -> None:
    menu = buttons(card(an_opportunity()))["advance"]
    assert [option["text"]["text"] for option in menu["options"]] == ["propose", "negotiate"]
    assert read_value({"selected_option": menu["options"][0]}) == {
        "kind": "opportunity",
        "id": 17,
        "version": 2,
        "to": "propose",
    }


def test_a_button_carries_identity_and_version_only() -> None:
    assert read_value(buttons(card(a_lead()))["promote"]) == {"kind": "lead", "id": 42, "version": 3}


def test_what_cannot_be_undone_is_confirmed() -> None:
    send = buttons(card(a_quote(a_line())))["advance.sent"]
    assert send["confirm"]["text"]["text"] == "DV-2026-0042 becomes: sent. This cannot be undone."
    assert "confirm" not in buttons(card(a_lead()))["advance.contacted"]


def test_one_button_at_most_is_the_first_choice() -> None:
    for record in (a_lead(), an_opportunity(), a_quote(), a_quote(a_line()), a_quote(state="sent")):
        styles = [button.get("style") for button in buttons(card(record)).values()]
        assert styles.count("primary") == 1


def test_a_draft_without_lines_asks_for_one_first() -> None:
    assert next(iter(buttons(card(a_quote())))) == "add_line"
    assert next(iter(buttons(card(a_quote(a_line()))))) == "advance.sent"


def test_what_nobody_owns_can_be_claimed() -> None:
    assert "claim" in buttons(card(a_lead(), owner=""))
    assert "claim" not in buttons(card(a_lead()))


def test_nothing_is_offered_of_a_step_that_is_off_or_belongs_to_another_system() -> None:
    no_orders = cycle.build(adapted={"order": "off"})
    offered = buttons(card(a_quote(state="accepted", net=Decimal(900)), no_orders))
    assert offered["bill"]["text"]["text"] == "Bill"
    assert "promote" not in offered
    made = (Invoice(id=12, type="invoice", net=Decimal(900), deducted=ZERO),)
    assert "bill" not in buttons(card(a_quote(state="accepted", net=Decimal(900)), no_orders, linked=made))
    mirrored = cycle.build(adapted={"order": "mirror"})
    assert "promote" not in buttons(card(a_quote(state="accepted"), mirrored))


def test_linked_records_are_one_click_away() -> None:
    linked = buttons(card(an_opportunity(), linked=(a_lead(), an_account())))
    assert linked["show.lead.42"]["text"]["text"] == "Lead L-42"
    assert linked["show.account.3"]["accessibility_label"] == "Show A-3"


def test_its_history_is_told_in_the_companys_time() -> None:
    noon = datetime(2026, 1, 9, 12, 0, tzinfo=UTC)
    entries = (Entry(noon, "call", "Oliver", "wants <b> & more", {}), Entry(noon, "lead.logged", "Oliver", "", {}))
    text = texts(shown(card(a_lead(), history=entries)))
    assert "09/01/2026, 13:00 — Oliver: call — “wants &lt;b&gt; &amp; more”" in text
    assert "logged" not in text


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("code", ["fr", "en"])
def test_hostile_names_appear_as_typed_and_ping_nobody(hostile: str, code: str) -> None:
    blocks = record_card(speech(code), card(a_lead(first_name=hostile, topic=hostile), owner=hostile))
    assert check_message(blocks) == []
    header = blocks[0]["text"]["text"]
    assert header.startswith(hostile[:140])
    _check_no_markup(blocks)


@given(st.text(min_size=1, max_size=4000), st.sampled_from(["fr", "en"]))
def test_no_text_breaks_a_card(text: str, code: str) -> None:
    lines = [a_line(OpportunityLine, position=n, description=text) for n in range(1, 20)]
    cards = (
        card(a_lead(last_name=text, address=text, need=text), owner=text),
        card(
            an_opportunity(*lines, name=text, reason="other", reason_note=text),
            history=(Entry(NOW, "note", text, text, {}),),
        ),
        card(a_contact(account=an_account(name=text), email=text, phone=text)),
    )
    for each in cards:
        blocks = record_card(speech(code), each)
        if text.strip():
            assert check_message(blocks) == []
        _check_no_markup(blocks)


NOW = datetime(2026, 1, 9, tzinfo=UTC)


def _check_no_markup(blocks: list[dict[str, Any]]) -> None:
    """No text in Slack's markup holds a bracket: nothing in it is a mention or a link."""
    for text in _markup(blocks):
        assert "<" not in text
        assert ">" not in text


def _markup(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if value.get("type") == "mrkdwn" else []
        return own + [text for part in value.values() for text in _markup(part)]
    return [text for part in value for text in _markup(part)] if isinstance(value, list) else []


def test_every_kind_and_state_makes_a_card_that_slack_takes() -> None:
    for state in ("draft", "sent", "accepted", "declined", "expired", "revised"):
        assert check_message(record_card(ENGLISH, card(a_quote(a_line(), state=state)))) == []
    for state in ("qualify", "negotiate", "won", "lost"):
        assert check_message(record_card(ENGLISH, card(an_opportunity(state=state)))) == []
    assert action_ids(shown(card(an_account()))) == ["edit", "assign"]
    assert json.dumps(shown(card(a_contact())))
