"""Give a lead that came in by itself to somebody, as the company's rules say."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any

import structlog
from sqlalchemy import select

from core import events
from core.actions.number import counter
from core.crm import Transaction
from core.identity import plain
from core.model import Counter, User
from core.settings import Assignment

log = structlog.get_logger()


class Turns:
    """Whose turn it is by each rule; the counters stay locked until the end of the transaction."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._rules: dict[int, tuple[list[User], Counter]] = {}

    def next(self, lead: Any) -> tuple[User, int] | None:
        """Who gets the lead, and by which rule; None where no rule fits, or nobody of it is known."""
        for number, rule in enumerate(self._tx.settings.configuration.assignment):
            if _fits(rule, lead) and (user := self._by(number, rule)):
                return user, number
        return None

    def _by(self, number: int, rule: Assignment) -> User | None:
        """The turns are counted in the database, so that restarts and races give nobody two in a row."""
        if number in self._rules:
            in_turn, turns = self._rules[number]
            turns.last += 1
        elif in_turn := _known(self._tx, number, rule):
            turns = counter(self._tx, f"assignment {' '.join(rule.to)}")
            self._rules[number] = in_turn, turns
        else:
            return None
        return in_turn[(turns.last - 1) % len(in_turn)]


def distribute(tx: Transaction, lead: Any) -> None:
    """Make the next person of the first rule that fits its owner; it stays nobody's where no rule does."""
    if turn := Turns(tx).next(lead):
        user, number = turn
        lead.owner_id = user.id
        events.record(tx, lead, "assigned", to=user.name, rule=number)


def _fits(rule: Assignment, lead: Any) -> bool:
    return all(fnmatchcase(plain(getattr(lead, name) or ""), plain(wanted)) for name, wanted in rule.when.items())


def _known(tx: Transaction, number: int, rule: Assignment) -> list[User]:
    """The people of the rule who have used Filon, in their order."""
    known = {user.slack_id: user for user in tx.session.scalars(select(User).where(User.slack_id.in_(rule.to)))}
    unknown = [place for place, slack_id in enumerate(rule.to) if slack_id not in known]
    if unknown:
        log.warning("assignment.unknown_people", rule=number, places=unknown, why="they have not used Filon yet")
    return [known[slack_id] for slack_id in rule.to if slack_id in known]
