"""The transports: what is unsigned, stale or broken is refused at once, and Socket Mode does the same work."""

from __future__ import annotations

import json
import time
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from slack_bolt import App
from slack_sdk.signature import Clock

from bot.app import build
from bot.client import web_client
from bot.sandbox import Sandbox
from bot.sandbox.signing import sign
from core.crm import Crm
from tests.integration.conftest import served
from tests.integration.talk import CAMILLE, OLIVER, Talk, texts

FORM = "application/x-www-form-urlencoded"
COMMAND = urlencode(
    {
        "command": "/crm",
        "text": "create account Radium SA",
        "user_id": OLIVER,
        "team_id": "T0SANDBOX",
        "channel_id": "C1",
    }
).encode()


def post(slack: Talk, body: bytes, *, secret: str = "", age: int = 0, content_type: str = FORM) -> int:
    """Post as Slack does; the status."""
    address = urlsplit(slack.sandbox.app_url or "")
    stamp = str(int(Clock().now()) - age)
    signature = sign(secret or slack.sandbox.settings.signing_secret, stamp, body)
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature, "Content-Type": content_type}
    connection = HTTPConnection(address.hostname or "", address.port, timeout=10)
    connection.request("POST", address.path, body, headers)
    status = connection.getresponse().status
    connection.close()
    return status


def accounts(slack: Talk) -> str:
    return str(slack.type(OLIVER, "find radium")["text"])


def test_a_signed_command_is_taken(slack: Talk) -> None:
    assert post(slack, COMMAND) == 200
    slack.sandbox.wait_for(slack.happened)


@pytest.mark.parametrize(
    "refused", [{"secret": "guessed"}, {"age": 301}, {"age": -301}], ids=["forged", "stale", "early"]
)
def test_a_forged_or_stale_signature_is_refused_and_changes_nothing(
    slack: Talk, refused: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The clock stands still, for on a slow machine a call that is early by a second ripens.
    moment = int(time.time())
    monkeypatch.setattr(Clock, "now", lambda _clock: moment)
    assert post(slack, COMMAND, **refused) == 401  # type: ignore[arg-type]
    assert accounts(slack).startswith("Nothing fits")


def test_no_signature_at_all_is_refused(slack: Talk) -> None:
    address = urlsplit(slack.sandbox.app_url or "")
    connection = HTTPConnection(address.hostname or "", address.port, timeout=10)
    connection.request("POST", address.path, COMMAND, {"Content-Type": FORM})
    assert connection.getresponse().status == 401
    assert accounts(slack).startswith("Nothing fits")


def test_an_app_without_a_secret_takes_no_signature(crm: Crm, sandbox: Sandbox) -> None:
    app = build(crm, web_client(sandbox.settings.bot_token, sandbox.api_url))
    with served(app) as address:
        sandbox.app_url = address
        slack = Talk(sandbox, crm)
        assert post(slack, COMMAND) == 401
        assert post(slack, COMMAND, secret=" ") == 401


BROKEN = [
    (b"{", "application/json"),
    (b"[1]", "application/json"),
    (b'"text"', "application/json"),
    (b"\xff\xfe", "application/json"),
    (b"payload=%7B", FORM),
    (b"payload=[]", FORM),
    (b"payload=null", FORM),
]


@pytest.mark.parametrize(("body", "content_type"), BROKEN)
def test_a_body_that_cannot_be_read_is_a_bad_request(slack: Talk, body: bytes, content_type: str) -> None:
    assert post(slack, body, content_type=content_type) == 400


ODD = [{}, {"type": "event_callback"}, {"type": "block_actions"}, {"event": {"type": "x"}, "type": "event_callback"}]


@pytest.mark.parametrize("body", ODD)
def test_what_is_meant_for_nobody_is_no_error_of_ours(slack: Talk, body: dict[str, object]) -> None:
    assert post(slack, json.dumps(body).encode(), content_type="application/json") < 500


def test_everything_works_over_socket_mode_too(socket_slack: Talk) -> None:
    slack = socket_slack
    assert slack.sandbox.app_url is None
    card = slack.type(OLIVER, "create lead Marie Curie, Radium SA")
    assert "L-1 is now: contacted." in slack.click(OLIVER, card, "advance.contacted")["text"]
    modal = slack.ask(OLIVER, slack.type(OLIVER, "L-1"), "advance.disqualified")
    assert "*Reason*\ncannot contact" in texts(slack.fill(OLIVER, modal, {"reason": "cannot contact"}))
    refused = slack.sandbox.submit(CAMILLE, slack.open(CAMILLE, "créer prospect"), {"email": "a@@b"})
    assert list(refused["errors"]) == ["email"]
    assert "Oliver" in texts(slack.sandbox.open_home(OLIVER) or {})


def test_socket_mode_survives_a_new_connection(socket_slack: Talk) -> None:
    socket_slack.sandbox.reconnect_socket()
    socket_slack.sandbox.wait_for(lambda: socket_slack.sandbox.backend.sockets.connected)
    assert "L-1" in socket_slack.type(OLIVER, "create lead Marie Curie, Radium SA")["text"]


def test_the_app_answers_more_at_once_than_bolt_alone_would(app: App) -> None:
    assert app.listener_runner.listener_executor._max_workers == 32  # type: ignore[attr-defined]
