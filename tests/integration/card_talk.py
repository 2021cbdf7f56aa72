"""Photos of cards in Slack, as tests post them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PIL import Image

from core.model import Lead
from core.reading import Contact, Doubt, Phone
from tests.integration.talk import OLIVER, Json, Talk

MARIE = Contact(
    first_name="Marie",
    last_name="Curie",
    job_title="Directrice",
    company="Radium SA",
    emails=("marie@radium.example",),
    phones=(Phone("+33639981234", "mobile", "06 39 98 12 34"), Phone("+33199001235", "fax", "01 99 00 12 35")),
    country="FR",
    uncertain=("company",),
)
DOUBTFUL = replace(
    MARIE,
    uncertain=("company", "emails"),
    doubts={
        "company": Doubt(("Radlum SA", "Radium 5A"), (5, 4, 30, 9)),
        "emails": Doubt(("rnarie@radium.example",), (5, 12, 30, 18)),
    },
)
REVIEW = ["card.create", "card.edit", "card.discard"]


def photo() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(file, "PNG")
    return file.getvalue()


def post(
    slack: Talk, user: str = OLIVER, channel: str = "", name: str = "card.png", data: bytes = b"", **more: str
) -> Json:
    """Post a file, by default a photo to the bot; the message once the bot has seen it."""
    where = channel or slack.sandbox.dm(user)
    posted = slack.sandbox.upload(user, where, name, data or photo(), **more)

    def seen() -> Json | None:
        message = next(each for each in slack.sandbox.messages(where) if each["ts"] == posted["ts"])
        return message if message["reactions"] else None

    return slack.sandbox.wait_for(seen)


def thread(slack: Talk, message: Json) -> list[Json]:
    return slack.sandbox.replies(message["channel"], message.get("thread_ts") or message["ts"])


def now(slack: Talk, message: Json) -> Json:
    """The message as it is now."""
    return next(each for each in slack.sandbox.messages(message["channel"]) if each["ts"] == message["ts"])


def leads(slack: Talk) -> list[Lead]:
    with slack.crm.read() as session:
        return session.query(Lead).all()


def parts(value: Any) -> Iterator[Json]:
    """Every object in a message."""
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for member in members:
        yield from parts(member)
    if isinstance(value, dict):
        yield value
