"""Duplicates, merging, abandoning and promoting leads in Slack."""

from __future__ import annotations

from typing import Any

import pytest

from core.model import Lead
from tests.integration.talk import CAMILLE, OLIVER, Json, Talk, action_ids, texts

MARIE = "Marie Curie, CEO at Radium SA, marie@radium.example"
KNOWN = ("create account Radium SAS", "create contact A-1 Marie Curie, marie@radium.example")


@pytest.fixture
def known(slack: Talk) -> Json:
    """The card of a lead of Oliver's whose person is a contact already."""
    for typed in KNOWN:
        slack.type(OLIVER, typed)
    return slack.type(OLIVER, f"create lead {MARIE}")


def state(slack: Talk, number: int) -> tuple[str, str | None, str | None]:
    with slack.crm.read() as session:
        lead = session.get_one(Lead, number)
        return lead.state, lead.reason, lead.reason_note


ABANDONED = [
    (OLIVER, "abandon L-1 cannot contact", ("cannot contact", None)),
    (OLIVER, "abandon L-1 Cannot contact: called three times", ("cannot contact", "called three times")),
    (OLIVER, "abandon L-1 injoignable, appelé trois fois", ("cannot contact", "appelé trois fois")),
    (CAMILLE, "abandonner L-1 plus intéressé", ("no longer interested", None)),
    (CAMILLE, "abandonner L-1 perdu face à un concurrent", ("lost", "face à un concurrent")),
    (CAMILLE, "abandonner L-1 autre déménagement", ("other", "déménagement")),
    (OLIVER, "abandon L-1 moved to the moon", ("other", "moved to the moon")),
    (OLIVER, "advance L-1 disqualified lost", ("lost", None)),
]


@pytest.mark.parametrize(("user", "typed", "reason"), ABANDONED, ids=[typed for _, typed, _ in ABANDONED])
def test_a_reason_is_chosen_by_its_words(slack: Talk, user: str, typed: str, reason: tuple[str, str | None]) -> None:
    slack.type(user, "create lead Marie Curie, Radium SA")
    slack.type(user, typed)
    assert state(slack, 1) == ("disqualified", *reason)


def test_an_opportunity_has_reasons_of_its_own(slack: Talk) -> None:
    slack.type(OLIVER, "create opportunity New website 12 k€")
    card = texts(slack.type(OLIVER, "abandon O-1 trop chère d’un tiers"))
    assert "*Reason*\ntrop chère d’un tiers" in card
    slack.type(OLIVER, "advance O-1 qualify")
    card = texts(slack.type(OLIVER, "abandon O-1 trop cher d’un tiers"))
    assert "*Reason*\ntoo expensive" in card
    assert "*Explanation*\nd’un tiers" in card


def test_other_alone_needs_a_note(slack: Talk) -> None:
    slack.type(OLIVER, f"create lead {MARIE}")
    assert "Say why, after L-1: lost, cannot contact" in slack.type(OLIVER, "abandon L-1 other")["text"]
    assert state(slack, 1)[0] == "new"


def test_the_form_offers_the_companys_reasons_and_a_note(slack: Talk) -> None:
    lead = slack.type(CAMILLE, "créer prospect Marie Curie, Radium SA")
    modal = slack.ask(CAMILLE, lead, "advance.disqualified")
    offered = [option["text"]["text"] for option in modal["blocks"][0]["element"]["options"]]
    assert offered == ["perdue", "injoignable", "plus intéressé", "annulée", "autre"]
    refused = slack.sandbox.submit(CAMILLE, modal, {"reason": "other"})
    assert list(refused["errors"]) == ["reason"]
    slack.fill(CAMILLE, modal, {"reason": "cannot contact", "note": "trois fois"})
    assert state(slack, 1) == ("disqualified", "cannot contact", "trois fois")


def test_an_abandoned_lead_comes_back(slack: Talk) -> None:
    slack.type(OLIVER, f"create lead {MARIE}")
    card = slack.type(OLIVER, "abandon L-1 lost")
    slack.click(OLIVER, card, "advance.new")
    assert state(slack, 1)[0] == "new"


