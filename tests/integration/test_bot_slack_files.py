"""Files are fetched from Slack's own hosts only, and whatever answers instead of a file is told apart."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_sdk import WebClient

from bot import slack_files
from bot.client import web_client
from bot.slack_files import fetch
from core.errors import Rejected, Unavailable

TOKEN = "xoxb-secret"
PNG = {"Content-Type": "image/png"}
SIGN_IN = {"Content-Type": "text/html; charset=utf-8"}
Answer = tuple[int, dict[str, str], bytes]


class Host:
    """A host on this machine that answers as told, and remembers the tokens that it was given."""

    def __init__(self) -> None:
        self.answer: Answer = (200, PNG, b"photo")
        self.tokens: list[str | None] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def _handler(host) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - inside the handler `self` is the handler
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer()

            def do_POST(self) -> None:
                self.answer()

            def answer(self) -> None:
                host.tokens.append(self.headers["Authorization"])
                status, headers, body = host.answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Silence."""

        return Handler


@pytest.fixture
def hosts() -> Iterator[Callable[[], Host]]:
    """Makes hosts."""
    made: list[Host] = []

    def make() -> Host:
        made.append(Host())
        return made[-1]

    yield make
    for host in made:
        host.server.shutdown()
        host.server.server_close()


@pytest.fixture
def slack(hosts: Callable[[], Host]) -> Host:
    """The host that we know as Slack's."""
    return hosts()


@pytest.fixture
def client(slack: Host) -> WebClient:
    return web_client(TOKEN, f"{slack.address}/api/")


def file(host: Host, **more: str) -> dict[str, str]:
    return {
        "id": "F1",
        "mimetype": "image/png",
        "url_private_download": f"{host.address}/files-pri/T1-F1/card.png",
        **more,
    }


def test_a_file_is_fetched_with_the_token(slack: Host, client: WebClient) -> None:
    assert fetch(client, file(slack)) == (b"photo", "image/png")
    assert slack.tokens == [f"Bearer {TOKEN}"]


def test_another_host_never_gets_the_token(hosts: Callable[[], Host], client: WebClient) -> None:
    stranger = hosts()
    with pytest.raises(Rejected, match="does not lie with Slack"):
        fetch(client, file(stranger))
    assert stranger.tokens == []


STRANGE = [
    "https://files.slack.com.example/F1",
    "https://evilslack.com/F1",
    "http://files.slack.com/F1",
    "https://files.slack.com@evil.example/F1",
    "file:///etc/hostname",
    "//files.slack.com/F1",
]


@pytest.mark.parametrize("url", STRANGE)
def test_an_address_that_only_looks_like_slacks_is_refused(client: WebClient, url: str) -> None:
    with pytest.raises(Rejected, match="does not lie with Slack"):
        fetch(client, {"id": "F1", "url_private": url})


def test_a_redirect_takes_the_token_nowhere(slack: Host, hosts: Callable[[], Host], client: WebClient) -> None:
    stranger = hosts()
    slack.answer = (302, {"Location": f"{stranger.address}/sign-in"}, b"")
    with pytest.raises(Rejected, match="files:read"):
        fetch(client, file(slack))
    assert stranger.tokens == []


@pytest.mark.parametrize("answer", [(200, SIGN_IN, b"<p>Sign in"), (403, {}, b""), (401, {}, b"")])
def test_a_missing_right_is_named(slack: Host, client: WebClient, answer: Answer) -> None:
    slack.answer = answer
    with pytest.raises(Rejected, match="lacks the right files:read"):
        fetch(client, file(slack))


def test_a_page_that_somebody_really_posted_is_handed_over(slack: Host, client: WebClient) -> None:
    slack.answer = (200, SIGN_IN, b"<p>Hello")
    assert fetch(client, file(slack, mimetype="text/html")) == (b"<p>Hello", "text/html")


@pytest.mark.parametrize("status", [404, 410])
def test_a_file_that_is_gone_is_named(slack: Host, client: WebClient, status: int) -> None:
    slack.answer = (status, {}, b"")
    with pytest.raises(Rejected, match="not there any more"):
        fetch(client, file(slack))


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_slack_that_cannot_just_now_is_asked_again_later(slack: Host, client: WebClient, status: int) -> None:
    slack.answer = (status, {}, b"")
    with pytest.raises(Unavailable):
        fetch(client, file(slack))


def test_slack_that_does_not_answer_is_asked_again_later(client: WebClient, slack: Host) -> None:
    slack.server.shutdown()
    slack.server.server_close()
    with pytest.raises(Unavailable):
        fetch(client, file(slack))


def test_a_file_that_is_too_large_is_not_read_to_its_end(
    slack: Host, client: WebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack_files, "LARGEST", 1_000_000)
    slack.answer = (200, PNG, bytes(1_000_001))
    with pytest.raises(Rejected, match="larger than 1 MB"):
        fetch(client, file(slack))


class TestAFileFromASharedChannel:
    """Its event holds the id only."""

    def test_is_asked_for(self, client: WebClient, slack: Host, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(client, "files_info", lambda **asked: {"file": file(slack, id=asked["file"])})
        assert fetch(client, {"id": "F1", "file_access": "check_file_info"}) == (b"photo", "image/png")

    def test_may_be_gone(self, client: WebClient, slack: Host) -> None:
        slack.answer = (200, {"Content-Type": "application/json"}, b'{"ok": false, "error": "file_not_found"}')
        with pytest.raises(Rejected, match="not there any more"):
            fetch(client, {"id": "F1"})
