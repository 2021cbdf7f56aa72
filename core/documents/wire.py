"""Fields as bytes and back, exactly: JSON in which decimals, dates and bytes are tagged."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

# How the process that fills a template ends when it did not fill it.
REFUSED = 3
OUT_OF_MEMORY = 4

# What XML 1.0 cannot hold (control characters, lone surrogates); carriage returns go too, their line feeds stay.
_UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Told apart by the exact type: a datetime is a date too, but no document prints one.
_WRITE: dict[type, tuple[str, Callable[[Any], str]]] = {
    Decimal: ("$decimal", str),
    date: ("$date", date.isoformat),
    bytes: ("$bytes", lambda data: b64encode(data).decode()),
}
_READ: dict[str, Callable[[str], Any]] = {"$decimal": Decimal, "$date": date.fromisoformat, "$bytes": b64decode}


def pack(value: Any) -> bytes:
    """The value as bytes; text loses the characters that no document can hold.

    Raises:
        TypeError: it holds something that is no field, such as a float.
    """
    return json.dumps(_tagged(value)).encode()


def unpack(data: bytes) -> Any:
    """What `pack` was given."""
    return json.loads(data, object_hook=_untagged)


def _tagged(value: Any) -> Any:
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)
    if isinstance(value, Mapping):
        return {str(key): _tagged(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_tagged(item) for item in value]
    if value is None or isinstance(value, int):
        return value
    if type(value) not in _WRITE:
        raise TypeError(f"a document's field cannot be a {type(value).__name__}")
    tag, write = _WRITE[type(value)]
    return {tag: write(value)}


def _untagged(found: dict[str, Any]) -> Any:
    for tag, read in _READ.items():
        if found.keys() == {tag}:
            return read(found[tag])
    return found
