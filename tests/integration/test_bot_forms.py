"""The form for a new lead, from a command, a shortcut, a message and Home."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from bot.mrkdwn import speech
from bot.views.lead_modal import lead_modal
from core import inbox
from core.crm import Actor
from core.model import Lead, Submission
from tests.integration.talk import CAMILLE, LEADS, OLIVER, Json, Talk, action_ids, texts

MARIE = {"first_name": "Marie", "last_name": "Curie", "company": "Radium SA", "email": "marie@radium.example"}


def initial(modal: Json) -> Json:
    """What stands in the form."""
    return {b["block_id"]: b["element"]["initial_value"] for b in modal["blocks"] if "initial_value" in b["element"]}


def test_a_command_without_text_opens_the_form(slack: Talk) -> None:
    card = slack.fill(OLIVER, slack.open(OLIVER, "create lead"), MARIE)
    assert "L-1 is created." in card["text"]
    assert "Marie Curie · Radium SA" in texts(card)
    assert slack.sandbox.view(OLIVER) is None


def test_a_text_that_tells_too_little_is_finished_in_the_form(slack: Talk) -> None:
    modal = slack.open(OLIVER, "create lead salon de Lyon")
    assert initial(modal)["need"] == "salon de Lyon"


def test_an_empty_form_is_refused_beside_its_first_field(slack: Talk) -> None:
    before = slack.happened()
    refused = slack.sandbox.submit(OLIVER, slack.open(OLIVER, "create lead"), {"topic": "A fair"})
    assert refused["errors"] == {
        "first_name": "A lead needs at least a person, a company, an e-mail or a phone number."
    }
    assert slack.happened() == before


def test_a_wrong_address_is_refused_beside_its_field(slack: Talk) -> None:
    modal = slack.open(OLIVER, "create lead")
    refused = slack.sandbox.submit(OLIVER, modal, MARIE | {"email": "marie@@radium"})
    assert list(refused["errors"]) == ["email"]
    assert "“marie@@radium” is no e-mail address" in refused["errors"]["email"]


def test_the_global_shortcut_answers_in_the_conversation_with_the_bot(slack: Talk) -> None:
    slack.sandbox.shortcut(CAMILLE, "new_lead")
    card = slack.fill(CAMILLE, slack.modal(CAMILLE), MARIE)
    assert not card["ephemeral"]
    assert "L-1" in card["text"]


def test_a_message_becomes_a_lead(slack: Talk) -> None:
    message = slack.sandbox.message(CAMILLE, LEADS, "Marie Curie\nRadium SA\nmarie@radium.example\n06 39 98 12 34")
    slack.sandbox.shortcut(CAMILLE, "lead_from_message", message)
    modal = slack.modal(CAMILLE)
    assert initial(modal) == {
        "first_name": "Marie",
        "last_name": "Curie",
        "company": "Radium SA",
        "email": "marie@radium.example",
        "mobile": "+33639981234",
    }
    slack.sandbox.submit(CAMILLE, modal, {})
    answer = slack.sandbox.wait_for(lambda: [m for m in slack.sandbox.messages(LEADS, CAMILLE) if m["ephemeral"]])
    assert "L-1" in answer[0]["text"]


def test_a_message_without_words_opens_the_empty_form(slack: Talk) -> None:
    message = slack.sandbox.upload(CAMILLE, LEADS, "notes.txt", b"-")
    slack.sandbox.shortcut(CAMILLE, "lead_from_message", message)
    assert initial(slack.modal(CAMILLE)) == {}


@pytest.fixture
def submission(slack: Talk) -> Submission:
    """A card that was read and waits for a person's confirmation."""
    with slack.crm.transaction(Actor(None, "card")) as tx:
        submission, _new = inbox.receive(tx, "slack", "card", "C:F", body=b"-", content_type="image/png")
        submission.state = "review"
    return submission


def test_a_corrected_card_becomes_its_lead_once(slack: Talk, submission: Submission) -> None:
    for person in (OLIVER, CAMILLE):
        slack.sandbox.shortcut(person, "new_lead")
        prefilled = lead_modal(speech("en"), MARIE, submission_id=submission.id)
        slack.sandbox.backend.views.update(slack.modal(person)["id"], None, prefilled)
    slack.fill(OLIVER, slack.modal(OLIVER), {"first_name": "Maria"})
    refused = slack.sandbox.submit(CAMILLE, slack.modal(CAMILLE), {"first_name": "Mary"})
    assert "Quelqu’un a déjà décidé de cette carte" in refused["errors"]["first_name"]
    with slack.crm.read() as session:
        leads = list(session.scalars(select(Lead)))
        settled = session.get_one(Submission, submission.id)
    assert [(lead.first_name, lead.source, lead.submission_id) for lead in leads] == [("Maria", "card", submission.id)]
    assert (settled.state, settled.result) == ("lead", {"lead_id": leads[0].id})


def test_home_shows_the_open_work_and_opens_a_record(slack: Talk) -> None:
    assert "You have nothing open." in texts(slack.sandbox.open_home(OLIVER) or {})
    slack.type(OLIVER, "create lead Marie Curie, Radium SA")
    home = slack.sandbox.open_home(OLIVER) or {}
    assert "*L-1* · Marie Curie · Radium SA · new" in texts(home)
    card = slack.ask(OLIVER, home, "show.lead.1")
    assert "Lead *L-1* · new · Oliver Hughes" in texts(card)


def test_a_move_made_from_home_shows_in_the_modal_and_on_home(slack: Talk) -> None:
    slack.type(OLIVER, "create lead Marie Curie, Radium SA")
    card = slack.ask(OLIVER, slack.sandbox.open_home(OLIVER) or {}, "show.lead.1")
    moved = slack.ask(OLIVER, card, "advance.contacted")
    assert "L-1 is now: contacted." in texts(moved)
    slack.sandbox.wait_for(lambda: "contacted" in texts(slack.sandbox.home(OLIVER) or {}))
    asked = slack.ask(OLIVER, moved, "advance.disqualified")
    slack.sandbox.submit(OLIVER, asked, {"reason": "cannot contact"})
    slack.sandbox.wait_for(lambda: "disqualified" in texts(slack.sandbox.view(OLIVER) or {}))
    slack.sandbox.wait_for(lambda: "L-1" not in texts(slack.sandbox.home(OLIVER) or {}))


def test_a_lead_made_from_home_appears_there(slack: Talk) -> None:
    home = slack.sandbox.open_home(OLIVER) or {}
    assert action_ids(home) == ["new_lead"]
    slack.sandbox.submit(OLIVER, slack.ask(OLIVER, home, "new_lead"), MARIE)
    slack.sandbox.wait_for(lambda: "Marie Curie" in texts(slack.sandbox.home(OLIVER) or {}))


def test_the_messages_tab_publishes_nothing(slack: Talk) -> None:
    slack.sandbox.open_home(OLIVER, "messages")
    slack.type(OLIVER, "help")
    assert slack.sandbox.home(OLIVER) is None


def test_a_form_carries_ids_and_its_origin_only(slack: Talk) -> None:
    kept = json.loads(slack.open(OLIVER, "create lead")["private_metadata"])
    assert set(kept) == {"origin", "submission_id", "country"}
