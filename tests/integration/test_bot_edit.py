"""Changing fields in Slack: by a sentence, and in the form."""

from __future__ import annotations

import pytest

from core.model import Opportunity
from tests.integration.talk import CAMILLE, OLIVER, Json, Talk, action_ids, texts


@pytest.fixture
def opportunity(slack: Talk) -> Json:
    """The card of an opportunity of Oliver's."""
    slack.type(OLIVER, "create account Radium SA 732 829 320")
    return slack.type(OLIVER, "create opportunity A-1 New website 12 k€")


def kept(slack: Talk) -> Opportunity:
    with slack.crm.read() as session:
        return session.get_one(Opportunity, 1)


def test_fields_are_changed_in_both_languages(slack: Talk, opportunity: Json) -> None:
    slack.type(OLIVER, "create lead Camille Moreau, Filon SA")
    slack.type(OLIVER, "assign O-1 me")
    typed = (
        ("edit O-1 probability 70", "*Probability, typed*\n70 %"),
        ("edit O-1 close 2027-03-31", "31 March 2027"),
        ("modifier O-1 clôture 31/05/2027", "31 May 2027"),
        ("modifier O-1 montant 15 k€", "*Revenue, typed*\n€15,000.00"),
        ("modifier O-1 catégorie engagé", "*Forecast category*\ncommitted"),
        ("edit O-1 competitor Polonium SA", "*Competitor*\nPolonium SA"),
        ("edit O-1 name Newer website", "Newer website"),
        ("edit O-1 probability from stage", "*Probability*\n10 %"),
    )
    for command, shown in typed:
        card = slack.type(OLIVER, command)
        assert "O-1 is changed." in card["text"]
        assert shown in texts(card)
    assert "Polonium" not in texts(slack.type(OLIVER, "edit O-1 competitor -"))


def test_an_opportunity_gets_its_customer(slack: Talk) -> None:
    for made in ("account Radium SA", "contact A-1 Marie Curie", "opportunity New website"):
        slack.type(OLIVER, f"create {made}")
    assert "*Customer*\nRadium SA" in texts(slack.type(OLIVER, "edit O-1 customer C-1"))
    assert "*Contact*\nMarie Curie" in texts(slack.type(OLIVER, "show O-1"))
    assert "Radium" not in texts(slack.type(OLIVER, "modifier O-1 client aucun"))


def test_an_accounts_identifiers_are_taken_from_the_sentence_and_by_field(slack: Talk) -> None:
    card = slack.type(OLIVER, "create account Radium SA, SIREN 732 829 320")
    assert "Radium SA" in card["text"]
    assert "*SIREN*\n732829320" in texts(card)
    assert "732829320" not in texts(slack.type(OLIVER, "create account Radium 123456789"))
    slack.type(OLIVER, "edit A-1 VAT number FR 44 732829320")
    slack.type(OLIVER, "edit A-1 country Royaume-Uni")
    slack.type(OLIVER, "edit A-1 scheme reverse charge")
    shown = texts(slack.type(OLIVER, "edit A-1 language English"))
    for told in ("FR44732829320", "*Country*\nGB", "reverse charge", "*Language*\n"):
        assert told in shown


def test_the_form_holds_what_is_there_and_changes_what_was_filled_in(slack: Talk, opportunity: Json) -> None:
    modal = slack.ask(OLIVER, opportunity, "edit")
    by_name = {block["block_id"]: block["element"] for block in modal["blocks"]}
    assert by_name["name"]["initial_value"] == "New website"
    assert by_name["revenue"]["initial_value"] == "12,000"
    assert by_name["forecast_category"]["initial_option"]["value"] == "pipeline"
    card = slack.fill(
        OLIVER,
        modal,
        {"name": "Newer website", "expected_close_on": "2027-03-31", "forecast_category": "best case"},
    )
    assert card["ts"] == opportunity["ts"]
    for told in ("Newer website", "31 March 2027", "best case", "*Revenue*\n€12,000.00", "*Probability*\n10 %"):
        assert told in texts(card)
    assert not kept(slack).revenue_is_typed


def test_emptying_a_typed_figure_in_the_form_leaves_it_to_the_lines_and_the_stage(
    slack: Talk, opportunity: Json
) -> None:
    slack.type(OLIVER, "add O-1 2 x Audit @ 450")
    slack.type(OLIVER, "edit O-1 revenue 5000")
    card = slack.type(OLIVER, "edit O-1 probability 70")
    card = slack.fill(OLIVER, slack.ask(OLIVER, card, "edit"), {"revenue": "", "probability": ""})
    assert "*Revenue*\n€900.00" in texts(card)
    assert "*Probability*\n10 %" in texts(card)


def test_the_form_opens_by_the_command_alone(slack: Talk, opportunity: Json) -> None:
    modal = slack.open(OLIVER, "edit O-1")
    assert modal["title"]["text"] == "Edit · O-1"
    assert "Newer" in texts(slack.fill(OLIVER, modal, {"name": "Newer"}))


