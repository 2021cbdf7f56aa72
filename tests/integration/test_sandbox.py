"""A small Bolt app plays against the sandbox, over HTTP and over Socket Mode alike."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import Request, urlopen

import pytest
from flask import Flask, request
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.sandbox import Command, ManualClock, Sandbox, Shortcut
from bot.sandbox.serving import serve, stop
from tests.sockets import hang_up

CAMILLE, OLIVER = "U0CAMILLE", "U0OLIVER"
Json = dict[str, Any]


def modal(label: str = "Name", **extra: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "name"}
    field = {"type": "input", "block_id": "name", "label": plain(label), "element": element}
    return {
        "type": "modal",
        "callback_id": "new",
        "title": plain("New"),
        "submit": plain("Create"),
        "blocks": [field],
    } | extra


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(text: str, action_id: str, value: str) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": value}


class Shop:
    """The app under the sandbox's hands, and what it was told."""

    def __init__(self, sandbox: Sandbox) -> None:
        settings = sandbox.settings
        self.sandbox = sandbox
        self.heard: list[Json] = []
        self.app = App(
            client=WebClient(token=settings.bot_token, base_url=sandbox.api_url),
            signing_secret=settings.signing_secret,
            raise_error_for_unhandled_request=False,
        )
        for register in (self.listen_to_commands, self.listen_to_clicks, self.listen_to_events):
            register()

    def listen_to_commands(self) -> None:
        @self.app.command("/shop")
        def shop(ack: Any, command: Json, client: WebClient, respond: Any) -> None:
            self.heard.append(command)
            words = command["text"].split(" ", 1)
            if words[0] == "new":
                ack()
                client.views_open(trigger_id=command["trigger_id"], view=modal())
            elif words[0] == "offer":
                ack()
                blocks = [section("One offer"), {"type": "actions", "elements": [button("Take", "take", "1")]}]
                client.chat_postMessage(channel="C0LEADS", text="One offer", blocks=blocks)
            elif words[0] == "form":
                ack(text="A form", blocks=[section("A form"), {"type": "poem"}])
            elif words[0] == "later":
                ack("Wait…")
                respond("Here it is.")
            elif words[0] != "silence":
                ack(text=f"You said {command['text']}")

    def listen_to_clicks(self) -> None:
        @self.app.action("take")
        def take(ack: Any, body: Json, client: WebClient) -> None:
            ack()
            self.heard.append(body)
            taken = f"Taken by <@{body['user']['id']}>"
            client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text=taken, blocks=[])

        @self.app.view("new")
        def create(ack: Any, body: Json, view: Json) -> None:
            self.heard.append(body)
            name = view["state"]["values"]["name"]["name"]["value"]
            if name == "Nobody":
                ack(response_action="errors", errors={"name": "Who is that?"})
            elif name == "Again":
                ack(response_action="update", view=modal("Another name"))
            else:
                ack()

        @self.app.shortcut("remember")
        def remember(ack: Any, shortcut: Json, client: WebClient) -> None:
            ack()
            client.views_open(trigger_id=shortcut["trigger_id"], view=modal(shortcut["message"]["text"]))

    def listen_to_events(self) -> None:
        @self.app.event({"type": "message", "subtype": "file_share"})
        def photo(event: Json, client: WebClient) -> None:
            self.heard.append(event)
            place = {"channel": event["channel"], "timestamp": event["ts"], "name": "eyes"}
            client.reactions_add(**place)
            client.files_upload_v2(
                channel=event["channel"], thread_ts=event["ts"], content="Thanks", filename="thanks.txt", title="Thanks"
            )

        @self.app.event("message")
        @self.app.event("file_shared")
        def other(event: Json) -> None:
            self.heard.append(event)

        @self.app.event("app_home_opened")
        def home(event: Json, client: WebClient) -> None:
            client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section("Welcome")]})


