"""Who may use our API: programs with a token, each with what its role may do."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Blueprint, g, request

from core.crm import Actor
from core.errors import Misconfigured
from core.language import mark
from core.settings import Settings, named_secret
from intake.refusal import Refusal

blueprint = Blueprint("api", __name__, url_prefix="/v1")

# What a token without a role may do.
SENDING = frozenset({"api.create_lead", "api.read_card", "api.show_card"})


@dataclass(frozen=True)
class Caller:
    """A program with a token. An integration's name is the system that it mirrors."""

    name: str
    role: str | None
    secret: str = field(repr=False)

    @property
    def actor(self) -> Actor:
        """Who acts in the core. Raises `Refusal` for a token that may only send leads and cards."""
        if self.role is None:
            raise Refusal(
                403,
                mark("This token may only send leads and cards. For more, it needs a role under [[intake.tokens]]."),
            )
        return Actor(None, "api", self.role)


def callers(settings: Settings) -> tuple[Caller, ...]:
    """Everybody with a token. Raises `Misconfigured` for a secret that is not set, or a name that comes twice."""
    plain = [Caller("", None, token) for token in sorted(settings.api_tokens)]
    named = [
        Caller(token.name, token.role, named_secret(token.secret)) for token in settings.configuration.intake.tokens
    ]
    for caller in named:
        if [other.name for other in named].count(caller.name) > 1:
            raise Misconfigured("[[intake.tokens]] has the name {name} twice: rename one.", name=caller.name)
        if [other.secret for other in (*plain, *named)].count(caller.secret) > 1:
            raise Misconfigured("[[intake.tokens]] {name} has the secret of another token.", name=caller.name)
    return (*plain, *named)


@blueprint.before_request
def authenticate() -> None:
    """Let nobody in without a token. One sentence for every cause: it must not help to guess."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    fits = list(_fitting(given.strip().encode()))
    if scheme.casefold() != "bearer" or not fits:
        raise Refusal(401, mark("This needs a valid token: send it as “Authorization: Bearer …”."))
    g.caller = fits[0]
    if request.endpoint not in SENDING:
        _ = caller().actor


def caller() -> Caller:
    """Who sent this request."""
    known: Caller = g.caller
    return known


def _fitting(given: bytes) -> Iterator[Caller]:
    # Every token is compared, so that the time it takes does not tell which one is near.
    from intake.reception import reception  # noqa: PLC0415 - the reception holds the callers

    everybody = [(each, hmac.compare_digest(given, each.secret.encode())) for each in reception().callers]
    yield from (each for each, fits in everybody if fits)