def test_a_card_warns_of_what_is_probably_here_already(slack: Talk, known: Json) -> None:
    assert "Probably here already: C-1 Marie Curie (same e-mail, same name, same company)." in texts(known)
    assert "`/crm duplicates L-1`" in texts(known)
    listed = slack.click(OLIVER, known, "duplicates")
    assert "strong: same e-mail" in texts(listed)
    assert action_ids(listed)[:2] == ["distinguish.contact.1", "show.contact.1"]


def test_a_card_of_a_new_person_warns_of_nothing(slack: Talk) -> None:
    card = slack.type(OLIVER, f"create lead {MARIE}")
    assert "here already" not in texts(card)
    assert "duplicates" not in action_ids(card)


def test_what_is_no_duplicate_is_not_told_again(slack: Talk, known: Json) -> None:
    listed = slack.type(OLIVER, "duplicates L-1")
    left = slack.click(OLIVER, listed, "distinguish.contact.1")
    assert "Remembered: L-1 and C-1 are not the same." in left["text"]
    assert action_ids(left) == ["distinguish.account.1", "show.account.1"]
    left = slack.click(OLIVER, left, "distinguish.account.1")
    assert "Nothing looks like L-1." in texts(left)
    assert "here already" not in texts(slack.type(OLIVER, "L-1"))
    assert "Nothing looks like C-1." in texts(slack.type(OLIVER, "duplicates C-1"))


def test_duplicates_are_merged_from_the_list(slack: Talk) -> None:
    slack.type(OLIVER, f"create lead {MARIE}")
    slack.type(OLIVER, "create lead Marie Curie, marie@radium.example, +44 20 7946 0018")
    slack.type(OLIVER, "log L-2 call wants a demonstration")
    listed = slack.type(OLIVER, "duplicates L-1")
    card = slack.click(OLIVER, listed, "merge.lead.2")
    assert "L-2 is part of L-1 now." in card["text"]
    assert "+44 20 7946 0018" in texts(card)
    assert state(slack, 2)[0] == "merged"
    told = texts(slack.type(OLIVER, "show L-1"))
    assert "took over (L-2)" in told
    assert "wants a demonstration" in told
    assert "show.lead.1" in action_ids(slack.type(OLIVER, "show L-2"))


def test_leads_are_merged_by_words_in_french(slack: Talk) -> None:
    for _ in range(2):
        slack.type(CAMILLE, "créer prospect Marie Curie, marie@radium.example")
    assert "L-1 fait maintenant partie de L-2." in slack.type(CAMILLE, "fusionner L-2 L-1")["text"]


def test_a_stale_merge_is_refused_and_changes_nothing(slack: Talk) -> None:
    for _ in range(2):
        slack.type(OLIVER, f"create lead {MARIE}")
    listed = slack.type(OLIVER, "duplicates L-1")
    slack.type(OLIVER, "advance L-2 contacted")
    before = slack.happened()
    assert "L-2 was changed since you looked." in slack.click(OLIVER, listed, "merge.lead.2")["text"]
    assert slack.happened() == before


REFUSED = [
    ("merge L-1", "Name the second lead, too"),
    ("merge L-1 L-1", "L-1 cannot be merged with itself"),
    ("merge L-1 A-1", "Only leads can be merged"),
    ("merge L-1 L-99", "There is no L-99"),
    ("duplicates O-1", "O-1 is none of them (opportunity)"),
    ("promote L-1 sideways", "“sideways” is no choice here"),
    ("promote L-1 L-1", "“L-1” is no choice here"),
    ("promote L-1 without hope", "“hope” is unknown. There are: account, contact, opportunity"),
    ("promote L-1 6 opportunities", "Choose from 0 to 5 opportunities"),
    ("promote L-1 A-99", "There is no A-99"),
    ("promote L-1 without account, without contact and without opportunity", "Nothing would be made of L-1"),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED, ids=[typed for typed, _ in REFUSED])
def test_bad_input_is_refused_with_the_way_out_and_changes_nothing(
    slack: Talk, known: Json, typed: str, sentence: str
) -> None:
    slack.type(OLIVER, "create opportunity A-1 New website")
    before = slack.happened()
    refusal = slack.type(OLIVER, typed)
    assert sentence in refusal["text"]
    assert slack.happened() == before


