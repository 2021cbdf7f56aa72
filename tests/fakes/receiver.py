"""An invoicing system that takes what is handed over: it checks the signature by itself, and misbehaves when told."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

BLOCK = 64


class Receiver:
    """`answers` are played one a call, the last for ever: a status, or the name of a way to misbehave."""

    def __init__(self, secret: str) -> None:
        self.key = base64.b64decode(secret.removeprefix("whsec_"))
        self.answers: list[int | str] = [200]
        self.headers: dict[str, str] = {}
        self.said = b""
        self.calls: list[dict[str, Any]] = []
        self.forged = 0
        self.stopped = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.receiver = self  # type: ignore[attr-defined]
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}/hooks/invoices?tenant=7"
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def stop(self) -> None:
        """No longer listen, and let go of everybody who waits."""
        self.stopped.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def ids(self) -> list[str]:
        """The message ids, in the order of the calls."""
        return [call["id"] for call in self.calls]

    def note(self, headers: Any, path: str, body: bytes) -> None:
        """Remember a call whose signature is right and whose time is now."""
        webhook_id, sent, given = (headers.get(f"webhook-{name}") or "" for name in ("id", "timestamp", "signature"))
        wanted = base64.b64encode(hmac_sha256(self.key, f"{webhook_id}.{sent}.".encode() + body)).decode()
        if f"v1,{wanted}" not in given.split() or abs(time.time() - int(sent)) > 300 or "." in webhook_id:
            self.forged += 1
            return
        self.calls.append({"id": webhook_id, "path": path, "body": json.loads(body)})


class Handler(BaseHTTPRequestHandler):
    """Answers as the receiver was told."""

    @property
    def receiver(self) -> Receiver:
        """Whose calls these are."""
        return self.server.receiver  # type: ignore[attr-defined,no-any-return]

    def do_POST(self) -> None:
        answers = self.receiver.answers
        self.receiver.note(self.headers, self.path, self.rfile.read(int(self.headers["Content-Length"])))
        self.play(answers.pop(0) if len(answers) > 1 else answers[0])

    def do_GET(self) -> None:
        self.receiver.forged += 1
        self.play(200)

    def play(self, answer: int | str) -> None:
        if isinstance(answer, str):
            getattr(self, answer)()
            return
        self.send_response(answer)
        for name, value in self.receiver.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(self.receiver.said)))
        self.end_headers()
        self.wfile.write(self.receiver.said)

    def crash(self) -> None:
        self.connection.close()

    def hang(self) -> None:
        self.receiver.stopped.wait()

    def drip(self) -> None:
        for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"." * 10_000:
            if self.receiver.stopped.wait(0.05):
                return
            self.wfile.write(bytes([letter]))

    def rubbish(self) -> None:
        self.wfile.write(b"\x00\xff nothing of HTTP\r\n\r\n" * 10)

    def cut_short(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhalf")

    def log_message(self, *_: Any) -> None:
        """Silence."""


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    """HMAC as RFC 2104 writes it, so that our own signing is not checked with itself."""
    padded = (hashlib.sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded) + message).digest()
    return hashlib.sha256(bytes(byte ^ 0x5C for byte in padded) + inner).digest()
