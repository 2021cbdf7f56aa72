"""The application in its real server: killed in the middle of work, and talked to by those who break off."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from core.crm import Crm
from intake.payload import MOST_BYTES
from tests.integration.intake_site import leads, submissions, work

ROOT = Path(__file__).parents[2]


class Server:
    """Granian with one worker process on a port of its own."""

    def __init__(self, crm: Crm) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        environment = os.environ | {
            "FILON_HOME": str(crm.settings.home),
            "FILON_DATABASE_URL": crm.settings.database_url,
        }
        command = [sys.executable, "-m", "granian", "--interface", "asginl", "--factory", "--host", "127.0.0.1"]
        options = ["--port", str(self.port), "--no-ws", "--log-level", "error"]
        self.process = subprocess.Popen(
            [*command, *options, "tests.integration.intake_site:application"],
            cwd=ROOT, env=environment, start_new_session=True,
        )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        while True:
            try:
                self.post("/healthz", b"")
            except OSError:
                assert self.process.poll() is None, "the server ended by itself"
                time.sleep(0.05)
            else:
                return

    def post(self, path: str, body: bytes) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("POST", path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def send(self, raw: bytes, *, breaks_off: bool = False) -> bytes:
        """Send bytes as they are, and read what comes until the server closes."""
        received = b""
        # Where the server closes first, what it said before is the answer.
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection, suppress(OSError):
            connection.sendall(raw)
            if breaks_off:
                connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                received += part
        return received

    def kill(self) -> None:
        """End the server and its worker as a power cut would."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def served(crm: Crm) -> Iterator[Server]:
    server = Server(crm)
    try:
        yield server
    finally:
        server.kill()


def post_until_it_dies(server: Server, names: Iterator[int], acknowledged: list[str]) -> None:
    for name in names:
        try:
            status, answer = server.post("/f/contact", json.dumps({"name": f"Visitor {name}"}).encode())
        except (OSError, http.client.HTTPException):
            return
        if status == 200:
            acknowledged.append(json.loads(answer)["id"])


def test_what_was_acknowledged_survives_a_kill_and_is_there_once(any_crm: Crm) -> None:
    acknowledged: list[str] = []
    for round_ in range(2):
        with served(any_crm) as server, ThreadPoolExecutor(4) as pool:
            for client in range(4):
                names = iter(range(round_ * 100_000 + client * 10_000, round_ * 100_000 + client * 10_000 + 5_000))
                pool.submit(post_until_it_dies, server, names, acknowledged)
            enough = len(acknowledged) + 25
            while len(acknowledged) < enough:
                time.sleep(0.005)
            server.kill()
    stored = Counter(submission.public_id for submission in submissions(any_crm))
    assert set(acknowledged) <= stored.keys()
    assert set(stored.values()) == {1}
    work(any_crm)
    assert len(leads(any_crm)) == len(stored)


HEAD = b"POST /f/contact HTTP/1.1\r\nHost: filon.example\r\nContent-Type: application/x-www-form-urlencoded\r\n"


def chunked(body: bytes) -> bytes:
    return HEAD + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)


@pytest.fixture
def server(crm: Crm) -> Iterator[Server]:
    with served(crm) as server:
        yield server


def test_the_server_hands_on_only_what_is_whole_and_not_too_large(crm: Crm, server: Server) -> None:
    assert b" 400 " in server.send(HEAD + b"Content-Length: 100\r\n\r\nname=Mar", breaks_off=True)[:20]
    assert submissions(crm) == []
    assert b" 413 " in server.send(chunked(b"name=" + b"x" * MOST_BYTES))[:20]
    assert submissions(crm) == []
    assert b" 303 " in server.send(chunked(b"name=Marie"))[:20]
    assert len(submissions(crm)) == 1


def test_the_server_lives_on_among_rubbish(crm: Crm, server: Server) -> None:
    rubbish = (
        b"\x00" * 1000,
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /f/contact\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
        HEAD + b"Content-Length: -1\r\n\r\nx",
        HEAD + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nname=",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nname\r\n",
        b"GET /f/contact HTTP/1.1\r\nHost: \xff\xfe\r\nAccept-Language: \xff;q=\xff\r\nConnection: close\r\n\r\n",
    )
    answers = [server.send(raw, breaks_off=True) for raw in rubbish]
    assert [answer for answer in answers if answer.startswith(b"HTTP/1.1 5")] == []
    assert server.post("/f/contact", b'{"name": "Marie"}')[0] == 200
    assert len(submissions(crm)) == 1
