"""The server behind the stand-in for Slack."""

from __future__ import annotations

import socket
import sys
import threading

import pytest
from flask import Flask

from bot.sandbox import serving


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere nothing wakes it.")
def test_a_server_that_is_stopped_leaves_its_port_without_a_look_whether_it_should(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serving, "POLL", 600)
    server = serving.serve(Flask("shop"))
    stopping = threading.Thread(target=serving.stop, args=[server], daemon=True)
    stopping.start()
    stopping.join(30)
    assert not stopping.is_alive()
    with socket.create_server(("127.0.0.1", server.server_port)):
        pass
