"""What the checker lets through, and everything that it must refuse."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.blocks import check_message, check_view

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "Hello", **extra: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **extra}


def option(name: str, **extra: Any) -> Json:
    return {"text": plain(name), "value": name.lower(), **extra}


def button(**changes: Any) -> Json:
    return {"type": "button", "action_id": "go", "text": plain("Go"), "value": "1"} | changes


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(element: Json, **changes: Any) -> Json:
    return {"type": "input", "block_id": "field", "label": plain("Name"), "element": element} | changes


def menu(**changes: Any) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": [option("One"), option("Two")]} | changes


def modal(*blocks: Json, **changes: Any) -> Json:
    frame = {"type": "modal", "title": plain("New"), "submit": plain("Save"), "close": plain("Cancel")}
    return {**frame, "callback_id": "new", "private_metadata": "L-1", "blocks": list(blocks), **changes}


CONFIRM = {"title": plain("Sure?"), "text": mrkdwn("*Really*"), "confirm": plain("Yes"), "deny": plain("No")}
NAME = {"type": "plain_text_input", "action_id": "name", "multiline": True, "placeholder": plain("Marie")}
TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "Net"}, {"type": "raw_text", "text": "10,00 €"}]]}

GOOD_MESSAGES = {
    "nothing": [],
    "text and fields": [section(), {"type": "section", "fields": [mrkdwn("*A*"), plain("B")]}, {"type": "divider"}],
    "header": [{"type": "header", "text": plain("Pipeline")}],
    "context": [{"type": "context", "elements": [mrkdwn("by Marie"), picture := {
        "type": "image", "image_url": "https://sandbox.example/a.png", "alt_text": "A logo"}]}],
    "image": [picture | {"title": plain("Logo")}],
    "buttons": [actions(button(style="primary", confirm=CONFIRM), button(action_id="no", accessibility_label="No!"))],
    "menus": [actions(
        menu(initial_option=option("One")),
        {"type": "users_select", "action_id": "who", "placeholder": plain("Who")},
        {"type": "overflow", "action_id": "more", "options": [option("Edit"), option("Delete")]},
        {"type": "datepicker", "action_id": "day", "initial_date": "2026-01-31"},
    )],
    "grouped options": [actions(menu(options=None, option_groups=[{"label": plain("All"), "options": [option("A")]}]))],
    "accessory": [section(accessory=button())],
    "table": [TABLE],
    "markdown": [{"type": "markdown", "text": "**Bold**"}],
    "rich text": [{"type": "rich_text", "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "Hi", "style": {"bold": True}}]}]}],
}  # fmt: skip


def without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_none(member) for key, member in value.items() if member is not None}
    return [without_none(member) for member in value] if isinstance(value, list) else value


@pytest.mark.parametrize("blocks", GOOD_MESSAGES.values(), ids=GOOD_MESSAGES)
def test_good_messages_pass(blocks: list[Json]) -> None:
    assert check_message(without_none(blocks)) == []


BAD_MESSAGES = {
    "no list": ("must be a list", "/blocks", {"type": "divider"}),
    "unknown block": ("the block 'poem' is not allowed", "/blocks/0", [{"type": "poem"}]),
    "block of another surface": ("not allowed in a message", "/blocks/0", [{"type": "alert", "text": plain("!")}]),
    "too many blocks": ("0 to 50 blocks, not 51", "/blocks", [{"type": "divider"}] * 51),
    "unknown property": ("unknown or empty property", "/blocks/0/colour", [section(colour="red")]),
    "no text": ("slack_sdk cannot parse it", "/blocks/0", [{"type": "section"}]),
    "empty text": ("the text is empty", "/blocks/0/text/text", [section(" ")]),
    "long text": ("at most 3000", "/blocks/0/text/text", [section("x" * 3001)]),
    "long field": ("at most 2000", "/blocks/0/fields/0/text", [{"type": "section", "fields": [mrkdwn("x" * 2001)]}]),
    "eleven fields": ("1 to 10", "/blocks/0/fields", [{"type": "section", "fields": [mrkdwn("x")] * 11}]),
    "text that is a string": ("must be a text object", "/blocks/0/text", [{"type": "section", "text": "Hello"}]),
    "mrkdwn header": ("of type plain_text", "/blocks/0/text", [{"type": "header", "text": mrkdwn("*A*")}]),
    "long header": ("at most 150", "/blocks/0/text/text", [{"type": "header", "text": plain("x" * 151)}]),
    "mrkdwn button": ("of type plain_text", "/blocks/0/elements/0/text", [actions(button(text=mrkdwn("*A*")))]),
    "long button": ("at most 75", "/blocks/0/elements/0/text/text", [actions(button(text=plain("x" * 76)))]),
    "long value": ("at most 2000", "/blocks/0/elements/0/value", [actions(button(value="x" * 2001))]),
    "value that is a number": ("must be a string", "/blocks/0/elements/0/value", [actions(button(value=1))]),
    "wrong style": ("slack_sdk cannot parse it", "/blocks/0", [actions(button(style="green"))]),
    "26 buttons": ("1 to 25", "/blocks/0/elements", [actions(*[button(action_id=f"a{i}") for i in range(26)])]),
    "no buttons": ("1 to 25", "/blocks/0/elements", [actions()]),
    "same action id": ("the action_id 'go' is used 2 times", "/blocks/0", [actions(button(), button())]),
    "same block id": ("the block_id 'b' is used 2 times", "/blocks", [section(block_id="b"), section(block_id="b")]),
    "long action id": ("at most 255", "/blocks/0/elements/0/action_id", [actions(button(action_id="x" * 256))]),
    "input element outside an input": ("'plain_text_input' is not allowed", "/blocks/0/elements/0", [actions(NAME)]),
    "element of another surface": (
        "'email_text_input' is not allowed in a input block of a message",
        "/blocks/0/element",
        [field({"type": "email_text_input", "action_id": "mail"})],
    ),
    "long option": (
        "at most 75", "/blocks/0/elements/0/options/0/text/text", [actions(menu(options=[option("x" * 76)]))]),
    "long option value": (
        "at most 150", "/blocks/0/elements/0/options/0/value",
        [actions(menu(options=[option("One", value="x" * 151)]))]),
    "mrkdwn option": (
        "mrkdwn is not allowed", "/blocks/0/elements/0/options/0/text",
        [actions(menu(options=[option("One", text=mrkdwn("*One*"))]))]),
    "initial option that is not offered": (
        "must equal one of the options", "/blocks/0/elements/0/initial_option",
        [actions(menu(initial_option=option("Three")))]),
    "long confirmation": (
        "at most 30", "/blocks/0/elements/0/confirm/confirm/text",
        [actions(button(confirm=CONFIRM | {"confirm": plain("x" * 31)}))]),
    "image without alt text": (
        "must have an alt_text", "/blocks/0/alt_text",
        [{"type": "image", "image_url": "https://sandbox.example/a.png", "alt_text": " "}]),
    "two tables": ("at most one table", "/blocks", [TABLE, TABLE]),
    "empty cell": (
        "never empty", "/blocks/0/rows/0/0", [{"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]}]),
    "wide table": ("1 to 20 cells", "/blocks/0/rows/0", [{"type": "table", "rows": [TABLE["rows"][0] * 11]}]),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "pointer", "blocks"), BAD_MESSAGES.values(), ids=BAD_MESSAGES)
def test_bad_messages_are_refused_with_rule_and_place(rule: str, pointer: str, blocks: Any) -> None:
    problems = check_message(blocks)
    assert [each for each in problems if rule in each and each.endswith(f"[json-pointer:{pointer}]")], problems


def test_the_same_action_id_in_two_blocks_is_fine() -> None:
    assert check_message([actions(button(value="1")), actions(button(value="2"))]) == []


INPUTS = (
    NAME,
    {"type": "email_text_input", "action_id": "a", "initial_value": "marie@radium.example"},
    {"type": "number_input", "action_id": "a", "is_decimal_allowed": True, "min_value": "0"},
    {"type": "url_text_input", "action_id": "a"},
    {"type": "checkboxes", "action_id": "a", "options": [option("One", text=mrkdwn("*One*"))]},
    {"type": "radio_buttons", "action_id": "a", "options": [option("One")], "initial_option": option("One")},
    {"type": "multi_users_select", "action_id": "a", "max_selected_items": 2},
    {"type": "external_select", "action_id": "a", "min_query_length": 2},
    {"type": "timepicker", "action_id": "a", "initial_time": "09:30"},
    menu(),
)


@pytest.mark.parametrize("element", INPUTS, ids=lambda element: element["type"])
def test_every_input_is_allowed_in_a_modal(element: Json) -> None:
    assert check_view(modal(field(element, hint=plain("As on the card"), optional=True))) == []


BAD_VIEWS = {
    "no view": ("must be modal or home", "/view/type", None),
    "no blocks": ("1 to 100 blocks", "/view/blocks", modal()),
    "no title": ("must have a title", "/view/title", {"type": "modal", "blocks": [section()]}),
    "long title": ("at most 24", "/view/title/text", modal(section(), title=plain("x" * 25))),
    "mrkdwn submit": ("of type plain_text", "/view/submit", modal(section(), submit=mrkdwn("Go"))),
    "long metadata": ("at most 3000", "/view/private_metadata", modal(section(), private_metadata="x" * 3001)),
    "no submit": ("must have a submit", "/view/submit", {
        "type": "modal", "title": plain("New"), "blocks": [field(NAME)]}),
    "id of its own": ("the app cannot set this", "/view/id", modal(section(), id="V1")),
    "unknown property": ("unknown or empty", "/view/colour", modal(section(), colour="red")),
    "submit on Home": ("a Home view has no submit", "/view/submit", {
        "type": "home", "submit": plain("Go"), "blocks": [section()]}),
    "table in a modal": ("'table' is not allowed in a modal", "/view/blocks/0", modal(TABLE)),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "pointer", "view"), BAD_VIEWS.values(), ids=BAD_VIEWS)
def test_bad_views_are_refused_with_rule_and_place(rule: str, pointer: str, view: Any) -> None:
    problems = check_view(view)
    assert [each for each in problems if rule in each and each.endswith(f"[json-pointer:{pointer}]")], problems


def test_a_home_view_passes() -> None:
    assert check_view({"type": "home", "blocks": [section(), actions(button())]}) == []
