"""What happened to a record lately."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import actions, clip, context, divider, header
from bot.views.button import button, value
from bot.views.card import Card
from core.happenings import DOORS, told
from core.language import Language, Term, Verbatim
from core.model import Record
from core.model.activity import TASK
from core.queries.timeline import ACTIVITY, Entry

MORE = "history"
LONGEST_TEXT = 300
# An activity has an entry of its own, with its text.
SILENT = frozenset({"logged"})
# What else than the record itself its history tells of.
LETTERS = {"lead": "L", ACTIVITY: "T"}


def history(speech: Language, card: Card) -> Iterator[Block]:
    """The latest entries in small print, or nothing where none were asked for."""
    entries = [entry for entry in card.history if _happening(entry) not in SILENT]
    if entries:
        yield divider()
        yield context("\n".join(_entry(speech, card.record, card.zone, entry) for entry in entries))
        yield from _more(speech, card.record, entries, older=card.older)


def history_page(
    speech: Language, record: Record, zone: ZoneInfo, entries: Sequence[Entry], *, older: bool
) -> Iterator[Block]:
    """A page of the record's history under its title; `older` tells that there is more."""
    yield header(bare(speech).say("History of {reference}", reference=record.reference))
    yield from (context(_entry(speech, record, zone, entry)) for entry in entries)
    yield from _more(speech, record, entries, older=older)


def _more(speech: Language, record: Record, entries: Sequence[Entry], *, older: bool) -> Iterator[Block]:
    place = entries[-1].place if entries else None
    if older and place:
        moment, *rest = place
        language = bare(speech)
        label = language.say("More of the history of {reference}", reference=record.reference)
        carried = value(record, before=[moment.isoformat(), *rest])
        yield from actions([button(language.say("More"), MORE, carried, label=label)])


def _entry(speech: Language, record: Record, zone: ZoneInfo, entry: Entry) -> str:
    happened = {
        "when": entry.happened_at.astimezone(zone),
        "who": Term(DOORS[entry.who]) if entry.who in DOORS else entry.who,
        "what": Verbatim(_what(speech, record, entry)),
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


def _what(speech: Language, record: Record, entry: Entry) -> str:
    """What happened, to which record where it was another, and what an activity has beside its text."""
    kind, id_ = entry.subject
    is_other = kind in LETTERS and entry.subject != (record.kind, record.id)
    is_task = entry.what == TASK
    parts = (
        f"{LETTERS[kind]}-{id_}" if is_other and (kind != ACTIVITY or is_task or "." in entry.what) else "",
        Term(told(entry.what)),
        Term(entry.state) if is_task else "",
        entry.tracking_number,
    )
    return " ".join(speech.write(part) for part in parts if part)


def _happening(entry: Entry) -> str:
    return entry.what.rpartition(".")[2]


def place_of(carried: Sequence[str | int]) -> tuple[datetime, int, int]:
    """The place in the history that a [More] button carries."""
    moment, source, id_ = carried
    return datetime.fromisoformat(str(moment)), int(source), int(id_)
