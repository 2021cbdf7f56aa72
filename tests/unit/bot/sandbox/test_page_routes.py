"""The routes of the chat page, without a browser and without an app."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from bot.sandbox.backend import Backend
from bot.sandbox.dispatch import Ack

Json = dict[str, Any]
CAMILLE, OLIVER, LEADS = "U0CAMILLE", "U0OLIVER", "C0LEADS"


def go_button() -> Json:
    return {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}, "value": "L-1:3"}


class FakeApp:
    """Stands where the dispatcher stands, and acknowledges everything."""

    def __init__(self) -> None:
        self.answer = Ack()
        self.sent: list[tuple[str, Json]] = []

    def send(self, kind: str, payload: Json, *_: Any) -> Ack:
        self.sent.append((kind, payload))
        return self.answer


@pytest.fixture
def app(backend: Backend) -> FakeApp:
    app = FakeApp()
    backend.dispatcher = app  # type: ignore[assignment]
    return app


def modal(backend: Backend, **extra: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "name"}
    blocks = [{"type": "input", "block_id": "name", "element": element}]
    return backend.views.open(CAMILLE, {"type": "modal", "blocks": blocks, **extra})


def test_the_workspace_is_shown_to_somebody_and_to_nobody_yet(client: FlaskClient) -> None:
    shown = client.get("/sandbox/api/workspace", query_string={"as": CAMILLE}).get_json()
    assert {"id": "D0CAMILLE", "name": "camille", "kind": "dm"} in shown["channels"]
    assert shown["people"][0]["locale"] == "fr-FR"
    assert shown["commands"][0]["description"] == {"en": "The shop", "fr": "La boutique"}
    assert shown["shortcuts"][0] == {"type": "global", "callback_id": "new", "name": "New"}
    nobody = client.get("/sandbox/api/workspace").get_json()
    assert {channel["kind"] for channel in nobody["channels"]} == {"channel"}


def test_a_message_is_written_and_read(client: FlaskClient) -> None:
    said = {"as": CAMILLE, "channel": LEADS, "text": "Hello"}
    ts = client.post("/sandbox/api/message", json=said).get_json()["message"]["ts"]
    client.post("/sandbox/api/message", json={**said, "text": "Reply", "thread_ts": ts})
    first, second = client.get(f"/sandbox/api/messages?as={CAMILLE}&channel={LEADS}").get_json()["messages"]
    assert (first["text"], first["username"], first["ephemeral"], first["edited"]) == ("Hello", "camille", False, False)
    assert second["thread_ts"] == ts


def test_direct_messages_of_others_cannot_be_read(client: FlaskClient) -> None:
    answer = client.get("/sandbox/api/messages", query_string={"as": OLIVER, "channel": "D0CAMILLE"})
    assert (answer.status_code, answer.get_json()) == (400, {"error": "You are not in this conversation."})


def test_files_are_uploaded_and_shown_but_never_run(client: FlaskClient) -> None:
    files = [(io.BytesIO(b"<script>"), "page.html"), (io.BytesIO(b"\x89PNG"), "card.png")]
    form = {"as": CAMILLE, "channel": LEADS, "text": "Two", "file": files}
    message = client.post("/sandbox/api/upload", data=form).get_json()["message"]
    assert [each["is_image"] for each in message["files"]] == [False, True]
    page, picture = (client.get(each["url"]) for each in message["files"])
    assert page.headers["Content-Disposition"] == "attachment"
    assert picture.headers["Content-Disposition"] == "inline"
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_a_command_is_sent_and_its_answer_shown(client: FlaskClient, app: FakeApp, backend: Backend) -> None:
    app.answer = Ack({"text": "Here"})
    said = {"as": CAMILLE, "channel": LEADS, "text": "/shop  open @oliver"}
    assert client.post("/sandbox/api/command", json=said).get_json() == {"ok": True}
    ((kind, payload),) = app.sent
    assert (kind, payload["command"], payload["text"]) == ("slash_commands", "/shop", "open <@U0OLIVER|oliver>")
    assert [message.text for message in backend.workspace.seen_by(CAMILLE, LEADS)] == ["Here"]


def test_a_command_that_fails_is_told_as_slack_tells_it(client: FlaskClient, app: FakeApp, backend: Backend) -> None:
    app.answer = Ack(error="operation_timeout")
    for user in ("U0OLIVER", CAMILLE):
        client.post("/sandbox/api/command", json={"as": user, "channel": LEADS, "text": "/shop"})
    english, french = (text for _, text in backend.conversation.notices)
    assert english == '/shop failed with the error "operation_timeout"'
    assert french == "/shop a échoué avec l’erreur «\u00a0operation_timeout\u00a0»"


def test_an_unknown_command_never_reaches_the_app(client: FlaskClient, app: FakeApp) -> None:
    said = {"as": CAMILLE, "channel": LEADS, "text": "/poem"}
    assert client.post("/sandbox/api/command", json=said).get_json() == {"ok": False, "error": "invalid_command"}
    assert app.sent == []


def test_a_click_repeats_the_element(client: FlaskClient, app: FakeApp, backend: Backend) -> None:
    blocks = [{"type": "actions", "block_id": "b", "elements": [go_button()]}]
    message = backend.conversation.post(LEADS, backend.workspace.bot.user_id, text="Go?", blocks=blocks)
    app.sent.clear()
    said = {"as": CAMILLE, "channel": LEADS, "ts": message.ts, "block_id": "b", "action": {"action_id": "go"}}
    assert client.post("/sandbox/api/action", json=said).get_json() == {"ok": True}
    payload = next(payload for kind, payload in app.sent if kind == "interactive")
    action = payload["actions"][0]
    assert (action["block_id"], action["value"], action["type"]) == ("b", "L-1:3", "button")
    assert payload["message"]["ts"] == payload["container"]["message_ts"] == message.ts
    assert payload["channel"] == {"id": LEADS, "name": "leads"}
    assert payload["trigger_id"]
    assert payload["response_url"]


def test_an_ephemeral_message_is_not_repeated_to_the_app(client: FlaskClient, app: FakeApp, backend: Backend) -> None:
    blocks = [{"type": "actions", "block_id": "b", "elements": [go_button()]}]
    bot = backend.workspace.bot.user_id
    message = backend.conversation.post(LEADS, bot, text="Go?", blocks=blocks, only_for=CAMILLE)
    said = {"as": CAMILLE, "channel": LEADS, "ts": message.ts, "block_id": "b", "action": {"action_id": "go"}}
    client.post("/sandbox/api/action", json=said)
    assert app.sent[0][1]["container"]["is_ephemeral"]
    assert "message" not in app.sent[0][1]
    assert client.post("/sandbox/api/action", json={**said, "as": OLIVER}).status_code == 400


def test_a_modal_is_sent_or_closed(client: FlaskClient, app: FakeApp, backend: Backend) -> None:
    view = modal(backend, notify_on_close=True)
    state = {"values": {"name": {"name": {"type": "plain_text_input", "value": "Marie"}}}}
    said = {"as": CAMILLE, "view_id": view["id"]}
    app.answer = Ack({"response_action": "errors", "errors": {"name": "Who?"}})
    answer = client.post("/sandbox/api/submit", json={**said, "state": state}).get_json()
    assert answer == {"ok": True, "response_action": "errors", "errors": {"name": "Who?"}}
    assert client.post("/sandbox/api/close", json=said).get_json() == {"ok": True}
    assert [payload["type"] for _, payload in app.sent] == ["view_submission", "view_closed"]
    assert client.post("/sandbox/api/close", json=said).status_code == 400


def test_errors_for_blocks_that_are_not_there_are_a_violation(
    client: FlaskClient, app: FakeApp, backend: Backend
) -> None:
    view = modal(backend)
    app.answer = Ack({"response_action": "errors", "errors": {"nom": "Who?"}})
    state = {"values": {"name": {"name": {"type": "plain_text_input", "value": "Marie"}}}}
    said = {"as": CAMILLE, "view_id": view["id"], "state": state}
    assert client.post("/sandbox/api/submit", json=said).get_json()["ok"] is False
    assert "nom" in backend.checker.violations[0].rule


def test_shortcuts_are_global_or_on_a_message(client: FlaskClient, app: FakeApp, backend: Backend) -> None:
    message = backend.conversation.post(LEADS, CAMILLE, text="Hello")
    app.sent.clear()
    client.post("/sandbox/api/shortcut", json={"as": CAMILLE, "type": "global", "callback_id": "new"})
    place = {"channel": LEADS, "ts": message.ts}
    client.post("/sandbox/api/shortcut", json={"as": CAMILLE, "type": "message", "callback_id": "keep", **place})
    wanted = [payload for kind, payload in app.sent if kind == "interactive"]
    assert [each["type"] for each in wanted] == ["shortcut", "message_action"]
    assert wanted[1]["message"]["text"] == "Hello"
    unknown = {"as": CAMILLE, "type": "global", "callback_id": "keep"}
    assert client.post("/sandbox/api/shortcut", json=unknown).status_code == 400


def test_options_come_from_the_app(client: FlaskClient, app: FakeApp, backend: Backend) -> None:
    blocks = [{"type": "section", "block_id": "b", "accessory": {"type": "external_select", "action_id": "find"}}]
    view = backend.views.open(CAMILLE, {"type": "modal", "blocks": blocks})
    app.answer = Ack({"options": [{"value": "A-1"}]})
    asked = {"as": CAMILLE, "view_id": view["id"], "action_id": "find", "value": "rad"}
    assert client.get("/sandbox/api/options", query_string=asked).get_json() == {"options": [{"value": "A-1"}]}
    assert (app.sent[0][1]["type"], app.sent[0][1]["value"]) == ("block_suggestion", "rad")


REFUSED = {
    "no JSON": ("message", "hello", "must be a JSON object"),
    "a field is missing": ("message", {"as": OLIVER, "channel": LEADS}, "The field text is missing"),
    "nobody": ("message", {"as": "U1", "channel": LEADS, "text": "Hi"}, "user_not_found"),
    "nothing": ("message", {"as": OLIVER, "channel": LEADS, "text": " "}, "The message is empty"),
    "somebody else's conversation": ("message", {"as": OLIVER, "channel": "D0CAMILLE", "text": "Hi"}, "not in this"),
    "a modal that is gone": ("submit", {"as": OLIVER, "view_id": "V1"}, "not open any more"),
    "in French": ("submit", {"as": CAMILLE, "view_id": "V1"}, "n’est plus ouverte"),
}


@pytest.mark.parametrize(("route", "said", "error"), REFUSED.values(), ids=REFUSED)
def test_bad_requests_are_refused_in_a_sentence(client: FlaskClient, route: str, said: Any, error: str) -> None:
    answer = client.post(f"/sandbox/api/{route}", json=said)
    assert answer.status_code == 400
    assert error in answer.get_json()["error"]


def events(lines: Iterator[bytes]) -> Iterator[Json]:
    texts = (line.decode() for line in lines)
    return (json.loads(text.removeprefix("data: ")) for text in texts if text.startswith("data: "))


def test_the_stream_tells_only_what_one_may_see(client: FlaskClient, backend: Backend) -> None:
    lines = iter(client.get(f"/sandbox/api/stream?as={CAMILLE}").response)
    assert next(lines) == b": connected\n\n"  # type: ignore[arg-type]
    bot = backend.workspace.bot.user_id
    backend.conversation.post(LEADS, bot, text="Not for you", only_for="U0OLIVER")
    message = backend.conversation.post(LEADS, bot, text="For all")
    backend.conversation.react(message, "eyes", bot)
    backend.conversation.change(message, text="For everybody")
    backend.conversation.delete(message)
    backend.conversation.notice(CAMILLE, "Too late")
    modal(backend)
    backend.views.close(CAMILLE)
    backend.stream.close()
    told = list(events(lines))  # type: ignore[arg-type]
    assert [each["type"] for each in told] == ["message", "reaction", "changed", "deleted", "notice", "view", "view"]
    assert told[0]["message"]["text"] == "For all"
    assert told[-1]["view"] is None


def test_a_foreign_host_name_is_refused(client: FlaskClient) -> None:
    assert client.get("/sandbox/api/workspace", headers={"Host": "rebound.example"}).status_code == 403
    assert client.get("/sandbox/api/workspace", headers={"Host": "localhost:3999"}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1"])
def test_orders_of_other_origins_are_refused(client: FlaskClient, backend: Backend, origin: str) -> None:
    said = {"as": CAMILLE, "channel": LEADS, "text": "Hello"}
    assert client.post("/sandbox/api/message", json=said, headers={"Origin": origin}).status_code == 403
    assert backend.workspace.messages == []
    own = client.post("/sandbox/api/message", json=said, headers={"Origin": "http://localhost"})
    assert own.status_code == 200
