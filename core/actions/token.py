"""Let a program use our API, and no more."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from core import events
from core.crm import Transaction
from core.errors import NotUnderstood
from core.model import ApiToken
from core.model.api_token import SCOPES, TOKEN_ROLES, hashed
from core.model.types import now
from core.rights import check

# By the prefix, those who look for secrets in files and logs know it as one.
PREFIX = "filon_"
NAME = re.compile(r"[!-.0-~]{1,100}")


def issue_token(tx: Transaction, name: str, scopes: Sequence[str], role: str = "integration") -> tuple[ApiToken, str]:
    """The token and its secret, which is told only here. Raises `NotUnderstood` for what it cannot be for."""
    check(tx, "tokens")
    if not NAME.fullmatch(name):
        raise NotUnderstood(
            "A token’s name has 1 to 100 visible ASCII characters, without spaces: “{name}”.", name=name
        )
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        raise NotUnderstood(
            "“{scope}” is no scope. There are: {scopes}.", scope=", ".join(unknown), scopes=", ".join(SCOPES)
        )
    if role not in TOKEN_ROLES:
        raise NotUnderstood(
            "“{role}” is no role for programs. There are: {roles}.", role=role, roles=", ".join(TOKEN_ROLES)
        )
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(name=name, secret_hash=hashed(secret), scopes=sorted(set(scopes)), role=role)
    tx.session.add(token)
    events.record(tx, token, "created")
    return token, secret


def revoke_token(tx: Transaction, token: ApiToken) -> ApiToken:
    """Nobody gets in with it any more. Raises `NotUnderstood` for one that was revoked before."""
    check(tx, "tokens")
    if token.revoked_at is not None:
        raise NotUnderstood("The token {number} was revoked before. See: filon tokens list", number=token.reference)
    token.revoked_at = now()
    events.record(tx, token, "revoked")
    return token
