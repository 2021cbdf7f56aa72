"""The sandbox: a local stand-in for Slack, for a demonstration and for tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from flask import Flask, request
from flask_sock import Sock
from werkzeug.serving import BaseWSGIServer

from bot.sandbox.backend import Backend
from bot.sandbox.driver import Driver
from bot.sandbox.files import file_routes
from bot.sandbox.guard import guard
from bot.sandbox.page import page_routes
from bot.sandbox.serving import serve, stop
from bot.sandbox.settings import settings_from
from bot.sandbox.web_api.routes import web_api_routes

LARGEST_BODY = 64 * 1024 * 1024


class Sandbox(Driver):
    """Takes the fields of `Settings` as keywords; `with Sandbox(...) as sandbox:` starts and stops it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(Backend(settings_from(settings)))
        self.settings = self.backend.settings
        self._server: BaseWSGIServer | None = None

    def start(self, port: int = 0, host: str = "127.0.0.1") -> Self:
        """Serve in the background; port 0 takes a free one."""
        self._server = serve(create_app(self.backend), port, host)
        self.backend.conversation.url = f"http://{host}:{self._server.server_port}"
        return self

    def stop(self) -> None:
        """Hang up and free the port."""
        self.backend.close()
        if self._server:
            stop(self._server)
            self._server = None

    @property
    def url(self) -> str:
        """The server's address, without a slash at its end."""
        return self.backend.conversation.url

    @property
    def api_url(self) -> str:
        """For `slack_sdk.WebClient(base_url=...)`."""
        return f"{self.url}/api/"

    @property
    def app_url(self) -> str | None:
        """Where commands, events and interactivity are posted when no Socket Mode app is connected."""
        return self.backend.dispatcher.app_url

    @app_url.setter
    def app_url(self, url: str | None) -> None:
        self.backend.dispatcher.app_url = url

    def __enter__(self) -> Self:
        return self if self._server else self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def create_app(backend: Backend) -> Flask:
    """The WSGI application with all routes."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["SOCK_SERVER_OPTIONS"] = _SOCKET_OPTIONS
    guard(app)
    app.register_blueprint(web_api_routes(backend))
    app.register_blueprint(file_routes(backend.workspace, backend.uploads, backend.settings.bot_token))
    app.register_blueprint(page_routes(backend))
    sock = Sock(app)
    sock.route("/link/")(lambda socket: backend.sockets.serve(socket, request.args.get("ticket", "")))
    return app


_SOCKET_OPTIONS: Mapping[str, Any] = {"ping_interval": 25}
