"""/crm assign: give a record to a colleague."""

from __future__ import annotations

from sqlalchemy import select

from bot import words
from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.assign import assign
from core.errors import Missing, NotFound
from core.identity import plain, plain_words
from core.language import mark
from core.model import User

NAME = Word("assign", ("assign",), ("attribuer",))
HELP = mark("Give a record to a colleague, or take it yourself.")
EXAMPLES: tuple[Example, ...] = (
    Example("assign L-42 @oliver", "attribuer L-42 @camille"),
    Example("assign L-42 me", "attribuer L-42 moi"),
)
WRITES = True


def run(request: Request) -> Reply:
    """Assign it and show whose it is now."""
    record, who = record_and_rest(request)
    receiver = colleague(request, who)
    assigned = assign(request.tx, record, receiver)
    said = request.language.say("{reference} now belongs to {name}.", reference=record.reference, name=receiver.name)
    return card_reply(request.tx, request.language, assigned, said=said)


def colleague(request: Request, who: str) -> User:
    """Who is meant by a mention, a name or “me”. Raises `Missing` and `NotFound`."""
    if not who:
        raise Missing("Say to whom, with their name after an @.")
    if plain(who) in words.ME.spellings:
        return request.user
    by_mention = words.mentioned(who)
    wanted = User.slack_id == by_mention[0] if by_mention else User.slack_id.is_not(None)
    users = list(request.tx.session.scalars(select(User).where(wanted).order_by(User.id)))
    found = users if by_mention else _named(users, who)
    if len(found) != 1:
        raise NotFound(
            "“{who}” is no single colleague whom Filon knows. Choose the name that Slack offers after @.", who=who
        )
    return found[0]


def _named(users: list[User], who: str) -> list[User]:
    """The users with this full name, else those of whom it is a part."""
    name = plain(who.lstrip("@"))
    exact = [user for user in users if plain(user.name) == name]
    return exact or [user for user in users if {*plain_words(name)} <= {*plain_words(user.name)}]
