"""`filon consent`: what people agreed to, and who wants no marketing."""

from __future__ import annotations

import click

from core.crm import Crm
from core.settings import load


@click.group()
def consent() -> None:
    """What people agreed to, and who wants no marketing."""


@consent.command()
@click.argument("email")
def suppress(email: str) -> None:
    """Send no marketing to this address any more, whatever door it comes through."""
    from cli import proof  # noqa: PLC0415 - only these commands need the actions

    proof.suppress(_crm(), email)


@consent.command()
@click.argument("email")
def show(email: str) -> None:
    """Print what was agreed to with this address, with all that proves it."""
    from cli import proof  # noqa: PLC0415 - only these commands need the actions

    proof.show(_crm(), email)


def _crm() -> Crm:
    crm = Crm(load())
    crm.database.upgrade()
    return crm
