"""The HTTP side of the Web API: arguments in either form, tokens, faults, Slack's answers."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, jsonify, request

from bot.sandbox.backend import Backend, CallRecord
from bot.sandbox.errors import SlackError
from bot.sandbox.faults import RATE_LIMITED
from bot.sandbox.records import Json
from bot.sandbox.web_api import METHODS
from bot.sandbox.web_api.call import Call

# Arguments that are JSON inside a form, and Slack's word for one that cannot be read.
NESTED = {
    "blocks": "invalid_blocks_format",
    "attachments": "invalid_attachments",
    "view": "invalid_arguments",
    "files": "invalid_arguments",
    "metadata": "invalid_metadata_format",
}
APP_TOKEN_METHODS = {"apps.connections.open"}


def web_api_routes(backend: Backend) -> Blueprint:
    """`/api/<method>` and the response URLs."""
    routes = Blueprint("web_api", __name__)

    @routes.route("/api/<method>", methods=["GET", "POST"])
    def call(method: str) -> Response | tuple[Response, int]:
        fault = backend.faults.take(method)
        if fault is not None:
            return _failure(fault)
        arguments = _plain_arguments()
        answer = _answer(backend, method, arguments)
        backend.calls.append(CallRecord(method, arguments, answer))
        backend.faults.strike(method)
        return jsonify(answer)

    @routes.post("/response/<token>")
    def respond(token: str) -> tuple[str, int]:
        body = request.get_json(force=True)
        try:
            backend.response_urls.answer(token, body)
        except SlackError as refusal:
            return str(refusal), 404 if refusal.code in {"expired_url", "used_url"} else 400
        return "ok", 200

    return routes


def _answer(backend: Backend, method: str, arguments: Json) -> Json:
    try:
        function = METHODS.get(method, _unknown)
        _check_token(backend, method, arguments)
        with backend.workspace.lock:
            return {"ok": True, **function(Call(backend, method, _decoded(arguments)))}
    except SlackError as refusal:
        metadata = {"response_metadata": {"messages": refusal.messages}} if refusal.messages else {}
        return {"ok": False, "error": refusal.code, **metadata}


def _unknown(_call: Call) -> Json:
    raise SlackError("unknown_method")


def _plain_arguments() -> Json:
    arguments: Json = request.args.to_dict()
    body = request.get_json(silent=True) if request.is_json else None
    if isinstance(body, dict):
        return arguments | body
    return arguments | request.form.to_dict()


def _check_token(backend: Backend, method: str, arguments: Json) -> None:
    scheme, _, header = request.headers.get("Authorization", "").partition(" ")
    token = header if scheme == "Bearer" else arguments.pop("token", "")
    bot, app = backend.settings.bot_token, backend.settings.app_token
    if not token:
        raise SlackError("not_authed")
    if token not in {bot, app}:
        raise SlackError("invalid_auth")
    if token != (app if method in APP_TOKEN_METHODS else bot):
        raise SlackError("not_allowed_token_type")


def _decoded(arguments: Json) -> Json:
    return {name: _nested(name, value) for name, value in arguments.items()}


def _nested(name: str, value: Any) -> Any:
    if name not in NESTED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as broken:
        raise SlackError(NESTED[name]) from broken


def _failure(fault: str | int) -> Response | tuple[Response, int]:
    if isinstance(fault, int):
        return Response("The sandbox was told to fail.", status=fault)
    response = jsonify({"ok": False, "error": fault})
    if fault == RATE_LIMITED:
        response.status_code = 429
        response.headers["Retry-After"] = "1"
    return response
