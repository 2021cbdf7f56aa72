"""The photo of the card that a lead was made of: sent to whoever asks, and erased for good where that is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from core import events
from core.crm import Transaction
from core.errors import NotFound
from core.model import Lead, Submission
from core.rights import check

ERASED = "application/x-erased"
# The doors that photos of cards come in by.
DOORS = frozenset({"slack", "card"})


def has_photo(tx: Transaction, lead: Lead) -> bool:
    """Whether a photo is kept of the lead's card; it is not loaded for that."""
    if lead.submission_id is None:
        return False
    kept = select(Submission.id).where(Submission.id == lead.submission_id, Submission.content_type != ERASED)
    return tx.session.scalar(kept.where(Submission.door.in_(DOORS))) is not None


def photos(tx: Transaction, lead: Lead) -> Sequence[Submission]:
    """The photos that are kept of the lead's card: of its front, and of its back where there is one."""
    origin = tx.session.get(Submission, lead.submission_id or 0)
    if origin is None or origin.door not in DOORS:
        return []
    of_card = Submission.id.in_([origin.id, *origin.result.get("sides", [])])
    kept = select(Submission).where(of_card, Submission.content_type != ERASED).order_by(Submission.id)
    return tx.session.scalars(kept).all()


def ask_photo(tx: Transaction, lead: Lead) -> None:
    """Have the photos sent to whoever asks. Raises `NotFound` where none is kept."""
    check(tx, "print", lead)
    for photo in _kept(tx, lead):
        events.record(tx, photo, "photo asked", asked_by=tx.actor.user_id)


def erase_photo(tx: Transaction, lead: Lead) -> None:
    """Erase the photos, what was cut out of them, and the photo of several cards that they come from.

    Raises `NotFound` where none is kept, `Forbidden`.
    """
    locked = tx.lock(lead)
    check(tx, "erase photo", locked)
    for photo in [*_kept(tx, locked), *_photos_of_several(tx, locked)]:
        photo.body, photo.content_type = b"", ERASED
        photo.result = photo.result | {"erased_files": [*photo.result.get("crops", {}).values()], "crops": {}}
        events.record(tx, photo, "photo erased")


def _photos_of_several(tx: Transaction, lead: Lead) -> Sequence[Submission]:
    """The other cards on it stay: each has its own picture."""
    whole = [number for photo in photos(tx, lead) if (number := photo.origin.get("photo"))]
    return tx.session.scalars(select(Submission).where(Submission.id.in_(whole))).all()


def _kept(tx: Transaction, lead: Lead) -> Sequence[Submission]:
    if kept := photos(tx, lead):
        return kept
    raise NotFound("There is no photo of a card for {reference}.", reference=lead.reference)
