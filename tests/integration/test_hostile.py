"""What nobody should send, at every door: no server error, each refusal a problem document, the door stays open."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from core.crm import Crm
from tests.factories import make_quote
from tests.hostile import wire
from tests.hostile.doors import DOORS, HOOKS, Door
from tests.hostile.make import CASES, written
from tests.integration.erp import MIRRORED, SECRET, Erp, configured
from tests.integration.intake_site import submissions
from tests.integration.test_intake_server import served

HOSTILE: list[dict[str, Any]] = json.loads(CASES.read_text("utf-8"))
MARIE = ("Marie", "Curie", "marie@radium.example")


def octets(part: Any) -> bytes:
    """A part of a body as it is sent."""
    if isinstance(part, str):
        return part.encode()
    return bytes.fromhex(part["hex"]) if "hex" in part else part["repeat"].encode() * part["times"]


@pytest.fixture
def app(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """With every door open, and a record behind those that are about one."""
    make_quote(crm)
    monkeypatch.setenv("ERP_WEBHOOK_SECRET", SECRET)
    return Erp(configured(crm, monkeypatch, MIRRORED + HOOKS)).app


def sent(app: Flask, door: Door, case: dict[str, Any]) -> Any:
    """The door's answer. A case's own headers take the place of the usual ones."""
    body = b"".join(map(octets, case["body"]))
    own = {name.casefold() for name, _ in case["headers"]}
    usual = [(name, value) for name, value in door.headers.items() if name.casefold() not in own]
    typed = [("Content-Type", case["type"])] if case["type"] is not None else []
    return app.test_client().open(
        door.path, method=door.method, data=body, headers=[*usual, *typed, *map(tuple, case["headers"])]
    )


def fault(door: Door, answer: Any) -> str:
    """What is wrong with an answer; "" for nothing."""
    if answer.status_code >= 500:
        return "broke"
    if answer.status_code < 400:
        return "" if answer.is_json or answer.status_code == 303 else "is no answer"
    if answer.mimetype == "text/html" and door.path.startswith(("/f/", "/consent/")):
        return ""
    if answer.content_type != "application/problem+json":
        return "is no problem document"
    told = answer.get_json(force=True)
    return "" if told["status"] == answer.status_code and told["detail"] and told["title"] else "says nothing"


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.path)
def test_a_door_refuses_what_it_cannot_take(app: Flask, door: Door, capsys: pytest.CaptureFixture[str]) -> None:
    faults = {}
    for case in HOSTILE:
        answer = sent(app, door, case)
        if wrong := fault(door, answer):
            faults[case["name"]] = f"{wrong}: {answer.status_code} {answer.text[:200]}"
    assert faults == {}
    assert app.test_client().get("/readyz").status_code == 200
    printed = "".join(capsys.readouterr())
    assert [word for word in MARIE if word in printed] == []


def test_there_are_300_of_them_and_the_script_wrote_them() -> None:
    assert len(HOSTILE) >= 300
    assert len({case["name"] for case in HOSTILE}) == len(HOSTILE)
    assert CASES.read_text("utf-8") == written()


def test_every_address_that_takes_a_body_is_a_door(app: Flask) -> None:
    endpoints = {app.url_map.bind("").match(door.path, method=door.method)[0] for door in DOORS}
    taking = {rule.endpoint for rule in app.url_map.iter_rules() if (rule.methods or set()) & {"POST", "PUT", "PATCH"}}
    assert taking == endpoints


def test_a_number_whose_digits_no_memory_holds_is_refused_at_once(app: Flask) -> None:
    """Some fields take whole numbers only, and would have written all the digits down."""
    door = next(door for door in DOORS if door.path == "/v1/accounts")
    case = {"type": "application/json", "headers": [], "body": ['{"name": "x", "version": 1e999999999}']}
    answer = sent(app, door, case)
    assert (answer.status_code, "400" in answer.json["detail"]) == (400, True)


def test_the_server_lives_on_whatever_the_wire_brings(crm: Crm) -> None:
    """Granian answers some of it itself, and need not say why; what reaches us is answered by us."""
    with served(crm) as server:
        answers = [server.send(request, breaks_off=True) for request in wire.REQUESTS]
        assert [answer[:80] for answer in answers if answer.startswith(b"HTTP/1.1 5")] == []
        # Which of those was answered depends on the moment at which its connection broke; these are all answered.
        answers = [server.send(request) for request in wire.whole()]
        assert len([answer for answer in answers if b"application/problem+json" in answer]) > 5
        assert server.post("/f/contact", b'{"name": "Marie"}')[0] == 200
        assert server.process.poll() is None
    assert len(submissions(crm)) == 1
