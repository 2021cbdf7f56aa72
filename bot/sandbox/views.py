"""Modals and Home views: who sees which one."""

from __future__ import annotations

import copy
import secrets

from bot.sandbox.errors import SlackError
from bot.sandbox.form import carried, initial_state, with_ids
from bot.sandbox.records import Json, new_id
from bot.sandbox.stream import Stream
from bot.sandbox.workspace import Workspace

DEEPEST = 3
DEFAULTS: Json = {
    "title": None,
    "submit": None,
    "close": None,
    "callback_id": "",
    "external_id": "",
    "private_metadata": "",
    "clear_on_close": False,
    "notify_on_close": False,
}


class Views:
    """A stack of modals and one Home view for each person."""

    def __init__(self, workspace: Workspace, stream: Stream) -> None:
        self._workspace = workspace
        self._stream = stream
        self._stacks: dict[str, list[Json]] = {}
        self._homes: dict[str, Json] = {}
        self.published = 0

    def current(self, user: str) -> Json | None:
        """The modal in front of this person."""
        stack = self._stacks.get(user)
        return copy.deepcopy(stack[-1]) if stack else None

    def home(self, user: str) -> Json | None:
        """The Home view that was last published for this person."""
        return copy.deepcopy(self._homes.get(user))

    def open(self, user: str, payload: Json) -> Json:
        """Show a modal instead of any that is open."""
        self._refuse_known_external_id(payload)
        view = self._new(payload)
        self._stacks[user] = [view]
        return self._shown(user, view)

    def push(self, user: str, payload: Json) -> Json:
        """Lay a modal over the open one. Raises SlackError."""
        stack = self._stacks.get(user)
        if not stack:
            raise SlackError("not_found", ["There is no open modal to push onto."])
        if len(stack) >= DEEPEST:
            raise SlackError("push_limit_reached")
        view = self._new(payload, None, stack[0]["id"], stack[-1]["id"])
        stack.append(view)
        return self._shown(user, view)

    def update(self, view_id: str | None, external_id: str | None, payload: Json, seen: str | None = None) -> Json:
        """Replace an open modal; `seen` is the hash that the app knows. Raises SlackError."""
        user, old = self._find(view_id, external_id)
        if seen and seen != old["hash"]:
            raise SlackError("hash_conflict")
        view = self._new(payload, old["id"], old["root_view_id"], old["previous_view_id"])
        view["state"] = {"values": carried(old["state"]["values"], view["state"]["values"])}
        old.clear()
        old |= view
        return self._shown(user, old)

    def publish(self, user: str, payload: Json, seen: str | None = None) -> Json:
        """Show a Home view. Raises SlackError."""
        old = self._homes.get(user)
        if seen and old and seen != old["hash"]:
            raise SlackError("hash_conflict")
        view = self._new(payload, old["id"] if old else None)
        self._homes[user] = view
        self.published += 1
        self._stream.publish({user}, "home", view=view)
        self._workspace.touch()
        return copy.deepcopy(view)

    def close(self, user: str, *, everything: bool = False) -> None:
        """Take the modal in front away, or all of them."""
        stack = self._stacks.get(user) or []
        del stack[0 if everything else -1 :]
        self._shown(user, stack[-1] if stack else None)

    def keep(self, user: str, view_id: str, values: Json) -> None:
        """Remember what the person has filled in, as Slack does while a modal is open."""
        for view in self._stacks.get(user) or []:
            if view["id"] == view_id:
                view["state"] = {"values": copy.deepcopy(values)}

    def _find(self, view_id: str | None, external_id: str | None) -> tuple[str, Json]:
        for user, stack in self._stacks.items():
            for view in stack:
                if view["id"] == view_id or (external_id and view["external_id"] == external_id):
                    return user, view
        raise SlackError("not_found")

    def _refuse_known_external_id(self, payload: Json) -> None:
        wanted = payload.get("external_id")
        if wanted and any(view["external_id"] == wanted for stack in self._stacks.values() for view in stack):
            raise SlackError("duplicate_external_id")

    def _shown(self, user: str, view: Json | None) -> Json:
        self._stream.publish({user}, "view", view=view)
        self._workspace.touch()
        return copy.deepcopy(view or {})

    def _new(
        self, payload: Json, view_id: str | None = None, root: str | None = None, previous: str | None = None
    ) -> Json:
        workspace = self._workspace
        view_id = view_id or new_id("V")
        blocks = with_ids(payload["blocks"])
        origin = {
            "id": view_id,
            "team_id": workspace.team.id,
            "app_id": workspace.bot.app_id,
            "app_installed_team_id": workspace.team.id,
            "bot_id": workspace.bot.id,
            "root_view_id": root or view_id,
            "previous_view_id": previous,
        }
        seen = f"{workspace.tick()}.{secrets.token_hex(4)}"
        content = {"blocks": blocks, "hash": seen, "state": {"values": initial_state(blocks)}}
        return {**origin, **DEFAULTS, **payload, **content}
