"""/crm photo: the photo of the card that a lead was made of."""

from __future__ import annotations

from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.photo import ask_photo, erase_photo, has_photo
from core.errors import NotFound, NotUnderstood
from core.identity import plain
from core.language import mark
from core.model import Lead

NAME = Word("photo", ("photo", "picture"), ("photo",))
ERASE = Word("erase", ("erase", "delete"), ("effacer", "supprimer"))
HELP = mark("Get the photo of the card that a lead was made of, or erase it for good.")
EXAMPLES: tuple[Example, ...] = (Example("photo L-42", "photo L-42"), Example("photo L-42 erase", "photo L-42 effacer"))
WRITES = True


def run(request: Request) -> Reply:
    """Send it, or erase it. Raises `NotFound` where there is none, `NotUnderstood` for another word."""
    record, rest = record_and_rest(request)
    if not isinstance(record, Lead):
        raise NotFound("There is no photo of a card for {reference}.", reference=record.reference)
    if not rest.strip() and not has_photo(request.tx, record):
        said = request.language.say("There is no photo of a card for {reference}.", reference=record.reference)
    elif not rest.strip():
        ask_photo(request.tx, record)
        said = request.language.say("The photo of {reference}’s card is on its way to you.", reference=record.reference)
    elif plain(rest.strip()) in ERASE.spellings:
        erase_photo(request.tx, record)
        said = request.language.say(
            "The photo of {reference}’s card is erased here. In Slack, whoever posted it can delete it.",
            reference=record.reference,
        )
    else:
        raise NotUnderstood("“{word}” is unknown here. Say nothing more, or “erase”.", word=rest.strip())
    return card_reply(request.tx, request.language, record, said=said)
