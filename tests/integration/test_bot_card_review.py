"""The review of a card: what is doubtful is asked in words, and put right by a choice, a reply or in the form."""

from __future__ import annotations

import io
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from bot.sandbox import Sandbox
from bot.sandbox.deeds.message import Attachment, write_message
from core import inbox
from core.crm import Actor, Crm
from core.model import Event, Submission
from core.reading import Contact
from core.settings import load
from tests.integration.card_talk import DOUBTFUL, MARIE, REVIEW, leads, now, photo, post, thread
from tests.integration.desk import Desk
from tests.integration.talk import CAMILLE, LEADS, OLIVER, Json, Talk, action_ids, texts


@pytest.fixture(autouse=True)
def doubtful(reader: SimpleNamespace) -> SimpleNamespace:
    reader.contact = DOUBTFUL
    return reader


def menu(review: Json, field: str) -> list[str]:
    """What is offered for a doubtful field."""
    menus = [block["accessory"] for block in review["blocks"] if "accessory" in block]
    return [each["text"]["text"] for each in offered(menus, field)]


def offered(menus: list[Json], field: str) -> list[Json]:
    return next(each["options"] for each in menus if f'"{field}"' in each["options"][0]["value"])


def choose(slack: Talk, review: Json, field: str, number: int) -> Json:
    menus = [block["accessory"] for block in review["blocks"] if "accessory" in block]
    blocks = [block for block in review["blocks"] if f'"{field}"' in str(block.get("accessory"))]
    return slack.click(OLIVER, {**review, "blocks": blocks}, "card.choose", offered(menus, field)[number]["value"])


def reply(slack: Talk, desk: Desk, message: Json, text: str, user: str = OLIVER) -> Json:
    """Answer in the card's thread; the answer once the bot has taken it."""
    said = slack.sandbox.message(user, message["channel"], text, thread_ts=message["ts"])
    agreed = slack.sandbox.wait_for(lambda: (seen := now(slack, said))["reactions"] and seen)
    desk.work()
    return agreed


def together(slack: Talk, user: str, *names: str) -> Json:
    """Several photos in one message, once the bot has seen it."""
    files = [Attachment(name, photo()) for name in names]
    sent = write_message(slack.sandbox.backend, user, slack.sandbox.dm(user), "", attachments=files)
    where = slack.sandbox.dm(user)
    message = next(each for each in slack.sandbox.messages(where) if each["ts"] == sent.ts)
    return slack.sandbox.wait_for(lambda: (seen := now(slack, message))["reactions"] and seen)


class TestAChoice:
    def test_offers_what_was_read_first(self, review: Json) -> None:
        assert menu(review, "company") == ["Radium SA", "Radlum SA", "Radium 5A"]
        assert "*Company*: which one stands on the card?" in texts(review)

    def test_takes_an_alternative_and_doubts_no_longer(self, slack: Talk, review: Json) -> None:
        shown = choose(slack, review, "company", 2)
        assert "*Company*\nRadium 5A" in texts(shown)
        assert "*Company*: which" not in texts(shown)
        assert "*E-mail* _(uncertain)_" in texts(shown)

    def test_confirms_what_was_read(self, slack: Talk, review: Json) -> None:
        assert "*Company*\nRadium SA" in texts(choose(slack, review, "company", 0))

    def test_replaces_the_address_that_is_most_like_it(
        self, slack: Talk, desk: Desk, doubtful: SimpleNamespace
    ) -> None:
        doubtful.contact = replace(DOUBTFUL, emails=("info@other.example", "marie@radium.example"))
        message = post(slack)
        desk.work()
        shown = choose(slack, thread(slack, message)[0], "emails", 1)
        assert "*E-mail*\ninfo@other.example\nrnarie@radium.example" in texts(shown)

    def test_of_a_card_that_is_decided_is_refused(self, slack: Talk, review: Json) -> None:
        slack.click(OLIVER, review, "card.discard")
        assert "Somebody already decided about this card." in choose(slack, review, "company", 1)["text"]


