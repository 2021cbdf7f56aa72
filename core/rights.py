"""Who may do what. Checked in the action, whatever door it was called from.

A rep works on records of their own and on those of nobody, and reads the team's; a manager works on all of them and
approves; an admin also says who may what; an integration writes what mirrors its own system. A door that acts by
itself (a web form, a job) has no user, and acts for the company.
"""

from __future__ import annotations

from typing import Any

from core.crm import Transaction
from core.errors import Forbidden, ReadOnly
from core.language import Term, Terms
from core.model import User

# What a person can be, the least first; an integration is a program.
PEOPLE = ("rep", "manager", "admin")
EVERYBODY = frozenset(PEOPLE)
MANAGERS = frozenset({"manager", "admin"})
ADMINS = frozenset({"admin"})
SYSTEM = "system"

# What is not simply "work on a record of one's own": the roles that may, whoever owns the record.
WHOEVER_OWNS: dict[str, frozenset[str]] = {
    "create": EVERYBODY,
    "claim": EVERYBODY,
    "log": EVERYBODY,
    "print": EVERYBODY,
    "distinguish": EVERYBODY,
    "approve": MANAGERS,
    "accept expired": MANAGERS,
    "catalogue": MANAGERS,
    "employ": ADMINS,
    "inbox": ADMINS,
    "mirror": frozenset({"integration"}),
}


# What people may do with a copy of another system's document: it says who looks after it here, and what follows it.
ALSO_TO_COPIES = frozenset({"mirror", "assign", "claim", "log", "promote", "bill"})


def check(tx: Transaction, deed: str, record: Any = None) -> None:
    """Let the actor do it. Raises `Forbidden`, saying who can, and `ReadOnly` for what only mirrors another system."""
    _check_ours(deed, record)
    role = tx.role
    if role == SYSTEM:
        return
    if deed in WHOEVER_OWNS:
        if role not in WHOEVER_OWNS[deed]:
            roles = Terms.of(sorted(WHOEVER_OWNS[deed]))
            raise Forbidden("This is not for the role {role}. Ask one of: {roles}.", role=Term(role), roles=roles)
    elif role not in EVERYBODY:
        raise Forbidden("This is not for the role {role}. Ask a colleague to do it.", role=Term(role))
    elif role not in MANAGERS and not _is_own(tx, record):
        owner = tx.session.get_one(User, record.owner_id).name
        raise Forbidden(
            "{reference} belongs to {owner}. Ask {owner} to do it, or a manager to assign it to you.",
            reference=record.reference,
            owner=owner,
        )


def _check_ours(deed: str, record: Any) -> None:
    system = getattr(record, "external_system", None)
    if system and deed not in ALSO_TO_COPIES:
        raise ReadOnly(
            "{reference} mirrors another system: {system}. Make the change there; it will show here.",
            reference=record.reference,
            system=system,
        )


def _is_own(tx: Transaction, record: Any) -> bool:
    return record is None or record.owner_id in {None, tx.actor.user_id}
