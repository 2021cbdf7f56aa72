"""The buttons of a card: once, twice, stale, and the modals that they open."""

from __future__ import annotations

import pytest

from core.model import Lead
from tests.integration.talk import CAMILLE, OLIVER, Json, Talk, action_ids, texts

MARIE = "Marie Curie, CEO at Radium SA, marie@radium.example"


@pytest.fixture
def lead(slack: Talk) -> Json:
    """The card of a lead of Oliver's."""
    return slack.type(OLIVER, f"create lead {MARIE}")


@pytest.fixture
def opportunity(slack: Talk) -> Json:
    """The card of an opportunity of Oliver's, which has a revenue."""
    return slack.type(OLIVER, "create opportunity New website 12 k€")


def test_a_move_makes_the_card_true(slack: Talk, lead: Json) -> None:
    card = slack.click(OLIVER, lead, "advance.contacted")
    assert card["ts"] == lead["ts"]
    assert "L-1 is now: contacted." in card["text"]
    assert "advance.contacted" not in action_ids(card)


def test_a_stage_is_chosen_from_the_menu(slack: Talk, opportunity: Json) -> None:
    elements = [element for block in opportunity["blocks"] for element in block.get("elements", [])]
    menu = next(element for element in elements if element.get("action_id") == "advance")
    card = slack.click(OLIVER, opportunity, "advance", menu["options"][1]["value"])
    assert "O-1 is now: negotiate." in card["text"]


def test_a_stale_button_is_answered_with_the_record_as_it_is_now(slack: Talk, lead: Json) -> None:
    slack.type(OLIVER, "assign L-1 me")
    slack.type(OLIVER, "advance L-1")
    before = slack.happened()
    card = slack.click(OLIVER, lead, "advance.contacted")
    assert "it cannot become contacted" in card["text"]
    assert "Lead *L-1* · contacted" in texts(card)
    assert slack.happened() == before


def test_a_button_of_an_older_version_changes_nothing(slack: Talk, lead: Json) -> None:
    slack.type(OLIVER, "advance L-1")
    slack.type(OLIVER, "abandon L-1 no budget")
    slack.type(OLIVER, "advance L-1 new")
    before = slack.happened()
    card = slack.click(OLIVER, lead, "advance.contacted")
    assert "L-1 was changed since you looked." in card["text"]
    assert slack.happened() == before


def test_promoting_twice_by_a_stale_button_makes_one_of_each(slack: Talk, lead: Json) -> None:
    first = slack.click(OLIVER, lead, "promote")
    assert "L-1 became: A-1, C-1, O-1." in first["text"]
    before = slack.happened()
    second = slack.click(OLIVER, lead, "promote")
    assert "L-1 was promoted already: A-1, C-1, O-1." in second["text"]
    assert "Lead *L-1* · qualified" in texts(second)
    assert slack.happened() == before


def test_abandoning_asks_why_and_replaces_the_card(slack: Talk, lead: Json) -> None:
    modal = slack.ask(OLIVER, lead, "advance.disqualified")
    assert slack.sandbox.submit(OLIVER, modal, {"reason": "other"})["response_action"] == "errors"
    card = slack.fill(OLIVER, modal, {"reason": "cannot contact", "note": "called three times"})
    assert card["ts"] == lead["ts"]
    assert "*Reason*\ncannot contact" in texts(card)
    assert "*Explanation*\ncalled three times" in texts(card)


def test_winning_asks_for_the_revenue_which_is_filled_in(slack: Talk, opportunity: Json) -> None:
    modal = slack.ask(OLIVER, opportunity, "advance.won")
    assert modal["blocks"][0]["element"]["initial_value"] == "12,000"
    refused = slack.sandbox.submit(OLIVER, modal, {"revenue": "much"})
    assert refused["errors"] == {"revenue": "“much” is no figure. Write it like 1 234,50 or 1,234.50."}
    assert "€12,500.00" in texts(slack.fill(OLIVER, modal, {"revenue": "12.5 k€"}))


def test_a_modal_over_a_record_that_changed_says_so_and_changes_nothing(slack: Talk, lead: Json) -> None:
    modal = slack.ask(OLIVER, lead, "advance.disqualified")
    slack.type(OLIVER, "advance L-1")
    before = slack.happened()
    refused = slack.sandbox.submit(OLIVER, modal, {"reason": "lost"})
    assert "L-1 was changed since you looked." in refused["errors"]["reason"]
    assert slack.happened() == before


def test_a_line_is_added_figure_by_figure(slack: Talk, opportunity: Json) -> None:
    modal = slack.ask(OLIVER, opportunity, "add_line")
    line = {
        "description": "Audit",
        "quantity": "2,5",
        "unit": "days",
        "unit_price": "600",
        "discount": "10",
        "vat_rate": "",
    }
    wrong = slack.sandbox.submit(OLIVER, modal, {**line, "discount": "ten"})
    assert list(wrong["errors"]) == ["discount"]
    assert "2.5 days × €600.00, less 10 % = €1,350.00" in texts(slack.fill(OLIVER, modal, line))


def test_a_record_is_assigned_by_the_modal(slack: Talk, lead: Json) -> None:
    modal = slack.ask(OLIVER, lead, "assign")
    assert modal["blocks"][0]["element"]["initial_user"] == OLIVER
    assert "L-1 now belongs to Camille Moreau." in slack.fill(OLIVER, modal, {"who": CAMILLE})["text"]


def test_of_two_who_claim_the_second_is_told_who_was_faster(slack: Talk, lead: Json) -> None:
    with slack.crm.database.write() as session:
        session.query(Lead).update({Lead.owner_id: None})
    ours, theirs = slack.type(OLIVER, "show L-1"), slack.type(CAMILLE, "show L-1")
    assert "L-1 now belongs to Oliver Hughes." in slack.click(OLIVER, ours, "claim")["text"]
    late = slack.click(CAMILLE, theirs, "claim")
    assert "Oliver Hughes" in late["text"]
    assert "claim" not in action_ids(late)


def test_linked_records_open_beside_the_card(slack: Talk, lead: Json) -> None:
    made = slack.click(OLIVER, lead, "promote")
    account = slack.click(OLIVER, made, "show.account.1")
    assert account["ts"] != made["ts"]
    assert "Account *A-1*" in account["text"]


def test_a_window_that_opens_too_late_is_explained(slack: Talk, lead: Json) -> None:
    slack.sandbox.fail_next("views.open", "expired_trigger_id")
    card = slack.click(OLIVER, lead, "assign")
    assert "Slack gave up waiting before the window opened. Try again." in card["text"]
