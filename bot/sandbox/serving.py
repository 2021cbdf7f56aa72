"""A web application, served in the background until it is stopped, and then without delay."""

from __future__ import annotations

import logging
import socket
import threading
from contextlib import suppress

from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

# How often the server looks whether it should stop, in seconds, where nothing wakes it.
POLL = 0.05


def serve(app: Flask, port: int = 0, host: str = "127.0.0.1") -> BaseWSGIServer:
    """Listen on the port; 0 takes a free one."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server(host, port, app, threaded=True)
    threading.Thread(target=server.serve_forever, args=[POLL], name="serving", daemon=True).start()
    return server


def stop(server: BaseWSGIServer) -> None:
    """Free the port."""
    # On Linux this wakes the server at once; elsewhere it is an error, and the server is waited for.
    with suppress(OSError):
        server.socket.shutdown(socket.SHUT_RDWR)
    server.shutdown()
    server.server_close()