class TestAReply:
    def test_corrects_several_lines_at_once(self, slack: Talk, desk: Desk, posted: Json, review: Json) -> None:
        text = "company: Radium 5A\njob title: CEO\nmobile : 06 39 98 00 11\ne-mail: m@radium.example, c@radium.example"
        agreed = reply(slack, desk, posted, text)
        assert [reaction["name"] for reaction in agreed["reactions"]] == ["white_check_mark"]
        shown = texts(now(slack, review))
        assert "*Company*\nRadium 5A" in shown
        assert "*Job title*\nCEO" in shown
        assert "*E-mail*\nm@radium.example\nc@radium.example" in shown
        assert "+33 1 99 00 12 35 (fax)\n+33 6 39 98 00 11 (mobile)" in shown
        assert "uncertain" not in shown

    def test_is_understood_in_french(self, slack: Talk, desk: Desk) -> None:
        message = post(slack, CAMILLE)
        desk.work()
        reply(slack, desk, message, "société : Radium SAS\nnom : Skłodowska\npays : Pologne\nfax : -", CAMILLE)
        shown = texts(thread(slack, message)[0])
        assert "*Société*\nRadium SAS" in shown
        assert "*Nom*\nSkłodowska" in shown
        assert "*Pays*\nPologne" in shown
        assert "fax" not in shown

    @pytest.mark.parametrize(
        ("text", "answer"),
        [
            ("colour: blue", "“colour” is no field of a card. These are: name, first name,"),
            ("e-mail: nobody", "“nobody” is no e-mail address"),
            ("phone: 12", "“12” is no telephone number"),
        ],
    )
    @pytest.mark.usefixtures("review")
    def test_that_cannot_be_is_answered_and_changes_nothing(
        self, slack: Talk, posted: Json, text: str, answer: str
    ) -> None:
        happened = slack.happened()
        slack.sandbox.message(OLIVER, posted["channel"], f"company: Other\n{text}", thread_ts=posted["ts"])
        (_review, _typed, answered) = slack.sandbox.wait_for(lambda: (t := thread(slack, posted))[2:] and t)
        assert answer in answered["text"]
        assert slack.happened() == happened

    def test_that_is_only_talk_is_left_alone(self, slack: Talk, desk: Desk, posted: Json) -> None:
        for text in ("I met her at the fair", "see https://radium.example", "at 10:30?"):
            slack.sandbox.message(OLIVER, posted["channel"], text, thread_ts=posted["ts"])
        reply(slack, desk, posted, "company: Radium")
        assert len(thread(slack, posted)) == 5

    def test_after_the_lead_is_made_is_talk(self, slack: Talk, desk: Desk, posted: Json, review: Json) -> None:
        slack.click(OLIVER, review, "card.create")
        slack.sandbox.message(OLIVER, posted["channel"], "company: Other", thread_ts=posted["ts"])
        slack.type(OLIVER, "help")
        desk.work()
        assert leads(slack)[0].company == "Radium SA"
        assert len(thread(slack, posted)) == 2

    def test_under_several_cards_asks_which(self, slack: Talk, desk: Desk) -> None:
        message = together(slack, OLIVER, "a.png", "b.png", "c.png")
        desk.work()
        slack.sandbox.message(OLIVER, message["channel"], "company: Other", thread_ts=message["ts"])
        answer = slack.sandbox.wait_for(lambda: thread(slack, message)[5:] and thread(slack, message)[5])
        assert "3 cards are reviewed in this thread" in answer["text"]


def test_a_known_person_is_told_with_the_reason(slack: Talk, desk: Desk) -> None:
    slack.type(OLIVER, "create lead Marie Curie, Radium SA, marie@radium.example")
    message = post(slack)
    desk.work()
    assert ":warning: Probably here already: L-1 Marie Curie" in texts(thread(slack, message)[0])
    assert "same e-mail" in texts(thread(slack, message)[0])


