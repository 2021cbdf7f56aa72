"""`filon tokens`: which programs may use our API, and for what."""

from __future__ import annotations

from collections.abc import Callable

import click

from core.actions.token import issue_token, revoke_token
from core.crm import Actor, Crm
from core.model import ApiToken
from core.model.api_token import SCOPES, TOKEN_ROLES
from core.queries.tokens import token
from core.queries.tokens import tokens as all_tokens

NOBODY = Actor(None, "cli")


@click.group()
def tokens() -> None:
    """Which programs may use the API, and for what."""


@tokens.command()
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, required=True, type=click.Choice(SCOPES), help="May come repeatedly.")
@click.option("--role", type=click.Choice(TOKEN_ROLES), default="integration", show_default=True, help="Its rights.")
@click.pass_obj
def create(crm: Callable[[], Crm], name: str, scopes: tuple[str, ...], role: str) -> None:
    """Make a token and show it, once. An integration's NAME is the system that it mirrors."""
    with crm().transaction(NOBODY) as tx:
        made, secret = issue_token(tx, name, scopes, role)
    click.echo(f"Token {made.reference} for {made.name}: {', '.join(made.scopes)}. Keep it, it is shown only now:")
    click.echo(secret)


@tokens.command("list")
@click.pass_obj
def show(crm: Callable[[], Crm]) -> None:
    """Show every token: its number, name, role, last use and scopes."""
    with crm().read() as session:
        for each in all_tokens(session):
            click.echo(
                f"{each.reference:>4}  {each.name:<16} {each.role:<12} {_use(each):<24} {', '.join(each.scopes)}"
            )


def _use(each: ApiToken) -> str:
    if each.revoked_at:
        return f"revoked {each.revoked_at:%Y-%m-%d}"
    return f"last used {each.last_used_on}" if each.last_used_on else "never used"


@tokens.command()
@click.argument("number", type=click.IntRange(1, 2_000_000_000))
@click.pass_obj
def revoke(crm: Callable[[], Crm], number: int) -> None:
    """Let nobody in with this token any more."""
    with crm().transaction(NOBODY) as tx:
        gone = revoke_token(tx, token(tx.session, number))
    click.echo(f"The token {gone.reference} of {gone.name} is revoked.")