PROMOTED = [
    ("promote L-1 A-1 C-1", "A-1, C-1, O-1"),
    ("promote L-1 C-1", "A-1, C-1, O-1"),
    ("promote L-1 new", "A-2, C-2, O-1"),
    ("promote L-1 C-1, new", "A-2, C-1, O-1"),
    ("promouvoir L-1 C-1 sans opportunité", "A-1, C-1"),
    ("promote L-1 C-1 and 3 opportunities", "A-1, C-1, O-1, O-2, O-3"),
    ("promouvoir L-1 nouveau sans compte 2 opportunités", "C-2, O-1, O-2"),
]


@pytest.mark.parametrize(("typed", "made"), PROMOTED, ids=[typed for typed, _ in PROMOTED])
def test_words_choose_what_a_lead_becomes(slack: Talk, known: Json, typed: str, made: str) -> None:
    assert f"L-1 became: {made}." in slack.type(OLIVER, typed)["text"]


def the_form(slack: Talk, known: Json, *, by_button: bool) -> Json:
    return slack.ask(OLIVER, known, "promote") if by_button else slack.open(OLIVER, "promote L-1")


@pytest.mark.parametrize("by_button", [True, False])
def test_what_is_here_already_is_asked_about_and_says_why(slack: Talk, known: Json, *, by_button: bool) -> None:
    before = slack.happened()
    modal = the_form(slack, known, by_button=by_button)
    assert slack.happened() == before
    assert "Somebody very like Marie Curie · Radium SA is here already." in texts(modal)
    assert "• C-1 Marie Curie: same e-mail" in texts(modal)
    assert initial(modal) == {"account": "1", "contact": "1", "opportunities": "1"}
    made = slack.fill(OLIVER, modal, {"account": "1", "contact": "1", "opportunities": "2"})
    assert "L-1 became: A-1, C-1, O-1, O-2." in made["text"]


def test_the_form_can_make_all_anew_or_leave_out(slack: Talk, known: Json) -> None:
    modal = the_form(slack, known, by_button=True)
    made = slack.fill(OLIVER, modal, {"account": "skip", "contact": "create", "opportunities": "0"})
    assert "L-1 became: C-2." in made["text"]


def test_a_form_that_chooses_nothing_stays_open_and_says_so(slack: Talk, known: Json) -> None:
    modal = the_form(slack, known, by_button=True)
    nothing = {"account": "skip", "contact": "skip", "opportunities": "0"}
    assert "Nothing would be made of L-1" in slack.sandbox.submit(OLIVER, modal, nothing)["errors"]["account"]


def test_a_form_over_a_lead_that_changed_changes_nothing(slack: Talk, known: Json) -> None:
    modal = the_form(slack, known, by_button=True)
    slack.type(OLIVER, "advance L-1")
    before = slack.happened()
    refused = slack.sandbox.submit(OLIVER, modal, {"account": "1", "contact": "1", "opportunities": "1"})
    assert "L-1 was changed since you looked." in refused["errors"]["account"]
    assert slack.happened() == before


def test_words_said_before_stand_in_the_form(slack: Talk, known: Json) -> None:
    modal = slack.open(OLIVER, "promote L-1 A-1 2 opportunities")
    assert initial(modal) == {"account": "1", "contact": "1", "opportunities": "2"}


def test_a_lead_without_a_company_offers_no_account_of_its_own(slack: Talk) -> None:
    slack.type(OLIVER, "create contact Marie Curie, +44 20 7946 0018")
    slack.type(OLIVER, "create lead Marie Curie, +44 20 7946 0018")
    modal = slack.open(OLIVER, "promote L-1")
    account = next(block for block in modal["blocks"] if block["block_id"] == "account")
    assert [option["value"] for option in account["element"]["options"]] == ["skip"]


def initial(modal: Json) -> dict[str, Any]:
    return {
        block["block_id"]: block["element"]["initial_option"]["value"]
        for block in modal["blocks"]
        if block["type"] == "input"
    }
