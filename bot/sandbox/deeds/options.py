"""Typing into a menu whose options the app looks up."""

from __future__ import annotations

from bot.sandbox.backend import Backend
from bot.sandbox.deeds.action import Place
from bot.sandbox.errors import Impossible
from bot.sandbox.form import elements
from bot.sandbox.payloads import from_message, from_view, interaction
from bot.sandbox.records import Json


def suggest(backend: Backend, user: str, place: Place, action_id: str, value: str) -> Json:
    """Send `block_suggestion`; the app's `options` or `option_groups`. Raises Impossible when it gives none."""
    found = [block["block_id"] for block, element in elements(place.blocks) if element["action_id"] == action_id]
    if not found or not (place.view or place.message):
        raise Impossible("This element is not there any more.")
    origin = from_view(place.view) if place.view else from_message(backend, user, place.message)  # type: ignore[arg-type]
    asked = {"action_id": action_id, "block_id": found[0], "value": value}
    ack = backend.dispatcher.send("interactive", interaction(backend, user, "block_suggestion", **asked, **origin))
    if not ack.ok:
        raise Impossible("The app did not answer ({error}).", error=ack.error)
    return ack.body
