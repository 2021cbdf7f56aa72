"""/crm log: keep what was said or written, or what is to be done."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot import words
from bot.example import Example
from bot.figures import beginning_day
from bot.record_card import card_reply
from bot.records import records_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.log import log
from core.errors import Missing
from core.language import Term, mark
from core.model.activity import LETTER, TASK

NAME = Word("log", ("log",), ("noter",))
HELP = mark(
    "Keep a call, an e-mail, a letter, a meeting or a note with one record or several, and with their customers. A day "
    "may stand before the text, and a letter’s tracking number. A task is kept until it is done."
)
EXAMPLES: tuple[Example, ...] = (
    Example("log L-42 call wants a demonstration on Friday", "noter L-42 appel veut une démonstration vendredi"),
    Example("log L-42 note met at the fair", "noter L-42 note rencontrée au salon"),
    Example("log O-17, C-5 call agreed on the price", "noter O-17, C-5 appel d’accord sur le prix"),
    Example("log O-17 task 2027-01-15 Call Marie back", "noter O-17 tâche 15/01/2027 Rappeler Marie"),
    Example("log O-17 letter 1A23456789012 Signed contract", "noter O-17 lettre 1A23456789012 Contrat signé"),
)
WRITES = True
# As carriers print it: letters and digits without spaces, several digits among them.
TRACKING = re.compile(r"(?=(?:\D*\d){4})([A-Za-z0-9]{6,35})(?=\s)\s*(.*)", re.DOTALL)
# What a note begins with is a part of it; what else happened has a day.
DATED = frozenset({"call", "email", LETTER, "meeting"})
MIDDAY = time(12)


def run(request: Request) -> Reply:
    """Keep it and show the first record with its history."""
    records, rest = records_and_rest(request)
    typed, text = words.first(rest)
    if not typed:
        raise Missing("Say what kind of activity it was, then what it was about.")
    activity_type = words.choose(typed, words.ACTIVITIES, request.language)
    text, details = _details(request, activity_type, text)
    activity = log(request.tx, records, activity_type, text, **details)
    said = _said(request, ", ".join(record.reference for record in records), activity)
    return card_reply(request.tx, request.language, records[0], said=said, history=True)


def _said(request: Request, references: str, activity: Any) -> str:
    if activity.type != TASK:
        return request.language.say("Logged with {reference}: {type}.", reference=references, type=Term(activity.type))
    return request.language.say("{task} is noted with {reference}.", task=activity.reference, reference=references)


def _details(request: Request, activity_type: str, text: str) -> tuple[str, dict[str, Any]]:
    """The text without the day and the tracking number at its beginning, and these."""
    today = request.tx.today
    rest, day = beginning_day(text, today)
    if activity_type == TASK:
        return rest, {"due_on": day}
    details: dict[str, Any] = {}
    if activity_type in DATED and day and day <= today:
        text = rest
        details["happened_at"] = _moment(request, day) if day < today else None
    if activity_type == LETTER and (found := TRACKING.match(text)):
        details["tracking_number"], text = found[1].upper(), found[2]
    return text, details


def _moment(request: Request, day: date) -> datetime:
    """The middle of the company's day: nobody said at what time."""
    return datetime.combine(day, MIDDAY, ZoneInfo(request.tx.settings.configuration.company.timezone))