@contextmanager
def serving(answer: Callable[[], Any]) -> Iterator[str]:
    """A web server with one route; its address."""
    flask_app = Flask("app")
    flask_app.add_url_rule("/slack/events", "events", answer, methods=["POST"])
    server = serve(flask_app)
    yield f"http://127.0.0.1:{server.server_port}/slack/events"
    stop(server)


@contextmanager
def over_http(shop: Shop) -> Iterator[None]:
    handler = SlackRequestHandler(shop.app)
    with serving(lambda: handler.handle(request)) as address:
        shop.sandbox.app_url = address
        yield


@contextmanager
def over_socket(shop: Shop) -> Iterator[None]:
    handler = SocketModeHandler(shop.app, shop.sandbox.settings.app_token)
    handler.connect()
    shop.sandbox.wait_for(lambda: shop.sandbox.is_connected)
    yield
    handler.client.auto_reconnect_enabled = False
    hang_up(handler.close)


@pytest.fixture(params=[over_http, over_socket])
def shop(request: pytest.FixtureRequest) -> Iterator[Shop]:
    settings = {
        "commands": [Command("/shop")],
        "shortcuts": [Shortcut("message", "remember", "Remember")],
        "retry_delays": (0.0,),
        "clock": ManualClock(),
    }
    with Sandbox(**settings) as sandbox:
        shop = Shop(sandbox)
        with request.param(shop):
            yield shop


@pytest.fixture
def sandbox(shop: Shop) -> Sandbox:
    return shop.sandbox


@pytest.fixture
def clock(sandbox: Sandbox) -> ManualClock:
    assert isinstance(sandbox.settings.clock, ManualClock)
    return sandbox.settings.clock


def test_a_command_is_answered_at_once_and_only_to_who_typed_it(sandbox: Sandbox) -> None:
    ack = sandbox.command(CAMILLE, "/shop for @oliver in #leads", "C0SALES")
    assert ack.ok
    (answer,) = sandbox.messages("C0SALES", CAMILLE)
    assert answer["text"] == "You said for <@U0OLIVER|oliver> in <#C0LEADS|leads>"
    assert answer["ephemeral"]
    assert sandbox.messages("C0SALES", OLIVER) == []


def test_a_response_url_answers_later(sandbox: Sandbox) -> None:
    sandbox.command(CAMILLE, "/shop later")
    direct = sandbox.dm(CAMILLE)
    sandbox.wait_for(lambda: len(sandbox.messages(direct, CAMILLE)) == 2)
    assert {message["text"] for message in sandbox.messages(direct, CAMILLE)} == {"Wait…", "Here it is."}


def test_a_modal_is_opened_refused_and_sent(shop: Shop, sandbox: Sandbox) -> None:
    sandbox.command(CAMILLE, "/shop new")
    view = sandbox.wait_for(lambda: sandbox.view(CAMILLE))
    assert sandbox.submit(CAMILLE, view)["errors"] == {"name": "Ce champ est obligatoire."}
    assert sandbox.submit(CAMILLE, view, {"name": "Nobody"})["errors"] == {"name": "Who is that?"}
    assert sandbox.submit(CAMILLE, view, {"name": "Again"})["response_action"] == "update"
    assert sandbox.view(CAMILLE)["blocks"][0]["label"]["text"] == "Another name"
    assert sandbox.submit(CAMILLE, view, {"name": "Marie"}) == {"ok": True}
    assert sandbox.view(CAMILLE) is None
    assert shop.heard[-1]["view"]["state"]["values"]["name"]["name"]["value"] == "Marie"
    assert sandbox.violations == []


def test_a_modal_opens_only_within_three_seconds_and_once(shop: Shop, sandbox: Sandbox, clock: ManualClock) -> None:
    sandbox.command(CAMILLE, "/shop silently")
    trigger = shop.heard[-1]["trigger_id"]
    shop.app.client.views_open(trigger_id=trigger, view=modal())
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        shop.app.client.views_open(trigger_id=trigger, view=modal())
    sandbox.command(CAMILLE, "/shop slowly")
    clock.advance(3.5)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        shop.app.client.views_open(trigger_id=shop.heard[-1]["trigger_id"], view=modal())


