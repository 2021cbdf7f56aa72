"""The real Bolt app against the stand-in for Slack, over signed HTTP or Socket Mode."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from flask import Flask
from slack_bolt import App

import intake.processing
from bot.app import build
from bot.client import web_client
from bot.completion import completions
from bot.http import PATH, blueprint
from bot.listeners.commands import COMMAND
from bot.listeners.shortcuts import FROM_MESSAGE, NEW_LEAD
from bot.sandbox import Command, Sandbox, Shortcut
from bot.sandbox.serving import serve, stop
from bot.socket import Connection
from core.crm import Crm
from intake.cards.photo import open_photo
from tests.integration.card_talk import MARIE, post, thread
from tests.integration.desk import Desk
from tests.integration.talk import Json, Talk
from tests.sockets import hang_up

SHORTCUTS = (Shortcut("global", NEW_LEAD, "New lead"), Shortcut("message", FROM_MESSAGE, "Create lead"))


@pytest.fixture
def sandbox(crm: Crm) -> Iterator[Sandbox]:
    """The stand-in for Slack. Nothing that the app sent may have broken a rule of Block Kit."""
    commands = (Command(COMMAND, words=completions(crm.settings.cycle)),)
    with Sandbox(commands=commands, shortcuts=SHORTCUTS) as sandbox:
        yield sandbox
        assert sandbox.violations == []


@pytest.fixture
def app(crm: Crm, sandbox: Sandbox) -> App:
    """The app, not served yet."""
    client = web_client(sandbox.settings.bot_token, sandbox.api_url)
    return build(crm, client, sandbox.settings.signing_secret)


@pytest.fixture
def slack(crm: Crm, sandbox: Sandbox, app: App) -> Iterator[Talk]:
    """People talking with the app over signed HTTP."""
    with served(app) as address:
        sandbox.app_url = address
        yield Talk(sandbox, crm)


@pytest.fixture
def socket_slack(crm: Crm, sandbox: Sandbox, app: App) -> Iterator[Talk]:
    """The same over Socket Mode."""
    connection = Connection(app, sandbox.settings.app_token)
    connection.start()
    sandbox.wait_for(lambda: sandbox.backend.sockets.connected)
    yield Talk(sandbox, crm)
    hang_up(connection.stop)


@pytest.fixture
def desk(crm: Crm, sandbox: Sandbox) -> Desk:
    """The worker's jobs, done when the test says so."""
    return Desk(crm, web_client(sandbox.settings.bot_token, sandbox.api_url))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Really opens the picture; on every one of them it reads `contact`."""
    reader = SimpleNamespace(contact=MARIE)

    def read_card(data: bytes, **_options: object) -> SimpleNamespace:
        open_photo(data)
        return SimpleNamespace(contact=reader.contact)

    reader.read_card = read_card
    monkeypatch.setattr(intake.processing, "READER", reader)
    return reader


@pytest.fixture
def posted(slack: Talk, desk: Desk) -> Json:
    """Oliver's photo, read."""
    message = post(slack)
    desk.work()
    return message


@pytest.fixture
def review(slack: Talk, posted: Json) -> Json:
    """What is shown for review of it."""
    (review,) = thread(slack, posted)
    return review


@contextmanager
def served(app: App) -> Iterator[str]:
    """The app behind its HTTP door; yields the address that Slack posts to."""
    site = Flask("bot")
    site.register_blueprint(blueprint(app))
    server = serve(site)
    yield f"http://127.0.0.1:{server.server_port}{PATH}"
    stop(server)
