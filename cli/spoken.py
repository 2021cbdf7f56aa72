"""`filon say`: a slash command through the real Bolt app, its replies printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click
from flask import Flask
from slack_bolt import App
from werkzeug.serving import BaseWSGIServer

from bot import http
from bot.sandbox import Sandbox
from bot.sandbox.serving import serve, stop
from cli.stage import make_sandbox, tokens
from core.crm import Crm
from core.errors import NotFound
from core.settings import load

QUIET_SECONDS = 5.0


def run(crm: Crm, command: str, person: str, *, as_json: bool, application: Callable[[Crm], App]) -> int:
    """Say the command as the person (Slack id or name of the sandbox's cast) and print what they see."""
    with make_sandbox(crm.settings.cycle) as sandbox:
        speaker = _speaker(sandbox, person)
        settings = load(slack_api_url=sandbox.api_url, **tokens(sandbox))
        server = _serve(application(Crm(settings, crm.database)))
        sandbox.app_url = f"http://127.0.0.1:{server.server_port}{http.PATH}"
        try:
            shown = _replies(sandbox, speaker, command)
        finally:
            stop(server)
    click.echo(json.dumps(shown, ensure_ascii=False) if as_json else "\n\n".join(_plain(each) for each in shown))
    return 0


def _speaker(sandbox: Sandbox, person: str) -> str:
    for known in sandbox.settings.people:
        if person.casefold() in {known.id.casefold(), known.name.casefold()}:
            return str(known.id)
    names = ", ".join(known.name for known in sandbox.settings.people)
    raise NotFound("Nobody is called {person} here. There are: {names}.", person=person, names=names)


def _serve(app: App) -> BaseWSGIServer:
    door = Flask("say")
    door.register_blueprint(http.blueprint(app))
    return serve(door)


def _replies(sandbox: Sandbox, speaker: str, command: str) -> list[dict[str, Any]]:
    channel = sandbox.dm(speaker)
    sandbox.command(speaker, command, channel)
    seen = sandbox.wait_for(lambda: sandbox.messages(channel, speaker) or _modal(sandbox, speaker), QUIET_SECONDS)
    return list(seen)


def _modal(sandbox: Sandbox, speaker: str) -> list[dict[str, Any]]:
    view = sandbox.view(speaker)
    return [{"text": view["title"]["text"], "blocks": view["blocks"], "modal": True}] if view else []


def _plain(message: dict[str, Any]) -> str:
    texts = [text for block in message.get("blocks", []) for text in _texts(block)]
    return "\n".join(texts) or str(message.get("text", ""))


def _texts(block: dict[str, Any]) -> list[str]:
    """The words of a block as a terminal can show them; buttons stand in brackets."""
    if block["type"] == "actions":
        return [" ".join(f"[{element['text']['text']}]" for element in block["elements"] if "text" in element)]
    parts = [block.get("text"), block.get("label"), *block.get("fields", []), *block.get("elements", [])]
    return [part["text"] for part in parts if isinstance(part, dict) and isinstance(part.get("text"), str)]
