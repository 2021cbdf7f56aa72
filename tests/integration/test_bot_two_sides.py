"""Photos of a card's two sides, through the real recognisers: one review, one lead, and no question too many."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from bot.sandbox.deeds.message import Attachment, write_message
from tests.card_table import NIGHT, PEOPLE, SIZE, WHITE, card, encoded, table, write
from tests.integration.card_talk import leads, now, thread
from tests.integration.desk import Desk
from tests.integration.talk import OLIVER, Json, Talk, action_ids, texts

MARIE = PEOPLE[0]


def front() -> Image.Image:
    picture = Image.new("RGB", SIZE, WHITE)
    write(picture, [*MARIE.lines[:3], (MARIE.email, 34)], (80, 90))
    return picture


def back() -> Image.Image:
    picture = Image.new("RGB", SIZE, NIGHT)
    lines = [(MARIE.company, 46), (MARIE.address, 34), (f"Tel. {MARIE.phone}", 34), ("www.radium.example", 34)]
    write(picture, lines, (80, 90), WHITE)
    return picture


def english() -> Image.Image:
    phone = f"+33 {MARIE.phone.removeprefix('0')}"
    return card(replace(MARIE, title="Sales Director", phone=phone, address=f"{MARIE.address}, France"))


@pytest.mark.parametrize(
    "sides", [(front, back), (back, front), (lambda: card(MARIE), english)], ids=["parts", "back first", "languages"]
)
def test_two_photos_become_one_lead_with_all_fields(slack: Talk, desk: Desk, sides: tuple) -> None:  # type: ignore[type-arg]
    message = together(slack, *(table([side()], 1) for side in sides))
    desk.work()
    one, _other = reviews = [shown for shown in thread(slack, message) if "card.join" in action_ids(shown)]
    slack.click(OLIVER, reviews[0], "card.join")
    joined = now(slack, one)
    assert "which one stands" not in texts(joined)
    slack.click(OLIVER, joined, "card.create")
    (lead,) = leads(slack)
    assert (lead.first_name, lead.last_name, lead.email) == ("Marie", "Lambert", MARIE.email)
    assert (lead.mobile, lead.company, lead.job_title) == ("+33639981201", MARIE.company, MARIE.title)
    assert "12 rue des Lilas" in str(lead.address)


def together(slack: Talk, *photos: Image.Image) -> Json:
    """The photos in one message, once the bot has seen it."""
    where = slack.sandbox.dm(OLIVER)
    files = [Attachment(f"{number}.jpg", encoded(photo)) for number, photo in enumerate(photos)]
    sent = write_message(slack.sandbox.backend, OLIVER, where, "", attachments=files)

    def seen() -> Json | None:
        message = next(each for each in slack.sandbox.messages(where) if each["ts"] == sent.ts)
        return message if message["reactions"] else None

    return slack.sandbox.wait_for(seen)
