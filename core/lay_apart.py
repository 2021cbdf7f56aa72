"""A photo that shows several cards becomes a submission for each: read, reviewed and replayed by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from sqlalchemy import select

from core import inbox
from core.crm import Transaction
from core.inbox import Arrival
from core.model import Submission

# No form can have this name, so that no key of a sender is one of a card's.
PART = "one of several"
PICTURE = "image/jpeg"


def lay_apart(tx: Transaction, photo: Submission, pictures: Sequence[bytes]) -> Sequence[int]:
    """The ids of a submission for each picture; the same ones where this is done again."""
    receipts = inbox.receive_all(tx, [_part(photo, number, data) for number, data in enumerate(pictures, start=1)])
    wanted = Submission.public_id.in_([receipt.id for receipt in receipts])
    parts = [*tx.session.scalars(select(Submission.id).where(wanted).order_by(Submission.id))]
    inbox.settle(tx, photo, "parted", parts=parts)
    return parts


def is_part(submission: Submission) -> bool:
    """Whether it is one card of a photo that showed several."""
    return submission.endpoint == PART


def _part(photo: Submission, number: int, picture: bytes) -> Arrival:
    """Answered where the photo is; `of` says how many photos a message has, and a card is no side of another."""
    sent = photo.origin.get("name")
    name = f"{PurePath(sent).stem}-{number}.jpg" if sent else ""
    origin = photo.origin | {"name": name, "of": 1, "photo": photo.id}
    return Arrival(
        photo.door, PART, f"{photo.endpoint}:{photo.key}:{number:02}", PICTURE, picture, photo.headers, origin
    )
