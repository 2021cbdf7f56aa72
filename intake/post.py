"""A POST request as bytes and headers, apart from any web framework."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from werkzeug.http import parse_list_header


class Post(NamedTuple):
    """`path` is decoded and `query` is not; `sender` is the address that it came from, as far as proxies say.

    The names of headers are in Title-Case.
    """

    path: str
    query: bytes
    headers: Mapping[str, str]
    body: bytes
    sender: str | None

    @property
    def content_type(self) -> str:
        """As the sender wrote it."""
        return self.headers.get("Content-Type", "")

    @property
    def mimetype(self) -> str:
        """The content type without its parameters."""
        return self.content_type.partition(";")[0].strip().lower()


def headers_of(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers under the names that WSGI gives them; what comes twice is one header with a comma."""
    said: dict[str, str] = {}
    for name, value in raw:
        title, text = _title(name), value.decode("latin1")
        said[title] = f"{said[title]},{text}" if title in said else text
    return said


@lru_cache(maxsize=1024)
def _title(name: bytes) -> str:
    return name.decode("latin1").title()


def sender_of(client: str | None, headers: Mapping[str, str], proxies: int) -> str | None:
    """Who sent it: as many proxies before us as we trust have each added whom they heard."""
    heard = parse_list_header(headers.get("X-Forwarded-For", "")) if proxies else []
    return heard[-proxies] if proxies and len(heard) >= proxies else client
