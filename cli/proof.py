"""The proof of what people agreed to, printed; and addresses put on the list."""

from __future__ import annotations

import click
from sqlalchemy import select

from core.actions import consent
from core.crm import Actor, Crm
from core.model import Consent, Suppression
from core.queries.suppression import address_key

OPERATOR = Actor(None, "job")


def suppress(crm: Crm, email: str) -> None:
    """Put the address on the list. Raises `NotUnderstood` for what is no address."""
    with crm.transaction(OPERATOR) as tx:
        consent.suppress(tx, email)
    click.echo(f"{email} gets no marketing any more.")


def show(crm: Crm, email: str) -> None:
    """Print every consent of the address with its proof, and whether the address is on the list."""
    key = address_key(crm.settings, email)
    with crm.read() as session:
        for each in session.scalars(select(Consent).filter_by(address_key=key).order_by(Consent.id)) if key else ():
            click.echo(f"{each.given_at:%Y-%m-%d %H:%M:%S} UTC  {each.purpose}  {each.state}")
            for name in ("wording", "wording_version", "field", "value", "ip", "user_agent", "page"):
                click.echo(f"  {name:<16} {getattr(each, name) or '-'}")
        is_listed = session.scalar(select(Suppression.id).filter_by(address_key=key)) is not None
    click.echo(
        "On the list of those who get no marketing." if is_listed else "Not on the list of suppressed addresses."
    )
