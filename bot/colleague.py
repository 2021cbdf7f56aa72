"""The colleague whom a command names."""

from __future__ import annotations

from sqlalchemy import select

from bot import words
from bot.request import Request
from core.errors import Missing, NotFound
from core.identity import plain, plain_words
from core.model import User


def colleague(request: Request, who: str) -> User:
    """By mention, by name, or `me`. Raises `Missing` for nothing, `NotFound` for nobody and for several."""
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
