"""`filon person`: who works with Filon, and what each may do."""

from __future__ import annotations

import click

from core.actions.employ import give_role
from core.crm import Actor, Crm
from core.queries.people import people, person


def show(crm: Crm) -> None:
    """A line for each person: Slack id, role, name, address."""
    with crm.read() as session:
        for user in people(session):
            click.echo(f"{user.slack_id:<14} {user.role:<12} {user.name:<30} {user.email or ''}".rstrip())


def make(crm: Crm, who: str, role: str) -> None:
    """Give the person the role, in the company's name."""
    with crm.transaction(Actor(None, "cli")) as tx:
        user = give_role(tx, person(tx.session, who), role)
    click.echo(f"{user.name} is now {user.role}.")
