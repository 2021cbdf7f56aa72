"""The manifest asks for every right that the code needs."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
# Slack's reference names them for each method; reading differs by the kind of conversation.
SCOPES = {
    "chat_postMessage": {"chat:write", "chat:write.public"},
    "chat_postEphemeral": {"chat:write"},
    "chat_update": {"chat:write"},
    "chat_delete": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history"},
    "conversations_replies": {"channels:history", "groups:history", "im:history"},
    "conversations_list": {"channels:read", "groups:read"},
    "conversations_info": {"channels:read", "groups:read", "im:read"},
    "conversations_open": {"im:write"},
    "files_completeUploadExternal": {"files:write"},
    "files_delete": {"files:write"},
    "files_getUploadURLExternal": {"files:write"},
    "files_info": {"files:read"},
    "reactions_add": {"reactions:write"},
    "reactions_remove": {"reactions:write"},
    "users_info": {"users:read", "users:read.email"},
    "users_list": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}


def called() -> set[str]:
    """The methods of the Web API that the door to Slack calls."""
    sources = [path for path in (ROOT / "bot").rglob("*.py") if "sandbox" not in path.parts]
    pattern = re.compile(r"client\.((?:chat|conversations|files|reactions|users|views|bookmarks|pins)_\w+)")
    return {name for path in sources for name in pattern.findall(path.read_text("utf-8"))}


def granted() -> set[str]:
    return set(json.loads((ROOT / "manifest.json").read_text("utf-8"))["oauth_config"]["scopes"]["bot"])


def test_every_method_that_the_code_calls_is_known_with_its_rights() -> None:
    assert called() - SCOPES.keys() == set()


def test_the_manifest_asks_for_every_right_that_the_code_needs() -> None:
    assert set().union(*(SCOPES[name] for name in called())) - granted() == set()
