"""`filon tokens`: which programs may use our API, and for what."""

from __future__ import annotations

from collections.abc import Callable

import click

from cli.tongue import say
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
    told = {"reference": made.reference, "name": made.name, "scopes": ", ".join(made.scopes)}
    click.echo(say("Token {reference} for {name}: {scopes}. Keep it, it is shown only now:", **told))
    click.echo(secret)


@tokens.command("list")
@click.pass_obj
def show(crm: Callable[[], Crm]) -> None:
    """Show every token: its number, name, role, last use and scopes."""
    with crm().read() as session:
        found = all_tokens(session)
    for each in found:
        click.echo(f"{each.reference:>4}  {each.name:<16} {each.role:<12} {_use(each):<24} {', '.join(each.scopes)}")
    if not found:
        click.echo(say("There is no token yet. To make one: filon tokens create"))


def _use(each: ApiToken) -> str:
    if each.revoked_at:
        return say("revoked {day}", day=f"{each.revoked_at:%Y-%m-%d}")
    return say("last used {day}", day=str(each.last_used_on)) if each.last_used_on else say("never used")


@tokens.command()
@click.argument("number", type=click.IntRange(1, 2_000_000_000))
@click.pass_obj
def revoke(crm: Callable[[], Crm], number: int) -> None:
    """Let nobody in with this token any more."""
    with crm().transaction(NOBODY) as tx:
        gone = revoke_token(tx, token(tx.session, number))
    click.echo(say("The token {reference} of {name} is revoked.", reference=gone.reference, name=gone.name))
