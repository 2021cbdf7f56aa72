"""/crm log: keep what was said or written."""

from __future__ import annotations

from bot import words
from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.log import log
from core.errors import Missing
from core.language import Term, mark

NAME = Word("log", ("log",), ("noter",))
HELP = mark("Keep a call, an e-mail, a letter, a meeting or a note with a record and its customer.")
EXAMPLES: tuple[Example, ...] = (
    Example("log L-42 call wants a demonstration on Friday", "noter L-42 appel veut une démonstration vendredi"),
    Example("log L-42 note met at the fair", "noter L-42 note rencontrée au salon"),
)
WRITES = True


def run(request: Request) -> Reply:
    """Keep it and show the record with its history."""
    record, rest = record_and_rest(request)
    typed, text = words.first(rest)
    if not typed:
        raise Missing("Say what kind of activity it was, then what it was about.")
    activity = log(request.tx, record, words.choose(typed, words.ACTIVITIES, request.language), text)
    said = request.language.say(
        "Logged with {reference}: {type}.", reference=record.reference, type=Term(activity.type)
    )
    return card_reply(request.tx, request.language, record, said=said, history=True)
