"""A sandbox without a server: its parts, and a client that calls its routes in this very process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from bot.sandbox.backend import Backend
from bot.sandbox.clock import ManualClock
from bot.sandbox.server import create_app
from bot.sandbox.settings import Command, Settings, Shortcut

Json = dict[str, Any]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def backend(clock: ManualClock) -> Iterator[Backend]:
    commands = [Command("/shop", {"en": "The shop", "fr": "La boutique"})]
    shortcuts = [Shortcut("global", "new", "New"), Shortcut("message", "keep", "Keep")]
    backend = Backend(Settings(commands=commands, shortcuts=shortcuts, clock=clock, patience=0.2))
    backend.conversation.url = "http://127.0.0.1"
    yield backend
    backend.close()


@pytest.fixture
def client(backend: Backend) -> FlaskClient:
    return create_app(backend).test_client()


@pytest.fixture
def api(client: FlaskClient, backend: Backend) -> Callable[..., Json]:
    """Calls a Web API method with the bot's token, as JSON."""

    def call(method: str, **arguments: Any) -> Json:
        token = arguments.pop("token", backend.settings.bot_token)
        answer = client.post(f"/api/{method}", json=arguments, headers={"Authorization": f"Bearer {token}"})
        return dict(answer.get_json())

    return call
