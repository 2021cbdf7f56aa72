"""A photo of a card in Slack: seen, read, reviewed in its thread, and made a lead once somebody says so."""

from __future__ import annotations

import pytest

from bot.sandbox import Sandbox
from core import inbox
from core.crm import Actor, Crm
from core.model import Submission
from core.settings import load
from tests.integration.card_talk import MARIE, REVIEW, leads, now, photo, post, thread
from tests.integration.desk import Desk
from tests.integration.talk import CAMILLE, LEADS, NADIA, OLIVER, Json, Talk, action_ids, texts

pytestmark = pytest.mark.usefixtures("reader")


def test_a_photo_is_seen_at_once_and_reviewed_in_its_thread(slack: Talk, posted: Json, review: Json) -> None:
    assert [reaction["name"] for reaction in posted["reactions"]] == ["eyes"]
    assert action_ids(review) == REVIEW
    assert "*Last name*\nCurie" in texts(review)
    assert "+33 6 39 98 12 34 (mobile)\n+33 1 99 00 12 35 (fax)" in texts(review)
    assert "*Country*\nFrance" in texts(review)
    assert "card.png" in texts(review)
    assert leads(slack) == []


def test_only_uncertain_values_are_marked_in_words(review: Json) -> None:
    assert "*Company* _(uncertain)_\nRadium SA" in texts(review)
    assert texts(review).count("_(uncertain)_") == 1


def test_a_review_speaks_the_language_of_whoever_took_the_photo(slack: Talk, desk: Desk) -> None:
    message = post(slack, CAMILLE)
    desk.work()
    assert "*Société* _(incertain)_\nRadium SA" in texts(thread(slack, message)[0])


def test_a_confirmed_card_becomes_the_lead_of_whoever_clicked_and_its_message_the_leads_card(
    slack: Talk, desk: Desk, review: Json
) -> None:
    card = slack.click(OLIVER, review, "card.create")
    assert card["ts"] == review["ts"]
    assert "Lead *L-1* · new · Oliver Hughes" in texts(card)
    assert not {*REVIEW} & {*action_ids(card)}
    (lead,) = leads(slack)
    assert (lead.full_name, lead.email, lead.mobile, lead.phone) == (
        "Marie Curie",
        MARIE.emails[0],
        "+33639981234",
        None,
    )
    assert (lead.source, lead.submission_id) == ("card", 1)
    desk.work()
    assert texts(now(slack, review)) == texts(card)


def test_a_double_click_makes_one_lead_and_shows_it(slack: Talk, desk: Desk, review: Json) -> None:
    slack.click(OLIVER, review, "card.create")
    happened = slack.happened()
    slack.sandbox.click(OLIVER, review, "card.create")
    clicks = slack.sandbox.backend.response_urls._issued.values()
    slack.sandbox.wait_for(lambda: [click.uses for click in clicks] == [1, 1])
    desk.work()
    assert "Lead *L-1*" in texts(now(slack, review))
    assert (len(leads(slack)), slack.happened()) == (1, happened)
    assert all(not message["ephemeral"] for message in slack.sandbox.messages(review["channel"], OLIVER))


def test_the_leads_card_is_kept_true(slack: Talk, desk: Desk, review: Json) -> None:
    slack.click(OLIVER, review, "card.create")
    desk.work()
    slack.type(OLIVER, "advance L-1")
    desk.work()
    assert "Lead *L-1* · contacted" in texts(now(slack, review))


def test_a_card_is_corrected_in_the_form_before_it_becomes_a_lead(slack: Talk, review: Json) -> None:
    modal = slack.ask(OLIVER, review, "card.edit")
    start = {block["block_id"]: block["element"].get("initial_value") for block in modal["blocks"]}
    assert (start["last_name"], start["mobile"], start["phone"]) == ("Curie", "+33639981234", None)
    card = slack.fill(OLIVER, modal, {"first_name": "Maria"})
    assert card["ts"] == review["ts"]
    assert "Maria Curie · Radium SA" in texts(card)


