"""What happened to a record lately."""

from __future__ import annotations

from collections.abc import Iterator

from bot.request import Block
from bot.views.blocks import clip, context, divider
from bot.views.card import Card
from core.language import Language, Term
from core.queries.timeline import Entry

LONGEST_TEXT = 300
# An activity has an entry of its own, with its text.
SILENT = frozenset({"logged"})
# A door that acted by itself stands where a person's name does.
DOORS = frozenset({"form", "api", "card", "slack"})


def history(speech: Language, card: Card) -> Iterator[Block]:
    """The latest entries in small print, or nothing where none were asked for."""
    told = [entry for entry in card.history if _happening(entry) not in SILENT]
    if told:
        yield divider()
        yield context("\n".join(_entry(speech, card, entry) for entry in told))


def _entry(speech: Language, card: Card, entry: Entry) -> str:
    happened = {
        "when": entry.happened_at.astimezone(card.zone),
        "who": Term(entry.who) if entry.who in DOORS else entry.who,
        "what": Term(_happening(entry)),
    }
    if others := _others(entry):
        return speech.say("{when} — {who}: {what} ({others})", **happened, others=others)
    text = entry.text or entry.changes.get("reference", "")
    if not text:
        return speech.say("{when} — {who}: {what}", **happened)
    return speech.say("{when} — {who}: {what} — “{text}”", **happened, text=clip(text, LONGEST_TEXT))


def _others(entry: Entry) -> str:
    """The references of the records that it was about beside this one."""
    named = entry.changes.get("into") or entry.changes.get("from") or []
    return ", ".join(named) if isinstance(named, list) and all(isinstance(each, str) for each in named) else ""


def _happening(entry: Entry) -> str:
    return entry.what.rpartition(".")[2]
