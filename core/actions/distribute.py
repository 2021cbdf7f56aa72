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
from core.model import User
from core.settings import Assignment

log = structlog.get_logger()


def distribute(tx: Transaction, lead: Any) -> None:
    """Make the next person of the first rule that fits its owner; it stays nobody's where no rule does."""
    for number, rule in enumerate(tx.settings.configuration.assignment):
        if _fits(rule, lead) and (user := _next(tx, number, rule)):
            lead.owner_id = user.id
            events.record(tx, lead, "assigned", to=user.name, rule=number)
            return


def _fits(rule: Assignment, lead: Any) -> bool:
    return all(fnmatchcase(plain(getattr(lead, name) or ""), plain(wanted)) for name, wanted in rule.when.items())


def _next(tx: Transaction, number: int, rule: Assignment) -> User | None:
    """Whose turn it is. The turns are counted in the database, so that restarts and races give nobody two in a row."""
    known = {user.slack_id: user for user in tx.session.scalars(select(User).where(User.slack_id.in_(rule.to)))}
    unknown = [place for place, slack_id in enumerate(rule.to) if slack_id not in known]
    if unknown:
        log.warning("assignment.unknown_people", rule=number, places=unknown, why="they have not used Filon yet")
    if not known:
        return None
    turn = counter(tx, f"assignment {' '.join(rule.to)}").last
    in_turn = [known[slack_id] for slack_id in rule.to if slack_id in known]
    return in_turn[(turn - 1) % len(in_turn)]
