"""See what looks like a record, merge it, or say that it is another."""

from __future__ import annotations

from bot.deeds.press import Press
from bot.duplicates import duplicates_reply
from bot.request import Reply
from core.actions.distinguish import distinguish
from core.actions.merge import merge
from core.model import Record


def look(press: Press) -> Reply:
    """The list with its reasons."""
    return duplicates_reply(press.tx, press.speech, press.record)


def merge_them(press: Press) -> Reply:
    """Merge the other into the one that was looked at."""
    other = _other(press)
    merged = merge(
        press.tx, press.record, other, version=press.version, other_version=int(press.about["other"]["version"])
    )
    return press.card(merged, "{other} is part of {reference} now.", other=other.reference)


def tell_apart(press: Press) -> Reply:
    """Remember that it is another, and show what is left."""
    other = _other(press)
    distinguish(press.tx, press.record, other)
    said = press.speech.say(
        "Remembered: {reference} and {other} are not the same.",
        reference=press.record.reference,
        other=other.reference,
    )
    return duplicates_reply(press.tx, press.speech, press.record, said=said)


def _other(press: Press) -> Record:
    other = press.about["other"]
    return press.tx.record(other["kind"], other["id"])
