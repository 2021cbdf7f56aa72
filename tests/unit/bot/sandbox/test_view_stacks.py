"""Who sees which modal, and which Home."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.backend import Backend
from bot.sandbox.errors import SlackError
from bot.sandbox.views import Views

Json = dict[str, Any]
USER = "U0CAMILLE"
BLOCKS = [
    {"type": "input", "block_id": "name", "element": {"type": "plain_text_input", "action_id": "name"}},
]


def modal(title: str = "New", **extra: Any) -> Json:
    return {"type": "modal", "title": {"type": "plain_text", "text": title}, "blocks": BLOCKS, **extra}


@pytest.fixture
def views(backend: Backend) -> Views:
    return backend.views


def test_a_view_has_all_that_slack_gives_it(views: Views) -> None:
    view = views.open(USER, modal(private_metadata="L-1"))
    assert view["root_view_id"] == view["id"]
    assert view["previous_view_id"] is None
    assert view["private_metadata"] == "L-1"
    assert view["callback_id"] == ""
    assert view["state"]["values"]["name"]["name"]["value"] is None


def test_pushed_views_remember_what_is_below(views: Views) -> None:
    root = views.open(USER, modal())
    top = views.push(USER, modal("Above"))
    assert (top["root_view_id"], top["previous_view_id"]) == (root["id"], root["id"])
    views.close(USER)
    assert views.current(USER) == root


def test_three_views_are_the_most(views: Views) -> None:
    views.open(USER, modal())
    views.push(USER, modal())
    views.push(USER, modal())
    with pytest.raises(SlackError, match="push_limit_reached"):
        views.push(USER, modal())


def test_nothing_is_pushed_onto_nothing(views: Views) -> None:
    with pytest.raises(SlackError, match="not_found"):
        views.push(USER, modal())


def test_an_update_needs_the_hash_of_what_is_there(views: Views) -> None:
    old = views.open(USER, modal())
    new = views.update(old["id"], None, modal("Newer"), old["hash"])
    assert (new["id"], new["title"]["text"]) == (old["id"], "Newer")
    with pytest.raises(SlackError, match="hash_conflict"):
        views.update(old["id"], None, modal(), old["hash"])


def test_an_update_drops_what_it_does_not_repeat_but_keeps_what_was_typed(views: Views) -> None:
    old = views.open(USER, modal(private_metadata="L-1"))
    views.keep(USER, old["id"], {"name": {"name": {"type": "plain_text_input", "value": "Marie"}}})
    new = views.update(old["id"], None, modal())
    assert new["private_metadata"] == ""
    assert new["state"]["values"]["name"]["name"]["value"] == "Marie"


def test_an_external_id_names_one_view(views: Views) -> None:
    views.open(USER, modal(external_id="mine"))
    assert views.update(None, "mine", modal("Newer", external_id="mine"))["title"]["text"] == "Newer"
    with pytest.raises(SlackError, match="duplicate_external_id"):
        views.open("U0OLIVER", modal(external_id="mine"))


def test_a_home_keeps_its_id(views: Views) -> None:
    first = views.publish(USER, {"type": "home", "blocks": BLOCKS})
    second = views.publish(USER, {"type": "home", "blocks": BLOCKS}, first["hash"])
    assert first["id"] == second["id"]
    with pytest.raises(SlackError, match="hash_conflict"):
        views.publish(USER, {"type": "home", "blocks": BLOCKS}, first["hash"])
