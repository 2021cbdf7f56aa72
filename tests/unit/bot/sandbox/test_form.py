"""What stands in a form, and what Slack's client says about it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.errors import Impossible
from bot.sandbox.form import carried, complaints, filled_state, initial_state, with_ids

Json = dict[str, Any]


def field(block_id: str, element: Json, **extra: Any) -> Json:
    return {"type": "input", "block_id": block_id, "element": {"action_id": block_id, **element}, **extra}


RED, BLUE = ({"text": {"type": "plain_text", "text": each}, "value": each} for each in ("red", "blue"))
BLOCKS = [
    field("name", {"type": "plain_text_input", "initial_value": "Marie", "max_length": 10}),
    field("mail", {"type": "email_text_input"}, optional=True),
    field("colour", {"type": "static_select", "options": [RED, BLUE], "initial_option": RED}),
    field("many", {"type": "checkboxes", "options": [RED, BLUE]}, optional=True),
]


def test_a_form_starts_with_its_initial_values() -> None:
    state = initial_state(BLOCKS)
    assert state["name"]["name"] == {"type": "plain_text_input", "value": "Marie"}
    assert state["mail"]["mail"] == {"type": "email_text_input", "value": None}
    assert state["colour"]["colour"] == {"type": "static_select", "selected_option": RED}
    assert state["many"]["many"] == {"type": "checkboxes", "selected_options": []}


def test_values_are_filled_in_by_block_and_options_by_value() -> None:
    state = filled_state(BLOCKS, {"name": "Irène", "colour": "blue", "many": ["red", "blue"]})
    assert state["name"]["name"]["value"] == "Irène"
    assert state["colour"]["colour"]["selected_option"] == BLUE
    assert state["many"]["many"]["selected_options"] == [RED, BLUE]


def test_slacks_own_state_is_taken_as_it_is() -> None:
    entry = {"type": "plain_text_input", "value": "Ève"}
    assert filled_state(BLOCKS, {"name": {"name": entry}})["name"]["name"] == entry


@pytest.mark.parametrize(("values", "said"), [({"age": "1"}, "no input block age"), ({"colour": "green"}, "red, blue")])
def test_what_is_not_there_cannot_be_filled_in(values: Json, said: str) -> None:
    with pytest.raises(Impossible, match=said):
        filled_state(BLOCKS, values)


@pytest.mark.parametrize(
    ("values", "block"),
    [({"name": ""}, "name"), ({"name": "x" * 11}, "name"), ({"mail": "marie"}, "mail"), ({"colour": None}, "colour")],
)
def test_the_client_points_out_what_cannot_be_sent(values: Json, block: str) -> None:
    assert list(complaints(BLOCKS, filled_state(BLOCKS, values))) == [block]


def test_optional_fields_may_stay_empty() -> None:
    assert complaints(BLOCKS, initial_state(BLOCKS)) == {}


def test_what_was_typed_outlives_an_update_of_the_same_field() -> None:
    typed = filled_state(BLOCKS, {"name": "Irène"})
    other = [*BLOCKS[1:], field("name", {"type": "plain_text_input", "action_id": "another"})]
    assert carried(typed, initial_state(BLOCKS))["name"]["name"]["value"] == "Irène"
    assert carried(typed, initial_state(other))["name"]["another"]["value"] is None


def test_ids_are_given_where_the_app_gave_none() -> None:
    blocks = [{"type": "actions", "elements": [{"type": "button"}]}, {"type": "divider", "block_id": "mine"}]
    named = with_ids(blocks)
    assert named[0]["block_id"]
    assert named[0]["elements"][0]["action_id"]
    assert named[1]["block_id"] == "mine"
    assert "block_id" not in blocks[0]
