"""Load for a web server: so many clients in one process, each with a connection that it keeps."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import quantiles

END_OF_HEAD = b"\r\n\r\n"


@dataclass
class Measured:
    """What the clients saw: the seconds of each request and of all, and how many answers were not 200."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    refused: int = 0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.times) / self.seconds

    def percentile(self, percent: int) -> float:
        """The seconds within which so many of a hundred requests were answered."""
        return quantiles(self.times, n=100)[percent - 1]


class _Client:
    """One connection: sends a request, waits for its answer, sends the next."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.begun = 0.0
        self.answer = b""

    def send(self, request: bytes) -> None:
        self.begun = time.perf_counter()
        self.answer = b""
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Whether the answer is whole now."""
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError
        self.answer += part
        head, found, body = self.answer.partition(END_OF_HEAD)
        return bool(found) and len(body) >= _length(head)


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].split(b"\r", 1)[0])


def post(port: int, clients: int, seconds: float, request: Callable[[int], bytes]) -> Measured:
    """Keep so many clients busy for so long; `request` gives the bytes of the request with that number."""
    measured, sent = Measured(), 0
    with selectors.DefaultSelector() as selector:
        for _ in range(clients):
            client = _Client(port)
            selector.register(client.socket, selectors.EVENT_READ, client)
            client.send(request(sent))
            sent += 1
        begun = time.perf_counter()
        waiting = clients
        while waiting:
            for key, _events in selector.select():
                client = key.data
                if not client.receive():
                    continue
                now = time.perf_counter()
                measured.times.append(now - client.begun)
                measured.refused += b" 200 " not in client.answer[:16]
                if now - begun < seconds:
                    client.send(request(sent))
                    sent += 1
                else:
                    waiting -= 1
                    selector.unregister(client.socket)
                    client.socket.close()
        measured.seconds = time.perf_counter() - begun
    return measured
