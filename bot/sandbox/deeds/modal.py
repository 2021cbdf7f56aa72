"""Submitting and closing a modal."""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox.backend import Backend
from bot.sandbox.dispatch import Ack
from bot.sandbox.errors import Impossible, SlackError
from bot.sandbox.form import complaints, filled_state
from bot.sandbox.payloads import interaction
from bot.sandbox.phrases import phrase
from bot.sandbox.records import Json

TROUBLE = "We had some trouble connecting. Try again?"
METHOD = "the answer to a submission"


def submit(backend: Backend, user: str, view_id: str, values: Json) -> Json:
    """Send what was filled in; `{"ok": bool, "response_action"?, "errors"?: {block_id: sentence}}`.

    As in Slack's client, an empty required field is pointed out before anything is sent. Raises Impossible.
    """
    view = open_view(backend, user, view_id)
    state = filled_state(view["blocks"], values, view["state"]["values"])
    backend.views.keep(user, view_id, state)
    found = complaints(view["blocks"], state)
    if found:
        locale = backend.workspace.person(user).locale
        errors = {block: phrase(locale, each.sentence, **each.values) for block, each in found.items()}
        return {"ok": True, "response_action": "errors", "errors": errors}
    filled = {**view, "state": {"values": state}}
    trigger = backend.triggers.issue(user)
    ack = backend.dispatcher.send(
        "interactive",
        interaction(backend, user, "view_submission", view=filled, trigger_id=trigger, response_urls=[]),
    )
    if not ack.ok:
        backend.conversation.notice(user, TROUBLE)
        return {"ok": False, "error": ack.error}
    return _follow(backend, user, view, ack)


def close(backend: Backend, user: str, view_id: str) -> Ack:
    """Cancel; the app hears of it only if the view says `notify_on_close`. Raises Impossible."""
    view = open_view(backend, user, view_id)
    backend.views.close(user, everything=bool(view["clear_on_close"]))
    if not view["notify_on_close"]:
        return Ack()
    return backend.dispatcher.send(
        "interactive", interaction(backend, user, "view_closed", view=view, is_cleared=False)
    )


def open_view(backend: Backend, user: str, view_id: str) -> Json:
    """The modal in front of this person, which must be this one. Raises Impossible."""
    view = backend.views.current(user)
    if view is None or view["id"] != view_id:
        raise Impossible("This modal is not open any more.")
    return view


def _follow(backend: Backend, user: str, view: Json, ack: Ack) -> Json:
    action = ack.body.get("response_action")
    try:
        _ANSWERS[action](backend, user, view, ack.body)
    except (KeyError, SlackError) as refusal:
        backend.checker.note(METHOD, [f"response_action {action!r} cannot be followed: {refusal}"])
        backend.conversation.notice(user, TROUBLE)
        return {"ok": False, "error": str(refusal)}
    told: Json = {key: ack.body[key] for key in ("response_action", "errors") if key in ack.body}
    return {"ok": True, **told}


def _done(backend: Backend, user: str, view: Json, _body: Json) -> None:
    # The app may have replaced or closed it by the Web API before it answered.
    front = backend.views.current(user)
    if front and front["id"] == view["id"]:
        backend.views.close(user)


def _clear(backend: Backend, user: str, _view: Json, _body: Json) -> None:
    backend.views.close(user, everything=True)


def _update(backend: Backend, _user: str, view: Json, body: Json) -> None:
    backend.views.update(view["id"], None, backend.checker.view(METHOD, body["view"], "modal"))


def _push(backend: Backend, user: str, _view: Json, body: Json) -> None:
    backend.views.push(user, backend.checker.view(METHOD, body["view"], "modal"))


def _errors(_backend: Backend, _user: str, view: Json, body: Json) -> None:
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    unknown = body["errors"].keys() - inputs
    if unknown or not body["errors"]:
        raise SlackError("invalid_errors", [f"no input block has the id {name}" for name in sorted(unknown)])


_ANSWERS: dict[str | None, Callable[[Backend, str, Json, Json], None]] = {
    None: _done,
    "clear": _clear,
    "update": _update,
    "push": _push,
    "errors": _errors,
}
