"""What a person typed, as Slack writes it for the app: escaped, with mentions and links marked up."""

from __future__ import annotations

import re

from bot.sandbox.workspace import Workspace

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"https?://[^\s<>|]+")
_MENTION = re.compile(r"(?<![\w@.])@([\w.-]*\w)")
_CHANNEL = re.compile(r"(?<![\w#&])#([\w-]+)")
_DOMAIN = re.compile(r"(?<![\w@.-])(?:[\w-]+\.)+(?:com|de|eu|example|fr|io|net|org|uk)(?![\w-])")
_MARKED = re.compile(r"<[@#][UC][A-Z0-9]+(?:\|[\w.-]+)?>")
_PATTERNS = (_MARKED, _ADDRESS, _EMAIL, _DOMAIN, _MENTION, _CHANNEL)
_TOKEN = re.compile("|".join(f"({pattern.pattern})" for pattern in _PATTERNS))


def escape(text: str) -> str:
    """Slack's three entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mark_up(text: str, workspace: Workspace, *, names: bool = False) -> str:
    """`@camille`, `#leads`, addresses and e-mails in Slack's angle brackets, and everything else escaped.

    Commands get mentions with `names` (`<@U1|camille>`), messages without (`<@U1>`).
    """
    parts, end = [], 0
    for found in _TOKEN.finditer(text):
        parts += [escape(text[end : found.start()]), _marked(found.group(), workspace, names=names)]
        end = found.end()
    return "".join([*parts, escape(text[end:])])


def _marked(token: str, workspace: Workspace, *, names: bool) -> str:
    if token.startswith("<"):
        return token
    if token.startswith("http"):
        return f"<{escape(token)}>"
    if token.startswith("@"):
        return _mention(token[1:], workspace, names=names)
    if token.startswith("#"):
        return _channel(token[1:], workspace)
    return f"<mailto:{token}|{token}>" if "@" in token else f"<http://{token}|{token}>"


def _mention(name: str, workspace: Workspace, *, names: bool) -> str:
    ids = {person.name: person.id for person in workspace.people.values()}
    ids[workspace.bot.name] = workspace.bot.user_id
    user = ids.get(name.lower())
    if user is None:
        return f"@{name}"
    return f"<@{user}|{name.lower()}>" if names else f"<@{user}>"


def _channel(name: str, workspace: Workspace) -> str:
    for channel in workspace.channels.values():
        if channel.kind == "channel" and channel.name == name.lower():
            return f"<#{channel.id}|{channel.name}>"
    return f"#{name}"