def test_a_click_changes_the_message(shop: Shop, sandbox: Sandbox) -> None:
    sandbox.command(CAMILLE, "/shop offer")
    (offer,) = sandbox.wait_for(lambda: sandbox.messages("C0LEADS"))
    assert sandbox.click(OLIVER, offer, "take").ok
    sandbox.wait_for(lambda: sandbox.messages("C0LEADS")[0]["text"] == "Taken by <@U0OLIVER>")
    assert "blocks" not in sandbox.messages("C0LEADS")[0]


def test_a_stale_click_shows_the_app_what_the_person_saw(shop: Shop, sandbox: Sandbox) -> None:
    sandbox.command(CAMILLE, "/shop offer")
    (offer,) = sandbox.wait_for(lambda: sandbox.messages("C0LEADS"))
    sandbox.click(OLIVER, offer, "take")
    sandbox.wait_for(lambda: "blocks" not in sandbox.messages("C0LEADS")[0])
    assert sandbox.click(CAMILLE, offer, "take").ok
    sandbox.wait_for(lambda: sandbox.messages("C0LEADS")[0]["text"] == "Taken by <@U0CAMILLE>")
    assert shop.heard[-1]["message"]["text"] == "One offer"


def test_a_photo_is_seen_once_and_the_apps_own_file_is_not(shop: Shop, sandbox: Sandbox) -> None:
    direct = sandbox.dm(CAMILLE)
    photo = sandbox.upload(CAMILLE, direct, "card.jpg", b"\xff\xd8 a card")
    (thanks,) = sandbox.wait_for(lambda: sandbox.replies(direct, photo["ts"]))
    assert sandbox.file_bytes(thanks["files"][0]["id"]) == b"Thanks"
    assert sandbox.messages(direct)[0]["reactions"] == [{"name": "eyes", "users": ["U0SANDBOX"], "count": 1}]
    sandbox.wait_for(lambda: len(shop.heard) == 2)
    shared = next(event for event in shop.heard if event["type"] == "message")
    assert shared["files"][0]["name"] == "card.jpg"
    assert all(event.get("user", event.get("user_id")) == CAMILLE for event in shop.heard)


def test_a_redelivered_event_has_the_same_id(shop: Shop, sandbox: Sandbox) -> None:
    sandbox.message(CAMILLE, sandbox.dm(CAMILLE), "Hello")
    sandbox.wait_for(lambda: shop.heard)
    assert sandbox.redeliver_last_event().ok
    sandbox.wait_for(lambda: len(shop.heard) == 2)
    assert shop.heard[0] == shop.heard[1]


def test_home_is_published_when_it_is_opened(sandbox: Sandbox) -> None:
    view = sandbox.open_home(CAMILLE)
    assert view["blocks"][0]["text"]["text"] == "Welcome"
    assert sandbox.home(OLIVER) is None


def test_a_message_shortcut_brings_the_message(sandbox: Sandbox) -> None:
    message = sandbox.message(CAMILLE, "C0LEADS", "Fish & <chips>")
    assert sandbox.shortcut(OLIVER, "remember", message).ok
    view = sandbox.wait_for(lambda: sandbox.view(OLIVER))
    assert view["blocks"][0]["label"]["text"] == "Fish &amp; &lt;chips&gt;"


def test_an_answer_with_bad_blocks_is_not_shown(sandbox: Sandbox) -> None:
    assert sandbox.command(CAMILLE, "/shop form").ok
    assert sandbox.messages(sandbox.dm(CAMILLE), CAMILLE) == []
    assert "'poem' is not allowed" in sandbox.violations[0].rule


