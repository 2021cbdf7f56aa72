"""What is refused about the tokens of programs."""

from __future__ import annotations

from typing import Any

from core.actions.token import issue_token, revoke_token
from core.crm import Crm
from core.errors import Forbidden, NotFound, NotUnderstood
from core.queries.tokens import token
from tests.factories import actor, hire
from tests.refused import Refusal

SCOPE = ["leads:write"]


def scene(crm: Crm) -> dict[str, Any]:
    """A rep, and a token that was revoked."""
    with crm.transaction(actor()) as tx:
        issued, _secret = issue_token(tx, "site", SCOPE)
        revoke_token(tx, issued)
    return {"camille": hire(crm), "revoked": issued}


REFUSALS = (
    Refusal(
        "a name with a space",
        lambda tx, _r: issue_token(tx, "our site", SCOPE),
        NotUnderstood,
        "A token’s name has 1 to 100 visible ASCII characters, without spaces: “our site”.",
        "Le nom d’un jeton a de 1 à 100 caractères ASCII visibles, sans espace~: «~our site~».",
    ),
    Refusal(
        "a scope that is none",
        lambda tx, _r: issue_token(tx, "site", ["all"]),
        NotUnderstood,
        "“all” is no scope. There are: leads:write, cards:write, records:read, records:write, mirrors:write.",
        (
            "«~all~» n’est pas une portée. Il y a~: leads:write, cards:write, records:read, records:write, "
            "mirrors:write."
        ),
    ),
    Refusal(
        "a role that is for people",
        lambda tx, _r: issue_token(tx, "site", SCOPE, "admin"),
        NotUnderstood,
        "“admin” is no role for programs. There are: integration, manager.",
        "«~admin~» n’est pas un rôle pour un programme. Il y a~: integration, manager.",
    ),
    Refusal(
        "a token that was revoked before",
        lambda tx, r: revoke_token(tx, tx.session.merge(r.revoked)),
        NotUnderstood,
        "The token {revoked} was revoked before. See: filon tokens list",
        "Le jeton {revoked} a déjà été révoqué. Voir~: filon tokens list",
    ),
    Refusal(
        "a token that there is not",
        lambda tx, _r: token(tx.session, 99),
        NotFound,
        "There is no token 99. See: filon tokens list",
        "Il n’y a pas de jeton 99. Voir~: filon tokens list",
    ),
    Refusal(
        "tokens are for admins",
        lambda tx, _r: issue_token(tx, "site", SCOPE),
        Forbidden,
        "This is not for the role rep. Ask one of: admin.",
        "Le rôle «~commercial~» ne permet pas cela. Demandez à quelqu’un qui a l’un de ces rôles~: administrateur.",
        by="camille",
    ),
)