class TestTheForm:
    @pytest.fixture
    def modal(self, slack: Talk, desk: Desk) -> Json:
        message = post(slack)
        desk.work()
        return slack.ask(OLIVER, thread(slack, message)[0], "card.edit")

    def test_shows_each_doubtful_field_as_it_stands_on_the_card(self, modal: Json, sandbox: Sandbox) -> None:
        pictures = {block["alt_text"]: block["slack_file"]["id"] for block in modal["blocks"] if "slack_file" in block}
        assert list(pictures) == ["Company on the card", "E-mail on the card"]
        piece = Image.open(io.BytesIO(sandbox.backend.workspace.files[pictures["Company on the card"]].data))
        assert piece.size == (29, 9)

    def test_marks_it_in_words_and_says_what_else_it_might_be(self, modal: Json) -> None:
        company = next(block for block in modal["blocks"] if block["block_id"] == "company")
        assert company["label"]["text"] == "Company (uncertain)"
        assert company["hint"]["text"] == "It could also read: Radlum SA, Radium 5A"

    def test_opens_without_pictures_that_were_deleted(self, slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
        message = post(slack)
        desk.work()
        sandbox.fail_next("views.open", "invalid_blocks")
        modal = slack.ask(OLIVER, thread(slack, message)[0], "card.edit")
        assert [block for block in modal["blocks"] if block["type"] == "image"] == []

    @pytest.mark.usefixtures("modal")
    def test_lays_no_picture_up_twice(self, desk: Desk, sandbox: Sandbox) -> None:
        before = len(sandbox.backend.workspace.files)
        desk.work_again()
        assert len(sandbox.backend.workspace.files) == before


class TestTwoSides:
    @pytest.fixture
    def sides(self, slack: Talk, desk: Desk, doubtful: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> list[Json]:
        """The reviews of a front and a back that were posted in one message."""
        front = replace(MARIE, phones=(), uncertain=())
        back = Contact(company="Radium GmbH", website="radium.example", phones=MARIE.phones)
        read = iter([front, back])
        monkeypatch.setattr(doubtful, "read_card", lambda _data, **_more: SimpleNamespace(contact=next(read)))
        message = together(slack, OLIVER, "front.png", "back.png")
        desk.work()
        return [shown for shown in thread(slack, message) if "card.join" in action_ids(shown)]

    def test_become_one_review_and_one_lead(self, slack: Talk, desk: Desk, sides: list[Json]) -> None:
        slack.click(OLIVER, sides[1], "card.join")
        desk.work()
        front, back = (now(slack, side) for side in sides)
        assert "*Website*\nradium.example" in texts(front)
        assert menu(front, "company") == ["Radium SA", "Radium GmbH"]
        assert "This is the other side of front.png" in texts(back)
        assert (action_ids(back), "card.join" in action_ids(front)) == ([], False)
        slack.click(OLIVER, front, "card.create")
        (lead,) = leads(slack)
        assert (lead.last_name, lead.mobile, lead.website) == ("Curie", "+33639981234", "radium.example")

    def test_of_which_one_is_decided_stay_apart(self, slack: Talk, sides: list[Json]) -> None:
        slack.click(OLIVER, sides[0], "card.discard")
        assert "Somebody already decided about this card." in slack.click(OLIVER, sides[1], "card.join")["text"]


def test_the_other_side_is_waited_for(slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
    message = together(slack, OLIVER, "front.png", "back.png")
    for job in ("fetch_photo", "read_card"):
        desk.jobs[job](1)
    with slack.crm.read() as session:
        assert [each.state for each in session.query(Submission)] == ["review", "received"]
    desk.jobs["review_card"](_last_event(slack.crm))
    joined = slack.click(OLIVER, thread(slack, message)[1], "card.join")
    assert "The other photo is still being read." in joined["text"]


def _last_event(crm: Crm) -> int:
    with crm.read() as session:
        return max(event.id for event in session.query(Event).filter_by(name="submission.read"))


def test_several_photos_at_once_say_how_far_they_are(slack: Talk, desk: Desk) -> None:
    message = together(slack, CAMILLE, "a.png", "b.png", "c.png", "notes.pdf")
    for number in (1, 2):
        desk.jobs["fetch_photo"](number)
    (progress,) = thread(slack, message)
    assert progress["text"] == ":hourglass: 0 photos lues sur 4."
    desk.work()
    desk.work_again()
    replies = thread(slack, message)
    assert [reply["text"] for reply in replies].count("Les 4 photos sont lues.") == 1
    assert len(replies) == 5


class TestWhereTheCompanyAllowsIt:
    @pytest.fixture
    def crm(self, crm: Crm) -> Crm:
        path = crm.settings.home / "filon.toml"
        path.write_text("[cards]\ncreate_when_sure = true\n", encoding="utf-8")
        return Crm(load(config=path, home=crm.settings.home), crm.database)

    def post(self, slack: Talk, desk: Desk, doubtful: SimpleNamespace, **more: Any) -> Json:
        doubtful.contact = replace(MARIE, uncertain=(), **more)
        message = post(slack)
        desk.work()
        return thread(slack, message)[0]

    def test_a_sure_card_becomes_a_lead_by_itself(self, slack: Talk, desk: Desk, doubtful: SimpleNamespace) -> None:
        assert "Lead *L-1* · new · Oliver Hughes" in texts(self.post(slack, desk, doubtful))
        slack.type(OLIVER, "advance L-1")
        desk.work()
        assert "contacted" in texts(thread(slack, slack.sandbox.messages(slack.sandbox.dm(OLIVER))[0])[0])

    def test_a_doubtful_one_waits(self, slack: Talk, desk: Desk) -> None:
        message = post(slack)
        desk.work()
        assert "card.create" in action_ids(thread(slack, message)[0])

    def test_somebody_who_is_here_already_waits(self, slack: Talk, desk: Desk, doubtful: SimpleNamespace) -> None:
        slack.type(OLIVER, "create lead Marie Curie, Radium SA, marie@radium.example")
        assert "card.create" in action_ids(self.post(slack, desk, doubtful))

    def test_a_name_alone_waits(self, slack: Talk, desk: Desk, doubtful: SimpleNamespace) -> None:
        assert "card.create" in action_ids(self.post(slack, desk, doubtful, emails=(), phones=()))


def test_a_card_from_elsewhere_comes_with_its_photo(slack: Talk, desk: Desk) -> None:
    with slack.crm.transaction(Actor(None, "card")) as tx:
        inbox.receive(tx, "card", "cards", "1", body=photo(), content_type="image/png")
    desk.work()
    desk.work_again()
    review, picture = slack.sandbox.messages(LEADS)
    assert action_ids(review)[-3:] == REVIEW
    assert (picture["thread_ts"], picture["text"]) == (review["ts"], "La photo de la carte")
    assert [file["name"] for file in picture["files"]] == ["card-1.png"]


class TestThePhotoOfALead:
    @pytest.fixture
    def lead(self, slack: Talk, desk: Desk, review: Json) -> Json:
        """The card of the lead that was made of Oliver's photo."""
        card = slack.click(OLIVER, review, "card.create")
        desk.work()
        return card

    def test_is_sent_to_whoever_asks(self, slack: Talk, desk: Desk, lead: Json) -> None:
        assert "is on its way to you" in texts(slack.click(OLIVER, lead, "photo"))
        desk.work()
        desk.work_again()
        messages = slack.sandbox.messages(slack.sandbox.dm(OLIVER))
        sent = [message for message in messages if message["text"] == "The photo of the card"]
        assert [[file["name"] for file in message["files"]] for message in sent] == [["card.png"]]

    @pytest.mark.usefixtures("lead")
    def test_is_erased_with_all_that_was_cut_out_of_it(self, slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
        assert len(sandbox.backend.workspace.files) == 3
        assert "is erased here" in texts(slack.type(OLIVER, "photo L-1 erase"))
        desk.work()
        assert len(sandbox.backend.workspace.files) == 1
        assert desk.submissions[0].body == b""
        assert "photo" not in action_ids(slack.type(OLIVER, "show L-1"))
        assert "There is no photo of a card for L-1." in slack.type(OLIVER, "photo L-1")["text"]

    @pytest.mark.usefixtures("lead")
    def test_is_erased_by_its_owner_or_a_manager_only(self, slack: Talk, desk: Desk) -> None:
        slack.type(CAMILLE, "help")
        assert "appartient à Oliver Hughes" in slack.type(CAMILLE, "photo L-1 effacer")["text"]
        assert desk.submissions[0].body == photo()
