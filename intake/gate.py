"""Who may use our API: programs with a token, each for its scopes and with what its role may do."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Blueprint, g, request

from core.actions.token import PREFIX
from core.crm import Actor
from core.errors import Misconfigured
from core.language import mark
from core.model.api_token import SCOPES
from core.queries.tokens import note_use, token_of
from core.section import named_secret
from core.settings import Settings
from intake.operations import OPERATIONS
from intake.refusal import Refusal

blueprint = Blueprint("api", __name__, url_prefix="/v1")

# What the tokens under `api_tokens` may do: they have no role.
SENDING = frozenset({"leads:write", "cards:write"})


@dataclass(frozen=True)
class Caller:
    """A program with a token. An integration's name is the system that it mirrors."""

    name: str
    role: str | None
    secret: str = field(repr=False, default="")
    scopes: frozenset[str] = frozenset(SCOPES)

    @property
    def actor(self) -> Actor:
        """Who acts in the core. Raises `Refusal` for a token that may only send leads and cards."""
        if self.role is None:
            raise Refusal(403, SENDS_ONLY)
        return Actor(None, "api", self.role, self.name)


SENDS_ONLY = mark("This token may only send leads and cards. For more, it needs a role under [[intake.tokens]].")


def callers(settings: Settings) -> tuple[Caller, ...]:
    """Everybody with a token that `filon.toml` names.

    Raises `Misconfigured` for a secret that is not set, or a name that comes twice.
    """
    plain = [Caller("", None, token, SENDING) for token in sorted(settings.api_tokens)]
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
    """Let nobody in without a token that is for this. One sentence for every cause: it must not help to guess."""
    operation = OPERATIONS[request.endpoint or ""]
    if operation.scope is None:
        return
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    known = _known(given.strip()) if scheme.casefold() == "bearer" else None
    if known is None:
        raise Refusal(401, mark("This needs a valid token: send it as “Authorization: Bearer …”."))
    g.caller = known
    if operation.scope not in known.scopes:
        _ = known.actor
        raise Refusal(
            403,
            mark("This token is not for that: it lacks the scope {scope}. See: filon tokens"),
            scope=operation.scope,
        )


def caller() -> Caller:
    """Who sent this request."""
    known: Caller = g.caller
    return known


def _known(given: str) -> Caller | None:
    configured = list(_fitting(given.encode()))
    return configured[0] if configured else _stored(given)


def _fitting(given: bytes) -> Iterator[Caller]:
    # Every token is compared, so that the time it takes does not tell which one is near.
    from intake.reception import reception  # noqa: PLC0415 - the reception holds the callers

    everybody = [(each, hmac.compare_digest(given, each.secret.encode())) for each in reception().callers]
    yield from (each for each, fits in everybody if fits)


def _stored(given: str) -> Caller | None:
    """The caller with a token of `filon tokens`. The day of its last use is written once a day."""
    from intake.reception import reception  # noqa: PLC0415 - the reception holds the callers

    if not given.startswith(PREFIX):
        return None
    crm = reception().crm
    with crm.read() as session:
        token = token_of(session, given)
    if token is None:
        return None
    caller = Caller(token.name, token.role, scopes=frozenset(token.scopes))
    if token.last_used_on != crm.today:
        with crm.transaction(caller.actor) as tx:
            note_use(tx.session, token.id, tx.today)
    return caller
