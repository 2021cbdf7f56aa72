"""What stands in the inputs of a view or message: Slack's `state.values`, and what its client checks."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Iterator
from typing import Any

from bot.sandbox.block_limits import ELEMENT_KEYS
from bot.sandbox.errors import Impossible
from bot.sandbox.records import Json

# Where each input element starts from, and where its state holds the value.
INITIAL = {
    "plain_text_input": ("initial_value", "value"),
    "email_text_input": ("initial_value", "value"),
    "url_text_input": ("initial_value", "value"),
    "number_input": ("initial_value", "value"),
    "static_select": ("initial_option", "selected_option"),
    "external_select": ("initial_option", "selected_option"),
    "users_select": ("initial_user", "selected_user"),
    "conversations_select": ("initial_conversation", "selected_conversation"),
    "channels_select": ("initial_channel", "selected_channel"),
    "multi_static_select": ("initial_options", "selected_options"),
    "multi_external_select": ("initial_options", "selected_options"),
    "multi_users_select": ("initial_users", "selected_users"),
    "multi_conversations_select": ("initial_conversations", "selected_conversations"),
    "multi_channels_select": ("initial_channels", "selected_channels"),
    "checkboxes": ("initial_options", "selected_options"),
    "radio_buttons": ("initial_option", "selected_option"),
    "datepicker": ("initial_date", "selected_date"),
    "timepicker": ("initial_time", "selected_time"),
    "datetimepicker": ("initial_date_time", "selected_date_time"),
    "file_input": ("initial_files", "files"),
}
SINGLE_OPTION, MANY_OPTIONS = "selected_option", "selected_options"
WITHOUT_STATE = {"button", "overflow", "image"}


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with its block."""
    for block in blocks:
        held = block.get(ELEMENT_KEYS.get(block["type"], ""), [])
        for element in held if isinstance(held, list) else [held]:
            if element["type"] in INITIAL or element["type"] in {"button", "overflow"}:
                yield block, element


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy in which every block and interactive element has an id, as Slack gives one where the app did not."""
    copied = copy.deepcopy(blocks)
    for block in copied:
        block.setdefault("block_id", secrets.token_urlsafe(4))
    for _, element in elements(copied):
        element.setdefault("action_id", secrets.token_urlsafe(4))
    return copied


def initial_state(blocks: list[Json]) -> Json:
    """The state before anybody touched anything."""
    state: Json = {}
    for block, element in elements(blocks):
        if element["type"] in INITIAL:
            initial, held = INITIAL[element["type"]]
            empty: Any = [] if held.endswith("s") else None
            entry = {"type": element["type"], held: element.get(initial, empty)}
            state.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return state


def carried(old: Json, new: Json) -> Json:
    """A new state with what stands already in inputs of the same block and action id, as Slack keeps it."""
    state = copy.deepcopy(new)
    for block_id, entries in new.items():
        for action_id, entry in entries.items():
            before = old.get(block_id, {}).get(action_id)
            if before and before["type"] == entry["type"]:
                state[block_id][action_id] = copy.deepcopy(before)
    return state


def filled_state(blocks: list[Json], values: Json, start: Json | None = None) -> Json:
    """The state after these values were filled in; `{block_id: value}` or Slack's own `{block_id: {action_id: …}}`.

    Raises Impossible for a block that is not there, or an option that is not offered.
    """
    state = copy.deepcopy(initial_state(blocks) if start is None else start)
    inputs = {block["block_id"]: element for block, element in elements(blocks) if element["type"] in INITIAL}
    for block_id, value in values.items():
        if isinstance(value, dict) and all(isinstance(entry, dict) and "type" in entry for entry in value.values()):
            state.setdefault(block_id, {}).update(value)
            continue
        if block_id not in inputs:
            raise Impossible(
                "There is no input block {block}; there are: {blocks}.", block=block_id, blocks=", ".join(inputs)
            )
        element = inputs[block_id]
        state[block_id][element["action_id"]] = {"type": element["type"], **held_value(element, value)}
    return state


def held_value(element: Json, value: Any) -> Json:
    """A value as this element's state holds it: options are found by their `value`."""
    held = INITIAL[element["type"]][1]
    if held == SINGLE_OPTION and isinstance(value, str):
        return {held: option_named(element, value)}
    if held == MANY_OPTIONS:
        return {held: [option_named(element, each) if isinstance(each, str) else each for each in value]}
    return {held: value}


def option_named(element: Json, value: str) -> Json:
    """The option with this value. Raises Impossible."""
    groups = element.get("option_groups") or [element]
    options: list[Json] = [option for group in groups for option in group.get("options", [])]
    for option in options:
        if option["value"] == value:
            return option
    offered = ", ".join(option["value"] for option in options)
    raise Impossible("There is no option {value}; there are: {options}.", value=value, options=offered)


def complaints(blocks: list[Json], state: Json) -> dict[str, Impossible]:
    """What Slack's client says under the fields before it sends anything, by block id."""
    found = {}
    for block, element in elements(blocks):
        if block["type"] == "input":
            entry = state.get(block["block_id"], {}).get(element["action_id"], {})
            complaint = _complaint(block, element, entry.get(INITIAL[element["type"]][1]))
            if complaint:
                found[block["block_id"]] = complaint
    return found


def _complaint(block: Json, element: Json, value: Any) -> Impossible | None:
    if not value:
        return None if block.get("optional") else Impossible("Please complete this required field.")
    if not isinstance(value, str):
        return None
    if element["type"] == "email_text_input" and "@" not in value:
        return Impossible("Please enter a valid e-mail address.")
    if len(value) < element.get("min_length", 0):
        return Impossible("Please enter at least {length} characters.", length=element["min_length"])
    if len(value) > element.get("max_length", len(value)):
        return Impossible("Please enter at most {length} characters.", length=element["max_length"])
    return None
