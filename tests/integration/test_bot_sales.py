"""Quotes and orders by words, buttons and modals, through the real app over signed HTTP."""

from __future__ import annotations

import pytest

from core.language import Language
from core.model import Order, Quote
from tests.factories import configured, send_quote
from tests.integration.talk import CAMILLE, OLIVER, Json, Talk, action_ids, texts


@pytest.fixture
def quote(slack: Talk) -> Json:
    """The card of Oliver's draft, from an opportunity: 1,000.00 net, at two rates."""
    slack.type(OLIVER, "create account Radium SA")
    slack.type(OLIVER, "create opportunity A-1 New website 12 k€")
    slack.type(OLIVER, "add O-1 2 x Audit @ 450 20%")
    slack.type(OLIVER, "add O-1 1 x Guide @ 100 5.5%")
    return slack.type(OLIVER, "promote O-1")


@pytest.fixture
def number(slack: Talk, quote: Json) -> str:
    return reference(slack, Quote)


@pytest.fixture
def order(slack: Talk) -> Json:
    """The card of Oliver's order of two lines, confirmed."""
    slack.type(OLIVER, "create account Radium SA")
    slack.type(OLIVER, "create order A-1 Website")
    number = reference(slack, Order)
    slack.type(OLIVER, f"add {number} 10 h x Advice @ 100")
    slack.type(OLIVER, f"add {number} 2.5 days x Audit @ 800")
    return slack.type(OLIVER, f"advance {number}")


def reference(slack: Talk, model: type[Quote | Order]) -> str:
    """Of the newest document of this kind."""
    with slack.crm.read() as session:
        return session.query(model).order_by(model.id.desc()).first().reference  # type: ignore[union-attr]


# --- Discounts -------------------------------------------------------------------------------------------------


def test_a_discount_shows_what_it_takes_off(slack: Talk, number: str) -> None:
    card = slack.type(OLIVER, f"discount {number} 10%")
    assert f"{number} has its discount." in card["text"]
    shown = texts(card)
    for told in ("*Subtotal*\n€1,000.00", "*Discount*\n-€100.00 (10 %)", "*Net*\n€900.00"):
        assert told in shown
    assert "*VAT*\n€162.00 (20 %)\n€4.95 (5.5 %)" in shown
    assert "*Total incl. VAT*\n€1,066.95" in shown


def test_without_a_discount_nothing_is_said_of_one(slack: Talk, number: str) -> None:
    slack.type(OLIVER, f"discount {number} 50 €")
    card = slack.type(OLIVER, f"discount {number} 0")
    assert f"{number} has no discount any more." in card["text"]
    assert "*Subtotal*" not in texts(card)
    assert "*Discount*" not in texts(card)


def test_a_discount_is_given_in_french(slack: Talk, number: str) -> None:
    slack.type(OLIVER, f"assign {number} @camille") if slack.type(CAMILLE, "mes") else None
    card = slack.type(CAMILLE, f"remise {number} 50,50 €")
    assert "-50,50\u00a0€" in texts(card)


def test_the_discounts_modal_has_the_present_one_in_it(slack: Talk, number: str) -> None:
    card = slack.type(OLIVER, f"discount {number} 7.5%")
    modal = slack.ask(OLIVER, card, "discount")
    assert modal["blocks"][0]["element"]["initial_value"] == "7.5 %"
    for wrong, sentence in (("ten", "“ten” is no discount"), ("101%", "between 0 and 100 %"), ("1001 €", "comes to")):
        assert sentence in slack.sandbox.submit(OLIVER, modal, {"discount": wrong})["errors"]["discount"]
    assert "*Net*\n€950.00" in texts(slack.fill(OLIVER, modal, {"discount": "50 €"}))


# --- Sending, accepting, declining, revising -------------------------------------------------------------------


def test_a_quote_is_sent_and_accepted_by_words(slack: Talk, number: str) -> None:
    assert f"{number} is now: sent." in slack.type(OLIVER, f"send {number}")["text"]
    accepted = slack.type(OLIVER, f"accept {number}")
    order = reference(slack, Order)
    assert f"{number} is now: accepted. {order} is created." in accepted["text"]
    assert f"Order *{order}* · draft" in texts(accepted)


def test_after_the_acceptance_the_opportunity_is_won_with_what_was_accepted(slack: Talk, number: str) -> None:
    slack.type(OLIVER, f"discount {number} 100 €")
    slack.type(OLIVER, f"send {number}")
    accepted = slack.type(OLIVER, f"accept {number}")
    modal = slack.ask(OLIVER, accepted, "advance.won")
    assert modal["blocks"][0]["element"]["initial_value"] == "900"
    won = slack.fill(OLIVER, modal, {"revenue": "900"})
    assert "O-1 is now: won." in won["text"]
    assert "advance.won" not in action_ids(slack.type(OLIVER, f"show {number}"))


