"""Every kind of refusal over HTTP: its status, and its sentence in the reader's language."""

from __future__ import annotations

import pytest
from flask import Flask

from core import errors
from core.crm import Crm
from core.errors import SalesError
from core.language import mark
from intake.app import build
from intake.problems import STATUS

STATUSES = {
    "NotUnderstood": 422,
    "NotFound": 404,
    "IllegalMove": 409,
    "Missing": 422,
    "NeedsDecision": 409,
    "Forbidden": 403,
    "ReadOnly": 409,
    "SwitchedOff": 409,
    "Changed": 409,
    "Rejected": 400,
    "Unavailable": 503,
}
SENTENCE = mark("{reference} has no line {position}.")


def refusing(crm: Crm, kind: type[SalesError]) -> Flask:
    """The site, with an address that refuses."""
    app = build(crm)

    def refuse() -> str:
        raise kind(SENTENCE, reference="O-17", position=9, field="line.9")

    app.add_url_rule("/v1/refused", view_func=refuse)
    return app


@pytest.mark.parametrize("name", STATUSES)
def test_a_refusal_has_the_status_of_its_kind_and_is_read_in_both_languages(crm: Crm, name: str) -> None:
    client = refusing(crm, getattr(errors, name)).test_client()
    for asked, said in (("en-GB", "O-17 has no line 9."), ("fr-FR", "O-17 n’a pas de ligne 9.")):
        answer = client.get("/v1/refused", headers={"Accept-Language": asked})
        assert (answer.status_code, answer.content_type) == (STATUSES[name], "application/problem+json")
        assert answer.json is not None
        assert (answer.json["status"], answer.json["detail"], answer.json["field"]) == (STATUSES[name], said, "line.9")


def test_no_kind_of_refusal_is_forgotten() -> None:
    """One that stops the start is never answered to anybody."""
    kinds = {kind.__name__ for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SalesError)}
    assert kinds - STATUSES.keys() == {"SalesError", "Misconfigured"}
    assert {kind.__name__ for kind in STATUS} <= STATUSES.keys()
