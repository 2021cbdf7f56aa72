"""A photo of several cards in Slack: it says how many, and each card is reviewed, decided and replayed by itself."""

from __future__ import annotations

import io
from dataclasses import replace
from types import SimpleNamespace

import pytest

from bot.sandbox import Sandbox
from core import inbox
from core.actions.photo import erase_photo
from core.actions.replay import replay
from core.crm import Actor, Crm
from core.lay_apart import lay_apart
from core.model import Submission
from intake.app import build
from intake.cards.parts import SeveralCards
from tests.card_table import PEOPLE, card, encoded, table
from tests.factories import configured
from tests.integration.card_talk import MARIE, leads, photo, post, thread
from tests.integration.desk import Desk
from tests.integration.intake_site import BROWSER, stamped
from tests.integration.talk import CAMILLE, LEADS, OLIVER, Json, Talk, action_ids, texts

JEAN = replace(MARIE, first_name="Jean", last_name="Perrin", emails=("jean@atomes.example",), phones=())
IRENE = replace(MARIE, first_name="Irène", last_name="Joliot", emails=("irene@neutron.example",), phones=())
THREE = (MARIE, JEAN, IRENE)


@pytest.fixture
def three(reader: SimpleNamespace) -> SimpleNamespace:
    """On whole photos three cards are found, of which each is then read."""
    pictures = [photo() + bytes([number]) for number in range(3)]

    def read_card(data: bytes, *, is_one: bool, **_options: object) -> SimpleNamespace:
        if not is_one:
            raise SeveralCards(pictures)
        return SimpleNamespace(contact=THREE[pictures.index(data)])

    reader.read_card = read_card
    return reader


@pytest.fixture
def message(slack: Talk, desk: Desk, three: SimpleNamespace) -> Json:
    """Oliver's photo of the table, read."""
    assert three
    sent = post(slack, name="table.png")
    desk.work()
    return sent


def states(desk: Desk) -> list[str]:
    return [submission.state for submission in desk.submissions]


def test_the_thread_says_how_many_and_has_a_review_of_each(slack: Talk, message: Json) -> None:
    told, *reviews = thread(slack, message)
    assert ":card_index: 3 cards are on this photo. The review of each follows." in texts(told)
    assert ["card.create" in action_ids(review) for review in reviews] == [True] * 3
    for review, name, number in zip(reviews, ("Curie", "Perrin", "Joliot"), (1, 2, 3), strict=True):
        assert f"*Last name*\n{name}" in texts(review)
        assert f"table-{number}.jpg" in texts(review)
        assert "card.join" not in action_ids(review)


def test_it_is_said_in_the_language_of_the_sender(slack: Talk, desk: Desk, three: SimpleNamespace) -> None:
    assert three
    sent = post(slack, CAMILLE)
    desk.work()
    assert "Il y a 3 cartes sur cette photo." in texts(thread(slack, sent)[0])


def test_each_review_makes_its_lead_and_changes_no_other(slack: Talk, desk: Desk, message: Json) -> None:
    _told, first, second, third = thread(slack, message)
    slack.click(OLIVER, second, "card.create")
    assert states(desk) == ["parted", "review", "lead", "review"]
    slack.click(OLIVER, third, "card.discard")
    slack.click(OLIVER, first, "card.create")
    assert [lead.last_name for lead in leads(slack)] == ["Perrin", "Curie"]
    assert states(desk) == ["parted", "lead", "lead", "discarded"]


def test_work_that_is_repeated_makes_no_second_ones(slack: Talk, desk: Desk, message: Json) -> None:
    desk.work_again()
    assert states(desk) == ["parted", "review", "review", "review"]
    assert len(thread(slack, message)) == 4


def test_the_keys_of_its_cards_are_told_apart_from_what_anybody_sends(crm: Crm) -> None:
    with crm.transaction(Actor(None, "card")) as tx:
        receive = inbox.receive
        table_, _ = receive(tx, "card", "cards", "k", body=b"1", content_type="image/jpeg")
        other, _ = receive(tx, "card", "cards", "cards:k:01", body=b"2", content_type="image/jpeg")
        first = lay_apart(tx, table_, [b"a", b"b"])
        assert lay_apart(tx, table_, [b"a", b"b"]) == first
        assert other.id not in first