def test_the_button_accepts_like_the_word(slack: Talk, number: str) -> None:
    sent = slack.type(OLIVER, f"send {number}")
    accepted = slack.click(OLIVER, sent, "advance.accepted")
    assert "is created." in accepted["text"]
    assert "advance.won" in action_ids(accepted)


def test_an_accepted_quote_is_not_offered_to_be_promoted_again(slack: Talk, number: str) -> None:
    slack.type(OLIVER, f"send {number}")
    slack.type(OLIVER, f"accept {number}")
    assert "promote" not in action_ids(slack.type(OLIVER, f"show {number}"))


def test_a_quote_is_declined_with_the_reason(slack: Talk, number: str) -> None:
    slack.type(OLIVER, f"send {number}")
    declined = slack.type(OLIVER, f"decline {number} they build it themselves")
    assert f"{number} is now: declined." in declined["text"]
    assert "they build it themselves" in texts(declined)


def test_a_revision_is_opened_under_the_same_number(slack: Talk, number: str) -> None:
    slack.type(OLIVER, f"send {number}")
    draft = slack.type(OLIVER, f"revise {number}")
    assert f"{number} has a new draft, its revision 2." in draft["text"]
    assert f"Quote *{number}* · draft" in texts(draft)
    assert "*Revision*\n2" in texts(draft)
    earlier = slack.click(OLIVER, draft, "show.quote.1")
    assert f"Quote *{number}* · revised" in texts(earlier)
    assert f"Quote {number} (2)" in texts(earlier)


def test_the_button_revises_once(slack: Talk, number: str) -> None:
    sent = slack.type(OLIVER, f"send {number}")
    beside = slack.type(OLIVER, f"show {number}")
    assert "its revision 2" in slack.click(OLIVER, sent, "revise")["text"]
    before = slack.happened()
    again = slack.click(OLIVER, beside, "revise")
    assert f"{number} was changed since you looked" in again["text"]
    assert slack.happened() == before


def test_everything_is_said_in_french_too(slack: Talk) -> None:
    slack.type(CAMILLE, "créer compte Radium SA")
    slack.type(CAMILLE, "créer devis A-1 Audit")
    number = reference(slack, Quote)
    slack.type(CAMILLE, f"ajouter {number} 2 x Audit @ 450")
    slack.type(CAMILLE, f"envoyer {number}")
    slack.type(CAMILLE, f"réviser {number}")
    slack.type(CAMILLE, f"remise {number} 10 %")
    slack.type(CAMILLE, f"envoyer {number}")
    assert "est créé" in slack.type(CAMILLE, f"accepter {number}")["text"]
    order = reference(slack, Order)
    slack.type(CAMILLE, f"avancer {order}")
    assert Language("fr").say("partly fulfilled") in slack.type(CAMILLE, f"livrer {order} 1: 0,5")["text"]
    assert Language("fr").say("fulfilled") in slack.type(CAMILLE, f"exécuter {order}")["text"]


# --- Orders ----------------------------------------------------------------------------------------------------


def test_an_order_is_fulfilled_in_part_and_then_wholly(slack: Talk, order: Json) -> None:
    number = reference(slack, Order)
    partly = slack.type(OLIVER, f"fulfil {number} 1: 4, 2: 1.5")
    assert f"{number} is now: partly fulfilled." in partly["text"]
    assert "= €1,000.00 (VAT 20 %) · fulfilled: 4" in texts(partly)
    wholly = slack.type(OLIVER, f"deliver {number}")
    assert f"{number} is now: fulfilled." in wholly["text"]
    assert "· fulfilled:" not in texts(wholly)


def test_the_modal_asks_for_each_line_and_has_the_rest_in_it(slack: Talk, order: Json) -> None:
    number = reference(slack, Order)
    card = slack.type(OLIVER, f"fulfil {number} 1: 4")
    modal = slack.ask(OLIVER, card, "fulfil")
    asked = [(block["label"]["text"], block["element"]["initial_value"]) for block in modal["blocks"]]
    assert asked == [("1. Advice", "6"), ("2. Audit", "2.5")]
    assert modal["blocks"][0]["hint"]["text"] == "6 of 10 h left"
    for name, wrong, sentence in (
        ("line.2", "3", f"Of line 2 of {number} only 2.5 is left to fulfil."),
        ("line.1", "many", "“many” is no figure"),
    ):
        filled = {"line.1": "6", "line.2": "1"} | {name: wrong}
        assert sentence in slack.sandbox.submit(OLIVER, modal, filled)["errors"][name]
    assert (
        "fulfil bc-" in slack.sandbox.submit(OLIVER, modal, {"line.1": "0", "line.2": ""})["errors"]["line.1"].lower()
    )
    noted = slack.fill(OLIVER, modal, {"line.1": "", "line.2": "2,5"})
    assert f"{number} is now: partly fulfilled." in noted["text"]