def test_a_private_file_is_read_with_the_token_only(shop: Shop, sandbox: Sandbox) -> None:
    sandbox.upload(CAMILLE, sandbox.dm(CAMILLE), "carte.heic", b"HEIC", mimetype="application/octet-stream")
    event = sandbox.wait_for(lambda: next((each for each in shop.heard if each["type"] == "message"), None))
    (file,) = event["files"]
    assert (file["mimetype"], file["size"]) == ("application/octet-stream", 4)
    token = {"Authorization": f"Bearer {sandbox.settings.bot_token}"}
    assert fetch(file["url_private_download"], token) == ("application/octet-stream", b"HEIC")
    assert fetch(file["url_private_download"], {})[0] == "text/html"


def fetch(address: str, headers: dict[str, str]) -> tuple[str, bytes]:
    with urlopen(Request(address, headers=headers), timeout=5) as answer:  # noqa: S310 - the sandbox's own address
        return answer.headers.get_content_type(), answer.read()


def test_a_rate_limited_call_is_made_again_by_slacks_own_handler(sandbox: Sandbox) -> None:
    client = WebClient(token=sandbox.settings.bot_token, base_url=sandbox.api_url)
    sandbox.fail_next("auth.test")
    with pytest.raises(SlackApiError, match="ratelimited"):
        client.auth_test()
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    sandbox.fail_next("auth.test")
    assert client.auth_test()["ok"]


@pytest.mark.parametrize("shop", [over_socket], indirect=True)
def test_a_socket_mode_app_comes_back_when_asked_to(shop: Shop, sandbox: Sandbox) -> None:
    before = len([call for call in sandbox.calls if call.method == "apps.connections.open"])
    sandbox.reconnect_socket()
    sandbox.wait_for(lambda: len([c for c in sandbox.calls if c.method == "apps.connections.open"]) == before + 1)
    sandbox.wait_for(lambda: sandbox.command(CAMILLE, "/shop hello").ok)
    assert sandbox.messages(sandbox.dm(CAMILLE), CAMILLE)[-1]["text"] == "You said hello"


def test_a_hanging_app_costs_the_person_a_notice(sandbox_alone: Sandbox) -> None:
    released = threading.Event()
    with serving(lambda: str(released.wait(10))) as sandbox_alone.app_url:
        assert sandbox_alone.command(OLIVER, "/shop").error == "operation_timeout"
        released.set()
    assert sandbox_alone.notices == [(OLIVER, '/shop failed with the error "operation_timeout"')]


def test_without_an_app_nothing_can_be_sent(sandbox_alone: Sandbox) -> None:
    assert sandbox_alone.command(CAMILLE, "/shop").error == "dispatch_failed"
    sandbox_alone.app_url = "http://127.0.0.1:9/slack/events"
    assert sandbox_alone.command(CAMILLE, "/shop").error == "dispatch_failed"


def test_a_crashing_app_gets_the_event_again(sandbox_alone: Sandbox) -> None:
    heard: list[tuple[str, str, str]] = []

    def crash_once() -> tuple[str, int]:
        number = request.headers.get("X-Slack-Retry-Num", "")
        heard.append((number, request.headers.get("X-Slack-Retry-Reason", ""), request.get_json()["event_id"]))
        return ("", 200) if number else ("Crashed", 500)

    with serving(crash_once) as sandbox_alone.app_url:
        sandbox_alone.message(CAMILLE, "leads", "Hello")
        sandbox_alone.wait_for(lambda: len(heard) == 2)
    assert [each[:2] for each in heard] == [("", ""), ("1", "http_error")]
    assert heard[0][2] == heard[1][2]


@pytest.fixture
def sandbox_alone() -> Iterator[Sandbox]:
    with Sandbox(commands=[{"command": "/shop"}], patience=0.3, retry_delays=(0.0,)) as sandbox:
        yield sandbox