WRONG = [
    ("revenue", "much", "is no figure"),
    ("revenue", "-5", "is no figure"),
    ("probability", "170", "from 0 to 100"),
    ("probability", "12.5", "from 0 to 100"),
]


@pytest.mark.parametrize(("name", "typed", "sentence"), WRONG)
def test_nonsense_is_refused_beside_its_field(
    slack: Talk, opportunity: Json, name: str, typed: str, sentence: str
) -> None:
    modal = slack.ask(OLIVER, opportunity, "edit")
    before = slack.happened()
    refused = slack.sandbox.submit(OLIVER, modal, {"name": "Good", name: typed})
    assert list(refused["errors"]) == [name]
    assert sentence in refused["errors"][name]
    assert slack.happened() == before


def test_a_form_over_a_record_that_changed_says_so_and_changes_nothing(slack: Talk, opportunity: Json) -> None:
    modal = slack.ask(OLIVER, opportunity, "edit")
    slack.type(OLIVER, "advance O-1")
    before = slack.happened()
    assert "was changed since you looked" in slack.sandbox.submit(OLIVER, modal, {"name": "x"})["errors"]["name"]
    assert slack.happened() == before


def test_what_is_closed_or_frozen_has_no_edit_button(slack: Talk, opportunity: Json) -> None:
    assert "edit" in action_ids(opportunity)
    assert "edit" not in action_ids(slack.type(OLIVER, "advance O-1 won"))
    slack.type(OLIVER, "create quote A-1 Audit")
    with_line = slack.type(OLIVER, "add DV-2026-0001 Audit @ 450")
    assert "edit" in action_ids(with_line)
    assert "edit" not in action_ids(slack.click(OLIVER, with_line, "advance.sent"))


REFUSED = [
    ("edit", "Name the record"),
    ("edit O-99", "There is no O-99"),
    ("edit O-1 mood high", "“mood” is unknown. There are: name, revenue, probability"),
    ("edit O-1 revenu much", "“much” is no figure"),
    ("edit O-1 revenue", "Say what Revenue is to be"),
    ("edit O-1 close soon", "“soon” is no day"),
    ("edit O-1 close 31/02/2027", "“31/02/2027” is no day"),
    ("edit O-1 category sure", "“sure” is unknown"),
    ("edit O-1 probability 101", "from 0 to 100"),
    ("edit O-1 name -", "This cannot be empty: name"),
    ("edit O-1 customer Radium", "“Radium” is no customer"),
    ("edit O-1 customer O-1", "O-1 is no customer"),
    ("edit O-2 name x", "O-2 is lost: it is read-only. Reopen it first: /crm advance O-2 qualify"),
    ("edit O-2", "O-2 is lost: it is read-only"),
    ("edit A-1 SIREN 123456789", "“123456789” is no SIREN"),
    ("edit A-1 VAT FR00732829320", "is no VAT number"),
    ("edit A-1 country Atlantis", "“Atlantis” is no country"),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED, ids=[typed for typed, _ in REFUSED])
def test_bad_input_is_refused_with_the_way_out_and_changes_nothing(
    slack: Talk, opportunity: Json, typed: str, sentence: str
) -> None:
    for made in ("create opportunity Other", "abandon O-2 no budget"):
        slack.type(OLIVER, made)
    before = slack.happened()
    assert sentence in slack.type(OLIVER, typed)["text"]
    assert slack.happened() == before


def test_a_refusal_is_in_the_readers_language(slack: Talk) -> None:
    slack.type(CAMILLE, "créer opportunité Site")
    assert "«\u00a0bientôt\u00a0» n’est pas une date" in slack.type(CAMILLE, "modifier O-1 clôture bientôt")["text"]
    slack.type(CAMILLE, "abandonner O-1 trop cher")
    assert "ne se modifie plus. Rouvrez-la" in slack.type(CAMILLE, "modifier O-1 nom x")["text"]


def test_a_customers_card_shows_what_belongs_to_it(slack: Talk, opportunity: Json) -> None:
    for typed in (
        "create contact A-1 Marie Curie",
        "create quote A-1 Audit",
        "create opportunity A-1 Lost one",
        "abandon O-2 no budget",
        "create invoice A-1 Advice",
        "add I-1 Advice @ 100",
        "advance I-1",
    ):
        slack.type(OLIVER, typed)
    card = slack.type(OLIVER, "show A-1")
    shown = texts(card)
    for told in (
        "*Contacts*",
        "Marie Curie",
        "*Open opportunities*",
        "New website",
        "*Quotes*",
        "*Invoices to be paid*",
    ):
        assert told in shown
    assert "Lost one" not in shown
    assert "€120.00" in shown
    assert "Contact *C-1*" in slack.click(OLIVER, card, "show.contact.1")["text"]
