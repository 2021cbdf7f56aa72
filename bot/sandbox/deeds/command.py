"""Running a slash command."""

from __future__ import annotations

from bot.sandbox.backend import Backend
from bot.sandbox.dispatch import Ack
from bot.sandbox.errors import SlackError
from bot.sandbox.payloads import slash_command
from bot.sandbox.settings import Command
from bot.sandbox.typed import mark_up

ACK = "the acknowledgement of a command"


def run_command(backend: Backend, user: str, channel: str, line: str) -> Ack:
    """Send `/word text` and show what the app answers at once; raises SlackError for an unknown channel."""
    name, _, typed = line.strip().partition(" ")
    command = backend.command(name)
    if command is None:
        backend.conversation.notice(user, "{command} is not a valid command.", command=name)
        return Ack(error="invalid_command")
    ack = backend.dispatcher.send("slash_commands", _payload(backend, user, channel, command, typed.strip()))
    if not ack.ok:
        backend.conversation.notice(user, '{command} failed with the error "{error}"', command=name, error=ack.error)
    elif ack.body.get("text") or ack.body.get("blocks"):
        _show(backend, user, channel, ack)
    return ack


def _payload(backend: Backend, user: str, channel: str, command: Command, typed: str) -> dict[str, str]:
    text = mark_up(typed, backend.workspace, names=True) if command.should_escape else typed
    return slash_command(backend, user, backend.workspace.channel(channel), command, text)


def _show(backend: Backend, user: str, channel: str, ack: Ack) -> None:
    try:
        content = backend.checker.content(ACK, ack.body)
    except SlackError as refusal:
        backend.conversation.notice(user, "The app's answer cannot be shown ({error}).", error=refusal.code)
        return
    backend.response_urls.post(user, channel, ack.body, content)
