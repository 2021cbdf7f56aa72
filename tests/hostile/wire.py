"""Requests as bytes, for what no client library sends: broken lines, lies about the length, heads without end."""

from __future__ import annotations

HOST = b"Host: filon.example\r\n"
JSON = b"Content-Type: application/json\r\n"
POST = b"POST /v1/leads HTTP/1.1\r\n" + HOST
BODY = b'{"name": "Marie"}'
LONG = b"x" * 70_000
END = b"\r\n\r\n"

# The end of each is the sender's: it closes its half and reads what comes.
REQUESTS: tuple[bytes, ...] = (
    b"",
    b"\r\n\r\n\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"POST /v1/leads\r\n\r\n",
    b"POST /v1/leads HTTP/1.0\r\n\r\n",
    b"POST  /v1/leads  HTTP/1.1\r\n" + HOST + b"\r\n",
    b"post /v1/leads HTTP/1.1\r\n" + HOST + b"\r\n",
    b"POST http://[::1 HTTP/1.1\r\n" + HOST + b"\r\n",
    b"POST /v1/leads?%ff%fe=%00 HTTP/1.1\r\n" + HOST + b"\r\n",
    b"POST /v1/" + LONG + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    b"POST /v1/leads HTTP/1.1\r\n" + HOST * 2 + b"\r\n",
    b"POST /v1/leads HTTP/1.1\r\nHost: a b\r\n\r\n",
    POST + b"X: " + LONG + b"\r\n\r\n",
    POST + b"".join(b"X-%d: y\r\n" % number for number in range(500)) + b"\r\n",
    POST + b"Authorization: Bearer \x00\r\n\r\n",
    POST + b"Authorization: Bearer \xff\xfe\r\n\r\n",
    POST + b"Idempotency-Key: a\r\n b\r\n\r\n",
    POST + b"Idempotency-Key : a\r\n\r\n",
    POST + b"No colon\r\n\r\n",
    POST + JSON + b"Content-Length: 99999999999999999999\r\n\r\n" + BODY,
    POST + JSON + b"Content-Length: 0x11\r\n\r\n" + BODY,
    POST + JSON + b"Content-Length: +17\r\n\r\n" + BODY,
    POST + JSON + b"Content-Length: 17, 17\r\n\r\n" + BODY,
    POST + JSON + b"Content-Length: 5\r\n\r\n" + BODY,
    POST + JSON + b"Content-Length: 17\r\nTransfer-Encoding: chunked\r\n\r\n11\r\n" + BODY + b"\r\n0\r\n\r\n",
    POST + JSON + b"Transfer-Encoding: gzip, chunked\r\n\r\n11\r\n" + BODY + b"\r\n0\r\n\r\n",
    POST + JSON + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n" + BODY,
    POST + JSON + b"Transfer-Encoding: chunked\r\n\r\n11\r\n" + BODY,
    POST + JSON + b"Expect: 100-continue\r\nContent-Length: 17\r\n\r\n" + BODY,
    POST + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n",
)


def whole() -> list[bytes]:
    """Those that end as a request does, asking for the connection to be closed, so that each gets an answer."""
    ended = [request for request in REQUESTS if request.endswith(END) and len(request) < len(LONG)]
    return [request.replace(END, b"\r\nConnection: close" + END, 1) for request in ended]