def test_a_card_that_somebody_made_a_lead_meanwhile_is_not_made_again_by_the_form(slack: Talk, review: Json) -> None:
    modal = slack.ask(OLIVER, review, "card.edit")
    slack.click(OLIVER, review, "card.create")
    refused = slack.sandbox.submit(OLIVER, modal, {"first_name": "Maria"})
    assert "Somebody already decided about this card." in refused["errors"]["first_name"]
    assert [lead.first_name for lead in leads(slack)] == ["Marie"]


def test_a_discarded_card_says_so_and_makes_no_lead(slack: Talk, desk: Desk, review: Json) -> None:
    modal = slack.ask(OLIVER, review, "card.edit")
    discarded = slack.click(OLIVER, review, "card.discard")
    assert "This card was discarded. No lead was made." in texts(discarded)
    assert action_ids(discarded) == []
    happened = slack.happened()
    assert "Somebody already decided about this card." in slack.click(OLIVER, review, "card.create")["text"]
    refused = slack.sandbox.submit(OLIVER, modal, {})
    assert "Somebody already decided about this card." in refused["errors"]["first_name"]
    assert (leads(slack), slack.happened()) == ([], happened)


def test_discarding_asks_first(review: Json) -> None:
    (discard,) = [element for element in review["blocks"][-2]["elements"] if element["action_id"] == "card.discard"]
    assert discard["confirm"]["title"]["text"] == "Discard this card?"


def test_a_lead_is_not_discarded_by_a_stale_button(slack: Talk, review: Json) -> None:
    slack.click(OLIVER, review, "card.create")
    assert "Somebody already decided about this card." in slack.click(OLIVER, review, "card.discard")["text"]
    with slack.crm.read() as session:
        assert session.get_one(Submission, 1).state == "lead"


def test_photos_of_one_message_are_told_apart_by_their_names(slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
    first = post(slack, name="one.png")
    second = post(slack, name="two.png", thread_ts=first["ts"])
    assert second["thread_ts"] == first["ts"]
    desk.work()
    reviews = [reply for reply in thread(slack, first) if reply["user"] != OLIVER]
    assert [name for name in ("one.png", "two.png") for reply in reviews if name in texts(reply)] == [
        "one.png",
        "two.png",
    ]


def test_a_card_from_the_api_is_reviewed_in_the_leads_channel(slack: Talk, desk: Desk) -> None:
    with slack.crm.transaction(Actor(None, "card")) as tx:
        inbox.receive(tx, "card", "cards", "1", body=photo(), content_type="image/png")
    desk.work()
    review, _photo = slack.sandbox.messages(LEADS)
    assert action_ids(review) == REVIEW
    assert "*Société* _(incertain)_\nRadium SA" in texts(review)
    assert "Prospect *L-1* · nouveau · Nadia Lefèvre" in texts(slack.click(NADIA, review, "card.create"))


def test_photos_in_other_channels_are_none_of_our_business(slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
    sandbox.upload(OLIVER, LEADS, "card.png", photo())
    post(slack)
    assert len(desk.submissions) == 1


class TestAChannelForCards:
    @pytest.fixture(params=["#leads", "leads", LEADS])
    def crm(self, crm: Crm, request: pytest.FixtureRequest) -> Crm:
        path = crm.settings.home / "filon.toml"
        path.write_text(f'[slack]\ncard_channels = ["{request.param}"]\n', encoding="utf-8")
        return Crm(load(config=path, home=crm.settings.home), crm.database)

    def test_takes_photos_whether_it_is_named_or_given_by_its_id(self, slack: Talk, desk: Desk) -> None:
        message = post(slack, channel=LEADS)
        desk.work()
        (review,) = thread(slack, message)
        assert action_ids(review) == REVIEW
        slack.sandbox.upload(OLIVER, "C0SALES", "card.png", photo())
        post(slack)
        assert len(desk.submissions) == 2