def test_an_order_is_cancelled_with_a_reason(slack: Talk, order: Json) -> None:
    number = reference(slack, Order)
    cancelled = slack.type(OLIVER, f"abandon {number} customer cancelled")
    assert f"{number} is now: cancelled." in cancelled["text"]
    assert "customer cancelled" in texts(cancelled)


def test_both_numbers_stand_on_the_card(slack: Talk, order: Json) -> None:
    with slack.crm.database.write() as session:
        session.query(Order).update({Order.customer_reference: "4500012345"})
    number = reference(slack, Order)
    shown = texts(slack.type(OLIVER, f"show {number}"))
    assert f"Order *{number}*" in shown
    assert "*Customer's reference*\n4500012345" in shown


# --- Deletion --------------------------------------------------------------------------------------------------


def test_a_draft_is_deleted_after_it_was_asked_for_twice(slack: Talk, number: str) -> None:
    asked = slack.type(OLIVER, f"delete {number}")
    assert f"Delete {number}?" in texts(asked)
    assert action_ids(asked) == ["delete"]
    gone = slack.click(OLIVER, asked, "delete")
    assert gone["text"] == f"{number} was deleted."
    assert f"There is no {number}" in slack.type(OLIVER, f"show {number}")["text"]
    assert f"draft deleted — “{number}”" in texts(slack.type(OLIVER, "show O-1"))


def test_the_card_of_a_draft_offers_to_delete_it_and_warns(slack: Talk, quote: Json, number: str) -> None:
    buttons = [element for block in quote["blocks"] for element in block.get("elements", [])]
    (delete,) = [element for element in buttons if element.get("action_id") == "delete"]
    assert delete["confirm"]["text"]["text"] == f"{number} is deleted for good. This cannot be undone."
    assert slack.click(OLIVER, quote, "delete")["text"] == f"{number} was deleted."


def test_a_deletion_asked_for_before_a_change_deletes_nothing(slack: Talk, number: str) -> None:
    asked = slack.type(OLIVER, f"delete {number}")
    slack.type(OLIVER, f"add {number} 1 x Plus @ 10")
    before = slack.happened()
    assert "was changed since you looked" in slack.click(OLIVER, asked, "delete")["text"]
    assert slack.happened() == before


REFUSED = [
    ("send A-1", "A-1 is no quote (account): this is said of quotes alone."),
    ("accept O-1", "O-1 is no quote (opportunity)"),
    ("accept {draft}", "From here it can go to: sent"),
    ("decline {sent}", "Say why"),
    ("send {bare}", "has no lines yet"),
    ("revise {draft}", "For this it must be: sent, declined, expired."),
    ("revise O-1", "O-1 has no revisions (opportunity)"),
    ("discount {draft}", "Say the discount in percent or as an amount"),
    ("discount {draft} ten", "“ten” is no discount"),
    ("discount {draft} 2000 €", "comes to €1,724.50 without VAT"),
    ("discount {sent} 5%", "its figures are frozen"),
    ("discount A-1 5%", "A-1 takes no discount (account)"),
    ("approve {draft}", "This is not for the role rep"),
    ("approve A-1", "A-1 needs no approval (account)"),
    ("fulfil {draft}", "only an order can"),
    ("fulfil {order}", "Confirm it first: /crm advance"),
    ("fulfil {order} 1 2", "Write the line and how much of it"),
    ("fulfil {order} 1: 2, 1: 3", "each line once"),
    ("delete {sent}", "it is never deleted. Make a new version of it: /crm revise"),
    ("delete A-1", "only drafts of documents"),
    ("delete", "Name the record"),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED, ids=[typed for typed, _ in REFUSED])
def test_what_cannot_be_is_refused_with_the_way_out_and_changes_nothing(slack: Talk, typed: str, sentence: str) -> None:
    sent = send_quote(slack.crm)
    slack.type(OLIVER, "promote O-1")
    draft = reference(slack, Quote)
    slack.type(OLIVER, "create quote A-1 Bare")
    bare = reference(slack, Quote)
    slack.type(OLIVER, "create order A-1 Audit")
    words = typed.format(draft=draft, sent=sent.reference, bare=bare, order=reference(slack, Order))
    before = slack.happened()
    refusal = slack.type(OLIVER, words)
    assert sentence in refusal["text"]
    assert slack.happened() == before
    assert slack.sandbox.notices == []


def test_where_nothing_follows_a_quote_nothing_is_said_of_it(slack: Talk, number: str) -> None:
    crm = configured(slack.crm, '[cycle.order]\nmode = "off"\n[cycle.invoice]\nmode = "off"\n')
    slack.crm.settings.__dict__["configuration"] = crm.settings.configuration
    slack.crm.settings.__dict__.pop("cycle", None)
    slack.type(OLIVER, f"send {number}")
    accepted = slack.type(OLIVER, f"accept {number}")
    assert f"Quote *{number}* · accepted" in texts(accepted)
    assert "promote" not in action_ids(accepted)
    assert "order" not in texts(accepted).lower()
    assert "invoice" not in texts(accepted).lower()
