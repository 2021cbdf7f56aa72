"""Clicking a button or choosing from a menu, on a message, in a modal or on Home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.sandbox.backend import Backend
from bot.sandbox.dispatch import Ack
from bot.sandbox.errors import Impossible
from bot.sandbox.form import elements, filled_state, held_value, option_named
from bot.sandbox.payloads import from_message, from_view, interaction
from bot.sandbox.records import Json, Message

# What a click repeats of the element besides its id.
REPEATED = {"button": ("text", "value", "style"), "overflow": ()}


@dataclass(frozen=True)
class Place:
    """Where the element stands: on a message (`shown` when the person sees an older copy), or in a view."""

    message: Message | None = None
    shown: Json | None = None
    view: Json | None = None

    @property
    def blocks(self) -> list[Json]:
        """What the person sees."""
        if self.view:
            return list(self.view["blocks"])
        if self.shown:
            return all_blocks(self.shown.get("blocks", []), self.shown.get("attachments", []))
        return all_blocks(self.message.blocks, self.message.attachments) if self.message else []


def all_blocks(blocks: list[Json], attachments: list[Json]) -> list[Json]:
    """A message's own blocks and those of its attachments."""
    return [*blocks, *(block for attachment in attachments for block in attachment.get("blocks", []))]


def act(backend: Backend, user: str, place: Place, action: Json, values: Json | None = None) -> Ack:
    """Send a `block_actions` payload; `values` is the state of all inputs around it, or what differs from its start."""
    start = place.view["state"]["values"] if place.view else None
    state = filled_state(place.blocks, values or {}, start)
    stamped = {**action, "action_ts": backend.workspace.tick()}
    ack = backend.dispatcher.send("interactive", _payload(backend, user, place, stamped, state))
    if not ack.ok:
        backend.conversation.notice(user, "The app did not answer ({error}).", error=ack.error)
    return ack


def _payload(backend: Backend, user: str, place: Place, action: Json, state: Json) -> Json:
    trigger = backend.triggers.issue(user)
    if place.view:
        backend.views.keep(user, place.view["id"], state)
        origin = from_view({**place.view, "state": {"values": state}})
    elif place.message:
        seen = place.shown or {}
        shown: Json = {key: seen[key] for key in ("text", "blocks", "attachments") if key in seen}
        origin = {**from_message(backend, user, place.message, shown), "state": {"values": state}}
    else:
        raise Impossible("This element is not there any more.")
    return interaction(backend, user, "block_actions", trigger_id=trigger, actions=[action], **origin)


def find_action(blocks: list[Json], action_id: str, value: Any = None) -> Json:
    """The action that a person makes of an element: a button is found by its id (and value, where several share it).

    Raises Impossible naming what there is instead.
    """
    found = [(block, element) for block, element in elements(blocks) if element["action_id"] == action_id]
    for block, element in found:
        if element["type"] != "button":
            return {**_chosen(element, value), "block_id": block["block_id"]}
        if value is None or element.get("value") == value:
            return {**repeated(element), "block_id": block["block_id"]}
    offered = ", ".join(f"{each['action_id']}={each.get('value', '')}" for _, each in elements(blocks))
    raise Impossible("There is no {name} to click; there are: {names}.", name=f"{action_id}={value}", names=offered)


def repeated(element: Json) -> Json:
    """What the payload repeats of an element."""
    keys = ("type", "action_id", *REPEATED.get(element["type"], ()))
    return {key: element[key] for key in keys if key in element}


def _chosen(element: Json, value: Any) -> Json:
    if element["type"] == "overflow":
        return {**repeated(element), "selected_option": option_named(element, value)}
    return {**repeated(element), **held_value(element, value)}
