"""views.*: modals and Home."""

from __future__ import annotations

from bot.sandbox.records import Json
from bot.sandbox.web_api.call import Call, Method


def open_view(call: Call) -> Json:
    """A modal for the person behind the trigger."""
    view = call.backend.checker.view(call.method, call.need("view"), "modal")
    user = call.backend.triggers.spend(str(call.need("trigger_id")))
    return {"view": call.backend.views.open(user, view)}


def push(call: Call) -> Json:
    """A modal over the open one."""
    view = call.backend.checker.view(call.method, call.need("view"), "modal")
    user = call.backend.triggers.spend(str(call.need("trigger_id")))
    return {"view": call.backend.views.push(user, view)}


def update(call: Call) -> Json:
    """Replace an open modal, named by `view_id` or `external_id`."""
    view = call.backend.checker.view(call.method, call.need("view"), "modal")
    if not call.get("external_id"):
        call.need("view_id")
    updated = call.backend.views.update(call.get("view_id"), call.get("external_id"), view, call.get("hash"))
    return {"view": updated}


def publish(call: Call) -> Json:
    """A person's Home."""
    view = call.backend.checker.view(call.method, call.need("view"), "home")
    user = call.backend.workspace.person(str(call.need("user_id")))
    return {"view": call.backend.views.publish(user.id, view, call.get("hash"))}


METHODS: dict[str, Method] = {
    "views.open": open_view,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}