def test_a_replay_of_one_changes_only_that(slack: Talk, desk: Desk, message: Json) -> None:
    _told, first, second, _third = thread(slack, message)
    slack.click(OLIVER, first, "card.discard")
    slack.click(OLIVER, second, "card.create")
    with slack.crm.transaction(Actor(None, "cli")) as tx:
        replay(tx, tx.session.get_one(Submission, 2))
    desk.work()
    assert states(desk) == ["parted", "review", "lead", "review"]
    assert "card.create" in action_ids(as_it_is(slack, message, first))
    assert len(thread(slack, message)) == 4


def as_it_is(slack: Talk, message: Json, reply: Json) -> Json:
    return next(each for each in thread(slack, message) if each["ts"] == reply["ts"])


def test_one_that_fails_stops_no_other(slack: Talk, desk: Desk, three: SimpleNamespace) -> None:
    read = three.read_card

    def read_card(data: bytes, **options: bool) -> SimpleNamespace:
        if data == photo() + bytes([1]):
            raise RuntimeError
        return read(data, **options)

    three.read_card = read_card
    sent = post(slack)
    desk.work()
    assert states(desk) == ["parted", "review", "failed", "review"]
    assert "Something broke" in texts(thread(slack, sent)[2])


def test_a_card_of_it_erased_takes_the_photo_of_all_with_it(slack: Talk, desk: Desk, message: Json) -> None:
    slack.click(OLIVER, thread(slack, message)[1], "card.create")
    with slack.crm.transaction(Actor(None, "cli")) as tx:
        erase_photo(tx, leads(slack)[0])
    desk.work()
    assert [bool(submission.body) for submission in desk.submissions] == [False, False, True, True]


def test_from_a_program_each_is_reviewed_with_its_own_picture(slack: Talk, desk: Desk, three: SimpleNamespace) -> None:
    assert three
    with slack.crm.transaction(Actor(None, "card")) as tx:
        inbox.receive(tx, "card", "cards", "1", body=photo(), content_type="image/png")
    desk.work()
    desk.work_again()
    messages = slack.sandbox.messages(LEADS)
    assert ["card.create" in action_ids(each) for each in messages if not each.get("thread_ts")] == [False] + [True] * 3
    assert [file["name"] for each in messages for file in each["files"]] == [
        "card-1.png",
        "card-2.jpg",
        "card-3.jpg",
        "card-4.jpg",
    ]


def test_from_the_hosted_form_each_is_reviewed_in_the_leads_channel(slack: Talk, desk: Desk) -> None:
    people = PEOPLE[:2]
    crm = configured(slack.crm, "[intake.forms.fair]\ncards = true\n")
    photo_of_both = (io.BytesIO(encoded(table([card(person) for person in people], 2))), "IMG_1.jpg")
    fields = {"_hosted": stamped(crm, 60, "fair"), "_id": "1", "card": photo_of_both}
    sent = build(crm).test_client().post("/f/fair", data=fields, content_type="multipart/form-data", headers=BROWSER)
    assert sent.status_code == 303
    desk.work()
    assert [(each.door, each.state) for each in desk.submissions] == [
        ("card", "parted"),
        ("card", "review"),
        ("card", "review"),
    ]
    for review in [each for each in slack.sandbox.messages(LEADS) if "card.create" in action_ids(each)]:
        slack.click(OLIVER, review, "card.create")
    assert [(lead.last_name, lead.email) for lead in leads(slack)] == [
        (person.name.split()[1], person.email) for person in people
    ]


def test_through_the_real_recognisers_each_becomes_a_lead(slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
    people = PEOPLE[:3]
    assert sandbox
    sent = post(slack, name="fair.jpg", data=encoded(table([card(person) for person in people], 2)))
    desk.work()
    for review in thread(slack, sent)[1:]:
        slack.click(OLIVER, review, "card.create")
    assert [(f"{lead.first_name} {lead.last_name}", lead.email) for lead in leads(slack)] == [
        (person.name, person.email) for person in people
    ]
